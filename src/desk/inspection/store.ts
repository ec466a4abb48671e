import { createMatterStore } from '../matter.ts';
import type { Inspection, InspectionEntry } from './inspection.ts';

/** The inspections as they stand in the database. */
export const inspections = createMatterStore<Inspection, InspectionEntry>('inspection');
