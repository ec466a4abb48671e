import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Database, DatabaseTarget, Query } from './database.ts';
import { PrismaClient } from './generated/client.ts';
import type { Holder } from './holder.ts';
import { findHolder, lockDirectory } from './lock.ts';

/** What came of a look at a database. */
export type Look<T> =
  /** There is none yet; the first start makes it. */
  | { readonly kind: 'absent' }
  /** A live process has it to itself. */
  | { readonly kind: 'held'; readonly holder: Holder }
  /** `code` is PostgreSQL's or the operating system's word for why; empty: they have none. */
  | { readonly kind: 'unreachable'; readonly code: string }
  | { readonly kind: 'seen'; readonly seen: T };

/** How a database is asked that is only looked at. */
type Seen = Pick<Database, 'prisma' | 'query'>;

const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;

/** Lets `see` look at a database as it stands. Nothing is created, migrated or written; throws what `see` throws. */
export function lookAtDatabase<T>(
  target: Exclude<DatabaseTarget, { kind: 'pglite-memory' }>,
  see: (database: Seen) => Promise<T>,
): Promise<Look<T>> {
  return target.kind === 'pglite' ? lookAtPglite(target.dataDir, see) : lookAtPostgres(target.url, see);
}

async function lookAtPglite<T>(dataDir: string, see: (database: Seen) => Promise<T>): Promise<Look<T>> {
  const directory = join(dataDir, 'pglite');
  const holder = findHolder(dataDir);
  if (holder) return { kind: 'held', holder };
  if (!existsSync(join(directory, 'PG_VERSION'))) return { kind: 'absent' };
  // Two processes in one directory destroy it: it is ours for the moment of looking.
  const lock = lockDirectory(dataDir);
  try {
    const pglite = await PGlite.create({ dataDir: directory });
    const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
    try {
      const query: Query = async <Row>(sql: string, values: readonly unknown[] = []) =>
        (await pglite.query<Row>(sql, [...values])).rows;
      await query("set time zone 'UTC'");
      return { kind: 'seen', seen: await see({ query, prisma }) };
    } finally {
      await prisma.$disconnect();
      await pglite.close();
    }
  } finally {
    lock.release();
  }
}

async function lookAtPostgres<T>(url: string, see: (database: Seen) => Promise<T>): Promise<Look<T>> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    // Not the name of a desk: one that starts meanwhile must not take us for another at work.
    application_name: 'deskbell-doctor',
    // Prisma's driver adapters drop the zone of what they read: only UTC sessions give back what was stored.
    options: '-c default_transaction_read_only=on -c TimeZone=UTC',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  // Unheard, the end of the connection would end the process.
  pool.on('error', () => {});
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    return { kind: 'unreachable', code: codeOf(error) };
  }
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  try {
    const query: Query = async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await pool.query(sql, [...values])).rows as Row[];
    return { kind: 'seen', seen: await see({ query, prisma }) };
  } finally {
    await prisma.$disconnect();
    await pool.end();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
