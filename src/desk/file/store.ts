import { createMatterStore } from '../matter/store.ts';
import type { Sheet, SheetEntry } from './file.ts';

/** The sheets of all service files in the database. Nothing falls due about them. */
export const sheets = createMatterStore<Sheet, SheetEntry>('file', () => undefined);
