import type { Instant } from '../../../lib/instant.ts';
import type { Withdrawn } from './record.ts';
import type { TicketKind } from './ticket.ts';

/**
 * What became of one promise. `keptLate`: broken, and met afterwards. `broken`: not met to this day. `withdrawn`: not
 * owed any longer, because its case was taken back or ended without it. `open`: still owed, and in time so far.
 */
export const OUTCOMES = ['kept', 'keptLate', 'broken', 'withdrawn', 'open'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** One promise that was made, and what became of it. */
export interface MadePromise {
  readonly clause: string;
  /** What was promised: a metric (`respond`), `incident-report`, `follow-up`, `paper/fault-report` … */
  readonly what: string;
  readonly outcome: Outcome;
}

/**
 * What the figures of a month need of a ticket, computed from its log at every turn and stored beside it: nothing that
 * is the ticket's alone, so that the database counts tickets of equal `TicketFigures` together. It holds no words of people.
 */
export interface TicketFigures {
  readonly kind: TicketKind;
  readonly customer: string;
  readonly level?: string;
  /** Key of the person it is assigned to. */
  readonly engineer?: string;
  /** Key of the device. */
  readonly device?: string;
  readonly promises: readonly MadePromise[];
  /** Whether it was resolved at least once; left out: no. */
  readonly resolved?: true;
  /** How often it was resolved and came back; left out: never. */
  readonly reopened?: number;
  /** How it was taken back; left out: it was not. */
  readonly gone?: Withdrawn['how'];
}

/**
 * The times of one ticket, null for what did not happen. From the report, in real time: to the first response, and of
 * faults to the arrival and to the fix that holds. Then, where a promise was broken: the longest delay of those that were
 * met late, and the earliest due instant of those that are not met.
 */
export type TicketTimes = readonly [
  respondMs: number | null,
  onSiteMs: number | null,
  repairMs: number | null,
  lateMs?: number | null,
  unmetSince?: Instant | null,
];
