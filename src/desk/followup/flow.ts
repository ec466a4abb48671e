import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw, type Said } from '../address/announce.ts';
import { peopleOpenTo } from '../address/confidential.ts';
import { inLine } from '../address/in-line.ts';
import type { Directory } from '../address/notice.ts';
import { awayNow, bookOf, directoryOf } from '../address/turn-book.ts';
import { policyOf, spanCalendarsOf } from '../book/book.ts';
import type { BookSource } from '../book/schema.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { DueMatter } from '../matter/store.ts';
import { listByRole, personName } from '../person/person.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { endsFix, isTakeBack } from '../ticket/case/is-take-back.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import { subjectOf } from '../ticket/case/names.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import { stepTicket } from '../ticket/flow.ts';
import type { Actor } from '../ticket/verb/verb.ts';
import { followupCard, followupSubject } from './card.ts';
import {
  beginFollowup,
  type Followup,
  type FollowupNotice,
  type FollowupProgress,
  type FollowupResult,
  finishFollowup,
  followupReminders,
  withdrawFollowup,
} from './followup.ts';
import { followups } from './store.ts';

/**
 * Starts a follow-up when a fault is fixed, and withdraws it when the fix did not hold, or the ticket was taken back
 * (docs/clauses.md, "Follow-up").
 */
export async function onTicketStepped(turn: DeskTurn, { at, added }: Extract<Fact, { kind: 'ticket.stepped' }>) {
  if (at.stored.ticket.facts.kind !== 'fault') return;
  for (const entry of added) {
    if (entry.kind === 'ticket.resolved') await startFollowup(turn, at, entry);
    if (endsFix(entry) || isTakeBack(entry)) await withdraw(turn, at, entry);
  }
}

/** Sends what a follow-up owes by the turn's instant: prompt, reminder or overdue notice. */
export async function lapseFollowupMatter(turn: DeskTurn, matter: DueMatter<Followup>) {
  const { ticket } = matter;
  if (!ticket) throw new Error(`follow-up ${matter.id} has no ticket`);
  const book = await bookOf(turn, matter.book);
  const progress = followupReminders.lapse(matter.state, turn.now);
  await enqueue(turn, noticesOf(directoryOf(turn, book), progress, ticket.ticket), []);
  return followups.changeOf(progress);
}

/**
 * Records the call in the ticket's log and updates the follow-up's card. Refused if the ticket is not fixed or not a
 * fault, and if the call was already made.
 */
export async function recordFollowup(
  turn: DeskTurn,
  at: LoadedTicket,
  result: FollowupResult,
  by: Actor,
): Promise<Result<readonly Fact[]>> {
  const [matter] = await followups.lockAll(turn.tx, { ticketId: at.stored.id, status: 'open' });
  if (!matter && isFixed(at.stored.ticket) && at.stored.ticket.facts.kind === 'fault')
    return refuse('followup.already-done');
  const stepped = await stepTicket(turn, at, { verb: 'follow-up-done', text: result.remarks }, by);
  if (!stepped.ok) return stepped;
  if (!matter) throw new Error(`ticket ${at.stored.id} is resolved but has no follow-up`);
  const progress = finishFollowup(matter.state, result, by.key, turn.now);
  await endFollowup(turn, at, matter.id, progress);
  await tellCoordinator(turn, at, progress.state, by);
  return accept(stepped.value.facts);
}

/** Whether a follow-up began, so that one that is not open was made already. */
function isFixed({ status }: Ticket): boolean {
  return status === 'resolved' || status === 'closed';
}

/** The customer's remarks in the last call about a ticket; empty if there are none. */
export async function lastRemarks(turn: DeskTurn, ticketId: TicketId): Promise<string> {
  const done = await followups.list(turn.tx, { ticketId, status: 'done' });
  return done.at(-1)?.state.result?.remarks ?? '';
}

async function startFollowup(turn: DeskTurn, at: LoadedTicket, { by, at: fixedAt }: Entry): Promise<void> {
  const { book, stored } = at;
  const { customer } = stored.ticket.facts;
  const policy = policyOf(book, customer);
  const fix = { customer, ticketId: stored.id, by, at: fixedAt };
  const people = peopleOpenTo(book.source, customer);
  const isAway = await awayNow(turn);
  const begun = beginFollowup(fix, policy.followup, people, spanCalendarsOf(book, policy), (person) =>
    isAway(person, fixedAt),
  );
  const lapsed = followupReminders.lapse(begun.state, turn.now);
  const progress = { state: lapsed.state, added: [...begun.added, ...lapsed.added] };
  await followups.insert(turn.tx, book.version, progress, turn.now);
  await enqueue(turn, noticesOf(directoryOf(turn, book), progress, stored.ticket), []);
}

