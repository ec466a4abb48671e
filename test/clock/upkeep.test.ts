import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startNightly } from '../../src/clock/nightly.ts';
import { createPulse, findPulse } from '../../src/clock/pulse.ts';
import { sweepReceipts } from '../../src/clock/sweep.ts';
import type { Database } from '../../src/db/database.ts';
import { createLogger, silentLog } from '../../src/lib/log.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';

const NOW = Date.parse('2026-11-29T08:00:00Z');

describe.each(TEST_DATABASES)('on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  it('receipts older than a week are swept, but for the newest of each platform', async () => {
    await database.query(`insert into receipt (platform, event_id, at)
      select 'slack', 'old-' || i, timestamptz '2026-11-22T07:59:59Z' - i * interval '1 s' from generate_series(0, 2500) i
      union all values ('slack', 'kept', timestamptz '2026-11-22T08:00:00Z'), ('feishu', 'last', '2026-01-01Z')`);
    expect(await sweepReceipts(database.query, NOW, AbortSignal.abort())).toBe(0);
    expect(await sweepReceipts(database.query, NOW, new AbortController().signal)).toBe(2501);
    const left = await database.query<{ event_id: string }>('select event_id from receipt order by event_id');
    expect(left.map((row) => row.event_id)).toEqual(['kept', 'last']);
  });

  it('a pulse writes at most once a second, remembers the newest instant and a step', async () => {
    const clock = { wall: NOW, monotonic: 0, writes: 0 };
    const query: Database['query'] = (sql, values) => {
      clock.writes += 1;
      return database.query(sql, values);
    };
    const pulse = createPulse({
      database: { ...database, query },
      wall: () => clock.wall,
      monotonic: () => clock.monotonic,
    });
    await Promise.all([pulse.beat(), pulse.beat(), pulse.beat()]);
    expect(clock.writes).toBe(1);
    clock.monotonic += 1_000;
    clock.wall -= 180_000;
    await pulse.beat();
    expect(clock.writes).toBe(2);
    expect(await findPulse(database)).toMatchObject({ newestAt: NOW, step: undefined });
    const step = { at: clock.wall, steppedMs: -180_000 };
    await pulse.noteStep(step);
    expect(await findPulse(database)).toMatchObject({ newestAt: clock.wall, step });
  });
});

it('the nightly work runs by the calendar, and a fault of it is one line of our own log', async () => {
  const { promise: written, resolve } = Promise.withResolvers<string>();
  const log = createLogger('error', { write: resolve });
  const failing = async () => {
    throw new Error('no room');
  };
  const nightly = startNightly(failing, 'Asia/Shanghai', log, '* * * * * *');
  expect(JSON.parse(await written)).toMatchObject({ msg: 'clock.nightly-failed', err: { message: 'no room' } });
  await nightly.stop();
  await startNightly(failing, 'America/New_York', silentLog).stop();
});
