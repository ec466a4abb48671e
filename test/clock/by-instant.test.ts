import { expect, test } from 'vitest';
import { runByInstant } from '../../src/clock/by-instant.ts';
import type { Tick } from '../../src/clock/tick.ts';

/** A tick in which these instants have something due, one turn after the other. */
function tickOf(dues: readonly number[], seen: string[]): Tick {
  return {
    async run(until, afterEach, beforeEach) {
      for (const due of dues.filter((each) => each <= until)) {
        await beforeEach?.('ticket', due);
        seen.push(`turn ${due}`);
        await afterEach?.(due);
      }
      return dues.length;
    },
  };
}

test.each([
  [[], []],
  [[1_000], ['turn 1000', 'shows 1000', 'arrive']],
  [
    [1_000, 1_000, 5_000, 60_000, 100_000],
    [
      'turn 1000',
      'shows 1000',
      'turn 1000',
      'turn 5000',
      'shows 5000',
      'arrive',
      'turn 60000',
      'shows 60000',
      'arrive',
    ],
  ],
])('what is due at %j arrives together where it is due at once', async (dues, wanted) => {
  const seen: string[] = [];
  const moving = {
    tell: async (at: number) => void seen.push(`shows ${at}`),
    arrive: async () => void seen.push('arrive'),
  };
  await runByInstant(tickOf(dues, seen), 90_000, moving, new AbortController().signal);
  expect(seen).toEqual(wanted);
});
