import { t } from '../../i18n/i18n.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import { type Announcement, makeNotices } from '../address/notice.ts';
import { cardPostOf } from '../address/post.ts';
import { pingIdOf, type Route } from '../address/route.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { Book } from '../book/book.ts';
import { takenWithinMs } from '../book/rotation-rule.ts';
import type { DeskTurn } from '../desk.ts';
import type { DueMatter, MatterChange, StoredMatter } from '../matter/store.ts';
import { nextHandoff } from '../oncall/oncall.ts';
import { findRoster } from '../oncall/store.ts';
import { subjectOf } from '../ticket/case/names.ts';
import { isDone, type TicketId } from '../ticket/case/ticket.ts';
import { houseOf, withTerms } from '../ticket/flow.ts';
import { findTicket } from '../ticket/store.ts';
import type { ListedTicket } from '../ticket/view/list.ts';
import { shownAt } from '../ticket/view/sealed.ts';
import { type HandoffReader, handoffCard, type ShownHandoff, untakenCard } from './card.ts';
import { beginHandoff, endHandoff, type Handoff, type HandoffEntry, lapseHandoff, takeHandoff } from './handoff.ts';
import { owedBy } from './owed.ts';
import { handoffs, lockOpenHandoffs } from './store.ts';
import { type HandedOver, handOverTickets, urgentFirst } from './tickets.ts';

/**
 * At a change of shift (A6, D23) the unresolved tickets of the engineer who leaves go to the one who comes; both and
 * the team get the list, the most urgent first, and the one who comes has to take it. The tickets of a person who left
 * the service book, or cannot be reached any more, go the same way.
 */
export async function onDutyHandedOver(turn: DeskTurn, fact: HandedOver): Promise<void> {
  const book = await bookOf(turn, turn.book);
  const tickets = await handOverTickets(turn, fact, book);
  if (fact.why !== 'shift' && tickets.length === 0) return;
  if (fact.why === 'shift') await endEarlier(turn, fact, book);
  const { rotation, from, to, why } = fact;
  const given = { rotation, from, to, why, at: turn.now, untilAt: await shiftEnd(turn, rotation, book) };
  const progress = beginHandoff({ ...given, open: tickets.map(({ id }) => id) }, limitOf(rotation, book));
  const id = tickets.length > 0 ? await handoffs.insert(turn.tx, book.version, progress, turn.now) : undefined;
  const owed = await owedBy(turn, progress.state, book);
  await enqueue(turn, handoffNotices(turn, book, { handoff: progress.state, id, tickets, owed }), []);
}

function limitOf(rotation: string, { source }: Book): number {
  const rule = source.rotations[rotation];
  if (!rule) throw new Error(`no rotation ${rotation}`);
  return takenWithinMs(rule);
}

async function shiftEnd({ tx, now }: DeskTurn, rotation: string, { source }: Book) {
  const roster = await findRoster(tx, rotation, source, now);
  return roster && nextHandoff(roster, now)?.at;
}

/** A handoff that was not taken ends when the bell passes on: the person has nothing to take any more. */
async function endEarlier(turn: DeskTurn, { rotation }: HandedOver, book: Book): Promise<void> {
  for (const { id, state } of await lockOpenHandoffs(turn))
    if (state.rotation === rotation && state.why === 'shift') {
      const ended = endHandoff(state, turn.now);
      await handoffs.save(turn.tx, id, ended);
      await redrawCards(turn, id, ended.state, book);
    }
}

/** Takes the tickets of a handoff, for the incoming person. `asked`: its number, or the rotation whose last one it is. */
export async function takeTickets(
  turn: DeskTurn,
  book: Book,
  found: StoredMatter<Handoff>,
  by: string,
): Promise<Result<Handoff>> {
  const taken = takeHandoff(found.state, by, turn.now);
  if (!taken.ok) return taken;
  const { state } = taken.value;
  await handoffs.save(turn.tx, found.id, taken.value);
  await redrawCards(turn, found.id, state, book);
  // What waits to be sent about a handoff that is taken now is withdrawn.
  await enqueue(turn, [], [{ subject: `duty/${state.rotation}`, keyPrefix: untakenKey(state) }]);
  return accept(state);
}

/** The deadline of a handoff passed: both people and the escalation channel are told what was not taken. */
export async function lapseHandoffMatter(
  turn: DeskTurn,
  { id, state }: DueMatter<Handoff>,
): Promise<MatterChange<Handoff, HandoffEntry>> {
  const book = await bookOf(turn, turn.book);
  const tickets = (await ticketsOf(turn, state)).filter(
    ({ ticket }) => !isDone(ticket) && ticket.assignee === state.to,
  );
  const lapsed = lapseHandoff(
    state,
    tickets.map((each) => each.id),
    turn.now,
  );
  if (lapsed.state.status === 'open') await enqueue(turn, untakenNotices(turn, book, id, lapsed.state, tickets), []);
  return handoffs.changeOf(lapsed);
}

