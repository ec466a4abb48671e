import type { Owed } from '../outbox/enqueue.ts';
import type { DeskTurn } from './desk.ts';

export { createOwed, type WriteOwed, writeOwed } from '../outbox/enqueue.ts';

/** A turn whose opener writes down at the end what it owes (`writeOwed`). */
export type OwingTurn = DeskTurn & { readonly owed: Owed };
