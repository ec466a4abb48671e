import { randomUUID } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import type { Logger } from '../lib/log.ts';
import { PrismaClient } from './generated/client.ts';
import { migrate, readMigrations, type SqlSession } from './migrate.ts';
import type { Database } from './open.ts';
import { runTransaction } from './transaction.ts';

const TURN_CONNECTIONS = 10;
const QUEUE_CONNECTIONS = 5;
/** Connections of every Deskbell process begin so; the rest names the process. */
const APPLICATION = 'deskbell/';

/** PostgreSQL at `url`, for any number of processes. Throws when it cannot be reached or the migrations disagree. */
export async function openPostgres(url: string, log: Logger): Promise<Database> {
  const application = `${APPLICATION}${randomUUID()}`;
  // Prisma's driver adapters drop the zone of what they read: only UTC sessions give back what was stored.
  const session = { connectionString: url, application_name: application, options: '-c TimeZone=UTC' };
  await migratePostgres(session, log);
  const adapter = new PrismaPg(
    { ...session, max: TURN_CONNECTIONS },
    {
      onPoolError: (error) => log.warn({ err: error }, 'db.connection-lost'),
      onConnectionError: (error) => log.warn({ err: error }, 'db.connection-lost'),
    },
  );
  const prisma = new PrismaClient({ adapter });
  return {
    kind: 'postgres',
    prisma,
    transaction: (work) => runTransaction(prisma, work),
    bossConnection: () => ({ connectionString: url, application_name: application, max: QUEUE_CONNECTIONS }),
    isAlone: () => isAlone(prisma, application),
    close: () => prisma.$disconnect(),
  };
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

/** A killed process's connections end with it, so those still there belong to the living. */
async function isAlone(prisma: PrismaClient, application: string): Promise<boolean> {
  const others = await prisma.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity
    WHERE datname = current_database() AND application_name LIKE ${`${APPLICATION}%`} AND application_name <> ${application}
    LIMIT 1`;
  return others.length === 0;
}
