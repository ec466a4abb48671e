import { createMatterStore } from '../matter/store.ts';
import type { Loaner } from './loaner.ts';
import type { PartEntry, SparePart, Suggestion } from './part.ts';

/** What this feature keeps beside a ticket: parts, suggestions of one, loaners. */
export type PartMatter = SparePart | Suggestion | Loaner;

export const parts = createMatterStore<PartMatter, PartEntry>('part');
