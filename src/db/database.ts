import type { Prisma, PrismaClient } from './generated/client.ts';

/**
 * Runs one statement past Prisma, which costs a tenth of going through it; every row with its columns by name. `sql` is
 * one of the program's own constant texts, prepared once per connection; what varies goes in `values`. Both
 * databases give `timestamptz` as Date, `json` parsed, `bigint` as number.
 */
export type Query = <Row>(sql: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/**
 * A turn's transaction, by way of Prisma's models and past them: one connection, committed or rolled back together.
 * Everything inside a turn goes through it: on PGlite the outer client would wait for ever. Refused once it is over.
 */
export interface Tx {
  readonly prisma: Prisma.TransactionClient;
  readonly query: Query;
}

export type DatabaseTarget =
  /** A data directory of our own; one process at a time. */
  | { readonly kind: 'pglite'; readonly dataDir: string }
  /** Gone with the process. `snapshot` (of `takeSnapshot`) saves most of the opening time. */
  | { readonly kind: 'pglite-memory'; readonly snapshot?: Blob }
  | { readonly kind: 'postgres'; readonly url: string };

export interface Database {
  readonly kind: DatabaseTarget['kind'];
  /** For what is no turn: start-up, health, bookkeeping of the outbox. Never inside `transaction`. */
  readonly prisma: PrismaClient;
  /**
   * Runs `work` in one transaction: its result after the commit, or its throw after the roll-back. Rerun a few times
   * when the database asks for it (serialization failure, deadlock), so `work` does nothing but database work.
   */
  transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One statement in a transaction of its own. Never inside `transaction`. */
  readonly query: Query;
  /**
   * Calls `heard` for each notification that a committed transaction sent on this channel, and once after a connection
   * that was lost is back, for what was missed meanwhile. Gives how to end it. Throws when the database cannot be reached.
   */
  listen(channel: string, heard: () => void): Promise<() => Promise<void>>;
  /** How the queue reaches the same database. */
  bossConnection(): BossConnection;
  /**
   * Copies the database's files into a folder that is not there yet, as they stand between two statements: what is
   * committed is in the copy, what is under way is not. Statements wait meanwhile. undefined: it has no files of its own.
   */
  readonly copyFiles: ((folder: string) => Promise<void>) | undefined;
  /** Closes connections and releases the data directory. */
  close(): Promise<void>;
}

/** The part of pg-boss's options that differs between the databases. */
export type BossConnection =
  | { readonly backend: 'pglite'; readonly db: BossSql }
  | { readonly connectionString: string; readonly application_name: string; readonly max: number };

interface BossSql {
  // biome-ignore lint/suspicious/noExplicitAny: pg-boss's own type of a row.
  executeSql(text: string, values?: unknown[]): Promise<{ rows: any[] }>;
}
