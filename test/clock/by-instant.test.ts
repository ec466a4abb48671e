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
  [[1], ['turn 1', 'shows 1', 'arrive']],
  [
    [1, 1, 1, 2, 5],
    ['turn 1', 'shows 1', 'turn 1', 'turn 1', 'arrive', 'turn 2', 'shows 2', 'arrive'],
  ],
])('what is due at %j arrives together, instant by instant', async (dues, wanted) => {
  const seen: string[] = [];
  const moving = {
    tell: async (at: number) => void seen.push(`shows ${at}`),
    arrive: async () => void seen.push('arrive'),
  };
  await runByInstant(tickOf(dues, seen), 4, moving, new AbortController().signal);
  expect(seen).toEqual(wanted);
});
