import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { fromPglite } from 'pg-boss';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Logger } from '../lib/log.ts';
import type { Database } from './database.ts';
import { PrismaClient } from './generated/client.ts';
import { lockDirectory } from './lock.ts';
import { migrate, readMigrations, type SqlSession } from './migrate.ts';
import { createPgliteQueries } from './pglite-query.ts';
import { createPgliteTransactions } from './pglite-transaction.ts';
import { openSnapshotStore } from './snapshot.ts';
import { runTransaction } from './transaction.ts';

/** The embedded database in `<dataDir>/pglite`, locked for this process. Throws when another live process has it. */
export async function openPglite(dataDir: string, log: Logger): Promise<Database> {
  const lock = lockDirectory(dataDir);
  try {
    const pglite = await PGlite.create({ dataDir: join(dataDir, 'pglite') });
    await migratePglite(pglite, log);
    await pglite.exec(NUMBERS);
    const copyFiles = (folder: string) => pglite.runExclusive(() => copyDatabaseFiles(dataDir, folder));
    return createDatabase('pglite', pglite, copyFiles, () => lock.release());
  } catch (error) {
    lock.release();
    throw error;
  }
}

/** An embedded database in memory: as it was when the snapshot was taken, or left out an empty one. */
export async function openPgliteInMemory(snapshot: Blob | undefined, log: Logger): Promise<Database> {
  const pglite = snapshot ? await PGlite.create({ loadDataDir: snapshot }) : await createMigrated(log);
  await migratePglite(pglite, log);
  return createDatabase('pglite-memory', pglite, undefined, () => {});
}

/**
 * From the snapshot that an earlier process kept, in a tenth of the time; otherwise made, and kept for the next process.
 * For one run of a process (`simulate`): what costs time for the sake of a long life is left out.
 */
async function createMigrated(log: Logger): Promise<PGlite> {
  const store = await openSnapshotStore(await readMigrations(), FOR_ONE_RUN);
  const kept = await store.find();
  const opened = kept && (await PGlite.create({ loadDataDir: kept }).catch(() => undefined));
  if (opened) return opened;
  const pglite = await PGlite.create();
  await migratePglite(pglite, log);
  await pglite.exec(FOR_ONE_RUN);
  await store.keep(await pglite.dumpDataDir('none'));
  return pglite;
}

/**
 * What is done to an empty database that lives for one run: references are not checked (tests and production do), and
 * tables are unlogged. The table of migrations stays logged: a snapshot is opened as after a crash, which empties
 * unlogged tables, and it alone has rows.
 */
const FOR_ONE_RUN = `
  DO $$ DECLARE each record; BEGIN
    FOR each IN SELECT conrelid::regclass AS relation, conname FROM pg_constraint WHERE contype = 'f'
    LOOP EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', each.relation, each.conname); END LOOP;
    FOR each IN SELECT oid::regclass AS relation FROM pg_class
      WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'
    LOOP EXECUTE format('ALTER TABLE %s SET UNLOGGED', each.relation); END LOOP;
  END $$`;

/** A migrated, otherwise empty database, to open many from (0.3 s each instead of 2 s). */
export async function takeSnapshot(log: Logger): Promise<Blob> {
  const pglite = await PGlite.create();
  await migratePglite(pglite, log);
  const snapshot = await pglite.dumpDataDir('none');
  await pglite.close();
  return snapshot;
}

/**
 * Prisma's driver adapters drop the zone of what they read: only UTC sessions give back what was stored. And statements
 * are planned once, for tables that are empty then and whose growth no autovacuum reports: with pages at their price in
 * memory an index is preferred all along.
 */
const SESSION = "SET TIME ZONE 'UTC'; SET random_page_cost = 1.1";

/**
 * PostgreSQL logs a sequence 32 numbers ahead, and goes on behind those after a crash: people would wonder where T-3 to
 * T-33 are. This process has the database to itself, so it may go on behind the last number that was given.
 */
const NUMBERS = ['ticket', 'matter']
  .map(
    (table) => `SELECT setval(pg_get_serial_sequence('${table}', 'id'), coalesce(max(id), 0) + 1, false) FROM ${table}`,
  )
  .join('; ');

/** Names this process to the database, as on PostgreSQL: what a process of another name left is told by it. */
const NAMED = `SET application_name = 'deskbell/${randomUUID()}'`;

async function migratePglite(pglite: PGlite, log: Logger): Promise<void> {
  const session: SqlSession = {
    script: async (sql) => {
      await pglite.exec(sql);
    },
    query: async (sql, values) => (await pglite.query<Record<string, unknown>>(sql, values && [...values])).rows,
  };
  await session.script(`${SESSION}; ${NAMED}`);
  await migrate(session, await readMigrations(), log);
}

/**
 * Copies the files of the embedded database in `dataDir`, which no statement may change meanwhile. They need not be at
 * rest: a copy is opened as after the end of its process, by the log that PostgreSQL writes ahead.
 */
export async function copyDatabaseFiles(dataDir: string, folder: string): Promise<void> {
  await cp(join(dataDir, 'pglite'), folder, { recursive: true, errorOnExist: true, mode: constants.COPYFILE_FICLONE });
}

function createDatabase(
  kind: Database['kind'],
  pglite: PGlite,
  copyFiles: Database['copyFiles'],
  release: () => void,
): Database {
  const queries = createPgliteQueries(pglite);
  const transactions = createPgliteTransactions(pglite, queries.inside);
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(pglite) });
  return {
    kind,
    prisma,
    transaction: (work) => runTransaction(transactions.begin, work),
    query: queries.alone,
    listen: (channel, heard) => pglite.listen(channel, heard),
    bossConnection: () => ({ backend: 'pglite', db: fromPglite(pglite) }),
    copyFiles,
    close: async () => {
      await prisma.$disconnect();
      await transactions.close();
      await pglite.close();
      release();
    },
  };
}
