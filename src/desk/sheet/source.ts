import type { Language } from '../../lib/language.ts';
import type { Book } from '../book/book.ts';
import type { Complaint, ComplaintEntry } from '../complaint/complaint.ts';
import type { PartEntry, SparePart } from '../part/part.ts';
import type { Entry } from '../ticket/case/entry.ts';
import type { LoadedTicket } from '../ticket/case/loaded.ts';
import type { TicketId } from '../ticket/case/ticket.ts';
import type { SheetSubject } from './sheet.ts';

/** What the desk knows of the case that a sheet is about, with the book that it was begun under. */
export type SheetSource = { readonly customer: string; readonly book: Book } & (
  | { readonly of: 'ticket'; readonly id: number; readonly at: LoadedTicket; readonly entries: readonly Entry[] }
  | {
      readonly of: 'part';
      readonly id: number;
      readonly at: LoadedTicket;
      readonly part: SparePart;
      readonly entries: readonly PartEntry[];
    }
  | {
      readonly of: 'complaint';
      readonly id: number;
      readonly complaint: Complaint;
      readonly entries: readonly ComplaintEntry[];
    }
);

/** What a sheet is about, and the number of its ticket, if any. */
export function subjectOfSource(source: SheetSource): { about: SheetSubject; ticketId: TicketId | undefined } {
  const about = { of: source.of, id: source.id } as const;
  return { about, ticketId: source.of === 'complaint' ? source.complaint.ticketId : source.at.stored.id };
}

/** A source and the language that texts are wanted in. */
export interface SheetView {
  readonly source: SheetSource;
  readonly language: Language;
}
