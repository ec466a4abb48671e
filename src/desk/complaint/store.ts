import type { TableRow } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { createMatterStore, type StoredMatter } from '../matter/store.ts';
import { type Complaint, type ComplaintEntry, nextNotice } from './complaint.ts';

/** The complaints in the database. */
export const complaints = createMatterStore<Complaint, ComplaintEntry>('complaint', (state) => nextNotice(state)?.at);

/** The newest complaints, and how many there are. */
export interface OwnComplaints {
  readonly count: number;
  readonly newest: readonly StoredMatter<Complaint>[];
}

/**
 * The complaints that a person of a customer may see: those they made, and those that are answered in the customer's
 * channel. Closed ones too, the newest first; `newest` has at most `limit`.
 */
export async function listOwnComplaints(
  tx: Tx,
  { platform, userId, customer }: { platform: string; userId: string; customer: string | undefined },
  limit: number,
): Promise<OwnComplaints> {
  const rows = await tx.query<Pick<TableRow<'Matter'>, 'number'> & { readonly count: number }>(
    `select number, count(*) over ()::int as count from matter where feature = 'complaint'
       and ((state->'facts'->'complainer'->>'platform' = $1 and state->'facts'->'complainer'->>'userId' = $2)
         or (customer = $3::text and (state->'facts'->'answerIn'->>'way' = 'channel'
           or (state->'facts'->'answerIn' is null and state->'facts'->'complainer' is null))))
     order by id desc limit $4::int`,
    [platform, userId, customer, limit],
  );
  const found = await Promise.all(rows.map(({ number }) => complaints.find(tx, number)));
  return { count: rows[0]?.count ?? 0, newest: found.flatMap((each) => each ?? []) };
}

/** Whether a customer has an open complaint: then they are not asked for a rating. */
export async function hasOpenComplaint(tx: Tx, customer: string): Promise<boolean> {
  return (await complaints.list(tx, { customer, status: 'open', limit: 1 })).length > 0;
}
