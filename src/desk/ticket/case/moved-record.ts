import type { Instant } from '../../../lib/instant.ts';
import type { Metric } from '../../book/schema.ts';

/** What a ticket keeps of its moves to newer versions of the service book (docs/decision/0034). */

/** What the customer's contract says about the place of a ticket: it follows the version, unless a person changed it. */
export interface ContractFacts {
  readonly serviceLevel: string;
  readonly distanceKm: number;
  readonly travelMs: number;
  readonly billable: boolean;
}

/** A deadline that a new version changes. */
export interface ChangedDue {
  readonly metric: Metric;
  /** Left out: the older version has no such promise, or a pause holds it. */
  readonly from?: Instant;
  /** Left out: the newer version has no such promise, or a pause holds it. */
  readonly to?: Instant;
  /** A pause holds the clock; its limit or its start is another one, so its deadline will be. */
  readonly held?: true;
}

/** A promise as the version had it under which it was met, broken, or dropped by the next one. */
export interface SettledPromise {
  readonly version: number;
  readonly clause: string;
  /** Left out: a pause held it. */
  readonly due?: Instant;
  /** Left out: it was not met by then. */
  readonly met?: Instant;
}

export type SettledPromises = Readonly<Partial<Record<Metric, SettledPromise>>>;

/**
 * What would have been told before the move if the new version had held, and is told later instead: the silence of staff
 * and a dispatch that no one accepts count from the move; lines of an outage that were crossed by then raise no level.
 */
export type CountsAgain = 'silence' | 'dispatch' | 'outage';

/** What a move leaves behind. */
export interface BookMove {
  /** When it was moved last. */
  readonly at: Instant;
  /** The versions that it was moved away from, the first one first. */
  readonly versions: readonly number[];
  readonly settled: SettledPromises;
  readonly again: readonly CountsAgain[];
}
