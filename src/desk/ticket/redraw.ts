import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { extendOverrides } from '../address/overrides.ts';
import { isSamePlace, routesOf } from '../address/route.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { oweReportCards, reportSubject } from '../channel/channel.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import type { StoredTicket } from './case/loaded.ts';
import { subjectOf, ticketOfSubject } from './case/names.ts';
import { withTerms } from './flow.ts';
import { findTicket, listOpenTickets } from './store.ts';
import type { CardSide } from './verb/verb.ts';
import { cardPost } from './view/post.ts';

type FactOf<K extends Fact['kind']> = Extract<Fact, { kind: K }>;
type Place = FactOf<'card.stale'>['place'];

/** Cards that nobody needs any more are left in the language they were drawn in. */
const MOST_CARDS = 100;

/** A channel speaks another language from now on: its way in and the cards of its open tickets are drawn anew. */
export async function onLanguageChosen(turn: DeskTurn, { place, language }: FactOf<'channel.language-chosen'>) {
  const languages = { ...turn.overrides.languages, [`${place.platform}/${place.channelId}`]: language };
  const spoken = { ...turn, overrides: extendOverrides(turn.overrides, { languages }) };
  const notices: Notice[] = [];
  for (const stored of await listOpenTickets(turn.tx, { limit: MOST_CARDS }))
    notices.push(...(await redraw(spoken, stored, place)));
  await enqueue(turn, notices, []);
  const { source } = await bookOf(spoken, turn.book);
  await oweReportCards(spoken, source, (route) => isSamePlace(route.place, place), 'drawn anew');
}

/** Somebody pressed what their card no longer has: it is drawn as the case, or the way in, stands. */
export async function onCardStale(turn: DeskTurn, { subject, place }: FactOf<'card.stale'>): Promise<void> {
  if (subject === reportSubject(place)) {
    const { source } = await bookOf(turn, turn.book);
    return oweReportCards(turn, source, (route) => isSamePlace(route.place, place), 'drawn anew');
  }
  const id = ticketOfSubject(subject);
  const stored = id === undefined ? undefined : await findTicket(turn.tx, id);
  if (stored) await enqueue(turn, await redraw(turn, stored, place), []);
}

/** The case's card in one channel, where it has a place there. */
async function redraw(turn: DeskTurn, stored: StoredTicket, place: Place): Promise<Notice[]> {
  const { book, terms } = await withTerms(turn, stored);
  const { customer } = stored.ticket.facts;
  const subject = subjectOf(stored.id);
  const house = { ...directoryOf(turn, book), terms, links: turn.links };
  return (['customer', 'team'] as const).flatMap((side: CardSide) =>
    routesOf(book.source, side, customer)
      .filter((route) => isSamePlace(route.place, place))
      .map((route) => ({
        key: `${subject}|card|${route.language}|${turn.now}|${place.platform}/${place.channelId}`,
        kind: 'ticket.card',
        subject,
        at: turn.now,
        audience: side,
        place: route.place,
        lane: 'normal',
        post: { ...cardPost(stored.id, stored.ticket, house, side, route), afresh: true },
        fallbacks: [],
      })),
  );
}
