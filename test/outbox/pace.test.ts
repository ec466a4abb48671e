import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, test } from 'vitest';
import { createPace, type Pace } from '../../src/outbox/pace.ts';
import { NOW } from './fixture.ts';

const EVERY = 1_000;

/** A clock that advances when the test says so, through every wait on the way. */
function createTime() {
  const sleeping: { at: number; wake: () => void }[] = [];
  const time = {
    at: NOW,
    clock: { now: () => time.at },
    wait: (ms: number) => new Promise<void>((wake) => sleeping.push({ at: time.at + ms, wake })),
    async forward(ms: number) {
      const until = time.at + ms;
      await setImmediate();
      for (;;) {
        const [next] = sleeping.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at);
        if (!next) break;
        sleeping.splice(sleeping.indexOf(next), 1);
        time.at = next.at;
        next.wake();
        await setImmediate();
      }
      time.at = until;
    },
  };
  return time;
}

describe('the pace', () => {
  let time: ReturnType<typeof createTime>;
  let pace: Pace;
  /** What was sent and when, or how long it must wait. */
  let went: string[];
  beforeEach(() => {
    time = createTime();
    pace = createPace({ ...time, mostWaiting: 3 });
    went = [];
  });

  function go(name: string, lane: 'urgent' | 'normal' = 'normal', channel = 'team'): void {
    void pace.takeSlot(channel, lane, EVERY).then((ms) => {
      went.push(ms > 0 ? `${name} back in ${ms}` : `${name} at ${time.at - NOW}`);
    });
  }

  test('keeps what goes into one channel apart, the urgent lane first; other channels do not wait', async () => {
    go('first');
    await time.forward(200);
    go('normal');
    go('urgent', 'urgent');
    go('elsewhere', 'normal', 'customer');
    await time.forward(3_000);
    expect(went).toEqual(['first at 0', 'elsewhere at 200', 'urgent at 1000', 'normal at 2000']);
  });

  test('counts from when a message leaves, also of one that took no slot', async () => {
    go('first');
    await time.forward(300);
    pace.noteMessage('team', EVERY);
    go('second');
    await time.forward(2_000);
    expect(went).toEqual(['first at 0', 'second at 1300']);
  });

  test('lets nothing into a closed channel on either lane, and does not make callers wait long', async () => {
    pace.close('team', 7_000);
    pace.close('team', 1_000);
    go('normal');
    go('urgent', 'urgent');
    go('elsewhere', 'normal', 'customer');
    await time.forward(6_000);
    expect(pace.closedMs('team')).toBe(1_000);
    go('later');
    await time.forward(2_000);
    expect(went).toEqual(['normal back in 7000', 'urgent back in 7000', 'elsewhere at 0', 'later at 7000']);
    expect(pace.closedMs('team')).toBe(0);
  });

  test('makes a few wait at a time, and none for long', async () => {
    for (const channel of ['a', 'b', 'c', 'd']) pace.noteMessage(channel, EVERY);
    for (const channel of ['a', 'b', 'c', 'd']) go(channel, 'normal', channel);
    await time.forward(EVERY);
    expect(went.sort()).toEqual(['a at 1000', 'b at 1000', 'c at 1000', 'd back in 1000']);
    went = [];
    go('starved');
    for (let count = 0; count < 5; count += 1) {
      go('urgent', 'urgent');
      await time.forward(EVERY);
    }
    expect(went.filter((line) => line.startsWith('starved'))).toEqual(['starved at 1000']);
  });

  test('does not wait an hour if the clock was set back an hour', async () => {
    pace.noteMessage('team', EVERY);
    pace.close('team', EVERY);
    time.at -= 3_600_000;
    go('first');
    await time.forward(0);
    expect(went).toEqual(['first at -3600000']);
  });
});
