import type { Database } from '../db/database.ts';
import { type Clock, type Instant, MINUTE } from '../lib/instant.ts';
import { findOwn, type NewReceipt, type ReceiptKey } from './store.ts';

/**
 * Deliveries whose commit failed on the way. The platform was told that they were not stored; but if only the
 * database's answer was lost they are, for this living process, and no other process would ever work them.
 */
export interface Unsure {
  add(key: ReceiptKey): void;
  /** Removes one; `true` if it was there. */
  delete(key: ReceiptKey): boolean;
  /** Those that turn out to be stored, each once. Throws if the database does not answer. */
  take(): Promise<NewReceipt[]>;
}

/** How long it looks: a statement whose connection broke may still run in the server. */
const LOOK_FOR_MS = MINUTE;

/** `most`: how many are remembered; the oldest are forgotten first. */
export function createUnsure(database: Pick<Database, 'query'>, clock: Clock, most: number): Unsure {
  const since = new Map<string, { readonly key: ReceiptKey; readonly at: Instant }>();

  return {
    add(key) {
      since.set(nameOf(key), { key, at: clock.now() });
      const [oldest] = since.keys();
      if (since.size > most && oldest !== undefined) since.delete(oldest);
    },
    delete: (key) => since.delete(nameOf(key)),
    async take() {
      if (since.size === 0) return [];
      const found = await findOwn(
        database,
        [...since.values()].map(({ key }) => key),
      );
      const before = clock.now() - LOOK_FOR_MS;
      for (const [name, { at }] of since) if (at < before) since.delete(name);
      // A repeated delivery may have taken it up while the database was asked.
      return found.filter((receipt) => since.delete(nameOf(receipt)));
    },
  };
}

function nameOf({ platform, eventId }: ReceiptKey): string {
  return `${platform}/${eventId}`;
}
