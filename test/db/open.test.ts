import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { openTestDatabase, TEST_DATABASES } from '../support/database.ts';

describe.each(TEST_DATABASES)('a database on %s', (kind) => {
  let database: Database;
  beforeAll(async () => {
    database = await openTestDatabase(kind);
  });
  afterAll(() => database.close());

  test('gives back the instants it was given', async () => {
    const at = new Date('2026-10-01T08:00:00.123Z');
    await database.prisma.receipt.create({ data: { platform: 'slack', eventId: 'e1', at } });
    const typed = await database.prisma.receipt.findFirstOrThrow();
    const raw = await database.prisma.$queryRaw`SELECT at FROM receipt WHERE at = ${at}`;
    expect([typed.at, raw]).toEqual([at, [{ at }]]);
  });

  const PLAIN = `SELECT $1::text AS text, $2::int AS number, $3::bigint AS id, $4::boolean AS yes, $5::timestamptz AS at,
    $6::jsonb AS json, $7::text[] AS texts, $8::bigint[] AS ids, $9::text AS nothing`;
  const at = '2026-10-01T08:00:00.123Z';
  const values = ['“😱”\n\\', 7, 2 ** 40, true, at, '{"a": [1, null]}', ['a', 'b,"c"', '{}'], [1, 2 ** 40], undefined];
  const row = {
    text: '“😱”\n\\',
    number: 7,
    id: 2 ** 40,
    yes: true,
    at: new Date(at),
    json: { a: [1, null] },
    texts: ['a', 'b,"c"', '{}'],
    nothing: null,
  };

  test('reads and gives plain values, alone and in a transaction, the first time and the next', async () => {
    const run = [() => database.query(PLAIN, values), () => database.transaction((tx) => tx.query(PLAIN, values))];
    for (const query of [...run, ...run]) expect(await query()).toMatchObject([row]);
  });

  test('gives all rows of a statement, none of an empty one, none of one that returns nothing', async () => {
    expect(await database.query('SELECT generate_series(1, $1::int) AS n', [3])).toEqual([
      { n: 1 },
      { n: 2 },
      { n: 3 },
    ]);
    expect(await database.query('SELECT 1 AS n WHERE false')).toEqual([]);
    expect(await database.query('DELETE FROM receipt')).toEqual([]);
  });

  test('names what is wrong with a statement, and goes on', async () => {
    await expect(database.query('SELECT nonsense')).rejects.toThrow('column "nonsense" does not exist');
    await expect(database.query('SELECT $1::int AS n', ['x'])).rejects.toThrow('invalid input syntax for type integer');
    expect(await database.query('SELECT $1::int AS n', [1])).toEqual([{ n: 1 }]);
  });
});

describe('a database in memory that no snapshot was given for', () => {
  test('writes no log ahead of its tables, and keeps what is put into it', async () => {
    const database = await openDatabase({ kind: 'pglite-memory' }, silentLog);
    try {
      const logged = await database.query(`SELECT relname FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND relpersistence <> 'u'`);
      expect(logged).toEqual([{ relname: '_prisma_migrations' }]);
      await database.transaction((tx) =>
        tx.query(`INSERT INTO receipt (platform, event_id, at) VALUES ('a', 'b', now())`),
      );
      expect(await database.query('SELECT event_id FROM receipt')).toEqual([{ event_id: 'b' }]);
    } finally {
      await database.close();
    }
  });
});
