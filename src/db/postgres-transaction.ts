import { AsyncLocalStorage } from 'node:async_hooks';
import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { within } from '../lib/within.ts';
import { PrismaClient } from './generated/client.ts';
import { type Begin, createLease, type Lease, OVER } from './transaction.ts';

/** An open transaction: its connection, and what that may still be asked. */
interface Open {
  readonly lease: Lease;
  readonly connection: pg.PoolClient;
}

/** Runs one statement on a connection, and gives its rows. */
type RunOn = <Row>(connection: pg.PoolClient, sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * Transactions on connections of `pool`, begun and ended here: a transaction of Prisma's costs more (`bench/turn.ts`),
 * and its engine takes a tenth of a second and 20 MB to load, which hardly a turn needs. Prisma's models are made for a
 * connection when a turn first asks for them. They work in the transaction that is open in the async context they are
 * called in, and are refused where none is.
 */
export function createPostgresTransactions(pool: pg.Pool, runOn: RunOn): { begin: Begin; close: () => Promise<void> } {
  const open = new AsyncLocalStorage<Open>();
  const models = createModels(pool, open);
  return {
    close: models.close,
    async begin(work) {
      const connection = await connectionOf(pool);
      // Between statements nothing else hears of a connection's end, and unheard it would end the process. What is asked
      // next tells of it.
      connection.on('error', ignore);
      const timeUp = Promise.withResolvers<never>();
      let isTimeUp = false;
      const lease = createLease(
        (sql, values) => runOn(connection, sql, values),
        () => {
          isTimeUp = true;
          timeUp.reject(new Error(OVER));
        },
      );
      try {
        const done = beginOn(connection).then(() =>
          open.run({ lease, connection }, () => work(models.withModels(lease, connection))),
        );
        const result = await Promise.race([done, timeUp.promise]);
        lease.end();
        await commit(connection);
        giveBack(connection);
        return result;
      } catch (error) {
        lease.end();
        // A statement that takes for ever would keep a roll-back waiting.
        if (isTimeUp) giveBack(connection, new Error(OVER));
        else await rollBack(connection);
        throw error;
      }
    },
  };
}

const ignore = () => {};

/** A turn that gets no connection within this time is given up. */
const CONNECTION_WITHIN_MS = 30_000;

async function connectionOf(pool: pg.Pool): Promise<pg.PoolClient> {
  const connecting = pool.connect();
  const connection = await within(connecting, CONNECTION_WITHIN_MS, undefined);
  if (connection) return connection;
  connecting.then((late) => late.release(), ignore);
  throw new Error(`no connection to the database within ${CONNECTION_WITHIN_MS / 1000} s`);
}

async function beginOn(connection: pg.PoolClient): Promise<void> {
  await connection.query('BEGIN');
}

/** Throws where PostgreSQL rolled back instead: a statement had failed, though the work went on. */
async function commit(connection: pg.PoolClient): Promise<void> {
  const { command } = await connection.query('COMMIT');
  if (command !== 'COMMIT') throw new Error('a statement of the transaction had failed: it was rolled back');
}

/** Rolls back and gives the connection back to the pool; one that does not answer any more is closed instead. */
async function rollBack(connection: pg.PoolClient): Promise<void> {
  await connection.query('ROLLBACK').then(
    () => giveBack(connection),
    (error: Error) => giveBack(connection, error),
  );
}

/** With what broke it, the pool closes the connection. */
function giveBack(connection: pg.PoolClient, broken?: Error): void {
  connection.off('error', ignore);
  connection.release(broken);
}

/**
 * Prisma's models by connection. One client for all would not do: Prisma puts look-ups that a client is asked for at the
 * same time into one statement, also those of two transactions.
 */
function createModels(pool: pg.Pool, open: AsyncLocalStorage<Open>) {
  const clients = new Map<pg.PoolClient, PrismaClient>();
  const on = (connection: pg.PoolClient): PrismaClient => {
    const known = clients.get(connection);
    if (known) return known;
    const prisma = new PrismaClient({ adapter: new PrismaPg(createDriver(connection, pool.options, open)) });
    clients.set(connection, prisma);
    return prisma;
  };
  pool.on('remove', (removed) => {
    const connection = removed as pg.PoolClient;
    const prisma = clients.get(connection);
    clients.delete(connection);
    void prisma?.$disconnect();
  });
  return {
    /** What a turn is given. */
    withModels: ({ query }: Lease, connection: pg.PoolClient) => ({
      query,
      get prisma() {
        return on(connection);
      },
    }),
    close: async () => {
      for (const prisma of clients.values()) await prisma.$disconnect();
    },
  };
}

/** How Prisma begins and ends a transaction by itself. */
const TRANSACTION_WORDS = new Set(['BEGIN', 'COMMIT', 'ROLLBACK']);

/**
 * The part of a pool that Prisma's adapter uses, all of it on the one connection. A transaction that Prisma begins by
 * itself inside ours is ours: its words for that go nowhere.
 */
function createDriver(connection: pg.PoolClient, options: pg.PoolOptions, open: AsyncLocalStorage<Open>): pg.Pool {
  const query = async (statement: pg.QueryConfig) => {
    const current = open.getStore();
    if (current?.connection !== connection) throw new Error(OVER);
    current.lease.check();
    return connection.query(statement);
  };
  const inside = {
    query: async (statement: pg.QueryConfig) =>
      TRANSACTION_WORDS.has(statement.text) ? { fields: [], rows: [], rowCount: 0 } : query(statement),
    ...{ on: ignore, removeListener: ignore, release: ignore },
  };
  return Object.assign(new pg.Pool({ ...options }), { query, connect: async () => inside }) as unknown as pg.Pool;
}
