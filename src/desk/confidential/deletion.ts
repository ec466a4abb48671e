import { DAY, type Instant } from '../../lib/instant.ts';
import { type Book, findCustomer, policyOf, spanCalendarsOf } from '../book/book.ts';
import { spanOf } from '../book/schema.ts';
import type { MatterEntry, MatterState } from '../matter/store.ts';
import { notUrgentAt } from '../sla/office-hours.ts';
import { layOut } from '../sla/sla.ts';
import type { EndedCase } from './store.ts';

/**
 * When a confidential customer's data is to be deleted (E9): each case so long after its end as the book says. On the
 * day it is offered to the director, who confirms; nothing is deleted by itself. The functions of this file decide; they
 * read and write no database.
 */

/** The watch over one customer's ended cases: it wakes when the next deletion is due. */
export interface Deletion extends MatterState {
  readonly status: 'open' | 'over';
  /** When to look next; undefined: there is nothing left to delete. */
  readonly nextAt: Instant | undefined;
}

export interface DeletionEntry extends MatterEntry {
  readonly kind: 'deletion.begun' | 'deletion.offered';
}

/** The director is reminded so often while a deletion waits for their word. */
export const REMIND_MS = 7 * DAY;

/** When the data of a case that ended then is due for deletion; undefined: the book keeps it. */
export function deletionDueAt(book: Book, customer: string, endedAt: Instant): Instant | undefined {
  const span = findCustomer(book, customer)?.confidential?.deleteAfter;
  if (span === undefined) return undefined;
  const { calendar, startAt, ms } = layOut(spanOf(span), endedAt, spanCalendarsOf(book, policyOf(book, customer)));
  return calendar.add(startAt, ms);
}

/** When the director hears of a deletion that is due at `dueAt`: in office hours. */
export function offerAt(book: Book, customer: string, dueAt: Instant): Instant {
  return notUrgentAt(spanCalendarsOf(book, policyOf(book, customer)).office, dueAt, dueAt + REMIND_MS);
}

/** Ended cases, apart by whether their data is due for deletion at `now`, and when the next one is. */
export interface DueCases {
  readonly due: readonly EndedCase[];
  readonly later: readonly EndedCase[];
  readonly nextAt: Instant | undefined;
}

export function sortByDue(book: Book, customer: string, ended: readonly EndedCase[], now: Instant): DueCases {
  const dueAt = ({ endedAt }: EndedCase) => deletionDueAt(book, customer, endedAt) ?? Number.POSITIVE_INFINITY;
  const due = ended.filter((each) => dueAt(each) <= now);
  const later = ended.filter((each) => dueAt(each) > now && dueAt(each) !== Number.POSITIVE_INFINITY);
  return { due, later, nextAt: later.length > 0 ? Math.min(...later.map(dueAt)) : undefined };
}
