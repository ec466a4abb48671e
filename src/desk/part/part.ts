import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { type PartRule, spanOf } from '../book/schema.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import { isProvisional, layOut, type SpanCalendars } from '../sla/sla.ts';
import type { TicketId } from '../ticket/case/ticket.ts';

/**
 * The heart of spare parts (C2, D10): asked for, sent, with the customer, the broken one back. What is not delivered in
 * time is told of, until the ticket is closed; where nobody asked for a part in time, it is suggested.
 */
export interface SparePart extends MatterState {
  readonly of: 'part';
  readonly ticketId: TicketId;
  /** `open`: the customer waits for it. */
  readonly status: 'open' | 'delivered' | 'returned';
  /** The device of the ticket, by its key in the book. */
  readonly device: string | undefined;
  readonly record: PartRecord;
  /** A person's key: who asked for it. */
  readonly askedBy: string;
  readonly requestedAt: Instant;
  readonly dispatchedAt: Instant | undefined;
  readonly deliveredAt: Instant | undefined;
  readonly returnedAt: Instant | undefined;
  /** undefined: the contract names no time. */
  readonly dueAt: Instant | undefined;
  /** Beyond what is known of the calendar. */
  readonly provisional: boolean;
  readonly isOverdue: boolean;
  /** The ticket was closed: nobody is nagged any more. */
  readonly isQuiet: boolean;
}

/** The repair request of C7, less what the steps themselves say (received, returned). What is not known is empty. */
export interface PartRecord {
  readonly wanted: string;
  readonly rma: string;
  readonly model: string;
  readonly serial: string;
  readonly quantity: number;
  readonly symptom: string;
  readonly cause: string;
  readonly measures: string;
  readonly replaced: string;
}

/** A part nobody asked for yet, though somebody has been on site for some time (C2). */
export interface Suggestion extends MatterState {
  readonly ticketId: TicketId;
  readonly status: 'open' | 'suggested' | 'withdrawn';
  readonly at: Instant;
}

export interface PartEntry extends MatterEntry {
  readonly kind:
    | `part.${'requested' | 'dispatched' | 'delivered' | 'returned' | 'recorded' | 'overdue' | 'quieted'}`
    | `part.${'to-be-suggested' | 'suggested' | 'withdrawn'}`
    | `loaner.${'out' | 'back'}`;
}

/** What it is after an entry, and the entry. */
export type PartProgress<S> = Progress<S, PartEntry>;

export interface PartRequest {
  readonly customer: string;
  readonly ticketId: TicketId;
  readonly device: string | undefined;
  readonly record: PartRecord;
  readonly by: string;
  readonly at: Instant;
}

/** Somebody asked for a part: due a span after that, where the contract names one. */
export function requestPart(
  { by, at, ...asked }: PartRequest,
  rule: PartRule | undefined,
  calendars: SpanCalendars,
): PartProgress<SparePart> {
  const allowed = rule?.within === undefined ? undefined : layOut(spanOf(rule.within), at, calendars);
  const dueAt = allowed?.calendar.add(at, allowed.ms);
  const state: SparePart = {
    ...asked,
    of: 'part',
    status: 'open',
    askedBy: by,
    requestedAt: at,
    dispatchedAt: undefined,
    deliveredAt: undefined,
    returnedAt: undefined,
    dueAt,
    provisional: allowed !== undefined && dueAt !== undefined && isProvisional(allowed.calendar, dueAt),
    isOverdue: false,
    isQuiet: false,
  };
  return { state, added: [{ kind: 'part.requested', at, by, data: { ...asked.record, dueAt } }] };
}

/** When it is called overdue; undefined: never, or it was. */
export function overdueAt({ status, dueAt, isOverdue, isQuiet }: SparePart): Instant | undefined {
  return status === 'open' && !isOverdue && !isQuiet ? dueAt : undefined;
}

