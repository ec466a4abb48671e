import { setTimeout as sleep } from 'node:timers/promises';
import type { FeishuClient } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { LIMITS } from './limits.ts';

/**
 * The same calls, tried again a few times where Feishu wants fewer of them: whoever waits for an answer does not wait
 * long, and nothing was done by what was refused. The outbox has a patience of its own.
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
