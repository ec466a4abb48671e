import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Inspection } from '../inspection/inspection.ts';
import { createMatterStore } from '../matter/store.ts';
import type { SparePart } from '../part/part.ts';
import type { Month } from './month.ts';
import { nextLapse, type Paper, type PaperEntry, type PaperStatus } from './paper.ts';

/** The papers as they stand in the database. */
export const papers = createMatterStore<Paper, PaperEntry>('paper', (state) => nextLapse(state)?.at);

/** A paper about a month, as far as it takes to find it. */
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

/** The papers about months that run; until the turn ends nobody else asks, so that no month is begun twice. */
export async function takeRunningMonths(tx: Tx): Promise<MonthlyPaper[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('paper.month'))`);
  return [...(await tx.query<PaperRow>(`${MONTHLY} and status = 'running'`))];
}

/** The papers of one kind about a customer's months, the latest month first. */
export async function listMonths(tx: Tx, customer: string, paper: string): Promise<MonthlyPaper[]> {
  const sql = `${MONTHLY} and customer = $1 and state->>'paper' = $2 order by state->>'month' desc limit ${MOST_MONTHS}`;
  return [...(await tx.query<PaperRow>(sql, [customer, paper]))];
}

const STATE = columnsOf('Matter', 'state');

/** The inspections of a customer whose date lies in the month, in the order of their dates. */
export async function listInspectionsIn(
  tx: Tx,
  customer: string,
  month: Month,
): Promise<readonly { readonly id: number; readonly state: Inspection }[]> {
  return tx.query<RowOf<typeof STATE, { state: Inspection }> & { readonly id: number }>(
    `select number as id, ${STATE} from matter where feature = 'inspection' and customer = $1 and status <> 'cancelled'
        and left(state->>'date', 7) = $2 order by state->>'date', id limit ${MOST_ROWS}`,
    [customer, month],
  );
}

/** The spare parts asked for in `[fromAt, toAt)` for a customer, in order. */
export async function listSparesIn(
  tx: Tx,
  customer: string,
  fromAt: Instant,
  toAt: Instant,
): Promise<readonly SparePart[]> {
  const rows = await tx.prisma.matter.findMany({
    where: { feature: 'part', customer, openedAt: { gte: new Date(fromAt), lt: new Date(toAt) } },
    orderBy: { id: 'asc' },
    take: MOST_ROWS,
    select: { state: true },
  });
  return rows.map(({ state }) => state as unknown as SparePart);
}

/** More rows than any summary is read with. */
const MOST_ROWS = 500;

/** Nobody hands in what is older. */
const MOST_MONTHS = 24;
