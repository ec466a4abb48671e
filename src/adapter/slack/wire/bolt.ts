import { App as Bolt, type Receiver } from '@slack/bolt';
import { cleanPayload } from '../../../lib/clean.ts';
import type { Logger } from '../../../lib/log.ts';
import { type Acknowledge, NotStoredError } from './acknowledge.ts';
import { quietLogger, type SlackAccess } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { LIMITS } from './limits.ts';

/** Our own webhook and socket call Bolt, so Bolt has no receiver to start or stop. */
const NO_RECEIVER: Receiver = { init: () => {}, start: async () => {}, stop: async () => {} };

/**
 * Bolt behind both webhook and socket. `handle` gets each body and its acknowledgement (which counts once and never
 * throws); it resolves when acknowledged, or with false if the body was not stored. Then nothing is acknowledged and
 * `processEvent` throws NotStoredError. The work goes on if the sender has disconnected.
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
  /**
   * Bolt acknowledges events before a listener has run, so Bolt gets a dummy and we keep the real acknowledgement here.
   */
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
    // Bolt ignores payloads without a listener. Unacknowledged, Slack would send them again and again.
    await acknowledge();
  };
  return bolt;
}

/** Acknowledges on the first call only. Never throws: the payload counts even if its sender has disconnected. */
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
