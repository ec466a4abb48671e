import { expect, it } from 'vitest';
import { finish, finishBesides, type Steps } from '../../src/lib/steps.ts';

function* count(upTo: number, done: number[]): Steps<string> {
  for (let step = 1; step <= upTo; step += 1) {
    done.push(step);
    yield;
  }
  return 'counted';
}

it('steps are done at once, or with everything else that waits between them', async () => {
  const done: number[] = [];
  expect(finish(count(3, done))).toBe('counted');
  expect(done).toEqual([1, 2, 3]);

  const between: number[] = [];
  const others: number[] = [];
  const other = () => {
    others.push(between.length);
    if (others.length < 3) setImmediate(other);
  };
  setImmediate(other);
  expect(await finishBesides(count(3, between))).toBe('counted');
  expect(others).toEqual([1, 2, 3]);
});
