import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { routesOf } from '../contract/route.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { type CardSide, ticketCard } from './card.ts';
import { atHand } from './flow.ts';
import { subjectOf } from './names.ts';
import { listOpenTickets } from './store.ts';

type LanguageChosen = Extract<Fact, { kind: 'channel.language-chosen' }>;

/** Cards that nobody needs any more are left in the language they were drawn in. */
const MOST_CARDS = 100;

/** A channel speaks another language from now on: the cards of its open tickets are drawn anew. */
export async function onLanguageChosen(turn: DeskTurn, { place, language }: LanguageChosen): Promise<void> {
  const notices: Notice[] = [];
  for (const held of await listOpenTickets(turn.tx, { limit: MOST_CARDS })) {
    const { book, terms } = await atHand(turn, held);
    const { customer } = held.ticket.facts;
    const side = (['customer', 'team'] as const).find((each: CardSide) =>
      routesOf(book.source, each, customer, turn.languages).some(
        (route) => route.place.platform === place.platform && route.place.channelId === place.channelId,
      ),
    );
    if (!side) continue;
    const subject = subjectOf(held.id);
    const card = ticketCard(held.id, held.ticket, { source: book.source, terms, language }, side);
    notices.push({
      key: `${subject}|card|${language}|${turn.now}|${place.platform}/${place.channelId}`,
      kind: 'ticket.card',
      subject,
      at: turn.now,
      audience: side,
      place: { ...place, threadId: '' },
      lane: 'normal',
      post: {
        card,
        line: '',
        mentions: [],
        about: undefined,
        readers: side === 'customer' ? 'customer' : 'staff',
        language,
        gist: '',
        full: undefined,
      },
      notAfter: undefined,
      otherwise: [],
    });
  }
  await enqueue(turn, notices, []);
}
