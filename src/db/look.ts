import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { DatabaseTarget, Query } from './database.ts';
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

const CONNECT_WITHIN_MS = 5_000;
const ANSWER_WITHIN_MS = 10_000;

/** Lets `see` look at a database as it stands. Nothing is created, migrated or written; throws what `see` throws. */
export function lookAtDatabase<T>(
  target: Exclude<DatabaseTarget, { kind: 'pglite-memory' }>,
  see: (query: Query) => Promise<T>,
): Promise<Look<T>> {
  return target.kind === 'pglite' ? lookAtPglite(target.dataDir, see) : lookAtPostgres(target.url, see);
}

async function lookAtPglite<T>(dataDir: string, see: (query: Query) => Promise<T>): Promise<Look<T>> {
  const directory = join(dataDir, 'pglite');
  const holder = findHolder(dataDir);
  if (holder) return { kind: 'held', holder };
  if (!existsSync(join(directory, 'PG_VERSION'))) return { kind: 'absent' };
  // Two processes in one directory destroy it: it is ours for the moment of looking.
  const lock = lockDirectory(dataDir);
  try {
    const pglite = await PGlite.create({ dataDir: directory });
    try {
      const query: Query = async <Row>(sql: string, values: readonly unknown[] = []) =>
        (await pglite.query<Row>(sql, [...values])).rows;
      return { kind: 'seen', seen: await see(query) };
    } finally {
      await pglite.close();
    }
  } finally {
    lock.release();
  }
}

async function lookAtPostgres<T>(url: string, see: (query: Query) => Promise<T>): Promise<Look<T>> {
  const client = new pg.Client({
    connectionString: url,
    // Not the name of a desk: one that starts meanwhile must not take us for another at work.
    application_name: 'deskbell-doctor',
    options: '-c default_transaction_read_only=on',
    connectionTimeoutMillis: CONNECT_WITHIN_MS,
    query_timeout: ANSWER_WITHIN_MS,
  });
  // Unheard, the end of the connection would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => {});
    return { kind: 'unreachable', code: codeOf(error) };
  }
  try {
    const query: Query = async <Row>(sql: string, values: readonly unknown[] = []) =>
      (await client.query(sql, [...values])).rows as Row[];
    return { kind: 'seen', seen: await see(query) };
  } finally {
    await client.end();
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
