import type { Instant } from '../../lib/instant.ts';
import { type Book, policyOf } from '../book/book.ts';
import type { BookPolicy } from '../book/schema.ts';
import type { CivilDate } from '../sla/calendar.ts';
import type { MadePromise } from '../ticket/case/figures.ts';
import { outcomeOf } from '../ticket/clock/figures.ts';
import type { MatterCase, MatterKind } from './figure/case.ts';

/** What was owed beside tickets, from its row to a case of a month. Pure functions. */

/** What every row has; JSON has null for what is not known. */
interface RowBase {
  readonly id: number;
  readonly customer: string;
  readonly ticketId: number | null;
  readonly status: string;
  /** When it began. */
  readonly at: Instant;
  /** Key of the person who owes it. */
  readonly person?: string | null;
}

/** When a promise was due and met. */
interface Timed {
  readonly dueAt: Instant | null;
  readonly metAt: Instant | null;
}

/** A row of a matter, as `store.ts` reads it. */
export type MatterRow = RowBase &
  (
    | { readonly kind: 'followup'; readonly told: readonly string[]; readonly dueAt: Instant | null }
    | ({ readonly kind: 'complaint'; readonly told: readonly string[] } & ComplaintTimes)
    | ({
        readonly kind: 'paper';
        readonly paper: string;
        readonly begunAt: Instant;
        readonly told: readonly string[];
      } & Timed)
    | ({ readonly kind: 'part'; readonly late: boolean | null; readonly isGone: boolean } & Timed)
    | { readonly kind: 'inspection'; readonly date: CivilDate; readonly metAt: Instant | null }
    | { readonly kind: 'rating'; readonly askedAt: Instant | null; readonly score: number | null }
    | { readonly kind: 'handoff'; readonly untaken: boolean }
  );

type RowOfKind<K extends MatterKind> = Extract<MatterRow, { readonly kind: K }>;

interface ComplaintTimes {
  readonly due: Readonly<Record<'first-answer' | 'closure', Instant>>;
  readonly answeredAt: Instant | null;
  readonly closedAt: Instant | null;
}

/** What cases are read by: the book for clauses, and the provider's calendar days. */
export interface CaseView {
  readonly book: Book;
  readonly now: Instant;
  /** The date of an instant, and the first instant of a date, in the provider's zone. */
  dateOf(at: Instant): CivilDate;
  startOf(date: CivilDate): Instant;
}

/** The case of a row. Promises of a customer who has left the book count under no clause. */
export function matterCase(row: MatterRow, view: CaseView): MatterCase {
  const { kind, id, customer, ticketId, person } = row;
  const { customers } = view.book.source;
  const policy = Object.hasOwn(customers, customer) ? policyOf(view.book, customer) : undefined;
  return {
    kind,
    id,
    customer,
    at: beginningOf(row, view),
    ...(ticketId === null ? {} : { ticketId }),
    ...(person ? { engineer: person } : {}),
    promises: promisesOf(row, policy, view),
    ...(kind === 'rating' ? rated(row) : {}),
    ...(kind === 'handoff' && row.untaken ? { untaken: true } : {}),
  };
}

function beginningOf(row: MatterRow, view: CaseView): Instant {
  if (row.kind === 'paper') return row.begunAt;
  return row.kind === 'inspection' ? view.startOf(row.date) : row.at;
}

function promisesOf(row: MatterRow, policy: BookPolicy | undefined, view: CaseView): MadePromise[] {
  switch (row.kind) {
    case 'followup':
      return [followupPromise(row, policy)];
    case 'complaint':
      return complaintPromises(row, policy);
    case 'paper':
      return paperPromises(row, policy);
    case 'part':
      return partPromises(row, policy);
    case 'inspection':
      return [inspectionPromise(row, policy, view)];
    case 'rating':
    case 'handoff':
      return [];
  }
}

function followupPromise({ told, status, dueAt }: RowOfKind<'followup'>, policy: BookPolicy | undefined): MadePromise {
  const outcome = status === 'withdrawn' ? status : outcomeOf(told.includes('overdue'), status === 'done', false);
  return { clause: policy?.followup.clause ?? '', what: 'followup', outcome, ...timed(dueAt, null) };
}

function complaintPromises(row: RowOfKind<'complaint'>, policy: BookPolicy | undefined): MadePromise[] {
  const { told, due, answeredAt, closedAt } = row;
  const metAt = { 'first-answer': answeredAt, closure: closedAt };
  return (['first-answer', 'closure'] as const).map((what) => {
    const isMet = metAt[what] !== null && metAt[what] !== undefined;
    // One that was closed before it was answered needs no first answer any longer.
    const outcome = outcomeOf(told.includes(`${what}-breached`), isMet, row.status === 'closed');
    return { clause: policy?.complaint.clause ?? '', what, outcome, ...timed(due[what], metAt[what]) };
  });
}

function paperPromises(row: RowOfKind<'paper'>, policy: BookPolicy | undefined): MadePromise[] {
  const { paper, told, status, dueAt, metAt } = row;
  const rule = policy && [...policy.papers, ...policy.offers].find((each) => each.paper === paper);
  if (!rule) return [];
  // A paper that was refused when it was not owed any more was handed in, too.
  const isMet = status !== 'open' && status !== 'withdrawn';
  const outcome = status === 'withdrawn' ? status : outcomeOf(told.includes('overdue'), isMet, false);
  return [{ clause: rule.clause, what: `paper/${paper}`, outcome, ...timed(dueAt, metAt) }];
}

/** `isGone`: its ticket was taken back. */
function partPromises(row: RowOfKind<'part'>, policy: BookPolicy | undefined): MadePromise[] {
  const { dueAt, late, metAt, isGone } = row;
  if (dueAt === null || dueAt === undefined || !policy?.parts) return [];
  const isMet = metAt !== null && metAt !== undefined;
  const outcome = isGone && !isMet ? 'withdrawn' : outcomeOf(late === true, isMet, false);
  return [{ clause: policy.parts.clause, what: 'part', outcome, ...timed(dueAt, metAt) }];
}

/** An inspection is carried out on its day. The day that was agreed last counts. */
function inspectionPromise(
  { date, status, metAt }: RowOfKind<'inspection'>,
  policy: BookPolicy | undefined,
  { now, dateOf, startOf }: CaseView,
): MadePromise {
  const doneOn = metAt === null || metAt === undefined ? undefined : dateOf(metAt);
  const wasBroken = (doneOn ?? dateOf(now)) > date;
  const outcome = status === 'cancelled' ? 'withdrawn' : outcomeOf(wasBroken, doneOn !== undefined, false);
  const dueAt = startOf(date);
  return { clause: policy?.inspection.clause ?? '', what: 'inspection', outcome, ...timed(dueAt, metAt) };
}

/** A rating counts when the customer was asked or gave a score unasked, unless the rated fix did not hold. */
function rated({ status, askedAt, score }: RowOfKind<'rating'>): Pick<MatterCase, 'rated'> {
  if (status === 'void') return {};
  if (score !== null && score !== undefined) return { rated: score };
  return askedAt === null || askedAt === undefined ? {} : { rated: 'asked' };
}

function timed(
  dueAt: Instant | null | undefined,
  metAt: Instant | null | undefined,
): Pick<MadePromise, 'dueAt' | 'metAt'> {
  return {
    ...(dueAt === null || dueAt === undefined ? {} : { dueAt }),
    ...(metAt === null || metAt === undefined ? {} : { metAt }),
  };
}
