import type { Instant } from '../../lib/instant.ts';
import { type Book, policyOf } from '../book/book.ts';
import type { BookPolicy } from '../book/schema.ts';
import type { CivilDate } from '../sla/calendar.ts';
import type { MadePromise } from '../ticket/case/figures.ts';
import { outcomeOf } from '../ticket/clock/figures.ts';
import type { MatterGroup, MatterKind } from './figure/case.ts';
import type { Month } from './month.ts';

/** What was owed beside tickets, from its row to a group of cases of a month. Pure functions. */

/** What every row has. It stands for all matters whose other columns are equal. */
interface RowBase {
  readonly customer: string;
  readonly status: string;
  /** Key of the person who owes them; null: not known. */
  readonly person?: string | null;
  readonly cases: MatterGroup['cases'];
}

/** A row of matters, as `store.ts` reads it. `late`: the limit passed before the promise was met. */
export type MatterRow = RowBase &
  (
    | { readonly kind: 'followup'; readonly late: boolean }
    | { readonly kind: 'complaint'; readonly late: boolean; readonly closedLate: boolean; readonly answered: boolean }
    | { readonly kind: 'paper'; readonly paper: string; readonly late: boolean }
    /** `limited`: the contract names a time. `gone`: its ticket was taken back. */
    | {
        readonly kind: 'part';
        readonly late: boolean;
        readonly done: boolean;
        readonly limited: boolean;
        readonly gone: boolean;
      }
    | { readonly kind: 'inspection'; readonly date: CivilDate; readonly doneAt: Instant | null }
    | { readonly kind: 'rating'; readonly asked: boolean; readonly score: number | null }
    | { readonly kind: 'handoff'; readonly untaken: boolean }
  );

type RowOfKind<K extends MatterKind> = Extract<MatterRow, { readonly kind: K }>;

/** What rows are read by: the book for clauses, and the provider's days. */
export interface CaseView {
  readonly book: Book;
  readonly month: Month;
  /** The date of now in the provider's zone, and that of an instant. */
  readonly today: CivilDate;
  dateOf(at: Instant): CivilDate;
}

/** The cases of a row. Promises of a customer who has left the book count under no clause. */
export function matterGroup(row: MatterRow, view: CaseView): MatterGroup {
  const { kind, customer, person, cases } = row;
  const { customers } = view.book.source;
  const policy = Object.hasOwn(customers, customer) ? policyOf(view.book, customer) : undefined;
  return {
    kind,
    month: view.month,
    customer,
    ...(person ? { engineer: person } : {}),
    promises: promisesOf(row, policy, view),
    ...(kind === 'rating' ? rated(row) : {}),
    ...(kind === 'handoff' && row.untaken ? { untaken: true } : {}),
    cases,
  };
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

function followupPromise({ late, status }: RowOfKind<'followup'>, policy: BookPolicy | undefined): MadePromise {
  const outcome = status === 'withdrawn' ? status : outcomeOf(late, status === 'done', false);
  return { clause: policy?.followup.clause ?? '', what: 'followup', outcome };
}

function complaintPromises(row: RowOfKind<'complaint'>, policy: BookPolicy | undefined): MadePromise[] {
  const clause = policy?.complaint.clause ?? '';
  const isClosed = row.status === 'closed';
  return [
    // One that was closed before it was answered needs no first answer any longer.
    { clause, what: 'first-answer', outcome: outcomeOf(row.late, row.answered, isClosed) },
    { clause, what: 'closure', outcome: outcomeOf(row.closedLate, isClosed, isClosed) },
  ];
}

function paperPromises(row: RowOfKind<'paper'>, policy: BookPolicy | undefined): MadePromise[] {
  const { paper, late, status } = row;
  const rule = policy && [...policy.papers, ...policy.offers].find((each) => each.paper === paper);
  if (!rule) return [];
  // A paper that was refused when it was not owed any more was handed in, too.
  const outcome = status === 'withdrawn' ? status : outcomeOf(late, status !== 'open', false);
  return [{ clause: rule.clause, what: `paper/${paper}`, outcome }];
}

function partPromises(row: RowOfKind<'part'>, policy: BookPolicy | undefined): MadePromise[] {
  const { late, done, limited, gone } = row;
  if (!limited || !policy?.parts) return [];
  const outcome = gone && !done ? 'withdrawn' : outcomeOf(late, done, false);
  return [{ clause: policy.parts.clause, what: 'part', outcome }];
}

/** An inspection is carried out on its day. The day that was agreed last counts. */
function inspectionPromise(
  { date, status, doneAt }: RowOfKind<'inspection'>,
  policy: BookPolicy | undefined,
  { today, dateOf }: CaseView,
): MadePromise {
  const isDone = doneAt !== null;
  const wasBroken = (isDone ? dateOf(doneAt) : today) > date;
  const outcome = status === 'cancelled' ? 'withdrawn' : outcomeOf(wasBroken, isDone, false);
  return { clause: policy?.inspection.clause ?? '', what: 'inspection', outcome };
}

/** A rating counts when the customer was asked or gave a score unasked, unless the rated fix did not hold. */
function rated({ status, asked, score }: RowOfKind<'rating'>): Pick<MatterGroup, 'rated'> {
  if (status === 'void') return {};
  if (score !== null) return { rated: score };
  return asked ? { rated: 'asked' } : {};
}
