import { App as Bolt, type Receiver } from '@slack/bolt';
import { cleanPayload } from '../../../lib/clean.ts';
import type { Logger } from '../../../lib/log.ts';
import { type Acknowledge, NotStoredError } from './acknowledge.ts';
import { quietLogger, type SlackAccess } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { LIMITS } from './limits.ts';

/** The ways in are opened by us and hand over what they take, so Bolt has nothing to start or stop. */
const NO_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/**
 * Bolt, behind every way in: `take` is given every body and how to acknowledge it, which works once and never throws,
 * and resolves when it has, or with false where the body was not stored: then nothing is acknowledged and
 * `processEvent` throws NotAccepted. The person who sent it may be gone by then; the work is done even so.
 */
export function createBolt(
  { botToken, apiUrl }: SlackAccess,
  log: Logger,
  handle: (body: unknown, acknowledge: Acknowledge) => Promise<boolean>,
): Bolt {
  const bolt = new Bolt({
    receiver: NO_RECEIVER,
    logger: quietLogger(log),
    ignoreSelf: false,
    authorize: async () => ({ botToken }),
    clientOptions: { slackApiUrl: apiUrl, timeout: LIMITS.askTimeoutMs, retryConfig: { retries: 0 } },
  });
  /** Bolt acknowledges events before anything was stored, so it is given an acknowledgement without effect. */
  const arriving = new WeakMap<object, { readonly acknowledge: Acknowledge; isAccepted: boolean }>();
  bolt.use(async ({ body }) => {
    const arrived = arriving.get(body);
    if (!arrived) return;
    arrived.isAccepted = false;
    arrived.isAccepted = await handle(cleanPayload(body), arrived.acknowledge);
  });
  bolt.error(async (error) => log.error({ kind: adapterErrorOf(error).kind, code: error.code }, 'slack.fault'));
  const processEvent = bolt.processEvent.bind(bolt);
  bolt.processEvent = async (event) => {
    const acknowledge = createAck(event.ack as Acknowledge, log);
    const arrived = { acknowledge, isAccepted: true };
    arriving.set(event.body, arrived);
    try {
      await processEvent({ ...event, ack: async () => {} });
    } catch {
      log.error('slack.payload-fault');
    }
    if (!arrived.isAccepted) throw new NotStoredError('not stored');
    // Bolt leaves alone what it does not know, and Slack would send that again and again.
    await acknowledge();
  };
  return bolt;
}

/** Acknowledges the first time it is called. Never throws: a payload is no less ours for its sender being gone. */
function createAck(ack: Acknowledge, log: Logger): Acknowledge {
  let done = false;
  return async (response) => {
    if (done) return;
    done = true;
    try {
      await ack(response);
    } catch {
      log.warn('slack.not-acknowledged');
    }
  };
}
