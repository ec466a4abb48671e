import type { Instant } from '../../../lib/instant.ts';
import type { Book } from '../../book/book.ts';
import type { BookRef } from '../../book/store.ts';
import type { SearchWords } from '../../words/store.ts';
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

/** What is stored with a ticket besides its state and log. */
export interface StoredBeside {
  /** When something falls due next; undefined: nothing does. */
  readonly nextDueAt: Instant | undefined;
  /** When the earliest promise falls due that is still owed, broken ones included; undefined: none is, or all are held. */
  readonly promiseAt: Instant | undefined;
  /** Words that it is found by; undefined: nothing is added. */
  readonly words: SearchWords | undefined;
  /** What the figures of its month count, `TicketFigures` and `TicketTimes` as JSON; undefined: they stay as they are. */
  readonly counted: readonly [figures: string, times: string] | undefined;
}
