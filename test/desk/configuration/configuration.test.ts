import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Database } from '../../../src/db/database.ts';
import { checkLog } from '../../../src/desk/chain/chain.ts';
import { checkSettings } from '../../../src/desk/chain/setting/store.ts';
import { changedSettings, hashSettings } from '../../../src/desk/configuration/configuration.ts';
import { recordStart } from '../../../src/start-record.ts';
import { openTestDatabase } from '../../support/database.ts';

let database: Database;
beforeAll(async () => {
  database = await openTestDatabase('pglite-memory');
});
afterAll(() => database.close());

const start = (given: Record<string, string>, at = 1) => recordStart(database, given, { by: 'root@desk-1', at });

it('a start with other settings than the last one is an entry with the names of those that changed, and no value', async () => {
  const first = { PORT: '3000', SLACK_BOT_TOKEN: 'xoxb-first', BOOK: 'mine.yaml' };
  expect(await start(first)).toEqual(['BOOK', 'PORT', 'SLACK_BOT_TOKEN']);
  expect(await start(first, 2)).toEqual([]);
  expect(await start({ PORT: '3000', SLACK_BOT_TOKEN: 'xoxb-other', LOG_LEVEL: 'warn' }, 3)).toEqual([
    'BOOK',
    'LOG_LEVEL',
    'SLACK_BOT_TOKEN',
  ]);
  const { log, others } = await database.transaction(checkSettings);
  expect(log.rows.map(({ kind, by, at, data }) => ({ kind, by, at, changed: changedIn(data) }))).toEqual([
    { kind: 'configuration', by: 'root@desk-1', at: 1, changed: ['BOOK', 'PORT', 'SLACK_BOT_TOKEN'] },
    { kind: 'configuration', by: 'root@desk-1', at: 3, changed: ['BOOK', 'LOG_LEVEL', 'SLACK_BOT_TOKEN'] },
  ]);
  expect([checkLog(log), others]).toEqual([[], []]);
  expect(JSON.stringify(log)).not.toMatch(/3000|xoxb|mine|warn/);
});

it('two processes that start together with one configuration make one entry', async () => {
  const given = { PORT: '4000' };
  const both = await Promise.all([start(given, 4), start(given, 4)]);
  expect(both.map(({ length }) => length > 0).sort()).toEqual([false, true]);
});

it('equal values have hashes that differ by name and desk', async () => {
  const given = { A: 'same', B: 'same' };
  const [one, other] = [await hashSettings(given, ['B'], 'x'), await hashSettings(given, ['B'], 'y')];
  expect(new Set([one.A, one.B, other.A, other.B]).size).toBe(4);
  expect(changedSettings(one, other)).toEqual(['A', 'B']);
});

function changedIn(data: unknown): unknown {
  return (data as { value: { changed: unknown } }).value.changed;
}
