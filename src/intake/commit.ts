import type { Database } from '../db/database.ts';
import { insertReceipts, type NewReceipt } from './store.ts';

/** Stores deliveries, many in one commit (group commit). */
export interface GroupCommit {
  /** Deliveries that were given and are not committed yet. */
  readonly pending: number;
  /**
   * Resolves once the delivery is committed: `new`, or `known` if it was there before. Rejects if the database refused
   * it or did not answer; it may have been stored even then.
   */
  store(receipt: NewReceipt): Promise<'new' | 'known'>;
  /** Resolves when nothing is pending. Never rejects. */
  settled(): Promise<void>;
}

export interface CommitPace {
  /** Waited for before a commit; undefined: no wait. */
  readonly rest: () => Promise<unknown> | undefined;
  /** The most deliveries in the next commit. */
  readonly most: () => number;
}

interface Pending {
  readonly receipt: NewReceipt;
  readonly resolve: (stored: 'new' | 'known') => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One statement at a time: deliveries that come meanwhile go together in the next. Waiting for `rest` before each
 * leaves the desk's turns their share of the machine.
 */
export function createGroupCommit(database: Pick<Database, 'query'>, { rest, most }: CommitPace): GroupCommit {
  const waiting: Pending[] = [];
  let underWay = 0;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    // Deliveries of the same round of the event loop go together from the first on.
    await new Promise(setImmediate);
    while (waiting.length > 0) {
      await rest();
      const group = waiting.splice(0, most());
      underWay = group.length;
      await commit(group);
      underWay = 0;
    }
    running = undefined;
  }

  async function commit(group: readonly Pending[]): Promise<void> {
    try {
      const fresh = await insertReceipts(
        database,
        group.map(({ receipt }) => receipt),
      );
      const keys = new Set(fresh.map(keyOf));
      for (const { receipt, resolve } of group) {
        // Of two deliveries with one key in a group the first is new.
        resolve(keys.delete(keyOf(receipt)) ? 'new' : 'known');
      }
    } catch (error) {
      if (group.length === 1 || !isOfData(error)) {
        for (const { reject } of group) reject(error);
        return;
      }
      // A delivery that the database refuses must not take the others with it.
      for (const each of group) await commit([each]);
    }
  }

  return {
    get pending() {
      return waiting.length + underWay;
    },
    store: (receipt) =>
      new Promise((resolve, reject) => {
        waiting.push({ receipt, resolve, reject });
        running ??= run();
      }),
    async settled() {
      while (running) await running;
    },
  };
}

/** PostgreSQL's error classes for a bad value: data exceptions, program limits. */
function isOfData(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^(22|54)/.test(String(error.code));
}

function keyOf({ platform, eventId }: Pick<NewReceipt, 'platform' | 'eventId'>): string {
  return `${platform}/${eventId}`;
}
