import { describe, expect, it, test } from 'vitest';
import { judgeAnswer } from '../../../src/adapter/webhook/patience.ts';
import { WELL, type WebhookAnswer } from '../../../src/chat/webhook.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/lib/instant.ts';

const answered = (status: number, retryAfterMs?: number): WebhookAnswer => ({
  kind: 'answered',
  status,
  retryAfterMs,
});
const TIMEOUT: WebhookAnswer = { kind: 'failed', why: 'timeout' };
const FAILING = { ...WELL, failures: 3, failingSince: 0, why: 'timeout' };

describe('what becomes of a message', () => {
  test.each([
    ['taken', answered(204), 'taken'],
    ['an error of the server', answered(500), 'wait'],
    ['no answer', TIMEOUT, 'wait'],
    ['a redirect', answered(302), 'wait'],
    ['a wrong secret', answered(401), 'wait'],
    ['an unfit message', answered(422), 'wait'],
    ['no more, please', answered(410), 'disabled'],
  ] as const)('%s', (_, answer, next) => {
    expect(judgeAnswer(WELL, answer, DAY).next).toBe(next);
  });

  it('waits longer and longer, an hour at most, or as long as it is asked to', () => {
    let state = WELL;
    const waits = Array.from({ length: 8 }, () => {
      const judged = judgeAnswer(state, answered(503), 0);
      state = judged.state;
      return judged.next === 'wait' ? judged.afterMs : undefined;
    });
    expect(waits).toEqual([5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, ...[HOUR, HOUR, HOUR]]);
    expect(judgeAnswer(WELL, answered(429, 40 * MINUTE), 0)).toMatchObject({ afterMs: 40 * MINUTE });
  });

  it('gives an unfit message up at the fifth try, and one that fails otherwise never', () => {
    expect(judgeAnswer({ ...FAILING, failures: 4 }, answered(422), HOUR)).toMatchObject({
      next: 'given-up',
      state: { failures: 0, failingSince: 0, nextAt: undefined },
    });
    expect(judgeAnswer({ ...FAILING, failures: 99 }, answered(500), HOUR).next).toBe('wait');
  });

  it('disables a webhook that failed for five days, and forgets failures once a message is taken', () => {
    expect(judgeAnswer(FAILING, TIMEOUT, 5 * DAY - 1).next).toBe('wait');
    expect(judgeAnswer(FAILING, TIMEOUT, 5 * DAY)).toMatchObject({
      next: 'disabled',
      state: { disabledAt: 5 * DAY, why: 'timeout' },
    });
    expect(judgeAnswer(FAILING, answered(200), DAY).state).toEqual(WELL);
  });
});
