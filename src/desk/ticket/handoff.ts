import type { Card } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { type Announcement, makeNotices } from '../address/notice.ts';
import { cardPostOf } from '../address/post.ts';
import { pingIdOf, type Route } from '../address/route.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import type { Book } from '../book/book.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { personName } from '../person/person.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { subjectOf } from './case/names.ts';
import { isDone } from './case/ticket.ts';
import { nextPromiseAt } from './clock/clocks.ts';
import { handOver, houseOf, withTerms } from './flow.ts';
import { lockOpenTicketsOf } from './store.ts';
import { listRowOf } from './view/list.ts';
import { shownAt } from './view/sealed.ts';

type HandedOver = Extract<Fact, { kind: 'duty.handed-over' }>;

/**
 * At a change of shift (A6, D23) the unresolved tickets of the engineer who leaves go to the one who comes. Both and
 * the team get the list, the most urgent first.
 */
export async function onDutyHandedOver(turn: DeskTurn, fact: HandedOver): Promise<void> {
  const stored = (await lockOpenTicketsOf(turn.tx, fact.from)).filter(({ ticket }) => !isDone(ticket));
  for (const each of stored) await handOver(turn, each, fact.to);
  const book = await bookOf(turn, turn.book);
  const handedOver = await Promise.all(stored.map((each) => withTerms(turn, each)));
  const rows = handedOver.sort((one, other) => nextDueOf(one) - nextDueOf(other));
  const open = rows.map((at) => subjectOf(at.stored.id));

  const card = (language: Language, route: Route): Card => ({
    subject: `duty/${fact.rotation}/${turn.now}`,
    tone: 'neutral',
    title: t(language, 'duty.handoff.title', {
      from: personName(book.source.people, fact.from, language),
      to: personName(book.source.people, fact.to, language),
    }),
    badges: [],
    parts: [
      rows.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'duty.handoff.nothing') }
        : {
            part: 'fields',
            fields: rows.map(({ stored: { id, ticket }, terms }) => {
              const shown = shownAt(houseOf(turn, book, terms), ticket.facts.customer, route);
              return listRowOf({ id, ticket: shown.ticket(ticket, language), terms }, book.source, language);
            }),
          },
    ],
  });
  await enqueue(turn, handoffNotices(turn, fact, open, book, card), []);
}

function nextDueOf({ stored, terms }: LoadedTicket): Instant {
  return nextPromiseAt(stored.ticket, terms);
}

function handoffNotices(
  turn: DeskTurn,
  fact: HandedOver,
  open: readonly string[],
  book: Book,
  card: (language: Language, route: Route) => Card,
): Notice[] {
  const subject = `duty/${fact.rotation}`;
  const announcement: Announcement = {
    key: `${subject}|duty.handoff|${turn.now}`,
    kind: 'duty.handoff',
    subject,
    listedAs: fact.rotation,
    at: turn.now,
    to: [fact.from, fact.to, 'team'],
    customer: undefined,
    fields: { rotation: fact.rotation, from: fact.from, open },
  };
  const house = directoryOf(turn, book);
  return makeNotices(house, announcement, (audience, route) => {
    const post = cardPostOf(house, audience, route, (language) => card(language, route));
    const pinged = pingIdOf(book.source, audience === 'team' ? fact.to : audience, route.place.platform);
    return {
      ...post,
      headline: [t(route.language, 'headline.duty.handoff'), post.card.title].join(' · '),
      mentions: pinged === undefined ? [] : [pinged],
    };
  });
}
