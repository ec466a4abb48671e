import { createMatterStore } from '../matter/store.ts';
import type { FileRecord, RecordEntry } from './file.ts';

/** The records of all service files in the database. Nothing falls due about them. */
export const records = createMatterStore<FileRecord, RecordEntry>('file', () => undefined);
