import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';

const DUE = `SELECT id FROM ticket WHERE next_due_at IS NOT NULL AND next_due_at <= $1
  ORDER BY next_due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED`;

describe.each(TEST_DATABASES)('what the migrations add by hand on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
    await database.query(`INSERT INTO book_version (hash, source, applied_at) VALUES ('h', '{}', now())`);
    await database.query(
      `INSERT INTO ticket (book_version_id, customer, kind, status, title, state, opened_at, next_due_at)
       SELECT 1, 'sample', 'fault', CASE WHEN i % 50 = 0 THEN 'open' ELSE 'closed' END, 't', '{}', now(),
         CASE WHEN i % 50 = 0 THEN timestamptz '2026-10-01Z' + i * interval '1 minute' END
       FROM generate_series(1, 20000) AS i`,
    );
    await database.query(`INSERT INTO ticket_event VALUES (1, 1, now(), 'reported', 'customer', '{}')`);
    await database.query(
      `INSERT INTO notice (key, kind, subject, at, audience, platform, channel, lane, post, status)
       SELECT 'k' || i, 'ticket.opened', 'ticket/' || i, now(), 'team', 'fake', 'c', 'normal', '{}',
         CASE WHEN i % 500 = 0 THEN 'pending' ELSE 'delivered' END
       FROM generate_series(1, 10000) AS i`,
    );
    await database.query('ANALYZE');
  });
  afterAll(() => database.close());

  async function planOf(sql: string, values: unknown[]): Promise<string> {
    const rows = await database.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${sql}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  }

  test('the look for due tickets walks the partial index and sorts nothing', async () => {
    const plan = await planOf(DUE, ['2026-10-02T00:00:00Z']);
    expect(plan).toContain('Index Scan using ticket_due on ticket');
    expect(plan).not.toContain('Sort');
  });

  test('the look for waiting notices walks the partial index', async () => {
    const plan = await planOf(
      `SELECT * FROM notice WHERE status = 'pending' AND id > $1::bigint ORDER BY id LIMIT 200`,
      [0],
    );
    expect(plan).toContain('notice_open');
  });

  test('the look for what waits on one order key walks the partial index and sorts nothing', async () => {
    const plan = await planOf(
      `SELECT * FROM notice WHERE platform = $1 AND channel = $2 AND lane = $3 AND status IN ('pending', 'sending')
       ORDER BY id LIMIT 5`,
      ['fake', 'quiet', 'normal'],
    );
    expect(plan).toContain('notice_waiting');
    expect(plan).not.toContain('Sort');
  });

  test('withdrawing a subject walks the partial index', async () => {
    const plan = await planOf(
      `UPDATE notice SET status = 'withdrawn'
       WHERE status = 'pending' AND subject = ANY($1::text[]) AND key ^@ ANY($2::text[])`,
      [['ticket/500'], ['ticket/500|sla.warning|']],
    );
    expect(plan).toContain('notice_withdrawable');
  });

  test.each([
    ['UPDATE', `UPDATE ticket_event SET kind = 'other'`],
    ['DELETE', 'DELETE FROM ticket_event'],
    ['UPDATE', `UPDATE book_version SET source = '{"a": 1}'`],
    ['DELETE', 'DELETE FROM book_version'],
  ])('the log and the applied books refuse %s: %s', async (operation, sql) => {
    await expect(database.query(sql)).rejects.toThrow(`is append-only: ${operation} refused`);
  });

  test('a notice knows no status but its own', async () => {
    const sql = `INSERT INTO notice (key, kind, subject, at, audience, platform, channel, lane, post, status)
      VALUES ('k', 'k', 's', now(), 'team', 'p', 'c', 'normal', '{}', 'sent')`;
    await expect(database.query(sql)).rejects.toThrow('notice_status');
  });
});

test('on PGlite, where nothing tells of growth, what was prepared for an empty table goes by the index of a full one', async () => {
  const database = await openTestDatabase('pglite-memory');
  try {
    const sql = `UPDATE notice SET status = 'delivered' WHERE id = ANY($1::bigint[])`;
    const fill = (count: number) =>
      database.query(
        `INSERT INTO notice (key, kind, subject, at, audience, platform, channel, lane, post)
         SELECT gen_random_uuid(), 'k', 's', now(), 'team', 'p', 'c', 'normal', '{}' FROM generate_series(1, $1::int)`,
        [count],
      );
    for (let run = 0; run < 10; run += 1) {
      await fill(1);
      await database.query(sql, [[1, 2]]);
    }
    await fill(10_000);
    const [prepared] = await database.query<{ name: string }>(
      'SELECT name FROM pg_prepared_statements WHERE statement = $1',
      [sql],
    );
    const plan = JSON.stringify(await database.query(`EXPLAIN EXECUTE ${prepared?.name}('{1, 2}')`));
    expect(plan).toContain('notice_pkey');
    expect(plan).not.toContain('Seq Scan');
  } finally {
    await database.close();
  }
});
