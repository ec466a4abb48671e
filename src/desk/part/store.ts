import { createMatterStore } from '../matter/store.ts';
import type { Loaner } from './loaner.ts';
import { overdueAt, type PartEntry, type SparePart, type Suggestion, suggestionAt } from './part.ts';

/** The spare parts as the database has them. */
export const parts = createMatterStore<SparePart, PartEntry>('part', overdueAt);

/** Parts that are to be suggested, one at most for each ticket. */
export const suggestions = createMatterStore<Suggestion, PartEntry>('part-suggestion', suggestionAt);

/** What is lent meanwhile: nothing of it falls due. */
export const loaners = createMatterStore<Loaner, PartEntry>('loaner', () => undefined);
