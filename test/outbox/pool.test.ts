import { afterEach, describe, expect, it } from 'vitest';
import { createPool, type Pool } from '../../src/outbox/pool.ts';
import { until } from '../support/until.ts';

let pool: Pool | undefined;
afterEach(() => pool?.stop(0));

interface Bench {
  readonly pool: Pool;
  /** What was taken so far, in order. */
  readonly taken: readonly number[];
  /** Adds waiting items without waking the pool. */
  add(...things: number[]): void;
  /** Ends the work on one item. */
  finish(thing: number): void;
}

/** A pool whose work ends when the test says so. */
function openBench(room: number): Bench {
  const [waiting, taken] = [[] as number[], [] as number[]];
  const ends = new Map<number, () => void>();
  const created = createPool<number>({
    room,
    restMs: 0,
    take: async (most) => waiting.splice(0, most),
    work: (thing) => {
      taken.push(thing);
      return new Promise((resolve) => ends.set(thing, resolve));
    },
    failed: (error) => {
      throw error;
    },
  });
  pool = created;
  return {
    pool: created,
    taken,
    add: (...things) => void waiting.push(...things),
    finish: (thing) => ends.get(thing)?.(),
  };
}

const hasTaken = ({ taken }: Bench, count: number) =>
  until(`${count} taken`, async () => taken.length === count || undefined, 5_000);

describe('a pool', () => {
  it('goes on after it was woken while it had no room', async () => {
    const bench = openBench(2);
    bench.add(1, 2);
    bench.pool.wake();
    await hasTaken(bench, 2);
    bench.add(3, 4);
    // The look that filled the pool ends after a pause; then the pool is woken again.
    await new Promise((resolve) => setTimeout(resolve, 20));
    bench.pool.wake();
    bench.finish(1);
    await hasTaken(bench, 3);
    bench.finish(2);
    bench.finish(3);
    await hasTaken(bench, 4);
    bench.add(5);
    bench.pool.wake();
    await hasTaken(bench, 5);
    expect(bench.taken).toEqual([1, 2, 3, 4, 5]);
  });

  it('never works on more than it has room for', async () => {
    const bench = openBench(3);
    bench.add(1, 2, 3, 4, 5);
    for (let count = 0; count < 5; count += 1) bench.pool.wake();
    await hasTaken(bench, 3);
    bench.pool.wake();
    bench.finish(2);
    await hasTaken(bench, 4);
    expect(bench.taken).toEqual([1, 2, 3, 4]);
  });
});
