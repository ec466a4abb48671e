import { AsyncLocalStorage } from 'node:async_hooks';
import type { PGlite, Transaction } from '@electric-sql/pglite';
import { PrismaPGlite } from 'pglite-prisma-adapter';
import type { Query } from './database.ts';
import { PrismaClient } from './generated/client.ts';
import { type Begin, createLease, type Lease, OVER } from './transaction.ts';

/** An open transaction: what its connection may still be asked, and by which way Prisma asks it. */
interface Open {
  readonly lease: Lease;
  readonly connection: Transaction;
}

/**
 * Transactions on PGlite's one connection, begun and ended by PGlite itself: through Prisma that would take four times
 * as long (`bench/turn.ts`). Prisma's models work in whichever is open in the async context
 * they are called in, and are refused where none is.
 */
export function createPgliteTransactions(pglite: PGlite, inside: Query): { begin: Begin; close: () => Promise<void> } {
  const open = new AsyncLocalStorage<Open>();
  const connection = (): Transaction => {
    const { lease, connection } = open.getStore() ?? {};
    if (!lease || !connection) throw new Error(OVER);
    lease.check();
    return connection;
  };
  // The part of PGlite that Prisma's adapter uses; a transaction that Prisma begins by itself is this one.
  const driver: Pick<PGlite, 'query' | 'exec' | 'transaction'> = {
    query: async (sql, values, options) => connection().query(sql, values, options),
    exec: async (sql, options) => connection().exec(sql, options),
    transaction: async (work) => work(connection()),
  };
  const prisma = new PrismaClient({ adapter: new PrismaPGlite(driver as PGlite) });
  return {
    begin: (work) =>
      pglite.transaction(async (connection) => {
        const timeUp = Promise.withResolvers<never>();
        const lease = createLease(inside, () => timeUp.reject(new Error(OVER)));
        try {
          const done = open.run({ lease, connection }, () => work({ prisma, query: lease.query }));
          return await Promise.race([done, timeUp.promise]);
        } finally {
          lease.end();
        }
      }),
    close: () => prisma.$disconnect(),
  };
}
