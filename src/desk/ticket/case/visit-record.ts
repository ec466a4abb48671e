import type { Instant } from '../../../lib/instant.ts';
import type { Signed } from './record.ts';

/** What a ticket keeps of a visit to the customer's site: when it is, who was sent, and on whose word they leave. */

/** When the customer may expect us on site (D, step 5). */
export interface Visit {
  readonly arrivalAt: Instant;
  /** The key of the person who set or agreed the time, and when they did. */
  readonly by: string;
  readonly at: Instant;
  /** The customer's person with whom it was agreed, in words; empty: it was announced, not agreed. */
  readonly agreedWith: string;
}

/** The latest dispatch (D24). A further dispatch replaces it. */
export interface Dispatch {
  /** The number of its log entry. An answer names it, so that it counts for this dispatch only. */
  readonly no: number;
  /** The key of the person who dispatched, and when. */
  readonly by: string;
  readonly at: Instant;
  /** Keys of the people who are to go; at least one. */
  readonly to: readonly string[];
  /** Parts and tools to bring, in words; empty if not said. */
  readonly equipment: string;
  /** By the key of the person. Someone who dispatches themselves has accepted. */
  readonly answers: Readonly<Record<string, DispatchAnswer>>;
  /** The escalation was told that it is not accepted. */
  readonly chased?: true;
  /** When the first of them arrived; left out: no one has. */
  readonly arrivedAt?: Instant;
}

export interface DispatchAnswer {
  readonly accepted: boolean;
  readonly at: Instant;
  /** Why it was declined; empty if it was accepted. */
  readonly why: string;
}

/** The customer's word on leaving the site before the fault is resolved (E5). */
export interface LeaveWord {
  /** Why the engineer wants to leave, and what comes next. Left out: the customer agreed without being asked. */
  readonly asked?: Signed & { readonly why: string };
  /** Left out: the customer has not agreed yet. */
  readonly agreed?: Signed;
}
