import type { Post } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import type { Instant } from '../lib/instant.ts';

/**
 * `urgent` (breach, raise, top-level pings) overtakes `normal` on the same channel. `calm` is what waited for office hours
 * anyway: it waits two seconds more for company, and what came together goes out as one message. `card` is
 * silent: cards of notices that were told already come to stand or are brought up to date, behind everything new. The
 * outbox itself puts notices there.
 */
export type Lane = 'urgent' | 'normal' | 'calm' | 'card';

/** One audience's delivery of one notice, finished: delivery asks no domain question. */
export interface Notice {
  /** Unique per (subject, clock, threshold, step, audience); a second enqueue of the same key adds nothing. */
  readonly key: string;
  /** Dotted, e.g. `sla.breached`. */
  readonly kind: string;
  /** What it is about, e.g. `ticket/12`; withdrawing goes by it. */
  readonly subject: string;
  /** The instant it tells of; for something that fell due, the due instant itself. */
  readonly at: Instant;
  /** `customer`, `team`, `escalation`, `managers` or a person's key. */
  readonly audience: string;
  readonly place: ChatPlace;
  readonly lane: Lane;
  readonly post: Post;
  /** Fallback places, in order: used when a place was deleted or outsiders would read it there. */
  readonly fallbacks: readonly Fallback[];
}

/** The next route of a notice, in finished words. */
export interface Fallback {
  readonly place: ChatPlace;
  /** Says in the language of that place where the notice was meant to go. */
  readonly lead: string;
  /** Whether its card comes along: the card of a case does not, for another of the same case may stand there. */
  readonly card: 'comes' | 'stays';
}

/** Which waiting notices a turn makes pointless. */
export interface Withdrawal {
  readonly subject: string;
  /** Keys that begin so, the subject first, e.g. `ticket/12|sla.warning|respond|`. */
  readonly keyPrefix: string;
}
