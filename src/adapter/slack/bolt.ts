import { App as Bolt, type Receiver, type ReceiverEvent } from '@slack/bolt';
import { cleanPayload } from '../../lib/clean.ts';
import type { Logger } from '../../lib/log.ts';
import type { Acknowledge } from './acknowledge.ts';
import { quietLogger, type SlackAccess } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { LIMITS } from './limits.ts';

/** The ways in are opened by us and hand over what they take, so Bolt has nothing to start or stop. */
const NO_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/**
 * Bolt, behind every way in: `take` is given every body and how to acknowledge it, which works once and never throws,
 * and resolves when it has. Whoever sent it may be gone by then; the work is done all the same.
 */
export function createBolt(
  { botToken, apiUrl }: SlackAccess,
  log: Logger,
  take: (body: unknown, acknowledge: Acknowledge) => Promise<void>,
): Bolt {
  const bolt = new Bolt({
    receiver: NO_RECEIVER,
    logger: quietLogger(log),
    ignoreSelf: false,
    authorize: async () => ({ botToken }),
    clientOptions: { slackApiUrl: apiUrl, timeout: LIMITS.askTimeoutMs, retryConfig: { retries: 0 } },
  });
  bolt.use(async (args) => {
    // Events Bolt has acknowledged by itself.
    const ack = 'ack' in args && typeof args.ack === 'function' ? (args.ack as Acknowledge) : async () => {};
    await take(cleanPayload(args.body), ack);
  });
  bolt.error(async (error) => log.error({ kind: adapterErrorOf(error).kind, code: error.code }, 'slack.fault'));
  const processEvent = bolt.processEvent.bind(bolt);
  bolt.processEvent = async (event) => {
    const ack = createAck(event, log);
    try {
      await processEvent({ ...event, ack });
    } catch {
      log.error('slack.payload-fault');
    }
    // Bolt leaves alone what it does not know, and Slack would send that again and again.
    await ack();
  };
  return bolt;
}

/** Acknowledges the first time it is called. Never throws: a payload is no less ours for its sender being gone. */
function createAck(event: ReceiverEvent, log: Logger): ReceiverEvent['ack'] {
  let done = false;
  return async (response) => {
    if (done) return;
    done = true;
    try {
      await event.ack(response);
    } catch {
      log.warn('slack.not-acknowledged');
    }
  };
}
