import { type Owed, writeOwed } from '../outbox/enqueue.ts';
import type { DeskTurn } from './desk.ts';

export { createOwed } from '../outbox/enqueue.ts';

/** A turn that writes down what it owes at its end. */
export type OwingTurn = DeskTurn & { readonly owed: Owed };

/** Ends a turn: what it came to owe is written down in its own transaction, all at once. */
export async function settleOwed(turn: OwingTurn): Promise<void> {
  await writeOwed(turn);
}
