import type { Instant } from '../../lib/instant.ts';
import { isNumbered, numberOf } from '../address/number.ts';
import { readTurnStart } from '../begin-turn.ts';
import { findCustomer } from '../book/book.ts';
import { loadBook } from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import { findFileOwner, insertAccess } from './store.ts';

/**
 * Writes down that a confidential customer's uploaded file is fetched. The link stands on a card that several people
 * may open, so it names no person.
 */
export async function recordFetched({ tx }: Pick<DeskTurn, 'tx'>, id: string, at: Instant): Promise<void> {
  const owner = await findFileOwner(tx, id);
  if (!owner) return;
  const book = await loadBook(tx, (await readTurnStart(tx)).book);
  const { customer, kind, number } = owner;
  if (!findCustomer(book, customer)?.confidential) return;
  const about = isNumbered(kind) ? numberOf(kind, number) : '';
  await insertAccess(tx, [{ at, customer, person: 'link', what: 'fetched', about }]);
}
