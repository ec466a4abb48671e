import type { PageLinks } from '../../../chat/page.ts';
import type { Language } from '../../../lib/language.ts';
import type { BookSource } from '../../book/schema.ts';
import type { Entry } from '../case/entry.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
export interface CardView {
  readonly source: BookSource;
  readonly terms: Terms;
  readonly language: Language;
  /** Leads to our own pages; left out: nothing does. */
  readonly links?: PageLinks;
}

/** What posts are drawn from. */
export interface HouseView {
  readonly source: BookSource;
  readonly terms: Terms;
  /** Whether a platform's messages show each reader their own language: then a card goes in both. */
  readonly speaksBoth: (platform: string) => boolean;
  readonly links: PageLinks;
  /** No person sees the cards: they stay blank. */
  readonly unseen?: true;
}

/** What a turn did to one ticket. */
export interface TicketChange {
  readonly id: TicketId;
  /** undefined: it was opened in this turn. */
  readonly before: Ticket | undefined;
  readonly after: Ticket;
  readonly added: readonly Entry[];
}
