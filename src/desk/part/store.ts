import { createMatterStore } from '../matter/store.ts';
import type { Loaner } from './loaner.ts';
import { nextPartDue, type PartEntry, type SparePart } from './part.ts';
import { type Suggestion, suggestionAt } from './suggestion.ts';

/** The spare parts in the database. */
export const parts = createMatterStore<SparePart, PartEntry>('part', nextPartDue);

/** Suggestions of a part, at most one per ticket. */
export const suggestions = createMatterStore<Suggestion, PartEntry>('part-suggestion', suggestionAt);

/** The loaners in the database. They have no deadlines. */
export const loaners = createMatterStore<Loaner, PartEntry>('loaner', () => undefined);
