import type { Book } from '../../book/book.ts';
import type { BookRef } from '../../book/store.ts';
import type { Terms } from './terms.ts';
import type { Ticket, TicketId } from './ticket.ts';

/** A ticket loaded in a turn, with its version of the service book and the terms of its contract. */
export interface LoadedTicket {
  readonly stored: StoredTicket;
  readonly book: Book;
  readonly terms: Terms;
}

/** A ticket as stored, and which version of the service book it was opened under. */
export interface StoredTicket {
  readonly id: TicketId;
  readonly book: BookRef;
  readonly ticket: Ticket;
}
