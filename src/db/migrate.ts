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
    const applied = await readApplied(session);
    refuseUnlessAgreed(applied, migrations);
    for (const migration of migrations) {
      if (applied.has(migration.name)) continue;
      await apply(session, migration);
      log.info({ migration: migration.name }, 'db.migrated');
    }
  } finally {
    await session.query(`SELECT pg_advisory_unlock(${MIGRATION_LOCK})`);
  }
}

async function readApplied(session: SqlSession): Promise<ReadonlyMap<string, string>> {
  const rows = await session.query(
    'SELECT migration_name, checksum FROM "_prisma_migrations" WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL',
  );
  return new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]));
}

function refuseUnlessAgreed(applied: ReadonlyMap<string, string>, migrations: readonly Migration[]): void {
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  for (const [name, checksum] of applied) {
    const ours = known.get(name);
    if (ours === undefined) {
      throw new Error(
        `The database has migration ${name}, which this version of Deskbell does not know: run a newer one.`,
      );
    }
    if (ours !== checksum) {
      throw new Error(
        `Migration ${name} was changed after it was applied: restore its file and write a new migration.`,
      );
    }
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
