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

/** What things are put into words with. */
interface Words {
  readonly source: BookSource;
  readonly language: Language;
}

/** What the desk knows of a case, for the papers about it. `view` has the words. */
export interface CaseSource {
  readonly about: 'ticket';
  readonly customer: string;
  readonly id: TicketId;
  readonly ticket: Ticket;
  readonly entries: readonly Entry[];
  readonly view: Words & { readonly terms: Terms };
}

/** What the desk knows of a customer's month. */
export interface MonthSource {
  readonly about: 'month';
  readonly customer: string;
  readonly month: Month;
  readonly view: Words;
  /** Keys of the policy's levels, most severe first, with what they are called. */
  readonly levels: readonly { readonly key: string; readonly name: string }[];
  /** Reported in the month, and how many were in the one before. */
  readonly reported: readonly NumberedTicket[];
  readonly reportedBefore: number;
  /** Not resolved by now. */
  readonly open: readonly NumberedTicket[];
  readonly inspections: readonly { readonly id: number; readonly state: Inspection }[];
  readonly inspectionRule: InspectionRule;
  readonly spares: readonly SparePart[];
  readonly devices: number;
  /** What the customer was asked to rate in the month. */
  readonly ratings: readonly Rating[];
}

export interface NumberedTicket {
  readonly id: TicketId;
  readonly ticket: Ticket;
}

export type PaperSource = CaseSource | MonthSource;
