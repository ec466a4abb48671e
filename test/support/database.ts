import { randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { borrowDatabase } from './database-pool.ts';

/** Where it matters a test runs on both. */
export const TEST_DATABASES = ['pglite-memory', 'postgres'] as const;
export type TestDatabaseKind = (typeof TEST_DATABASES)[number];

/** A migrated, empty database of the test's own; `close` leaves nothing of what the test did in it. */
export async function openTestDatabase(kind: TestDatabaseKind): Promise<Database> {
  return borrowDatabase(kind, () => openNewDatabase(kind));
}

/** A migrated database that no test had before; on PostgreSQL it is gone with the run's server. */
async function openNewDatabase(kind: TestDatabaseKind): Promise<Database> {
  if (kind === 'pglite-memory')
    return openDatabase({ kind, snapshot: await openAsBlob(await askShared('/snapshot')) }, silentLog);
  const { url } = await createPostgresDatabase();
  return openDatabase({ kind, url }, silentLog);
}

/**
 * Puts a migrated, empty PGlite where a desk with this data directory looks for its own, which saves it the 3 to 6 s
 * of making one. For tests that are not about a desk's first start.
 */
export async function seedDatabase(dataDir: string): Promise<void> {
  await cp(await askShared('/pglite'), join(dataDir, 'pglite'), { recursive: true });
}

/** A database on PostgreSQL without any table yet, for tests that open it themselves, perhaps from several processes. */
export async function createPostgresDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const server = await askShared('/postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await run(server, `CREATE DATABASE ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => run(server, `DROP DATABASE ${name} WITH (FORCE)`) };
}

/** Asks the run's global setup for what all tests share; the first to ask waits for its making. */
async function askShared(path: '/postgres' | '/snapshot' | '/pglite'): Promise<string> {
  const response = await fetch(`${inject('sharedUrl')}${path}`);
  const text = await response.text();
  if (!response.ok) throw new Error(text);
  return text;
}

async function run(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
