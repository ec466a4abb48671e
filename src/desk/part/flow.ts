import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import { numberOf } from '../address/number.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { policyOf, spanCalendarsOf } from '../book/book.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { DueMatter } from '../matter/store.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { isTakeBack } from '../ticket/case/is-take-back.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { subjectOf } from '../ticket/case/names.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import { stepTicket, withTerms } from '../ticket/flow.ts';
import { lockTicket } from '../ticket/store.ts';
import type { Actor } from '../ticket/verb/verb.ts';
import { partSubject, suggestionSubject } from './names.ts';
import { type PartHouse, partNotices, redrawPart, suggestionNotices } from './notice.ts';
import {
  deliverPart,
  lapsePart,
  movePart,
  overdueAt,
  type PartEntry,
  type PartProgress,
  type PartRecord,
  quietPart,
  requestPart,
  type SparePart,
} from './part.ts';
import { parts, suggestions } from './store.ts';
import { beginSuggestion, lapseSuggestion, type Suggestion, withdrawSuggestion } from './suggestion.ts';

type Stepped = Extract<Fact, { kind: 'ticket.stepped' }>;

/** A part, locked until the turn ends, with its ticket. */
export interface LockedPart {
  readonly at: LoadedTicket;
  readonly id: number;
  readonly state: SparePart;
}

/**
 * Arrival on site starts the wait for a suggestion, a fix ends it; closing the ticket, or taking it back, ends the
 * reminders about its parts. Parts of a merged ticket go over to the fault in which the work goes on, and so does the
 * wait for a suggestion.
 */
export async function onTicketStepped(turn: DeskTurn, { at, added }: Stepped): Promise<void> {
  if (at.stored.ticket.facts.kind !== 'fault') return;
  for (const entry of added) {
    if (entry.kind === 'ticket.arrived') await planSuggestion(turn, at, entry);
    if (entry.kind === 'ticket.updated' && entry.data.what === 'take-in') await takeOverSuggestion(turn, at, entry);
    if (entry.kind === 'ticket.resolved' || isTakeBack(entry)) await withdrawSuggestions(turn, at, entry);
    if (entry.kind === 'ticket.closed' || isTakeBack(entry)) await quietOrMoveParts(turn, at, entry);
  }
}

/** Marks a part as overdue if it is by the turn's instant, and tells the escalation channel. */
export async function lapsePartMatter(turn: DeskTurn, matter: DueMatter<SparePart>) {
  const progress = lapsePart(matter.state, turn.now);
  await enqueue(turn, partNotices(await houseOfDue(turn, matter), matter.id, progress), []);
  return parts.changeOf(progress);
}

/** Sends a suggestion that is due by the turn's instant. */
export async function lapseSuggestionMatter(turn: DeskTurn, matter: DueMatter<Suggestion>) {
  const progress = lapseSuggestion(matter.state, turn.now);
  await enqueue(turn, suggestionNotices(await houseOfDue(turn, matter), progress), []);
  return suggestions.changeOf(progress);
}

async function houseOfDue(turn: DeskTurn, { id, book, ticket: stored }: DueMatter<object>): Promise<PartHouse> {
  if (!stored) throw new Error(`part or suggestion ${id} has no ticket`);
  return { ...directoryOf(turn, await bookOf(turn, book)), ticket: stored.ticket };
}

/**
 * Requests a part: writes it to the ticket's log and tells the team when it is due. Refused if the ticket does not
 * allow it.
 */
export async function requestPartFor(
  turn: DeskTurn,
  at: LoadedTicket,
  record: PartRecord,
  by: Actor,
): Promise<Result<readonly Fact[]>> {
  const stepped = await stepTicket(turn, at, { verb: 'request-part', text: record.wanted }, by);
  if (!stepped.ok) return stepped;
  const { book, stored } = at;
  const { customer, device } = stored.ticket.facts;
  const policy = policyOf(book, customer);
  const request = { customer, ticketId: stored.id, device, record, by: by.key, at: turn.now };
  const progress = requestPart(request, policy.parts, spanCalendarsOf(book, policy));
  await withdrawSuggestions(turn, at, { at: turn.now, by: by.key });
  const id = await parts.insert(turn.tx, book.version, progress, turn.now);
  await enqueue(turn, partNotices(houseOf(turn, at), id, progress), []);
  return accept(stepped.value.facts);
}

/** Marks the part that a ticket has waited for longest as delivered. Refused if it waits for none. */
export async function deliverFirst(turn: DeskTurn, at: LoadedTicket, by: Actor): Promise<Result<readonly Fact[]>> {
  const [first] = at.stored.ticket.facts.kind === 'fault' ? await lockOpenParts(turn, at) : [];
  if (!first && at.stored.ticket.facts.kind === 'fault')
    return refuse('part.none-outstanding', { ticket: `T-${at.stored.id}` });
  if (first) return deliver(turn, first, by);
  const refused = await stepTicket(turn, at, { verb: 'deliver-part', text: '' }, by);
  return refused.ok ? refuse('ticket.faults-only') : refused;
}

