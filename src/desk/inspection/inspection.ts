import type { ChatFile } from '../../chat/event.ts';
import type { Instant } from '../../lib/instant.ts';
import type { InspectionRule } from '../book/inspection-rule.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import type { CivilDate } from '../sla/calendar.ts';
import type { SpanCalendars } from '../sla/sla.ts';
import type { TicketId, TicketStatus } from '../ticket/case/ticket.ts';
import type { Chain, ChainNotice } from './chain.ts';

/**
 * The heart of the inspection (D12–D14): what one is. Its chain of notices stands in `chain.ts`, what people may do in
 * `step.ts`, what time does in `lapse.ts`.
 */
export interface Inspection extends MatterState {
  readonly ticketId: undefined;
  /** `done`: finished, and nobody owes anything of it any more. */
  readonly status: 'open' | 'done' | 'cancelled';
  readonly site: string;
  /** A person's key: who runs it. */
  readonly owner: string;
  readonly date: CivilDate;
  readonly plannedBy: string;
  /** Who set the date last. */
  readonly datedBy: string;
  /** When each notice of the chain goes out for this date; those that went are in `told`. */
  readonly chain: Chain;
  readonly told: readonly ChainNotice[];
  readonly confirmed: Done | undefined;
  /** What was reported since the site was inspected last, as it stood when the notice went out (D12). */
  readonly brought: readonly BroughtTicket[];
  readonly checklist: Checklist | undefined;
  readonly findings: readonly Finding[];
  readonly finished: Done | undefined;
  readonly report: InspectionReport;
  /** When the director hears that the report is missing; undefined: it is not owed. */
  readonly missingAt: Instant | undefined;
  /** How long its log is. */
  readonly entries: number;
}

/** Who did something, and when. `by` is a person's key or `customer`. */
export interface Done {
  readonly by: string;
  readonly at: Instant;
}

/** What was found on site and became a ticket. */
export interface Finding {
  readonly ticketId: TicketId;
  readonly title: string;
  /** The item of the checklist that it was found at; undefined: none of them. */
  readonly item: string | undefined;
  /** What the customer is to hear since it was solved; undefined: not solved, or heard. */
  readonly feedback: Feedback | undefined;
}

/** The customer is to hear within two working days that a finding was solved (D13). */
export interface Feedback {
  readonly dueAt: Instant;
  /** When whoever has the ticket is told. */
  readonly at: Instant;
  readonly told: boolean;
}

export interface BroughtTicket {
  readonly ticketId: TicketId;
  readonly title: string;
  readonly status: TicketStatus;
}

/** The list of D12 as people filled it in on site. `by` and `at` are of whoever entered something last. */
export interface Checklist extends Done {
  /** By the item's key: `ok`, `na`, or the key of a fault level: something was found. */
  readonly marks: Readonly<Record<string, string>>;
  /** By the item's key; every note that somebody wrote stands on a line of its own. Left out: none, as in older lists. */
  readonly notes?: Readonly<Record<string, string>>;
  /** Remarks on the whole, in the same way. */
  readonly note: string;
  /** Oldest first; left out: none, as in older lists. */
  readonly photos?: readonly Photo[];
}

/** A photo, or any other file, that belongs to an item. Its bytes stay where they are (docs/decision/0010). */
export interface Photo extends Done {
  /** The item's key. */
  readonly item: string;
  readonly file: ChatFile;
}

/** What somebody enters in the list at once: of the items named alone. */
export interface ChecklistChange {
  readonly marks: Readonly<Record<string, string>>;
  readonly notes: Readonly<Record<string, string>>;
  readonly photos: readonly Pick<Photo, 'item' | 'file'>[];
  /** A remark on the whole; empty: none. */
  readonly note: string;
}

/** The report of D14: delivered, signed by the customer or else by a manager, then accepted or refused. */
export interface InspectionReport {
  readonly delivered?: Done;
  /** The customer's own: `name` is how they are called. */
  readonly signed?: { readonly name: string; readonly at: Instant };
  /** Why the customer did not sign; then a manager does. */
  readonly unsigned?: Done & { readonly reason: string };
  readonly countersigned?: Done;
  readonly accepted?: Done;
  /** Why it was sent back last; then it is owed again. */
  readonly refused?: Done & { readonly reason: string };
}

interface EntryData {
  'inspection.updated': {
    what: UpdateVerb;
    date?: CivilDate;
    title?: string;
    text?: string;
    /** What was entered in the checklist, all of it. */
    entered?: ChecklistChange;
  };
  'inspection.moved': { date: CivilDate; from: CivilDate };
  'inspection.cancelled': { date: CivilDate };
  'inspection.notice': { date: CivilDate };
  'inspection.reconfirm': { date: CivilDate };
  'inspection.unconfirmed': { date: CivilDate };
  'inspection.report-missing': { date: CivilDate };
  'inspection.feedback-due': { date: CivilDate; due: Instant; ticketId: TicketId };
  /** What is on record and tells nobody by itself. */
  'inspection.noted': { what: NotedVerb; ticketId?: TicketId };
}

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

export type NotedVerb = 'solved' | 'reopened' | 'deliver';

export type EntryKind = keyof EntryData;

/** One entry of an inspection's log. */
export type InspectionEntry = {
  [K in EntryKind]: MatterEntry & { readonly kind: K; readonly data: Readonly<EntryData[K]> };
}[EntryKind];

/** The inspection after a turn, and the entries that the turn wrote. */
export type InspectionProgress = Progress<Inspection, InspectionEntry>;

/** What the service book says for an inspection. */
export interface InspectionTerms {
  readonly rule: InspectionRule;
  readonly calendars: SpanCalendars;
}

/** `open` as long as somebody owes something. */
export function withStatus(state: Inspection): Inspection {
  if (state.status === 'cancelled') return state;
  const isOwed = state.findings.some(({ feedback }) => feedback !== undefined);
  const isDone = state.finished !== undefined && state.report.accepted !== undefined && !isOwed;
  return { ...state, status: isDone ? 'done' : 'open' };
}

/** A step that has no kind of entry of its own. */
export function updated(
  what: UpdateVerb,
  by: string,
  now: Instant,
  data: Omit<EntryData['inspection.updated'], 'what'> = {},
): InspectionEntry {
  return { kind: 'inspection.updated', at: now, by, data: { what, ...data } };
}
