import type { Instant } from '../../../lib/instant.ts';
import type { Signed } from './record.ts';

/** How urgent a reviewed ticket is, the most urgent first (A8). */
export const TRIAGE_RANKS = [1, 2, 3, 4] as const;
export type TriageRank = (typeof TRIAGE_RANKS)[number];

/** The review of a new ticket by the appointed person: they classify it and put it in order (A8). */
export interface Triage {
  /** When it must be reviewed. */
  readonly dueAt: Instant;
  /** The engineer is assigned only after the review; otherwise the engineer on duty is paged at once. */
  readonly holdsBack: boolean;
  /** What was told of a review that does not come; left out: nothing. */
  readonly told?: 'near' | 'over';
  /** Left out: not ordered yet. */
  readonly rank?: TriageRank;
  /** Who reviewed it last; left out: no one yet. */
  readonly reviewed?: Signed;
}
