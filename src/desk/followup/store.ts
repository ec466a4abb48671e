import { createMatterStore } from '../matter/store.ts';
import type { Followup, FollowupEntry } from './followup.ts';

/** The follow-ups as they stand in the database. */
export const followups = createMatterStore<Followup, FollowupEntry>('followup');
