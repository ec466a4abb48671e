import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { makeRedraws, type Redrawing } from '../address/notice.ts';
import { extendOverrides } from '../address/overrides.ts';
import { isSamePlace, routesOf } from '../address/route.ts';
import { bookOf } from '../address/turn-book.ts';
import { enqueueReportCards, reportSubject } from '../channel/channel.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { StoredTicket } from './case/loaded.ts';
import { subjectOf, ticketOfSubject } from './case/names.ts';
import { houseOf, withTerms } from './flow.ts';
import { findTicket, listOpenTickets } from './store.ts';
import { cardPost, SIDES } from './view/post.ts';

type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;
type Place = FactOf<'card.stale'>['place'];

/** How many tickets are redrawn at a change of language; the cards of others stay in the old language. */
const MOST_CARDS = 100;

/** Redraws the report card and the cards of open tickets in a channel whose language was changed. */
export async function onLanguageChosen(turn: DeskTurn, { place, language }: FactOf<'channel.language-chosen'>) {
  const languages = { ...turn.overrides.languages, [`${place.platform}/${place.channelId}`]: language };
  const spoken = { ...turn, overrides: extendOverrides(turn.overrides, { languages }) };
  const notices: Notice[] = [];
  for (const stored of await listOpenTickets(turn.tx, { limit: MOST_CARDS }))
    notices.push(...(await redrawCards(spoken, stored, place)));
  await enqueue(turn, notices, []);
  const { source } = await bookOf(spoken, turn.book);
  await enqueueReportCards(spoken, source, (route) => isSamePlace(route.place, place), 'redraw');
}

/** Redraws a card on which a button was pressed that it no longer has. */
export async function onCardStale(turn: DeskTurn, { subject, place }: FactOf<'card.stale'>): Promise<void> {
  if (subject === reportSubject(place)) {
    const { source } = await bookOf(turn, turn.book);
    return enqueueReportCards(turn, source, (route) => isSamePlace(route.place, place), 'redraw');
  }
  const id = ticketOfSubject(subject);
  const stored = id === undefined ? undefined : await findTicket(turn.tx, id);
  if (stored) await enqueue(turn, await redrawCards(turn, stored, place), []);
}

/** Redraws a ticket's card in one channel, if it has its place there. */
async function redrawCards(turn: DeskTurn, stored: StoredTicket, place: Place): Promise<Notice[]> {
  const { book, terms } = await withTerms(turn, stored);
  const { customer } = stored.ticket.facts;
  const subject = subjectOf(stored.id);
  const house = { ...houseOf(turn, book, terms), now: turn.now };
  return SIDES.flatMap((side) =>
    routesOf(book.source, side, customer)
      .filter((route) => isSamePlace(route.place, place))
      .flatMap((route) => {
        const redrawing: Redrawing = {
          key: `${subject}|card|${route.language}|${turn.now}`,
          kind: 'ticket.card',
          subject,
          at: turn.now,
          to: [side],
          customer,
          sealsItself: true,
          waysTo: () => [{ route, fallbacks: [] }],
        };
        return makeRedraws(house, redrawing, () => ({
          ...cardPost(stored.id, stored.ticket, house, side, route),
          afresh: true,
        }));
      }),
  );
}
