import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOf } from '../address/number.ts';
import type { Ask } from '../desk.ts';
import { readInput } from '../input.ts';
import { type Access, mayAccess, type Reader } from './access.ts';
import { type LoadedComplaint, withBook } from './flow.ts';
import { ComplaintInput } from './input.ts';
import { complaints } from './store.ts';

/**
 * Locks the complaint that an ask names until the turn ends. A person without that access is told that there is no such
 * complaint.
 */
export async function lockAskedComplaint(ask: Ask, access: Access): Promise<Result<LoadedComplaint>> {
  const read = readInput(ComplaintInput, ask.input);
  if (!read.ok) return read;
  const { complaint: id } = read.value;
  const matter = await complaints.lock(ask.turn.tx, id);
  const at = matter && (await withBook(ask.turn, matter));
  const isThere = at && mayAccess(at.matter.state, readerOf(ask), at.book.source.people, access);
  return isThere ? accept(at) : refuse('complaint.not-found', { complaint: numberOf('complaint', id) });
}

/** The asker as one who wants to see a complaint. */
export function readerOf({ asker: { key, staff, customer }, person: { platform, userId } }: Ask): Reader {
  return { key, staff, customer, platform, userId };
}
