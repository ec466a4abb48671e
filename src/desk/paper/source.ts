import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import type { Appointment } from '../appointment/appointment.ts';
import type { Assurance } from '../assurance/assurance.ts';
import type { InspectionRule } from '../book/inspection-rule.ts';
import type { BookSource } from '../book/schema.ts';
import type { Complaint } from '../complaint/complaint.ts';
import type { Inspection } from '../inspection/inspection.ts';
import type { NamedMatter } from '../matter/matter.ts';
import type { SparePart } from '../part/part.ts';
import type { Patch } from '../patch/patch.ts';
import type { Rating } from '../rating/rating.ts';
import type { StandingRow } from '../report/figure/by.ts';
import type { Figure } from '../report/figure/figure.ts';
import type { Standing } from '../report/figure/standing.ts';
import type { Month } from '../report/month.ts';
import type { CivilDate } from '../sla/calendar.ts';
import type { Entry } from '../ticket/case/entry.ts';
import type { Terms } from '../ticket/case/terms.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';

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
  /** Tickets reported in the month. */
  readonly reported: readonly NumberedTicket[];
  /** The months up to this one, the latest first. */
  readonly trend: readonly MonthBefore[];
  /** The figures of the month, as `/desk month` shows them, and those of the month or quarter before. */
  readonly figure: Figure;
  readonly before: Figure;
  /** Until then they can still change. */
  readonly finalAt: Instant;
  readonly isFinal: boolean;
  /** What became of each promise; keys as of the dimension `promise`. */
  readonly promises: readonly StandingRow[];
  readonly complaints: readonly { readonly id: number; readonly state: Complaint }[];
  /** What was agreed for a day of the month: trainings, calls, drills, important events. */
  readonly planned: readonly PlannedDay[];
  /** Tickets that are not resolved as of now. */
  readonly open: readonly NumberedTicket[];
  readonly inspections: readonly { readonly id: number; readonly state: Inspection }[];
  readonly inspectionRule: InspectionRule;
  readonly spares: readonly SparePart[];
  /** Patches whose change record the customer signed in the month. */
  readonly patches: readonly NamedMatter<Patch>[];
  /** Ratings that the customer was asked for in the month. */
  readonly ratings: readonly Rating[];
}

/** Faults that were reported in a month, and what became of its promises. */
export interface MonthBefore {
  readonly month: Month;
  readonly faults: number;
  readonly promises: Standing;
}

/** What was agreed for a day. */
export type PlannedMatter =
  | { readonly feature: 'appointment'; readonly state: Appointment }
  | { readonly feature: 'assurance'; readonly state: Assurance };

/** Something that was agreed for a day, in words, and what became of it. */
export interface PlannedDay {
  readonly number: string;
  readonly date: CivilDate;
  readonly what: string;
  readonly status: 'open' | 'done' | 'cancelled';
}

/** A ticket with its number. */
export interface NumberedTicket {
  readonly id: TicketId;
  readonly ticket: Ticket;
}

/** What a paper is made from; `about` tells the two kinds apart. */
export type PaperSource = CaseSource | MonthSource;