/** Marks a part as delivered and writes it to the ticket's log. */
export async function deliver(turn: DeskTurn, part: LockedPart, by: Actor): Promise<Result<readonly Fact[]>> {
  const delivered = deliverPart(part.state, by.key, turn.now);
  if (!delivered.ok) return delivered;
  const stepped = await stepTicket(turn, part.at, { verb: 'deliver-part', text: numberOf('part', part.id) }, by);
  if (!stepped.ok) return stepped;
  await savePart(turn, part, delivered.value);
  return accept(stepped.value.facts);
}

/**
 * Saves a part's progress and updates its cards. Withdraws notices of lateness that were not sent if they are now
 * pointless.
 */
export async function savePart(
  turn: DeskTurn,
  { at, id }: LockedPart,
  progress: PartProgress<SparePart>,
): Promise<void> {
  await parts.save(turn.tx, id, progress);
  const { state } = progress;
  const noticeOf = (kind: PartEntry['kind']) => ({
    subject: subjectOf(at.stored.id),
    keyPrefix: `${partSubject(state, id)}|${kind}`,
  });
  const isOnItsWay = state.status !== 'open' || state.dispatchedAt !== undefined;
  const withdrawn = [
    ...(overdueAt(state) === undefined ? [noticeOf('part.overdue')] : []),
    ...(isOnItsWay ? [noticeOf('part.dispatch-late')] : []),
  ];
  await enqueue(turn, redrawPart(houseOf(turn, at), id, progress), withdrawn);
}

async function lockOpenParts(turn: DeskTurn, at: LoadedTicket): Promise<LockedPart[]> {
  const open = await parts.lockAll(turn.tx, { ticketId: at.stored.id, status: 'open' });
  return open.map(({ id, state }) => ({ at, id, state }));
}

/**
 * Starts the wait for a suggestion at the first arrival (C2), if the contract has that rule and no part was requested
 * before.
 */
async function planSuggestion(
  turn: DeskTurn,
  at: LoadedTicket,
  { at: arrivedAt, by }: Pick<Entry, 'at' | 'by'>,
): Promise<void> {
  const { book, stored } = at;
  const { customer } = stored.ticket.facts;
  const policy = policyOf(book, customer);
  const after = policy.parts?.suggestAfter;
  if (after === undefined || stored.ticket.arrivedAt !== arrivedAt) return;
  const earlier = { ticketId: stored.id, limit: 1 };
  if ((await parts.list(turn.tx, earlier)).length > 0 || (await suggestions.list(turn.tx, earlier)).length > 0) return;
  const arrival = { customer, ticketId: stored.id, by, at: arrivedAt };
  const progress = beginSuggestion(arrival, after, spanCalendarsOf(book, policy));
  // A merge may come later than that: then it was suggested on the merged ticket.
  if (progress.state.at <= turn.now) return;
  await suggestions.insert(turn.tx, book.version, progress, turn.now);
}

/** An arrival on a merged ticket counts for the ticket that goes on. */
async function takeOverSuggestion(turn: DeskTurn, at: LoadedTicket, { by }: Entry): Promise<void> {
  const { arrivedAt, status } = at.stored.ticket;
  if (arrivedAt !== undefined && status === 'open') await planSuggestion(turn, at, { at: arrivedAt, by });
}

/** Withdraws suggestions. The early returns save a query: without an arrival or a rule there are none. */
async function withdrawSuggestions(turn: DeskTurn, at: LoadedTicket, { at: when, by }: Pick<Entry, 'at' | 'by'>) {
  const { customer, kind } = at.stored.ticket.facts;
  if (kind !== 'fault' || at.stored.ticket.arrivedAt === undefined) return;
  if (policyOf(at.book, customer).parts?.suggestAfter === undefined) return;
  const subject = subjectOf(at.stored.id);
  for (const { id, state } of await suggestions.lockAll(turn.tx, { ticketId: at.stored.id, status: 'open' }))
    await suggestions.save(turn.tx, id, withdrawSuggestion(state, by, when));
  await enqueue(turn, [], [{ subject, keyPrefix: suggestionSubject(at.stored.id) }]);
}

async function quietOrMoveParts(turn: DeskTurn, at: LoadedTicket, entry: Entry): Promise<void> {
  const { customer } = at.stored.ticket.facts;
  const open = await lockOpenParts(turn, at);
  if (open.length === 0) return;
  const into = await mergedInto(turn, entry);
  for (const part of open) {
    if (into) await savePart(turn, { ...part, at: into }, movePart(part.state, into.stored.id, entry.by, entry.at));
    else if (policyOf(at.book, customer).parts?.within !== undefined)
      await savePart(turn, part, quietPart(part.state, entry.by, entry.at));
  }
}

/** The fault that a ticket was merged into by this entry; undefined: the entry is no merge, or it is no fault. */
async function mergedInto(turn: DeskTurn, entry: Entry): Promise<LoadedTicket | undefined> {
  if (entry.kind !== 'ticket.updated' || entry.data.what !== 'merge' || entry.data.other === undefined)
    return undefined;
  const into = await lockTicket(turn.tx, entry.data.other as TicketId);
  return into?.ticket.facts.kind === 'fault' ? withTerms(turn, into) : undefined;
}

function houseOf(turn: DeskTurn, { book, stored }: LoadedTicket): PartHouse {
  return { ...directoryOf(turn, book), ticket: stored.ticket };
}
