import type { Tx } from '../../db/open.ts';
import { createMatterStore } from '../matter.ts';
import type { Complaint, ComplaintEntry } from './complaint.ts';

/** The complaints as they stand in the database. */
export const complaints = createMatterStore<Complaint, ComplaintEntry>('complaint');

/** Whether a customer waits for us to put something right: nobody asks them how satisfied they are meanwhile. */
export async function hasOpenComplaint(tx: Tx, customer: string): Promise<boolean> {
  return (await complaints.list(tx, { customer, status: 'open', limit: 1 })).length > 0;
}