/** The tickets of a handoff as they are now. */
async function ticketsOf(turn: DeskTurn, { open }: Handoff): Promise<ListedTicket[]> {
  const listed: ListedTicket[] = [];
  for (const id of open) {
    const stored = await findTicket(turn.tx, id);
    if (stored) listed.push({ id, ticket: stored.ticket, terms: (await withTerms(turn, stored)).terms });
  }
  return urgentFirst(listed);
}

async function redrawCards(turn: DeskTurn, id: number, handoff: Handoff, book: Book): Promise<void> {
  if (turn.jobs.unseen) return;
  const shown = { handoff, id, tickets: await ticketsOf(turn, handoff), owed: await owedBy(turn, handoff, book) };
  const subject = `duty/${handoff.rotation}`;
  const redrawing = {
    key: `${subject}|duty.handoff|${handoff.at}|${handoff.from}|${turn.now}`,
    subject,
    at: turn.now,
    to: audienceOf(handoff),
    customer: undefined,
  };
  const draw = (audience: string, language: Language, route: Route) =>
    handoffCard(seenAt(turn, book, shown, language, route), book.source, language, readerOf(handoff, audience));
  await enqueue(turn, redraw(directoryOf(turn, book), redrawing, draw), []);
}

/** A person who cannot be reached is left out. */
function audienceOf({ from, to, why }: Handoff): string[] {
  return why === 'lost' ? [to, 'team'] : [from, to, 'team'];
}

/** Only the incoming person's messages and the team's channel have the button. */
function readerOf({ to }: Handoff, audience: string): HandoffReader {
  return audience === to || audience === 'team' ? 'incoming' : 'other';
}

/** A handoff as it may be shown at a place: without a confidential customer's words where those must not stand (E9). */
function seenAt<S extends ShownHandoff>(turn: DeskTurn, book: Book, shown: S, language: Language, at: Route): S {
  const tickets = shown.tickets.map(({ id, ticket, terms }) => {
    const may = shownAt(houseOf(turn, book, terms), ticket.facts.customer, at);
    return { id, ticket: may.ticket(ticket, language), terms };
  });
  return { ...shown, tickets };
}

/** A card that goes elsewhere must not take a confidential customer's words along. */
function fallbackRule({ source: { customers } }: Book, tickets: readonly ListedTicket[]) {
  const isSecret = tickets.some(({ ticket: { facts } }) => customers[facts.customer]?.confidential);
  return isSecret ? ({ madeForFallbacks: true } as const) : {};
}

function handoffNotices(turn: DeskTurn, book: Book, shown: ShownHandoff): Notice[] {
  const { handoff } = shown;
  const subject = `duty/${handoff.rotation}`;
  const announcement: Announcement = {
    key: `${subject}|duty.handoff|${handoff.at}${handoff.why !== 'shift' ? `|${handoff.from}` : ''}`,
    kind: 'duty.handoff',
    subject,
    listedAs: handoff.rotation,
    at: turn.now,
    to: audienceOf(handoff),
    customer: undefined,
    fields: { rotation: handoff.rotation, from: handoff.from, open: subjectsOf(handoff.open) },
    ...(handoff.why !== 'shift' ? { unlisted: true } : {}),
    ...fallbackRule(book, shown.tickets),
  };
  const house = directoryOf(turn, book);
  return makeNotices(house, announcement, (audience, route) => {
    const draw = (language: Language) =>
      handoffCard(seenAt(turn, book, shown, language, route), book.source, language, readerOf(handoff, audience));
    const post = cardPostOf(house, audience, route, draw);
    const pinged = pingIdOf(book.source, audience === 'team' ? handoff.to : audience, route.place.platform);
    return {
      ...post,
      gist: post.card.title,
      headline: [t(route.language, 'headline.duty.handoff'), post.card.title].join(' · '),
      mentions: pinged === undefined ? [] : [pinged],
    };
  });
}

function untakenNotices(
  turn: DeskTurn,
  book: Book,
  id: number,
  handoff: Handoff,
  tickets: readonly ListedTicket[],
): Notice[] {
  const shown = { handoff, id, tickets, owed: [] };
  const announcement: Announcement = {
    key: untakenKey(handoff),
    kind: 'duty.untaken',
    subject: `duty/${handoff.rotation}`,
    listedAs: handoff.rotation,
    at: turn.now,
    to: handoff.why === 'lost' ? [handoff.to, 'escalation'] : [handoff.from, handoff.to, 'escalation'],
    customer: undefined,
    lane: 'urgent',
    alert: { level: 0, dueAt: handoff.at },
    fields: { rotation: handoff.rotation, from: handoff.from, open: subjectsOf(tickets.map((each) => each.id)) },
    ...fallbackRule(book, tickets),
  };
  return announce(directoryOf(turn, book), announcement, (audience, language, route) => ({
    card: untakenCard(
      seenAt(turn, book, shown, language, route),
      book.source,
      language,
      audience === handoff.from ? 'other' : 'incoming',
    ),
    line: '',
    pings: [audience === 'escalation' ? handoff.to : audience],
  }));
}

function untakenKey({ rotation, at, from }: Handoff): string {
  return `duty/${rotation}|duty.untaken|${at}|${from}`;
}

function subjectsOf(open: readonly TicketId[]): string[] {
  return open.map((id) => subjectOf(id));
}
