import { createHash, randomUUID } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '../lib/log.ts';

/** One session of either database, as far as migrating needs it. */
export interface SqlSession {
  /** Runs several statements, without parameters. */
  script(sql: string): Promise<void>;
  query(sql: string, values?: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
}

export interface Migration {
  /** The folder's name, e.g. `0001_desk`; migrations run in the order of their names. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file, hex: what Prisma stores too. */
  readonly checksum: string;
}

const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations/', import.meta.url));

/** Prisma's own table, so that `prisma migrate deploy` and this runner agree on what was applied. */
const MIGRATIONS_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/** Prisma Migrate takes the same advisory lock: neither runs beside the other. */
const MIGRATION_LOCK = 72_707_369;

/** Reads `prisma/migrations/<name>/migration.sql`, in order. */
export async function readMigrations(directory = MIGRATIONS_DIR): Promise<readonly Migration[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.sort().map(async (name) => {
      const sql = await readFile(join(directory, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    }),
  );
}

/**
 * Applies what is not applied yet, forward only, each migration in a transaction of its own; one process at a time.
 * Throws when an applied migration's file has changed since, when the database knows a migration that this program
 * does not, or when one fails (which leaves the database as it was before that one).
 */
export async function migrate(session: SqlSession, migrations: readonly Migration[], log: Logger): Promise<void> {
  await session.query(`SELECT pg_advisory_lock(${MIGRATION_LOCK})`);
  try {
    await session.script(MIGRATIONS_TABLE);
    const state = await compareMigrations(session, migrations);
    refuseUnlessAgreed(state);
    const pending = migrations.filter(({ name }) => state.pending.includes(name));
    for (const migration of pending) {
      await apply(session, migration);
      log.debug({ migration: migration.name }, 'db.migrated');
    }
    if (pending.length > 0) log.info({ migrations: pending.length, last: pending.at(-1)?.name }, 'db.migrated');
  } finally {
    await session.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  }
}

/** How a database stands to this program's migrations, by their names. */
export interface MigrationState {
  /** Not applied yet; the next start does. */
  readonly pending: readonly string[];
  /** Applied, and not known to this program. */
  readonly unknown: readonly string[];
  /** Applied from a file that was another then. */
  readonly changed: readonly string[];
}

/** Compares what was applied with what there is; changes nothing. */
export async function compareMigrations(
  session: Pick<SqlSession, 'query'>,
  migrations: readonly Migration[],
): Promise<MigrationState> {
  const [table] = await session.query(`SELECT to_regclass('"_prisma_migrations"') IS NOT NULL AS exists`);
  const applied = table?.exists ? await readApplied(session) : new Map<string, string>();
  const known = new Map(migrations.map(({ name, checksum }) => [name, checksum]));
  const names = [...applied.keys()];
  return {
    pending: [...known.keys()].filter((name) => !applied.has(name)),
    unknown: names.filter((name) => !known.has(name)),
    changed: names.filter((name) => known.has(name) && known.get(name) !== applied.get(name)),
  };
}

async function readApplied(session: Pick<SqlSession, 'query'>): Promise<ReadonlyMap<string, string>> {
  const rows = await session.query(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]));
}

function refuseUnlessAgreed({ unknown: [unknown], changed: [changed] }: MigrationState): void {
  if (unknown !== undefined) {
    throw new Error(
      `The database has migration ${unknown}, which this version of Deskbell does not know: run a newer one.`,
    );
  }
  if (changed !== undefined) {
    throw new Error(
      `Migration ${changed} was changed after it was applied: restore its file and write a new migration.`,
    );
  }
}

async function apply(session: SqlSession, migration: Migration): Promise<void> {
  await session.script('BEGIN');
  try {
    await session.script(migration.sql);
    await session.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), 1)`,
      [randomUUID(), migration.checksum, migration.name],
    );
    await session.script('COMMIT');
  } catch (cause) {
    await session.script('ROLLBACK');
    throw new Error(`Migration ${migration.name} failed and was rolled back.`, { cause });
  }
}
