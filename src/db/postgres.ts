import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Logger } from '../lib/log.ts';
import type { Database } from './database.ts';
import { PrismaClient } from './generated/client.ts';
import { listenOnPostgres } from './listen.ts';
import { migrate, readMigrations, type SqlSession } from './migrate.ts';
import { createPostgresTransactions } from './postgres-transaction.ts';
import { runTransaction } from './transaction.ts';

const TURN_CONNECTIONS = 10;
const QUEUE_CONNECTIONS = 5;
/** Connections of every Deskbell process begin so, the rest names the process: `ALONE` reads them. */
const APPLICATION_PREFIX = 'deskbell/';

/**
 * SQL that holds when no other Deskbell process is connected to this database; what is marked as under way was then
 * left by a dead one, whose connections ended with it. True on PGlite as well, which has one connection and a lock.
 */
export const ALONE = `NOT EXISTS (
  SELECT FROM pg_stat_activity
  WHERE datname = current_database() AND application_name LIKE '${APPLICATION_PREFIX}%'
    AND application_name <> current_setting('application_name'))`;

/** PostgreSQL at `url`, for any number of processes. Throws when it cannot be reached or the migrations disagree. */
export async function openPostgres(url: string, log: Logger): Promise<Database> {
  const application = `${APPLICATION_PREFIX}${randomUUID()}`;
  // Prisma's driver adapters drop the zone of what they read: only UTC sessions give back what was stored.
  const session = { connectionString: url, application_name: application, options: '-c TimeZone=UTC' };
  await migratePostgres(session, log);
  const pool = new pg.Pool({ ...session, max: TURN_CONNECTIONS, types: TYPES });
  // Unheard, an idle connection's end would end the process; the pool replaces it by itself.
  pool.on('error', (error) => log.warn({ err: error }, 'db.connection-lost'));
  const transactions = createPostgresTransactions(pool, runOn);
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    kind: 'postgres',
    prisma,
    transaction: (work) => runTransaction(transactions.begin, work),
    query: (sql, values) => runOn(pool, sql, values),
    listen: (channel, heard) => listenOnPostgres(session, channel, heard, log),
    bossConnection: () => ({ connectionString: url, application_name: application, max: QUEUE_CONNECTIONS }),
    copyFiles: undefined,
    close: async () => {
      await prisma.$disconnect();
      await transactions.close();
      await pool.end();
    },
  };
}

/** As PGlite gives them: numbers of 64 bits are ids and counts here, far below 2^53. */
const TYPES: pg.CustomTypesConfig = {
  getTypeParser: (type: number, format?: 'text' | 'binary') =>
    type === pg.types.builtins.INT8 ? Number : pg.types.getTypeParser(type, format),
};

/** Names of prepared statements, by their text. */
const statementNames = new Map<string, string>();

async function runOn<Row>(runner: pg.Pool | pg.PoolClient, text: string, values: readonly unknown[] = []) {
  const name = statementNames.get(text) ?? `deskbell_${statementNames.size}`;
  statementNames.set(text, name);
  const result = await runner.query({ name, text, values: [...values] });
  return result.rows as readonly Row[];
}

async function migratePostgres(config: pg.ClientConfig, log: Logger): Promise<void> {
  const client = new pg.Client(config);
  await client.connect();
  const session: SqlSession = {
    script: async (sql) => {
      await client.query(sql);
    },
    query: async (sql, values) => (await client.query(sql, values && [...values])).rows,
  };
  try {
    await migrate(session, await readMigrations(), log);
  } finally {
    await client.end();
  }
}
