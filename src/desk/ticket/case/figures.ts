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
  /** When it was due; left out: a pause holds it, or it has no limit. */
  readonly dueAt?: Instant;
  /** When it was met; left out: it was not, or that is not known. */
  readonly metAt?: Instant;
}

/**
 * What the figures of a month need of a ticket. It is computed from the ticket's log at every turn and stored beside
 * the ticket, so that 100,000 tickets are counted without reading their logs. It holds no words of people.
 */
export interface TicketFigures {
  readonly kind: TicketKind;
  readonly customer: string;
  /** When it was reported. */
  readonly at: Instant;
  readonly level?: string;
  /** Key of the person it is assigned to. */
  readonly engineer?: string;
  /** Key of the device. */
  readonly device?: string;
  readonly promises: readonly MadePromise[];
  /** From the report to the first response, to the arrival on site, and to the fix that holds; in real time. */
  readonly respondMs?: number;
  readonly onSiteMs?: number;
  readonly repairMs?: number;
  /** Whether it was resolved at least once; left out: no. */
  readonly resolved?: true;
  /** How often it was resolved and came back; left out: never. */
  readonly reopened?: number;
  /** How it was taken back; left out: it was not. */
  readonly gone?: Withdrawn['how'];
}
