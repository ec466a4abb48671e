import type { Instant } from '../../lib/instant.ts';
import type { BookSource } from '../book/schema.ts';
import type { Figure } from './figure/figure.ts';
import type { WorstCase } from './figure/worst.ts';
import type { LoadedMonth } from './flow.ts';

/** A month as card and picture show it. */
export interface MonthView {
  /** undefined: all customers. */
  readonly customer: string | undefined;
  readonly month: LoadedMonth;
  /** As it counts: of a closed month as it stood then. */
  readonly figure: Figure;
  /** Of a closed month: as it would be counted today. */
  readonly today: Figure | undefined;
  /** Of the month before, as it counts. */
  readonly before: Figure;
  readonly worst: readonly NamedWorst[];
  /** Whether confidential customers were left out who are closed to the reader. */
  readonly leavesOut: boolean;
  readonly source: BookSource;
  readonly now: Instant;
}

export interface NamedWorst extends WorstCase {
  readonly title: string;
}
