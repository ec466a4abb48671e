import type { ChatFile, ChatMessage } from '../../../chat/event.ts';
import type { Instant, Interval } from '../../../lib/instant.ts';
import type { Metric } from '../../book/schema.ts';
import type { BookMove } from './moved-record.ts';
import type { PagingRecord } from './paging-record.ts';
import type {
  AttachedFile,
  BeforeFix,
  Callback,
  Consent,
  ConsentPurpose,
  Fix,
  HeardAs,
  Incident,
  PlanApprover,
  PlanRecord,
  Rated,
  Rejected,
  Reporter,
  Signed,
  SiteLeft,
  TierTaken,
  Told,
  Withdrawn,
  WithdrawWish,
  WrittenReply,
} from './record.ts';
import type { Triage } from './triage-record.ts';
import type { Dispatch, LeaveWord, Visit } from './visit-record.ts';

/**
 * What a ticket is. The log (`entry.ts`) is the truth, and `foldTicket` (`fold.ts`) computes a `Ticket` from it. People
 * change a ticket by verbs (`../verb`), time changes it by lapses (`../clock`).
 */

declare const ticketId: unique symbol;
export type TicketId = number & { readonly [ticketId]: true };

export const TICKET_KINDS = ['fault', 'question', 'requirement'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];
/** `withdrawn`: it was taken back (by mistake, a duplicate, merged). It has no clocks, and no list or count has it. */
export type TicketStatus = 'open' | 'resolved' | 'closed' | 'withdrawn';

/** Due instants of every clock that is open and not paused. */
export type Dues = Readonly<Partial<Record<Metric, Instant>>>;

export interface Outage {
  readonly sinceAt: Instant;
  readonly affectedPercent: number;
  readonly endedAt: Instant | undefined;
  /** When the level was last set by hand. Outage lines that were crossed before then no longer raise it. */
  readonly overruledAt: Instant | undefined;
}

/**
 * What was known at the report. The verb `correct` changes the site, the device with its unit, and the contact; a move to
 * another version of the service book what the contract says of them.
 */
export interface ReportFacts {
  readonly kind: TicketKind;
  readonly customer: string;
  readonly site: string;
  readonly device: string | undefined;
  /** The serial number of the unit that it is about, where the device has several. Left out: not known. */
  readonly unit?: string | undefined;
  readonly serviceLevel: string;
  readonly distanceKm: number;
  readonly travelMs: number;
  readonly hardwareOnly: boolean;
  readonly billable: boolean;
  readonly title: string;
  readonly details: string;
  readonly contact: string;
  /** The chat message that was turned into the ticket; undefined for reports by form or command. */
  readonly origin: Origin | undefined;
  /**
   * The customer's person who reported it: they are pinged with questions. Left out for reports by staff or by web
   * page.
   */
  readonly reporter?: Reporter;
  /** How the words of the report were read; left out: it was made by a form or a command. */
  readonly heard?: HeardAs;
  /** Who told staff by telephone, mail or in person. Left out: it was not reported on anyone's behalf. */
  readonly told?: Told;
  /** The number of the inspection that found the fault; left out for reports. */
  readonly inspection?: number;
  /** Photos from where it was found; left out if there are none. */
  readonly photos?: readonly ChatFile[];
}

/** The chat message that was turned into a ticket. What the customer is told there goes into its thread. */
export interface Origin extends ChatMessage {
  readonly platform: string;
  readonly channelId: string;
}

export interface Acknowledgement {
  readonly by: string;
  readonly at: Instant;
  readonly assigneeBefore: string | undefined;
}

/** A broken promise. The steps of the ladder count from `at`. */
export interface Breach {
  readonly metric: Metric;
  readonly dueAt: Instant;
  readonly at: Instant;
  readonly late: Late | undefined;
  /** How far up the ladder it is: how many people were told or passed over so far. */
  readonly steps: number;
  /** How many of them were away and passed over; left out: none. The steps in time count without them. */
  readonly skipped?: number;
  /** Where the steps in time begin after a move to another version of the book: one span after `at` comes step `steps` + 1. */
  readonly again?: { readonly at: Instant; readonly steps: number };
  /** Who was told last; left out in tickets that were stored before it was kept: who stands at that step. */
  readonly raisedTo?: string;
}

/** Why a breach was found only after its due instant. */
export type Late = 'level-change' | 'undo' | 'merge' | 'reopen' | 'told' | 'correction' | 'moved';

export type LevelChangeReason = 'outage' | 'overdue' | 'manual';

