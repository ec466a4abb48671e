import { setTimeout as sleep } from 'node:timers/promises';
import type { FeishuClient } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { LIMITS } from './limits.ts';

/**
 * Wraps a client: calls that hit the rate limit are tried again a few times, because a person is waiting for the
 * answer. A refused call had no effect. Posts are not sent this way; the outbox retries them.
 */
export function createRetryingClient(
  client: FeishuClient,
  wait: (ms: number) => Promise<unknown> = (ms) => sleep(ms, undefined, { ref: false }),
): FeishuClient {
  return {
    ...client,
    async call<T>(...asked: Parameters<FeishuClient['call']>) {
      for (let tried = 1; ; tried += 1) {
        try {
          return await client.call<T>(...asked);
        } catch (cause) {
          const { kind, retryAfterMs } = adapterErrorOf(cause);
          const waitMs = retryAfterMs ?? LIMITS.answerWaitMs * tried;
          if (kind !== 'rate-limited' || tried === LIMITS.answerTries || waitMs > LIMITS.answerWaitMostMs) throw cause;
          await wait(waitMs);
        }
      }
    },
  };
}
