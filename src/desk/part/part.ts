import type { Instant } from '../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import type { PartRule } from '../book/matter-rule.ts';
import { spanOf } from '../book/schema.ts';
import type { MatterEntry, MatterState, Progress } from '../matter/store.ts';
import { isProvisional, layOut, type SpanCalendars } from '../sla/sla.ts';
import type { TicketId } from '../ticket/case/ticket.ts';

/**
 * A spare part (C2, D10): requested, sent, delivered, and the broken one returned. The escalation channel is told of a
 * part that is not delivered in time, unless the ticket is closed; if no part is requested in time, one is suggested.
 * The functions of this file decide; they read and write no database.
 */
export interface SparePart extends MatterState {
  readonly of: 'part';
  /** Of a merged ticket: the ticket in which the work goes on. */
  readonly ticketId: TicketId;
  /** The ticket that it was requested on, whose number its cards keep; left out: `ticketId`. */
  readonly requestedOn?: TicketId;
  /** `open`: not delivered yet. */
  readonly status: 'open' | 'delivered' | 'returned';
  /** The ticket's device: its key in the book. */
  readonly device: string | undefined;
  readonly record: PartRecord;
  /** Key of the person who requested it. */
  readonly askedBy: string;
  readonly requestedAt: Instant;
  readonly dispatchedAt: Instant | undefined;
  readonly deliveredAt: Instant | undefined;
  readonly returnedAt: Instant | undefined;
  /** The way of the broken part to the vendor; left out: it was not sent yet. */
  readonly back?: WayBack;
  /** undefined: the contract names no time. */
  readonly dueAt: Instant | undefined;
  /** Whether `dueAt` lies beyond the last date with known holidays. */
  readonly provisional: boolean;
  readonly isOverdue: boolean;
  /** By when it must be on its way; left out: the contract names no time. */
  readonly dispatchDueAt?: Instant;
  /** It was not on its way by then, and the escalation channel was told. */
  readonly isDispatchLate?: true;
  /** The ticket is closed: there is no overdue notice any more. */
  readonly isQuiet: boolean;
}

/** The way of a broken part back (C7): sent by one of ours, then received by the vendor. `returned` ends it. */
export interface WayBack {
  readonly sentAt: Instant;
  /** Key of the person who sent it. */
  readonly sentBy: string;
  readonly vendorAt?: Instant;
}

/**
 * The repair request (C7), without the dates that the steps themselves give (received, returned). What is not known is
 * empty.
 */
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

/** An entry in the log of a part, a suggestion or a loaner. */
export interface PartEntry extends MatterEntry {
  readonly kind:
    | `part.${'requested' | 'dispatched' | 'delivered' | 'returned' | 'recorded' | 'overdue' | 'dispatch-late' | 'quieted'}`
    /** Into another ticket, by a merge; to another day, because other holidays are known. */
    | `part.${'moved' | 'days-moved'}`
    | `part.${'sent-back' | 'vendor-received'}`
    | `part.${'to-be-suggested' | 'suggested' | 'withdrawn'}`
    | `loaner.${'out' | 'back'}`;
}

/** The state after a step, and its log entries. */
export type PartProgress<S> = Progress<S, PartEntry>;

/** A request for a part: for which ticket and device, by whom, when. */
export interface PartRequest {
  readonly customer: string;
  readonly ticketId: TicketId;
  readonly device: string | undefined;
  readonly record: PartRecord;
  readonly by: string;
  readonly at: Instant;
}

/** Requests a part. It is due within the span of the contract's rule, if there is one. */
export function requestPart(
  { by, at, ...asked }: PartRequest,
  rule: PartRule | undefined,
  calendars: SpanCalendars,
): PartProgress<SparePart> {
  const counted = countPart(rule, calendars, at);
  const { dueAt } = counted;
  const state: SparePart = {
    ...asked,
    of: 'part',
    status: 'open',
    askedBy: by,
    requestedAt: at,
    dispatchedAt: undefined,
    deliveredAt: undefined,
    returnedAt: undefined,
    ...counted,
    isOverdue: false,
    isQuiet: false,
  };
  return { state, added: [{ kind: 'part.requested', at, by, data: { ...asked.record, dueAt } }] };
}

/** By when a part is due and on its way, counted from its request. */
export function countPart(
  rule: PartRule | undefined,
  calendars: SpanCalendars,
  from: Instant,
): Pick<SparePart, 'dueAt' | 'provisional' | 'dispatchDueAt'> {
  const allowed = rule?.within === undefined ? undefined : layOut(spanOf(rule.within), from, calendars);
  const dueAt = allowed?.calendar.add(from, allowed.ms);
  const sending = rule?.dispatchWithin === undefined ? undefined : layOut(spanOf(rule.dispatchWithin), from, calendars);
  return {
    dueAt,
    provisional: allowed !== undefined && dueAt !== undefined && isProvisional(allowed.calendar, dueAt),
    ...(sending ? { dispatchDueAt: sending.calendar.add(from, sending.ms) } : {}),
  };
}