async function withdraw(turn: DeskTurn, at: LoadedTicket, { by, at: reopenedAt }: Entry): Promise<void> {
  for (const { id, state } of await followups.lockAll(turn.tx, { ticketId: at.stored.id, status: 'open' }))
    await endFollowup(turn, at, id, withdrawFollowup(state, by, reopenedAt));
}

/**
 * Saves the end of a follow-up, withdraws its notices that were not sent, and updates the card of the person who was
 * asked to call.
 */
async function endFollowup(turn: DeskTurn, { book, stored }: LoadedTicket, id: number, progress: FollowupProgress) {
  const { state } = progress;
  await followups.save(turn.tx, id, progress);
  const subject = subjectOf(stored.id);
  const key = followupSubject(state);
  const shown = { key: `${key}|${state.status}`, subject, at: turn.now, to: [state.asked], customer: state.customer };
  const house = directoryOf(turn, book);
  const inPlace = inPlaceOf(book.source, state.customer);
  const card = (_: string, language: Language) => followupCard(state, stored.ticket, book.source, language);
  await enqueue(turn, redraw(house, { ...shown, inPlace }, card), [{ subject, keyPrefix: `${key}|` }]);
}

/** Tells the project coordinator the result of the call (D15), unless they made it. */
async function tellCoordinator(
  turn: DeskTurn,
  { book, stored }: LoadedTicket,
  state: Followup,
  by: Actor,
): Promise<void> {
  const coordinator = coordinatorOf(book.source, state.customer);
  if (coordinator === by.key) return;
  const notice = {
    key: `${followupSubject(state)}|followup.done`,
    kind: 'followup.done',
    subject: subjectOf(stored.id),
    at: turn.now,
    to: [coordinator],
    customer: state.customer,
    fields: {},
    lane: 'calm' as const,
    unlisted: true as const,
  };
  const said = (_: string, language: Language): Said => ({
    card: followupCard(state, stored.ticket, book.source, language),
    line: t(language, 'line.followup.done', {
      ticket: `T-${stored.id}`,
      by: personName(book.source.people, by.key, language),
    }),
    pings: [],
  });
  await enqueue(turn, announce(directoryOf(turn, book), notice, said), []);
}

function noticesOf(house: Directory, { state, added }: FollowupProgress, ticket: Ticket): Notice[] {
  return added.flatMap(({ kind, at }) => {
    if (kind !== 'followup.prompt' && kind !== 'followup.reminder' && kind !== 'followup.overdue') return [];
    const isOverdue = kind === 'followup.overdue';
    const to = isOverdue ? [coordinatorOf(house.source, state.customer)] : [state.asked];
    const announcement = {
      key: `${followupSubject(state)}|${kind}`,
      kind,
      subject: subjectOf(state.ticketId),
      at,
      to,
      also: isOverdue ? [state.asked] : [],
      customer: state.customer,
      fields: { due: state.dueAt },
      inPlace: inPlaceOf(house.source, state.customer),
      ...(kind === 'followup.prompt' && state.skipped ? { skipped: state.skipped } : {}),
      lane: isOverdue ? ('normal' as const) : ('calm' as const),
    };
    return announce(house, announcement, (audience, language) =>
      say(state, ticket, house.source, kind, audience, language),
    );
  });
}

/** Who is asked or told in place of people who are away. */
function inPlaceOf(source: BookSource, customer: string): string[] {
  return inLine(source, customer, ['desk', 'coordinator', 'projectManager']);
}

/**
 * Who is told of an overdue call: the project coordinator, or the escalation channel if the book names none who may open
 * the customer's cases.
 */
function coordinatorOf(source: BookSource, customer: string): string {
  return listByRole(peopleOpenTo(source, customer), 'coordinator')[0] ?? 'escalation';
}

function say(
  state: Followup,
  ticket: Ticket,
  source: BookSource,
  kind: `followup.${FollowupNotice}`,
  audience: string,
  language: Language,
): Said {
  const due = when(language, state.dueAt, source.provider.timeZone);
  return {
    card: followupCard(state, ticket, source, language),
    line: t(language, `line.${kind}`, { ticket: `T-${state.ticketId}`, due }),
    pings: [audience],
  };
}
