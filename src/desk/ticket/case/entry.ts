import type { Instant } from '../../../lib/instant.ts';
import type { Metric } from '../../book/schema.ts';
import type { Dues, Late, LevelChangeReason, ReportFacts } from './ticket.ts';
import type { UpdateVerb } from './update.ts';
import type { UpdateData } from './update-data.ts';

/** The log of a ticket: what each kind of entry says. Entries are only ever added, and never change. */

interface EntryData {
  'ticket.opened': {
    facts: ReportFacts;
    level?: string;
    assignee?: string;
    outage?: { sinceAt: Instant; affectedPercent: number };
    due: Dues;
    provisional: readonly Metric[];
  };
  'ticket.acknowledged': Record<never, never>;
  'ticket.assigned': { assignee: string };
  /** The rotation handed the ticket over; tells nobody by itself. */
  'ticket.handed-over': { assignee: string };
  /** What a verb without a kind of its own wrote. */
  'ticket.updated': UpdateData & { readonly what: UpdateVerb };
  /** A sign of life whose notice another feature gives. */
  'ticket.noted': { what: NotedVerb; text?: string };
  'ticket.dispatched': { due: Dues };
  'ticket.arrived': Record<never, never>;
  'ticket.resolved': { text?: string };
  'ticket.closed': Record<never, never>;
  'ticket.reopened': { text?: string; due: Dues; afterClose?: true };
  'ticket.level-changed': { from: string; level: string; why: LevelChangeReason; restarts?: Metric; due: Dues };
  'ticket.tier-raised': { tier: number; why: 'overdue' | 'manual' };
  'ticket.stale': { since: Instant };
  'clock.paused': { metrics: readonly Metric[] };
  'clock.resumed': { metrics: readonly Metric[]; due: Dues };
  'sla.warning': { metric: Metric; due: Instant };
  'sla.breached': { metric: Metric; due: Instant; raisedTo?: string; late?: Late };
  'sla.raised': { metric: Metric; due: Instant; raisedTo: string };
}

export type NotedVerb = 'request-part';

export type EntryKind = keyof EntryData;

/** One entry of the log. `by` is a person's key, `customer`, or `clock`. */
export type Entry = {
  [K in EntryKind]: {
    readonly kind: K;
    readonly at: Instant;
    readonly by: string;
    /** Whether the provider's staff did it: what keeps a ticket from going stale. */
    readonly staff: boolean;
    readonly data: Readonly<EntryData[K]>;
  };
}[EntryKind];

export type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>;
