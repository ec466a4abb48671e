import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { createStepWatch } from '../../src/clock/steps.ts';
import { createTicking, type Pacer } from '../../src/clock/ticking.ts';
import { silentLog } from '../../src/lib/log.ts';

/** A monotonic clock and its timers, moved by hand. */
function createHandPacer() {
  let now = 5_000;
  let timer: { at: number; then: () => void } | undefined;
  const pacer: Pacer = {
    monotonic: () => now,
    after(ms, then) {
      timer = { at: now + ms, then };
      return () => {
        timer = undefined;
      };
    },
  };
  const pass = async (ms: number) => {
    now += ms;
    const due = timer;
    if (due && due.at <= now) {
      timer = undefined;
      due.then();
    }
    await setImmediate();
  };
  return { pacer, pass };
}

it('looks four times a second, never two at a time, and at once after a long look', async () => {
  const { pacer, pass } = createHandPacer();
  const ends: (() => void)[] = [];
  const ticking = createTicking(() => new Promise<void>((resolve) => ends.push(resolve)), silentLog, pacer);
  ticking.start();
  await pass(249);
  expect(ends).toHaveLength(0);
  await pass(1);
  expect(ends).toHaveLength(1);
  await pass(40_000);
  expect(ends).toHaveLength(1);
  expect(ticking.lateMs()).toBe(39_750);
  ends[0]?.();
  await setImmediate();
  await pass(0);
  expect(ends).toHaveLength(2);
  const stopped = ticking.stop();
  ends[1]?.();
  await stopped;
  await pass(5_000);
  expect(ends).toHaveLength(2);
});

it('goes on after a look that failed, and does not call a long look late that gets on', async () => {
  const { pacer, pass } = createHandPacer();
  let looks = 0;
  let sign = () => {};
  const ticking = createTicking(
    async (alive) => {
      looks += 1;
      if (looks === 1) throw new Error('once');
      sign = alive;
      await new Promise(() => {});
    },
    silentLog,
    pacer,
  );
  ticking.start();
  await pass(1_000);
  await pass(1_000);
  expect(looks).toBe(2);
  await pass(20_000);
  sign();
  await pass(500);
  expect(ticking.lateMs()).toBe(500);
});

it('a step of the wall clock is told with its size for an hour; slow drift is not', () => {
  const clocks = { wall: 1_000_000, monotonic: 0 };
  const pass = (ms: number, wallMs = ms) => {
    clocks.wall += wallMs;
    clocks.monotonic += ms;
  };
  const watch = createStepWatch({ wall: () => clocks.wall, monotonic: () => clocks.monotonic, log: silentLog });
  for (let second = 0; second < 100; second += 1) {
    pass(1_000, 1_020);
    expect(watch.look()).toBeUndefined();
  }
  pass(1_000, -179_000);
  expect(watch.look()).toEqual({ at: clocks.wall, steppedMs: -180_000 });
  expect(watch.look()).toBeUndefined();
  pass(1_000, 3_601_000);
  expect(watch.look()?.steppedMs).toBe(3_600_000);
  pass(3_599_999);
  expect(watch.latest()?.steppedMs).toBe(3_600_000);
  pass(1);
  expect(watch.latest()).toBeUndefined();
});
