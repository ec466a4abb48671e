import { createMatterStore } from '../matter/store.ts';
import { type Followup, type FollowupEntry, followupReminders } from './followup.ts';

/** The follow-ups as they stand in the database. */
export const followups = createMatterStore<Followup, FollowupEntry>('followup', followupReminders.nextAt);
