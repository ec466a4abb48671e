import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Migration, migrate, readMigrations, type SqlSession } from '../../src/db/migrate.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createPostgresDatabase } from '../support/database.ts';

interface OpenSession {
  readonly session: SqlSession;
  close(): Promise<void>;
}

async function openPglite(): Promise<OpenSession> {
  const pglite = await PGlite.create();
  return {
    session: {
      script: async (sql) => void (await pglite.exec(sql)),
      query: async (sql, values) => (await pglite.query<Record<string, unknown>>(sql, values && [...values])).rows,
    },
    close: () => pglite.close(),
  };
}

async function openPostgres(): Promise<OpenSession> {
  const { url, drop } = await createPostgresDatabase();
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return {
    session: {
      script: async (sql) => void (await client.query(sql)),
      query: async (sql, values) => (await client.query(sql, values && [...values])).rows,
    },
    close: async () => {
      await client.end();
      await drop();
    },
  };
}

function migration(name: string, sql: string, checksum = name): Migration {
  return { name, sql, checksum };
}

const FIRST = migration('0001_first', 'CREATE TABLE first (id int); INSERT INTO first VALUES (1)');
const SECOND = migration('0002_second', 'ALTER TABLE first ADD COLUMN word text');

describe.each([
  ['PGlite', openPglite],
  ['PostgreSQL', openPostgres],
])('migrating %s', (_name, open) => {
  let opened: OpenSession;
  beforeAll(async () => {
    opened = await open();
  });
  beforeEach(() => opened.session.script('DROP SCHEMA public CASCADE; CREATE SCHEMA public'));
  afterAll(() => opened.close());

  const run = (...migrations: Migration[]) => migrate(opened.session, migrations, silentLog);

  test('applies each migration once, in order, and remembers it as Prisma does', async () => {
    await run(FIRST);
    await run(FIRST, SECOND);
    await run(FIRST, SECOND);
    expect(await opened.session.query('SELECT * FROM first')).toEqual([{ id: 1, word: null }]);
    const rows = await opened.session.query(
      `SELECT migration_name, checksum, applied_steps_count, finished_at IS NOT NULL AS finished, rolled_back_at
       FROM _prisma_migrations ORDER BY migration_name`,
    );
    const row = { applied_steps_count: 1, finished: true, rolled_back_at: null };
    expect(rows).toEqual([
      { ...row, migration_name: '0001_first', checksum: '0001_first' },
      { ...row, migration_name: '0002_second', checksum: '0002_second' },
    ]);
  });

  test('one that fails leaves the database as it was before that one', async () => {
    const broken = migration('0002_broken', 'ALTER TABLE first ADD COLUMN word text; SELECT no_such_function()');
    await expect(run(FIRST, broken)).rejects.toThrow('Migration 0002_broken failed and was rolled back');
    expect(await opened.session.query('SELECT * FROM first')).toEqual([{ id: 1 }]);
    await run(FIRST, SECOND);
  });

  test('a migration changed after it was applied refuses to start', async () => {
    await run(FIRST, SECOND);
    await expect(run(FIRST, { ...SECOND, checksum: 'other' })).rejects.toThrow('0002_second was changed');
  });

  test('a database of a newer version refuses to start', async () => {
    await run(FIRST, SECOND);
    await expect(run(FIRST)).rejects.toThrow('0002_second, which this version of Deskbell does not know');
  });
});

test('two processes that start at once migrate one after the other', async () => {
  const { url, drop } = await createPostgresDatabase();
  const clients = [1, 2].map(() => new pg.Client({ connectionString: url }));
  try {
    await Promise.all(
      clients.map(async (client) => {
        await client.connect();
        const session: SqlSession = {
          script: async (sql) => void (await client.query(sql)),
          query: async (sql, values) => (await client.query(sql, values && [...values])).rows,
        };
        await migrate(session, await readMigrations(), silentLog);
      }),
    );
  } finally {
    await Promise.all(clients.map((client) => client.end()));
    await drop();
  }
});
