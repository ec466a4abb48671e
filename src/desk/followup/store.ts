import { createMatterStore } from '../matter/store.ts';
import { type Followup, type FollowupEntry, followupReminders } from './followup.ts';

/** The follow-ups in the database. */
export const followups = createMatterStore<Followup, FollowupEntry>('followup', followupReminders.nextAt);
