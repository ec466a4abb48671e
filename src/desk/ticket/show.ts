import type { Card } from '../../chat/card.ts';
import type { Ask } from '../desk.ts';
import type { LoadedTicket } from './case/loaded.ts';
import { ticketCard } from './view/card.ts';

/** A ticket's card for the asker alone: our people get the team's side of it, customers their own. */
export function shownTicket({ stored: { id, ticket }, terms }: LoadedTicket, { asker, book, turn }: Ask): Card {
  const { language } = asker;
  const view = { source: book.source, terms, language, links: turn.links, now: turn.now, privately: true } as const;
  return ticketCard(id, ticket, view, asker.staff ? 'team' : 'customer');
}
