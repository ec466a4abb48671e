import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Complaint } from '../complaint/complaint.ts';
import type { Inspection } from '../inspection/inspection.ts';
import { createMatterStore } from '../matter/store.ts';
import type { SparePart } from '../part/part.ts';
import type { Month } from '../report/month.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { nextLapse, type Paper, type PaperEntry, type PaperStatus } from './paper.ts';
import type { PlannedMatter } from './source.ts';

/** The papers in the database. */
export const papers = createMatterStore<Paper, PaperEntry>('paper', (state) => nextLapse(state)?.at);

/** A paper about a month, with what is needed to find it. */
export interface MonthlyPaper {
  readonly id: number;
  readonly customer: string;
  readonly paper: string;
  readonly month: Month;
  readonly status: PaperStatus;
}

const PAPER = columnsOf('Matter', 'customer', 'status');
type PaperRow = RowOf<typeof PAPER> & { readonly id: number } & Pick<MonthlyPaper, 'paper' | 'month' | 'status'>;

const MONTHLY = `
  select number as id, ${PAPER}, state->>'paper' as paper, state->>'month' as month
    from matter where feature = 'paper' and ticket_id is null`;

/**
 * Lists the papers about running months, and keeps other turns from doing the same until this turn ends: two would
 * start the same month twice.
 */
export async function lockRunningMonths(tx: Tx): Promise<MonthlyPaper[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('paper.month'))`);
  return [...(await tx.query<PaperRow>(`${MONTHLY} and status = 'running'`))];
}

/** Papers of one kind about a customer's months, latest month first. */
export async function listMonths(tx: Tx, customer: string, paper: string): Promise<MonthlyPaper[]> {
  const sql = `${MONTHLY} and customer = $1 and state->>'paper' = $2 order by state->>'month' desc limit ${MAX_MONTHS}`;
  return [...(await tx.query<PaperRow>(sql, [customer, paper]))];
}

const STATE = columnsOf('Matter', 'state');

/** Inspections of a customer whose date is in `[from, to)`, in order of date. */
export async function listInspectionsIn(
  tx: Tx,
  customer: string,
  from: CivilDate,
  to: CivilDate,
): Promise<readonly { readonly id: number; readonly state: Inspection }[]> {
  return tx.query<RowOf<typeof STATE, { state: Inspection }> & { readonly id: number }>(
    `select number as id, ${STATE} from matter where feature = 'inspection' and customer = $1 and status <> 'cancelled'
        and state->>'date' >= $2 and state->>'date' < $3 order by state->>'date', id limit ${MAX_ROWS}`,
    [customer, from, to],
  );
}

/**
 * Spare parts requested for a customer in `[fromAt, toAt)`, in order. Of a withdrawn ticket only those that the customer
 * got.
 */
export async function listSparesIn(
  tx: Tx,
  customer: string,
  fromAt: Instant,
  toAt: Instant,
): Promise<readonly SparePart[]> {
  const rows = await tx.prisma.matter.findMany({
    where: {
      feature: 'part',
      customer,
      openedAt: { gte: new Date(fromAt), lt: new Date(toAt) },
      NOT: { status: 'open', ticket: { status: 'withdrawn' } },
    },
    orderBy: { id: 'asc' },
    take: MAX_ROWS,
    select: { state: true },
  });
  return rows.map(({ state }) => state as unknown as SparePart);
}

/** Complaints of a customer that were made in `[fromAt, toAt)`, in order; of tickets that were taken back none. */
export async function listComplaintsIn(
  tx: Tx,
  customer: string,
  fromAt: Instant,
  toAt: Instant,
): Promise<readonly { readonly id: number; readonly state: Complaint }[]> {
  const rows = await tx.prisma.matter.findMany({
    where: {
      feature: 'complaint',
      customer,
      openedAt: { gte: new Date(fromAt), lt: new Date(toAt) },
      NOT: { ticket: { status: 'withdrawn' } },
    },
    orderBy: { id: 'asc' },
    take: MAX_ROWS,
    select: { number: true, state: true },
  });
  return rows.map(({ number, state }) => ({ id: number, state: state as unknown as Complaint }));
}

/** Appointments and assurances of a customer whose day, or first day, lies in `[from, to)`, by date. */
export async function listPlannedIn(
  tx: Tx,
  customer: string,
  from: CivilDate,
  to: CivilDate,
): Promise<readonly (PlannedMatter & { readonly id: number })[]> {
  return tx.query(
    `select number as id, feature, state from matter where feature in ('appointment', 'assurance') and customer = $1
        and coalesce(state->>'date', state->>'from') >= $2 and coalesce(state->>'date', state->>'from') < $3
      order by coalesce(state->>'date', state->>'from'), id limit ${MAX_ROWS}`,
    [customer, from, to],
  );
}

/** Limit of a summary's rows; more than one month of a customer has. */
const MAX_ROWS = 500;

/** Limit of a customer's months; older papers are not handed in. */
const MAX_MONTHS = 24;
