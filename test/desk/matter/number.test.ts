import { PGlite } from '@electric-sql/pglite';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { Database, Tx } from '../../../src/db/database.ts';
import { readMigrations } from '../../../src/db/migrate.ts';
import { createMatterStore, type MatterFeature, type MatterState } from '../../../src/desk/matter/store.ts';
import { openTestDatabase, TEST_DATABASES } from '../../support/database.ts';

const NOW = Date.UTC(2026, 8, 21);
const storeOf = (feature: MatterFeature) => createMatterStore<MatterState, never>(feature, () => undefined);
const complaints = storeOf('complaint');
const papers = storeOf('paper');
const followups = storeOf('followup');
const fresh = { state: { customer: 'sample', ticketId: undefined, status: 'open' }, added: [] };

describe.each(TEST_DATABASES)('numbers on %s', (kind) => {
  let database: Database;
  let version: number;
  beforeEach(async () => {
    await database?.close();
    database = await openTestDatabase(kind);
    const [row] = await database.query<{ id: number }>(
      `insert into book_version (hash, source, applied_at) values ('h', '{}', now()) returning id`,
    );
    version = row?.id ?? 0;
  });
  afterAll(() => database.close());

  const enter = (store: typeof complaints, tx: Tx) => store.insert(tx, version, fresh, NOW);
  const entered = (store: typeof complaints) => database.transaction((tx) => enter(store, tx));

  test('each kind counts its own numbers, from 1', async () => {
    await database.transaction((tx) => papers.insertAll(tx, version, [fresh, fresh, fresh], NOW));
    await entered(followups);
    expect([await entered(complaints), await entered(papers), await entered(complaints)]).toEqual([1, 4, 2]);
    const [first, second] = await database.transaction((tx) => complaints.list(tx, {}));
    expect([first?.id, second?.id]).toEqual([1, 2]);
  });

  test('a number finds its own kind only: steps and log entries of C-1 do not change D-1', async () => {
    await entered(papers);
    await entered(complaints);
    const closed = { at: NOW, by: 'desk', kind: 'complaint.closed', data: {} } as never;
    await database.transaction((tx) =>
      complaints.save(tx, 1, { state: { ...fresh.state, status: 'closed' }, added: [closed] }),
    );
    const [complaint, paper, log, none] = await database.transaction(async (tx) => [
      await complaints.find(tx, 1),
      await papers.lock(tx, 1),
      await complaints.listEntries(tx, 1),
      await papers.listEntries(tx, 1),
    ]);
    expect([complaint?.state.status, paper?.state.status]).toEqual(['closed', 'open']);
    expect([log, none]).toEqual([[closed], []]);
  });

  test('a turn that fails leaves no gap', async () => {
    await entered(complaints);
    const failed = database.transaction(async (tx) => {
      expect(await enter(complaints, tx)).toBe(2);
      throw new Error('rolled back');
    });
    await expect(failed).rejects.toThrow('rolled back');
    expect(await entered(complaints)).toBe(2);
  });

  test('concurrent turns assign every number exactly once', async () => {
    const turns = Array.from({ length: 12 }, (_, index) =>
      database.transaction(async (tx) => {
        const id = await enter(complaints, tx);
        if (index % 4 === 0) throw new Error('rolled back');
        return id;
      }),
    );
    const settled = await Promise.allSettled(turns);
    const ids = settled.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
    expect(ids.toSorted((one, other) => one - other)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

test('rows from before each kind had its counter keep their number, and new ones continue after it', async () => {
  const pglite = await PGlite.create();
  const migrations = await readMigrations();
  const isNew = ({ name }: { name: string }) => name >= '0017';
  for (const { sql } of migrations.filter((each) => !isNew(each))) await pglite.exec(sql);
  await pglite.exec(`
    insert into book_version (hash, source, applied_at) values ('h', '{}', now());
    insert into matter (feature, book_version_id, customer, status, state, opened_at)
    select feature, 1, 'sample', 'open', state::jsonb, now() from (values ('followup', '{}'), ('complaint', '{}'),
      ('part', '{"of": "part"}'), ('part', '{"of": "loaner"}'), ('part', '{"of": "suggestion"}')) as each (feature, state);`);
  for (const { sql } of migrations.filter(isNew)) await pglite.exec(sql);
  const { rows } = await pglite.query('select feature, number from matter order by id');
  const { rows: counters } = await pglite.query('select feature, last from matter_counter order by feature');
  await pglite.close();
  expect(rows).toEqual([
    { feature: 'followup', number: 1 },
    { feature: 'complaint', number: 2 },
    { feature: 'part', number: 3 },
    { feature: 'loaner', number: 4 },
    { feature: 'part-suggestion', number: 5 },
  ]);
  expect(counters).toEqual([
    { feature: 'complaint', last: 2 },
    { feature: 'loaner', last: 4 },
    { feature: 'part', last: 3 },
  ]);
});
