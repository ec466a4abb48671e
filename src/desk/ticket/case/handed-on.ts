import type { ChatFile } from '../../../chat/event.ts';
import type { Instant, Interval } from '../../../lib/instant.ts';
import type { AttachedFile, Callback, Reporter } from './record.ts';

/** What a ticket gives to the ticket that it is merged into, beside the words in its log. */
export interface HandedOn {
  readonly reportedAt: Instant;
  /** What did not count for its clocks before the other ticket was reported. */
  readonly pauses: readonly Interval[];
  readonly resolvedGaps: readonly Interval[];
  /** When each step was first taken on it; a step that was not taken is left out. */
  readonly steps: Readonly<Partial<Record<SharedStep, Instant>>>;
  readonly reporters: readonly Reporter[];
  readonly attached: readonly AttachedFile[];
  /** Photos, and the files of the message that became the ticket. */
  readonly photos: readonly ChatFile[];
  /** Left out: no call is owed. */
  readonly callback?: Callback;
}

/** Steps that count for both tickets, because both are about the same trouble. */
export const SHARED_STEPS = ['respondedAt', 'workaroundAt', 'dispatchedAt', 'arrivedAt', 'answeredAt'] as const;
export type SharedStep = (typeof SHARED_STEPS)[number];
