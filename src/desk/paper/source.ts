import type { Language } from '../../lib/language.ts';
import type { InspectionRule } from '../book/inspection-rule.ts';
import type { BookSource } from '../book/schema.ts';
import type { Inspection } from '../inspection/inspection.ts';
import type { SparePart } from '../part/part.ts';
import type { Rating } from '../rating/rating.ts';
import type { Entry } from '../ticket/case/entry.ts';
import type { Terms } from '../ticket/case/terms.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import type { Month } from './month.ts';

/** Book and language for names and texts. */
interface BookView {
  readonly source: BookSource;
  readonly language: Language;
}

/** What the desk knows of a case, for a paper about it. */
export interface CaseSource {
  readonly about: 'ticket';
  readonly customer: string;
  readonly id: TicketId;
  readonly ticket: Ticket;
  readonly entries: readonly Entry[];
  /** Spare parts that were requested for it, in order. */
  readonly spares: readonly SparePart[];
  readonly view: BookView & { readonly terms: Terms };
}

/** What the desk knows of a customer's month. */
export interface MonthSource {
  readonly about: 'month';
  readonly customer: string;
  readonly month: Month;
  readonly view: BookView;
  /** Levels of the policy with their names, most severe first. */
  readonly levels: readonly { readonly key: string; readonly name: string }[];
  /** Tickets reported in the month; then the number of those reported in the month before. */
  readonly reported: readonly NumberedTicket[];
  readonly reportedBefore: number;
  /** Tickets that are not resolved as of now. */
  readonly open: readonly NumberedTicket[];
  readonly inspections: readonly { readonly id: number; readonly state: Inspection }[];
  readonly inspectionRule: InspectionRule;
  readonly spares: readonly SparePart[];
  readonly devices: number;
  /** Ratings that the customer was asked for in the month. */
  readonly ratings: readonly Rating[];
}

/** A ticket with its number. */
export interface NumberedTicket {
  readonly id: TicketId;
  readonly ticket: Ticket;
}

/** What a paper is made from; `about` tells the two kinds apart. */
export type PaperSource = CaseSource | MonthSource;
