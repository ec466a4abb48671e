import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Database, Query, Tx } from '../../src/db/database.ts';
import { findDueTurn } from '../../src/desk/begin-turn.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { createMatterStore } from '../../src/desk/matter/store.ts';
import { lockDueRotation } from '../../src/desk/oncall/store.ts';
import { lockDueTicket } from '../../src/desk/ticket/store.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';
import { sampleBook } from '../support/sample-book.ts';

const NOW = Date.parse('2026-09-28T10:00:00+08:00');
const TABLES = ['duty_rotation', 'ticket'];
const OPEN = 2_000;
const CLOSED = 20_000;

describe.each(TEST_DATABASES)('on %s', (kind) => {
  let database: Database;
  beforeEach(async () => {
    database = await openTestDatabase(kind);
    const book = await sampleBook('en');
    await database.transaction((tx) => applyBook(tx, book, NOW));
    await fill(database);
  });
  afterEach(() => database.close());

  it('the look for due work, when nothing is due yet, reads the partial index and no table', async () => {
    expect(await findDueTurn(database, TABLES, NOW)).toBeUndefined();
    expect(await findDueTurn(database, TABLES, NOW + 60_000)).toMatchObject({ table: 'ticket', book: { version: 1 } });
    const [plan] = await plansOf(database, (query) => findDueTurn({ query }, TABLES, NOW));
    expect(plan).toMatch(/Index Only Scan using ticket_due|Index Scan using ticket_due/);
    expect(plan).not.toContain('Seq Scan on ticket');
  });

  it('locking the ticket that is due finds it by the partial index', async () => {
    const [taking] = await plansOf(database, (query, tx) => lockDueTicket({ ...tx, query }, NOW + 60_000, []));
    expect(taking).toContain('using ticket_due');
    expect(taking).not.toContain('Seq Scan on ticket');
    expect(taking).not.toContain('Sort Key: ticket');
  });

  it('saving a matter finds it by its number, also while the database has no statistics of the table', async () => {
    await database.query(
      `insert into matter (feature, number, book_version_id, customer, status, state, opened_at)
       select 'followup', each, 1, 'sample', 'open', '{}', $1::timestamptz from generate_series(1, 400) each`,
      [new Date(NOW).toISOString()],
    );
    const state = { customer: 'sample', ticketId: undefined, status: 'open' };
    const progress = { state, added: [] };
    const followups = createMatterStore<typeof state, never>('followup', () => undefined);
    const [saving] = await plansOf(database, (query, tx) => followups.save({ ...tx, query }, 7, progress));
    expect(saving).toContain('using matter_number');
    expect(saving).not.toContain('Seq Scan on matter');
  });

  it('locking a rotation asks for nothing that its partial index cannot answer', async () => {
    // There are few rotations, so the planner would read the whole table; it is told not to.
    const plans = await plansOf(database, (query, tx) => lockDueRotation({ ...tx, query }, NOW, []), 'spare tables');
    expect(plans[0]).toContain('using duty_rotation_due');
  });
});

/** Many closed tickets and some open ones; the first is due in a minute. */
async function fill(database: Database): Promise<void> {
  await database.query(
    `insert into ticket (book_version_id, customer, kind, status, level, assignee, title, state, opened_at, next_due_at)
     select 1, 'sample', 'fault', case when n <= $2 then 'open' else 'closed' end, 'general', 'engineer1', 'fault', '{}',
       $1::timestamptz, case when n <= $2 then $1::timestamptz + n * interval '1 minute' end
     from generate_series(1, $2::int + $3::int) as n`,
    [new Date(NOW).toISOString(), OPEN, CLOSED],
  );
  await database.query('analyze ticket');
}

/** The database's plan for each statement that `ask` sends, as text. */
async function plansOf(
  database: Database,
  ask: (query: Query, tx: Tx) => Promise<unknown>,
  tables: 'as it likes' | 'spare tables' = 'as it likes',
): Promise<string[]> {
  return database.transaction(async (tx) => {
    if (tables === 'spare tables') await tx.query('set local enable_seqscan = off');
    const plans: string[] = [];
    const query: Query = async <Row>(sql: string, values: readonly unknown[] = []) => {
      const rows = await tx.query<{ 'QUERY PLAN': string }>(`explain (costs off) ${sql}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
      return [] as readonly Row[];
    };
    await ask(query, tx);
    return plans;
  });
}
