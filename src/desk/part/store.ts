import { createMatterStore } from '../matter.ts';
import type { PartEntry, SparePart, Suggestion } from './part.ts';

/** What this feature keeps beside a ticket: parts, and suggestions of one. */
export type PartMatter = SparePart | Suggestion;

export const parts = createMatterStore<PartMatter, PartEntry>('part');