/** When it will be overdue; undefined: never, or it is overdue already. */
export function overdueAt({ status, dueAt, isOverdue, isQuiet }: SparePart): Instant | undefined {
  return status === 'open' && !isOverdue && !isQuiet ? dueAt : undefined;
}

/** When it will be late on its way; undefined: never, or it is on its way or late already. */
function dispatchLateAt({
  status,
  dispatchDueAt,
  dispatchedAt,
  isDispatchLate,
  isQuiet,
}: SparePart): Instant | undefined {
  return status === 'open' && dispatchedAt === undefined && !isDispatchLate && !isQuiet ? dispatchDueAt : undefined;
}

/** When something about the part is due next; undefined: nothing is. */
export function nextPartDue(part: SparePart): Instant | undefined {
  const dues = [dispatchLateAt(part), overdueAt(part)].filter((at) => at !== undefined);
  return dues.length === 0 ? undefined : Math.min(...dues);
}

/** Marks a part as late on its way, and as overdue, if it is by `now`. Each entry is dated to its due instant. */
export function lapsePart(part: SparePart, now: Instant): PartProgress<SparePart> {
  const lateAt = dispatchLateAt(part);
  const isLate = lateAt !== undefined && lateAt <= now;
  const sent: SparePart = isLate ? { ...part, isDispatchLate: true } : part;
  const late: PartEntry[] = isLate ? [{ kind: 'part.dispatch-late', at: lateAt, by: 'clock', data: {} }] : [];
  const at = overdueAt(sent);
  if (at === undefined || at > now) return { state: sent, added: late };
  const overdue: PartEntry = { kind: 'part.overdue', at, by: 'clock', data: {} };
  return { state: { ...sent, isOverdue: true }, added: [...late, overdue] };
}

/** The part was sent. */
export function dispatchPart(part: SparePart, by: string, now: Instant): Result<PartProgress<SparePart>> {
  if (part.status !== 'open') return refuse('part.already-delivered');
  if (part.dispatchedAt !== undefined) return refuse('part.already-dispatched');
  return accept(stepped({ ...part, dispatchedAt: now }, 'part.dispatched', by, now));
}

/** The part is with the customer. */
export function deliverPart(part: SparePart, by: string, now: Instant): Result<PartProgress<SparePart>> {
  if (part.status !== 'open') return refuse('part.already-delivered');
  return accept(stepped({ ...part, status: 'delivered', deliveredAt: now }, 'part.delivered', by, now));
}

/** The broken part was sent back to the vendor. */
export function sendPartBack(part: SparePart, by: string, now: Instant): Result<PartProgress<SparePart>> {
  const refusal = refusalOfReturn(part);
  if (refusal) return refusal;
  if (part.back) return refuse('part.already-sent-back');
  return accept(stepped({ ...part, back: { sentAt: now, sentBy: by } }, 'part.sent-back', by, now));
}

/** The vendor has received the broken part. */
export function receiveAtVendor(part: SparePart, by: string, now: Instant): Result<PartProgress<SparePart>> {
  const refusal = refusalOfReturn(part);
  if (refusal) return refusal;
  if (!part.back) return refuse('part.not-sent-back');
  if (part.back.vendorAt !== undefined) return refuse('part.already-at-vendor');
  return accept(stepped({ ...part, back: { ...part.back, vendorAt: now } }, 'part.vendor-received', by, now));
}

function refusalOfReturn({ status }: SparePart): Refusal | undefined {
  if (status === 'open') return refuse('part.not-delivered');
  return status === 'returned' ? refuse('part.already-returned') : undefined;
}

/** The broken part came back, or its way to the vendor is closed. */
export function returnPart(part: SparePart, by: string, now: Instant): Result<PartProgress<SparePart>> {
  const refusal = refusalOfReturn(part);
  if (refusal) return refusal;
  return accept(stepped({ ...part, status: 'returned', returnedAt: now }, 'part.returned', by, now));
}

/** Edits the repair request. What was requested (`wanted`) does not change. */
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

/** The ticket is closed: the part may still be delivered, but it is not called overdue any more. */
export function quietPart(part: SparePart, by: string, now: Instant): PartProgress<SparePart> {
  return stepped({ ...part, isQuiet: true }, 'part.quieted', by, now);
}

/** Its ticket was merged: the part belongs to `into` now, and is due at the same instant as before. */
export function movePart(part: SparePart, into: TicketId, by: string, now: Instant): PartProgress<SparePart> {
  const { requestedOn = part.ticketId } = part;
  return stepped({ ...part, ticketId: into, requestedOn }, 'part.moved', by, now);
}

function stepped(state: SparePart, kind: PartEntry['kind'], by: string, at: Instant): PartProgress<SparePart> {
  return { state, added: [{ kind, at, by, data: {} }] };
}