/** A ticket's state, computed from its log. */
export interface Ticket {
  readonly facts: ReportFacts;
  readonly status: TicketStatus;
  readonly level: string | undefined;
  readonly assignee: string | undefined;
  readonly reportedAt: Instant;
  /** The instant of the latest entry. Everything that fell due before it has happened. */
  readonly asOfAt: Instant;
  readonly entries: number;
  readonly outage: Outage | undefined;
  readonly acknowledged: Acknowledgement | undefined;
  /** The first step by staff, other than an acknowledgement, that counts as a response. */
  readonly respondedAt: Instant | undefined;
  readonly workaroundAt: Instant | undefined;
  readonly dispatchedAt: Instant | undefined;
  readonly arrivedAt: Instant | undefined;
  readonly answeredAt: Instant | undefined;
  readonly repliedAt: Instant | undefined;
  /** The question was answered, or the requirement has its reply, and the customer has not sent it back since. */
  readonly isAnswered: boolean;
  /** What was replied; undefined if there is no reply, or it was delivered without its text. */
  readonly reply: WrittenReply | undefined;
  /** When the customer confirmed the reply: work starts, and the go-live date is fixed. */
  readonly replyAcceptedAt: Instant | undefined;
  readonly resolvedAts: readonly Instant[];
  /** From each resolve to the `reject-fix` after it: this time does not count for the `resolve` clock. */
  readonly resolvedGaps: readonly Interval[];
  readonly waitsForAnswer: boolean;
  readonly waitsForPlan: PlanApprover | undefined;
  /**
   * The last question to the customer, and the plan that waits: their card shows both, so that they see what to decide.
   */
  readonly question: string | undefined;
  readonly plan: string | undefined;
  readonly planRecord: PlanRecord | undefined;
  readonly incident: Incident | undefined;
  /** The go-live date (A5) that was reminded of, or missed; left out: neither. */
  readonly goLiveTold?: { readonly date: string; readonly reminded?: true; readonly missed?: true };
  readonly left: SiteLeft | undefined;
  /** The latest of each purpose; undefined in tickets that are older than consents. */
  readonly consents: Readonly<Partial<Record<ConsentPurpose, Consent>>> | undefined;
  /** How many command logs were handed in, and how many of them rest on no consent; left out: none. */
  readonly commandLogs?: number;
  readonly unagreedLogs?: number;
  /** The call that is owed; undefined if none is. */
  readonly callback: Callback | undefined;
  readonly pauses: readonly Interval[];
  readonly pausedSince: Instant | undefined;
  readonly tier: number;
  readonly lastStaffAt: Instant | undefined;
  /** The beginning of the silence that was reported as stale already. */
  readonly staleSince: Instant | undefined;
  /**
   * How far up the ladder silences were reported, people who were passed over included; left out: none were, or before
   * this field existed.
   */
  readonly silences?: number;
  /** When a clock was restarted after a breach (E2). */
  readonly restartedAt: Readonly<Partial<Record<Metric, Instant>>>;
  /** The breach that each clock is in now. */
  readonly breaches: Readonly<Partial<Record<Metric, Breach>>>;
  /** Breaches of clocks that were restarted afterwards. */
  readonly pastBreaches: readonly Breach[];
  /** The due instant that each clock's last warning was about. */
  readonly warnedOf: Readonly<Partial<Record<Metric, Instant>>>;
  /** Oldest first; left out if there are none, and in tickets that are older than this field. */
  readonly attached?: readonly AttachedFile[];
  /** Left out or undefined: not rated, or reopened since. */
  readonly rating?: Rated | undefined;
  /** Left out or undefined: not closed, or closed before this field existed. */
  readonly closedAt?: Instant | undefined;
  /** Left out or undefined: `status` is not `withdrawn`. */
  readonly withdrawn?: Withdrawn | undefined;
  /** How it was fixed last; left out or undefined: not yet, or before this field existed. */
  readonly fix?: Fix | undefined;
  /** Why the last fix was rejected; undefined once it is resolved again. */
  readonly rejected?: Rejected | undefined;
  /** What taking the last resolve back restores. */
  readonly beforeFix?: BeforeFix | undefined;
  readonly withdrawWish?: WithdrawWish | undefined;
  /** The number of the log entry that gave the ticket into the hands in which it is; left out: none did yet. */
  readonly handedNo?: number;
  /** The support tier that one of its holders took; left out: none was taken. */
  readonly tierTaken?: TierTaken;
  /** Left out or undefined: nothing to count from but the start of the respond clock, or one of ours has responded. */
  readonly paging?: PagingRecord | undefined;
  /** Left out: no one reviews new tickets. */
  readonly triage?: Triage | undefined;
  /** When the visit to the site is to be; left out or undefined: no time was named, or it is over. */
  readonly visit?: Visit | undefined;
  /** Left out or undefined: no one was sent, or the log is older than this field. */
  readonly dispatch?: Dispatch | undefined;
  readonly leaveWord?: LeaveWord | undefined;
  /** Who had a confidential customer's words and files deleted, and when (E9); left out: they are there. */
  readonly wordsDeleted?: Signed;
  /** Left out: it counts by the version of the service book that it was opened under. */
  readonly bookMove?: BookMove;
  /** Who reported the tickets that were merged into this one, and their photos and files; left out: none. */
  readonly reporters?: readonly Reporter[];
  readonly photos?: readonly ChatFile[];
}

/** Whether the case has ended, so that nothing about it is owed any longer. */
export function isOver({ status }: Pick<Ticket, 'status'>): boolean {
  return status === 'closed' || status === 'withdrawn';
}

/** Whether a promise was ever broken, also if it was met afterwards or its clock began afresh. */
export function brokePromise({ breaches, pastBreaches }: Pick<Ticket, 'breaches' | 'pastBreaches'>): boolean {
  return pastBreaches.length > 0 || Object.keys(breaches).length > 0;
}

/** Whether the work is done: a fault is resolved, a question is answered, a requirement has its written reply. */
export function isDone({ status, isAnswered }: Pick<Ticket, 'status' | 'isAnswered'>): boolean {
  return status === 'resolved' || isAnswered;
}
