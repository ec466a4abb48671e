import type { Instant } from '../../../lib/instant.ts';
import type { Metric } from '../../book/schema.ts';
import type { Dues, Late, LevelChangeReason, ReportFacts } from './ticket.ts';
import type { UpdateVerb } from './update.ts';
import type { UpdateData } from './update-data.ts';

/** The log of a ticket: the data of each kind of entry. Entries are only added and never change. */

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
  /** A shift change gave the ticket to another engineer. It has no notice: the handoff has one of its own. */
  'ticket.handed-over': { assignee: string };
  /** A verb that has no entry kind of its own. */
  'ticket.updated': UpdateData & { readonly what: UpdateVerb };
  /** A sign of work on the ticket. It has no notice: the feature that wrote it sends one. */
  'ticket.noted': { what: NotedVerb; text?: string };
  'ticket.dispatched': { due: Dues };
  'ticket.arrived': Record<never, never>;
  'ticket.resolved': { text?: string };
  'ticket.closed': Record<never, never>;
  /** `what` left out: the fix was rejected, by the verb `reject-fix`. */
  'ticket.reopened': { text?: string; due: Dues; afterClose?: true; what?: 'reopen' };
  /**
   * An entry of a ticket that was merged into this one. It has no notice: its own ticket told of it. `told`: the
   * customer was told of it there.
   */
  'ticket.copied': { from: number; told: boolean; entry: Entry };
  'ticket.level-changed': { from: string; level: string; why: LevelChangeReason; restarts?: Metric; due: Dues };
  'ticket.tier-raised': { tier: number; why: 'overdue' | 'manual' };
  'ticket.stale': { since: Instant };
  /** The time has come until which a call was promised. */
  'callback.due': { due: Instant };
  'clock.paused': { metrics: readonly Metric[] };
  'clock.resumed': { metrics: readonly Metric[]; due: Dues };
  'sla.warning': { metric: Metric; due: Instant };
  /** `skipped`: people of the ladder who were away and passed over. */
  'sla.breached': { metric: Metric; due: Instant; raisedTo?: string; late?: Late; skipped?: readonly string[] };
  'sla.raised': { metric: Metric; due: Instant; raisedTo: string; skipped?: readonly string[] };
}

export type NotedVerb = 'request-part' | 'overhear';

export type EntryKind = keyof EntryData;

/** One entry of the log. `by` is a person's key, `customer`, or `clock`. */
export type Entry = {
  [K in EntryKind]: {
    readonly kind: K;
    readonly at: Instant;
    readonly by: string;
    /** Whether the provider's staff wrote it: then the ticket is not stale. */
    readonly staff: boolean;
    readonly data: Readonly<EntryData[K]>;
  };
}[EntryKind];

export type EntryOf<K extends EntryKind> = Extract<Entry, { kind: K }>;
