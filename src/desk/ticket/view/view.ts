import type { PageLinks } from '../../../chat/page.ts';
import type { Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import type { CanUrge } from '../../address/reach.ts';
import type { IsAway } from '../../book/away.ts';
import type { BookSource } from '../../book/schema.ts';
import type { Entry } from '../case/entry.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';

/** What a card is drawn from, in one language. */
export interface CardView {
  readonly source: BookSource;
  readonly terms: Terms;
  readonly language: Language;
  /** When the card is drawn; left out: at the instant of the ticket's last entry. */
  readonly now?: Instant;
  /** One person reads it at `now`: times are told relative to it, too. Left out: it stays and would go stale. */
  readonly privately?: true;
  /** Makes links to our own web pages; left out: there are none. */
  readonly links?: PageLinks;
}

/** The instant that times are told relative to; undefined: to none, because the card stays. */
export function readingAt({ now, privately }: Pick<CardView, 'now' | 'privately'>): Instant | undefined {
  return privately ? now : undefined;
}

/** What all posts of a turn are drawn from. */
export interface HouseView {
  readonly source: BookSource;
  readonly terms: Terms;
  /** Whether a platform's messages show each reader their own language: then a card is drawn in both. */
  readonly speaksBoth: (platform: string) => boolean;
  /** Who is away; left out: no one is passed over. */
  readonly isAway?: IsAway;
  /** As in `Directory`. */
  readonly canUrge?: CanUrge;
  readonly links: PageLinks;
  /** As in `CardView`: given where cards are drawn without a new entry. */
  readonly now?: Instant;
  /** No person sees the cards, as in a simulation: they stay blank, which saves time. */
  readonly unseen?: true;
}

/** What a turn did to one ticket. */
export interface TicketChange {
  readonly id: TicketId;
  /** undefined: the ticket was opened in this turn. */
  readonly before: Ticket | undefined;
  readonly after: Ticket;
  readonly added: readonly Entry[];
}
