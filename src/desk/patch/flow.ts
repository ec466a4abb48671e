import type { Instant } from '../../lib/instant.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { bookOf } from '../address/turn-book.ts';
import { type Book, policyOf, spanCalendarsOf } from '../book/book.ts';
import { spanOf } from '../book/schema.ts';
import { loadBook } from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import { defineMatter, type FoundMatter, type NamedMatter } from '../matter/matter.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { patchCard } from './card.ts';
import { patchNotices } from './notice.ts';
import {
  decidePatchStep,
  type Patch,
  type PatchEntry,
  type PatchPlan,
  type PatchReminder,
  type PatchStep,
  type PatchTerms,
  patchReminders,
  planPatch,
} from './patch.ts';

/** Patches as a kind of matter: stored, shown and reminded of by the kit. */
export const patches = defineMatter<PatchReminder, Patch, PatchEntry>({
  feature: 'patch',
  reminders: patchReminders,
  card: (matter, source, language) => patchCard(matter, { source, language, isCustomer: false }),
  noticesOf: patchNotices,
});

/** Enters a patch and asks the customer for their consent. */
export async function enterPatch(
  turn: DeskTurn,
  book: Book,
  plan: PatchPlan,
  by: string,
): Promise<Result<NamedMatter<Patch>>> {
  const planned = planPatch(plan, termsOf(book, plan.customer), by, turn.now);
  return planned.ok ? accept(await patches.begin(turn, book, planned.value)) : planned;
}

/** A step of a person. Days count by the book that the patch was entered under. */
export async function stepPatch(
  turn: DeskTurn,
  { id, state, book: pinned }: FoundMatter<Patch>,
  step: PatchStep,
  by: string,
): Promise<Result<Patch>> {
  const decided = decidePatchStep(state, step, termsOf(await loadBook(turn.tx, pinned), state.customer), by, turn.now);
  if (!decided.ok) return decided;
  return accept((await patches.save(turn, id, await bookOf(turn, turn.book), decided.value)).state);
}

/** The patches of a customer whose change record was signed in `[fromAt, toAt)`, in the order of their numbers. */
export async function listSignedPatches(
  tx: DeskTurn['tx'],
  customer: string,
  fromAt: Instant,
  toAt: Instant,
): Promise<NamedMatter<Patch>[]> {
  const done = await patches.store.list(tx, { customer, status: 'done', limit: EVERY_OPEN });
  return done
    .filter(({ state: { signed } }) => signed !== undefined && signed.at >= fromAt && signed.at < toAt)
    .map(patches.named);
}

function termsOf(book: Book, customer: string): PatchTerms {
  const policy = policyOf(book, customer);
  const remindBefore = spanOf(policy.patches.remindBefore);
  return {
    office: spanCalendarsOf(book, policy).office,
    remindBefore: remindBefore.unit === 'workdays' ? remindBefore.days : 0,
  };
}
