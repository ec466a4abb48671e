import type { ChatFile, ChatMessage } from '../../../chat/event.ts';
import type { Instant, Interval } from '../../../lib/instant.ts';
import type { Metric } from '../../book/schema.ts';
import type {
  AttachedFile,
  Callback,
  Consent,
  ConsentPurpose,
  Incident,
  PlanApprover,
  PlanRecord,
  Rated,
  Reporter,
  SiteLeft,
  WrittenReply,
} from './record.ts';

/**
 * What a ticket is. Its log (`entry.ts`) is the truth: `foldTicket` (`fold.ts`) computes a `Ticket` from it at any time.
 * People change it by verbs (`../verb`), time by lapses (`../clock`).
 */

declare const ticketId: unique symbol;
export type TicketId = number & { readonly [ticketId]: true };

export const TICKET_KINDS = ['fault', 'question', 'requirement'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];
export type TicketStatus = 'open' | 'resolved' | 'closed';

/** Due instants of every clock that is open and not paused. */
export type Dues = Readonly<Partial<Record<Metric, Instant>>>;

export interface Outage {
  readonly sinceAt: Instant;
  readonly affectedPercent: number;
  readonly endedAt: Instant | undefined;
  /** When somebody last set the level by hand, knowing these facts: lines crossed before do not act any more. */
  readonly overruledAt: Instant | undefined;
}

/** What was known at the report; pinned for the ticket's life. */
export interface ReportFacts {
  readonly kind: TicketKind;
  readonly customer: string;
  readonly site: string;
  readonly device: string | undefined;
  readonly serviceLevel: string;
  readonly distanceKm: number;
  readonly travelMs: number;
  readonly hardwareOnly: boolean;
  readonly billable: boolean;
  readonly title: string;
  readonly details: string;
  readonly contact: string;
  /** The message that it was made of; undefined: it was reported by a form or a command. */
  readonly origin: Origin | undefined;
  /** Who of the customer's reported it, so that a question calls them; left out: staff did, or a web page. */
  readonly reporter?: Reporter;
  /** The number of the inspection that found it; left out: it was reported. */
  readonly inspection?: number;
  /** Files taken where it was found; left out: none. */
  readonly photos?: readonly ChatFile[];
}

/** A message that became a ticket. What is said to the customer there goes into its thread. */
export interface Origin extends ChatMessage {
  readonly platform: string;
  readonly channelId: string;
}

export interface Acknowledgement {
  readonly by: string;
  readonly at: Instant;
  readonly assigneeBefore: string | undefined;
}

/** A broken promise: its ladder counts from `at`. */
export interface Breach {
  readonly metric: Metric;
  readonly dueAt: Instant;
  readonly at: Instant;
  readonly late: Late | undefined;
  /** Persons of the ladder told so far. */
  readonly steps: number;
}

/** Why a breach came after its due instant. */
export type Late = 'level-change' | 'undo';
export type LevelChangeReason = 'outage' | 'overdue' | 'manual';
export interface Ticket {
  readonly facts: ReportFacts;
  readonly status: TicketStatus;
  readonly level: string | undefined;
  readonly assignee: string | undefined;
  readonly reportedAt: Instant;
  /** The instant of the latest entry: what lies before it has been dealt with. */
  readonly asOfAt: Instant;
  readonly entries: number;
  readonly outage: Outage | undefined;
  readonly acknowledged: Acknowledgement | undefined;
  /** The first step by staff other than an acknowledgement that counts as a response. */
  readonly respondedAt: Instant | undefined;
  readonly workaroundAt: Instant | undefined;
  readonly dispatchedAt: Instant | undefined;
  readonly arrivedAt: Instant | undefined;
  readonly answeredAt: Instant | undefined;
  readonly repliedAt: Instant | undefined;
  /** The question has its answer, the requirement its reply, and the customer has not sent it back since. */
  readonly isAnswered: boolean;
  /** What was replied; undefined: nothing yet, or it went its way outside. */
  readonly reply: WrittenReply | undefined;
  /** When the customer confirmed the reply: work starts, and its date of delivery holds. */
  readonly replyAcceptedAt: Instant | undefined;
  readonly resolvedAts: readonly Instant[];
  /** From each resolve to the reject-fix after it: time that counts for nobody. */
  readonly resolvedGaps: readonly Interval[];
  readonly waitsForAnswer: boolean;
  readonly waitsForPlan: PlanApprover | undefined;
  /** What the customer was asked last, and the plan that waits: what they are to decide on stands on their card. */
  readonly question: string | undefined;
  readonly plan: string | undefined;
  readonly planRecord: PlanRecord | undefined;
  readonly incident: Incident | undefined;
  readonly left: SiteLeft | undefined;
  /** The latest of each purpose; undefined in tickets from before consents were kept. */
  readonly consents: Readonly<Partial<Record<ConsentPurpose, Consent>>> | undefined;
  /** The call that is owed; undefined: none. */
  readonly callback: Callback | undefined;
  readonly pauses: readonly Interval[];
  readonly pausedSince: Instant | undefined;
  readonly tier: number;
  readonly lastStaffAt: Instant | undefined;
  /** The silence (its beginning) that was already called stale. */
  readonly staleSince: Instant | undefined;
  /** Clocks begun afresh after a breach (E2). */
  readonly restartedAt: Readonly<Partial<Record<Metric, Instant>>>;
  /** The breach each clock is in now. */
  readonly breaches: Readonly<Partial<Record<Metric, Breach>>>;
  /** Breaches of clocks that were begun afresh: they stay on record. */
  readonly pastBreaches: readonly Breach[];
  /** The due instant each clock was last warned of. */
  readonly warnedOf: Readonly<Partial<Record<Metric, Instant>>>;
  /** Oldest first; left out: none, as in tickets of versions that knew no files. */
  readonly attached?: readonly AttachedFile[];
  /** Left out or undefined: not rated, or reopened since. */
  readonly rating?: Rated | undefined;
}

/** A fault is done when it is resolved, a question with its answer, a requirement with its written reply. */
export function isDone({ status, isAnswered }: Pick<Ticket, 'status' | 'isAnswered'>): boolean {
  return status === 'resolved' || isAnswered;
}
