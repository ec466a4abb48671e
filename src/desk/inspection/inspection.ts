import type { ChatFile } from '../../chat/event.ts';
import type { Instant } from '../../lib/instant.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import type { CivilDate } from '../sla/calendar.ts';
import type { SpanCalendars } from '../sla/sla.ts';
import type { TicketId, TicketStatus } from '../ticket/case/ticket.ts';
import type { Chain, ChainNotice } from './chain.ts';
import type { SiteRule } from './site-list.ts';

/**
 * An inspection of a customer's site (D12–D14). `chain.ts` computes the notices before it, `step.ts` decides what
 * people may do, `lapse.ts` what happens when something is due.
 */
export interface Inspection extends MatterState {
  readonly ticketId: undefined;
  /** `done`: finished, its report accepted, and no feedback owed. */
  readonly status: 'open' | 'done' | 'cancelled';
  readonly site: string;
  /** A person's key: who runs it. */
  readonly owner: string;
  readonly date: CivilDate;
  readonly plannedBy: string;
  /** Who set the date last. */
  readonly datedBy: string;
  /** When each notice before this date is sent; `told` has those that were sent. */
  readonly chain: Chain;
  readonly told: readonly ChainNotice[];
  readonly confirmed: Done | undefined;
  /** The site's tickets since its last inspection, with their status when the notice was sent (D12). */
  readonly brought: readonly BroughtTicket[];
  readonly checklist: Checklist | undefined;
  readonly findings: readonly Finding[];
  readonly finished: Done | undefined;
  readonly report: InspectionReport;
  /** When the director is told that the report is missing; undefined: no report is owed. */
  readonly missingAt: Instant | undefined;
  /** How many entries its log has. */
  readonly entries: number;
}

/** Who did something, and when. `by` is a person's key or `customer`. */
export interface Done {
  readonly by: string;
  readonly at: Instant;
}

/** A fault that was found on site and became a ticket. */
export interface Finding {
  readonly ticketId: TicketId;
  readonly title: string;
  /** The checklist's item that it belongs to; undefined: none. */
  readonly item: string | undefined;
  /** The feedback that is owed since it was solved; undefined: not solved yet, or the customer was told. */
  readonly feedback: Feedback | undefined;
}

/** The customer has to be told that a finding was solved, by default within two working days (D13). */
export interface Feedback {
  readonly dueAt: Instant;
  /** When the ticket's assignee is told of it. */
  readonly at: Instant;
  readonly told: boolean;
  /** When they are reminded; left out: not, or they were. */
  readonly remindAt?: Instant;
  /** It was not given in time, and the coordinator was told; left out: not yet. */
  readonly overdue?: true;
}

/** An earlier ticket of the site, as the customer's notice and the card list it. */
export interface BroughtTicket {
  readonly ticketId: TicketId;
  readonly title: string;
  readonly status: TicketStatus;
}

/** The checklist (D12) as it was filled in on site. `by` and `at` are those of the last change. */
export interface Checklist extends Done {
  /** By the item's key: `ok`, `na`, or the key of a fault level if something was found. */
  readonly marks: Readonly<Record<string, string>>;
  /** By the item's key; each note is on a line of its own. Left out in older lists. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Remarks on the whole inspection, each on a line of its own. */
  readonly note: string;
  /** The oldest first. Left out in older lists. */
  readonly photos?: readonly Photo[];
}

/** A photo or other file for an item. Only a reference: docs/decision/0010 says where the content is. */
export interface Photo extends Done {
  /** The item's key. */
  readonly item: string;
  readonly file: ChatFile;
}

/** What one person enters in the checklist at a time. Items that are not named stay as they are. */
export interface ChecklistChange {
  readonly marks: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly photos: readonly Pick<Photo, 'item' | 'file'>[];
  /** A remark on the whole inspection; empty: none. */
  readonly note: string;
}

