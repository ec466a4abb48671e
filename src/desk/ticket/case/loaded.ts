import type { Book } from '../../book/book.ts';
import type { BookRef } from '../../book/store.ts';
import type { Terms } from './terms.ts';
import type { Ticket, TicketId } from './ticket.ts';
/** A ticket loaded in a turn, with the book it pinned and what that promises. */
export interface LoadedTicket {
  readonly stored: StoredTicket;
  readonly book: Book;
  readonly terms: Terms;
}

/** A ticket as it stands in the database, with the version of the service book it was opened under. */
export interface StoredTicket {
  readonly id: TicketId;
  readonly book: BookRef;
  readonly ticket: Ticket;
}
