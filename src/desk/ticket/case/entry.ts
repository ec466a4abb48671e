import type { Instant } from '../../../lib/instant.ts';
import type { LadderStep } from '../../book/ladder.ts';
import type { PageWay } from '../../book/paging-rule.ts';
import type { Metric } from '../../book/schema.ts';
import type { ChangedDue, ContractFacts, CountsAgain, SettledPromises } from './moved-record.ts';
import type { FixHow } from './record.ts';
import type { Dues, Late, LevelChangeReason, ReportFacts } from './ticket.ts';
import type { UpdateVerb } from './update.ts';
import type { DispatchData, UpdateData } from './update-data.ts';

/** The log of a ticket: the data of each kind of entry. Entries are only added and never change. */

interface EntryData {
  'ticket.opened': {
    facts: ReportFacts;
    level?: string;
    assignee?: string;
    outage?: { sinceAt: Instant; affectedPercent: number };
    due: Dues;
    provisional: readonly Metric[];
    /** When it must be reviewed, and whether it is assigned only then; left out: no one reviews new tickets (A8). */
    triage?: { due: Instant; holdsBack: boolean };
  };
  /** A new ticket waits too long for its review (A8): `near` its due instant, or `over` it. */
  'triage.due': { due: Instant; is: 'near' | 'over' };
  'ticket.acknowledged': Record<never, never>;
  'ticket.assigned': { assignee: string };
  /** A shift change gave the ticket to another engineer. It has no notice: the handoff has one of its own. */
  'ticket.handed-over': { assignee: string };
  /** A verb that has no entry kind of its own. */
  'ticket.updated': UpdateData & { readonly what: UpdateVerb };
  /** A sign of work on the ticket. It has no notice: the feature that wrote it sends one. */
  'ticket.noted': {
    what: NotedVerb;
    text?: string;
    /** Of `delete-words`: what stands in place of the person who was forgotten; left out: all words went. */
    person?: string;
    /** Digests of the entries before, as they stand after their words were deleted (`desk/chain`). */
    remains?: readonly string[];
    /** The same of the entries of each matter beside the ticket, by subject: `part/3`. */
    matters?: Readonly<Record<string, readonly string[]>>;
  };
  'ticket.dispatched': DispatchData & { due: Dues };
  /** Those who were sent have not accepted in time (D24). */
  'dispatch.unaccepted': { to: readonly string[] };
  'ticket.arrived': Record<never, never>;
  /** `text`: what was done. Left out: it was not said. */
  'ticket.resolved': { text?: string; cause?: string; fix?: FixHow };
  /** `fix`: how it was fixed, as the customer knew when they confirmed. */
  'ticket.closed': { fix?: FixHow };
  /** `what` left out: the fix was rejected, by the verb `reject-fix`. */
  'ticket.reopened': { text?: string; due: Dues; afterClose?: true; what?: 'reopen'; who?: string };
  /**
   * An entry of a ticket that was merged into this one. It has no notice: its own ticket told of it. `told`: the
   * customer was told of it there.
   */
  'ticket.copied': { from: number; told: boolean; entry: Entry };
  'ticket.level-changed': { from: string; level: string; why: LevelChangeReason; restarts?: Metric; due: Dues };
  'ticket.tier-raised': { tier: number; why: 'overdue' | 'manual' };
  /**
   * The person who has to respond is called, for the `no`-th time. `wanted`: the way that the book says, where another
   * had to do. `absent`: whose ticket it is, if they are away and `to` is called instead.
   */
  'ticket.paged': { no: number; to: string; way: PageWay; wanted?: PageWay; absent?: string };
  /** None of the calls was answered. `times`: how many there were. `skipped`: as in `sla.breached`. */
  'ticket.unreached': { times: number; raisedTo: string; skipped?: readonly string[] };
  /** `raisedTo`: the manager who is told; left out in older logs. */
  'ticket.stale': { since: Instant } & Partial<LadderStep>;
  /** A call is owed until then. In older logs: the promised time has come. `no`: as in `Callback`. */
  'callback.due': { due: Instant; no?: number };
  /** The time has come until which a call was owed. */
  'callback.overdue': { due: Instant; no?: number };
  /** The final report of a serious incident is due soon; it was not handed in by then. */
  'incident.report-reminder': { due: Instant };
  'incident.report-overdue': { due: Instant };
  /** The confirmed go-live date is near; it has passed. `date`: `YYYY-MM-DD`. `raisedTo`: the manager who is told. */
  'go-live.reminder': { date: string };
  'go-live.missed': { date: string } & Partial<LadderStep>;
  'clock.paused': { metrics: readonly Metric[] };
  'clock.resumed': { metrics: readonly Metric[]; due: Dues };
  /** Deadlines moved, because public holidays were loaded or taken back. `due`: of all clocks that run. */
  'clock.moved': { year: number; why: 'loaded' | 'taken-back'; moved: readonly MovedDue[]; due: Dues };
  /**
   * From here on it counts by another version of the service book, which a person had it moved to. `ladders`: the step of
   * the new version at which the ladder of a broken promise goes on; left out: it goes on as it would. `calls`: how many
   * of the planned calls are over; left out: none was skipped. `late`: promises besides the clocks that the new version
   * makes late at once. `due`: of all clocks that run.
   */
  'ticket.moved': {
    from: number;
    to: number;
    facts: ContractFacts;
    moved: readonly ChangedDue[];
    settled: SettledPromises;
    again: readonly CountsAgain[];
    ladders: Readonly<Partial<Record<Metric, number>>>;
    calls?: number;
    late: readonly LateByMove[];
    due: Dues;
  };
  'sla.warning': { metric: Metric; due: Instant };
  /** `skipped`: people of the ladder who were away and passed over. */
  'sla.breached': { metric: Metric; due: Instant; raisedTo?: string; late?: Late; skipped?: readonly string[] };
  'sla.raised': { metric: Metric; due: Instant; raisedTo: string; skipped?: readonly string[] };
}

/** A deadline that moved by itself. */
export interface MovedDue {
  readonly metric: Metric;
  readonly from: Instant;
  readonly to: Instant;
}

/** Promises of a ticket that are no clock of its policy. */
export type LateByMove = 'incident-report' | 'go-live';

export type NotedVerb = 'request-part' | 'overhear' | 'delete-words';

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
