import { createMatterStore } from '../matter/store.ts';
import type { Sheet, SheetEntry } from './sheet.ts';

/** The sheets in the database. They have no deadlines. */
export const sheets = createMatterStore<Sheet, SheetEntry>('sheet', () => undefined);