/** Lets a part be overdue where it is by `now`, at its own instant. */
export function lapsePart(part: SparePart, now: Instant): PartProgress<SparePart> {
  const at = overdueAt(part);
  if (at === undefined || at > now) return { state: part, added: [] };
  return { state: { ...part, isOverdue: true }, added: [{ kind: 'part.overdue', at, by: 'clock', data: {} }] };
}

/** It is on its way. */
export function dispatchPart(part: SparePart, by: string, now: Instant): Result<PartProgress<SparePart>> {
  if (part.status !== 'open') return refuse('part.already-delivered');
  if (part.dispatchedAt !== undefined) return refuse('part.already-dispatched');
  return accept(stepped({ ...part, dispatchedAt: now }, 'part.dispatched', by, now));
}

/** It is with the customer. */
export function deliverPart(part: SparePart, by: string, now: Instant): Result<PartProgress<SparePart>> {
  if (part.status !== 'open') return refuse('part.already-delivered');
  return accept(stepped({ ...part, status: 'delivered', deliveredAt: now }, 'part.delivered', by, now));
}

/** What it replaced came back. */
export function returnPart(part: SparePart, by: string, now: Instant): Result<PartProgress<SparePart>> {
  if (part.status === 'open') return refuse('part.not-delivered');
  if (part.status === 'returned') return refuse('part.already-returned');
  return accept(stepped({ ...part, status: 'returned', returnedAt: now }, 'part.returned', by, now));
}

/** What is on the repair request; what was asked for stays as it was asked. */
export function recordPart(
  part: SparePart,
  record: Omit<PartRecord, 'wanted'>,
  by: string,
  now: Instant,
): PartProgress<SparePart> {
  return {
    state: { ...part, record: { ...part.record, ...record } },
    added: [{ kind: 'part.recorded', at: now, by, data: record }],
  };
}

/** The ticket is closed: what is not delivered yet still may be, and nobody is nagged. */
export function quietPart(part: SparePart, by: string, now: Instant): PartProgress<SparePart> {
  return stepped({ ...part, isQuiet: true }, 'part.quieted', by, now);
}

function stepped(state: SparePart, kind: PartEntry['kind'], by: string, at: Instant): PartProgress<SparePart> {
  return { state, added: [{ kind, at, by, data: {} }] };
}

export interface Arrival {
  readonly customer: string;
  readonly ticketId: TicketId;
  readonly by: string;
  readonly at: Instant;
}

/** Somebody is on site: a span later a part is suggested. */
export function beginSuggestion({ customer, ticketId, by, at }: Arrival, after: string, calendars: SpanCalendars) {
  const allowed = layOut(spanOf(after), at, calendars);
  const suggestAt = allowed.calendar.add(at, allowed.ms);
  const state: Suggestion = { customer, ticketId, status: 'open', at: suggestAt };
  return {
    state,
    added: [{ kind: 'part.to-be-suggested', at, by, data: { suggestAt } }],
  } satisfies PartProgress<Suggestion>;
}

/** When it is made; undefined: it was, or is not wanted. */
export function suggestionAt({ status, at }: Suggestion): Instant | undefined {
  return status === 'open' ? at : undefined;
}

/** Makes the suggestion, at its own instant, where it is due by `now`. */
export function lapseSuggestion(suggestion: Suggestion, now: Instant): PartProgress<Suggestion> {
  const at = suggestionAt(suggestion);
  if (at === undefined || at > now) return { state: suggestion, added: [] };
  return {
    state: { ...suggestion, status: 'suggested' },
    added: [{ kind: 'part.suggested', at, by: 'clock', data: {} }],
  };
}

/** It works again, or a part is on its way: there is nothing to suggest. */
export function withdrawSuggestion(suggestion: Suggestion, by: string, now: Instant): PartProgress<Suggestion> {
  return {
    state: { ...suggestion, status: 'withdrawn' },
    added: [{ kind: 'part.withdrawn', at: now, by, data: {} }],
  };
}
