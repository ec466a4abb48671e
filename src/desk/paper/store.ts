import type { Tx } from '../../db/open.ts';
import { createMatterStore } from '../matter.ts';
import type { Month } from './month.ts';
import type { Paper, PaperEntry, PaperStatus } from './paper.ts';

/** The papers as they stand in the database. */
export const papers = createMatterStore<Paper, PaperEntry>('paper');

/** A paper about a month, as far as it takes to find it. */
export interface MonthlyPaper {
  readonly id: number;
  readonly customer: string;
  readonly paper: string;
  readonly month: Month;
  readonly status: PaperStatus;
}

const MONTHLY = `
  select id, customer, status, state->>'paper' as paper, state->>'month' as month
    from matter where feature = 'paper' and ticket_id is null`;

/** The papers about months that run; until the turn ends nobody else asks, so that no month is begun twice. */
export async function takeRunningMonths(tx: Tx): Promise<MonthlyPaper[]> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('paper.month'))`);
  return [...(await tx.query<MonthlyPaper>(`${MONTHLY} and status = 'running'`))];
}

/** The papers of one kind about a customer's months, the latest month first. */
export async function listMonths(tx: Tx, customer: string, paper: string): Promise<MonthlyPaper[]> {
  const sql = `${MONTHLY} and customer = $1 and state->>'paper' = $2 order by state->>'month' desc limit ${MOST_MONTHS}`;
  return [...(await tx.query<MonthlyPaper>(sql, [customer, paper]))];
}

/** Nobody hands in what is older. */
const MOST_MONTHS = 24;
