import { createMatterStore } from '../matter/store.ts';
import type { Assurance, AssuranceEntry } from './assurance.ts';

/** The assurances as they stand in the database. */
export const assurances = createMatterStore<Assurance, AssuranceEntry>('assurance');
