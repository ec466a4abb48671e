import type { DeskTurn } from '../desk.ts';
import { createMatterStore, type StoredMatter } from '../matter/store.ts';
import type { Handoff, HandoffEntry } from './handoff.ts';

/** The handoffs of open tickets. */
export const handoffs = createMatterStore<Handoff, HandoffEntry>('handoff', ({ tellAt }) => tellAt);

/** The handoffs that were not taken yet, locked until the turn ends, in the order in which they came. */
export function lockOpenHandoffs({ tx }: DeskTurn): Promise<StoredMatter<Handoff>[]> {
  return handoffs.lockAll(tx, { status: 'open' });
}
