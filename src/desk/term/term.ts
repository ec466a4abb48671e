import type { Instant } from '../../lib/instant.ts';
import type { BookCustomer } from '../book/schema.ts';
import type { TermRule } from '../book/term-rule.ts';
import type { MatterEntry, MatterState } from '../matter/store.ts';
import type { Calendar, CivilDate } from '../sla/calendar.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';

/**
 * The service terms of one customer (C6, E7): the last day of the contract, and the last days of the devices' warranty.
 * The dates are read from the book in force each time, so a changed book moves what is told. The functions of this file
 * decide; they read and write no database.
 */
export interface ServiceTerms extends MatterState {
  readonly ticketId: undefined;
  /** `over`: the book does not have the customer any more. */
  readonly status: 'open' | 'over';
  /** What was to be told up to this instant was told. */
  readonly checkedUntil: Instant;
  /** When something is told next; undefined: nothing is. */
  readonly nextAt: Instant | undefined;
}

export interface TermEntry extends MatterEntry {
  readonly kind: 'term.told';
}

export const TERM_KINDS = ['contract', 'warranty'] as const;

/** A last day, and the keys of the devices that it is about, in the book's order. */
export interface TermEnd {
  readonly kind: (typeof TERM_KINDS)[number];
  readonly date: CivilDate;
  readonly devices: readonly string[];
}

/** What is told ahead of a last day: how many days ahead, and when. */
export interface TermNotice extends TermEnd {
  readonly days: number;
  readonly at: Instant;
}

/** The terms of a customer who was not looked at before: only what is still to come is told. */
export function newServiceTerms(customer: string, now: Instant): ServiceTerms {
  return { customer, ticketId: undefined, status: 'open', checkedUntil: now, nextAt: undefined };
}

/** The last days of a customer: the contract's with all devices, then the warranties, the earliest first. */
export function endsOf({ contract, devices }: Pick<BookCustomer, 'contract' | 'devices'>): TermEnd[] {
  const keysOf = (those: BookCustomer['devices']) => those.map(({ key }) => key);
  const inWarranty = devices.filter(({ warrantyUntil }) => warrantyUntil !== undefined);
  const byDate = Map.groupBy(inWarranty, ({ warrantyUntil = '' }) => warrantyUntil);
  const warranties = [...byDate].sort(([one], [other]) => one.localeCompare(other));
  return [
    ...(contract ? [{ kind: 'contract' as const, date: contract.until, devices: keysOf(devices) }] : []),
    ...warranties.map(([date, those]) => ({ kind: 'warranty' as const, date, devices: keysOf(those) })),
  ];
}

/** What is told about these last days, in the order of time. */
export function noticesAhead(
  ends: readonly TermEnd[],
  { daysAhead, time }: TermRule,
  calendar: Calendar,
): TermNotice[] {
  const all = ends.flatMap((end) =>
    [...new Set(daysAhead)].map((days) => ({
      ...end,
      days,
      at: calendar.atTime(dateOfDay(dayOfDate(end.date) - days), time),
    })),
  );
  return all.sort((one, other) => one.at - other.at);
}

/** The terms when the book in force says `ahead`: waits for the first notice that was not told. */
export function awaitNotices(terms: ServiceTerms, ahead: readonly TermNotice[]): ServiceTerms {
  return { ...terms, status: 'open', nextAt: ahead.find(({ at }) => at > terms.checkedUntil)?.at };
}

/** What is to be told by `now`, and the terms after that. */
export function tellTerms(
  terms: ServiceTerms,
  ahead: readonly TermNotice[],
  now: Instant,
): { readonly due: readonly TermNotice[]; readonly state: ServiceTerms } {
  const due = ahead.filter(({ at }) => at > terms.checkedUntil && at <= now);
  return { due, state: awaitNotices({ ...terms, checkedUntil: now }, ahead) };
}
