import { randomUUID } from 'node:crypto';
import type { IntakeParts } from './parts.ts';
import type { Asks, Sender } from './store.ts';

/**
 * Gives up deliveries of which there is no event: `mark` marks them as dead and returns who sent them, and in the same
 * transaction an apology to these people is owed. Returns how many were given up. Throws what the database throws.
 */
export type GiveUp = (
  mark: (asks: Asks) => Promise<readonly Sender[]>,
  about: Parameters<IntakeParts['apologize']>[2],
) => Promise<number>;

/** An apology that cannot be written must not keep a delivery from being given up. */
const TRIES = 2;

export function createGiveUp({
  database,
  apologize,
  log,
}: Pick<IntakeParts, 'database' | 'apologize' | 'log'>): GiveUp {
  return async (mark, about) => {
    for (let tries = 1; tries <= TRIES; tries += 1) {
      try {
        return await database.transaction(async (tx) => {
          const senders = await mark(tx);
          if (senders.length > 0) await apologize(tx, senders, about);
          return senders.length;
        });
      } catch (error) {
        log.error({ err: error, fault: about.faultId, tries }, 'intake.person-not-told');
      }
    }
    return (await mark(database)).length;
  };
}

/** The id of a fault, which the log and the person get. */
export function newFaultId(): string {
  return randomUUID().slice(0, 8);
}