/** The report (D14): delivered, then signed by the customer or instead by a manager, then accepted or refused. */
export interface InspectionReport {
  readonly delivered?: Done;
  /** The customer's signature, with their name. */
  readonly signed?: { readonly name: string; readonly at: Instant };
  /** Why the customer did not sign; a manager signs instead. */
  readonly unsigned?: Done & { readonly reason: string };
  readonly countersigned?: Done;
  readonly accepted?: Done;
  /** Why the last version was refused; a new one is owed. */
  readonly refused?: Done & { readonly reason: string };
}

/** The inspection's date, until when feedback is owed, and the finding's ticket. */
interface FeedbackData {
  readonly date: CivilDate;
  readonly due: Instant;
  readonly ticketId: TicketId;
}

interface EntryData {
  'inspection.updated': {
    what: UpdateVerb;
    date?: CivilDate;
    title?: string;
    text?: string;
    /** What was entered in the checklist by this step. */
    entered?: ChecklistChange;
  };
  'inspection.moved': { date: CivilDate; from: CivilDate };
  'inspection.cancelled': { date: CivilDate };
  'inspection.notice': { date: CivilDate };
  'inspection.reconfirm': { date: CivilDate };
  'inspection.unconfirmed': { date: CivilDate };
  'inspection.report-missing': { date: CivilDate };
  'inspection.feedback-due': FeedbackData;
  'inspection.feedback-reminder': FeedbackData;
  'inspection.feedback-overdue': FeedbackData;
  /** An entry that is only recorded; no one is told of it. */
  'inspection.noted': { what: NotedVerb; ticketId?: TicketId };
}

/** Steps whose entries are `inspection.updated`; the team is told of them. */
export type UpdateVerb =
  | 'plan-inspection'
  | 'reconfirm-inspection'
  | 'record-finding'
  | 'finish-inspection'
  | 'deliver-inspection-report'
  | 'deliver'
  | 'check-inspection'
  | 'note-item'
  | 'sign-report'
  | 'no-signature'
  | 'countersign-report'
  | 'accept-report'
  | 'refuse-report';

/** What `inspection.noted` records about the feedback on a finding: owed, no longer owed, given. */
export type NotedVerb = 'solved' | 'reopened' | 'withdrawn' | 'deliver';

export type EntryKind = keyof EntryData;

/** One entry of an inspection's log. */
export type InspectionEntry = {
  [K in EntryKind]: MatterEntry & { readonly kind: K; readonly data: Readonly<EntryData[K]> };
}[EntryKind];

/** The ticket of the finding that an entry about feedback tells of; undefined for other entries. */
export function findingOf(entry: InspectionEntry): TicketId | undefined {
  switch (entry.kind) {
    case 'inspection.feedback-due':
    case 'inspection.feedback-reminder':
    case 'inspection.feedback-overdue':
      return entry.data.ticketId;
    default:
      return undefined;
  }
}

/** The inspection after a turn, and the entries that the turn wrote. */
export type InspectionProgress = Progress<Inspection, InspectionEntry>;

/** What the service book says for an inspection. */
export interface InspectionTerms {
  readonly rule: SiteRule;
  readonly calendars: SpanCalendars;
}

/** The inspection with `status` brought up to date: `done` once its report is accepted and no feedback is owed. */
export function withStatus(state: Inspection): Inspection {
  if (state.status === 'cancelled') return state;
  const isOwed = state.findings.some(({ feedback }) => feedback !== undefined);
  const isDone = state.finished !== undefined && state.report.accepted !== undefined && !isOwed;
  return { ...state, status: isDone ? 'done' : 'open' };
}

/** The entry of a step that has no entry kind of its own. */
export function updated(
  what: UpdateVerb,
  by: string,
  now: Instant,
  data: Omit<EntryData['inspection.updated'], 'what'> = {},
): InspectionEntry {
  return { kind: 'inspection.updated', at: now, by, data: { what, ...data } };
}
