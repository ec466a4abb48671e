import type { Post } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import type { Instant } from '../lib/instant.ts';

/**
 * `urgent` (breach, raise, pings of the highest level) overtakes `normal` in the same channel. `calm` notices waited
 * for office hours anyway: they wait two seconds more, and those that came together go out as one message. `card` is
 * silent: cards whose notices were told already are posted or updated, after everything new. Only the outbox itself
 * puts notices there.
 */
export type Lane = 'urgent' | 'normal' | 'calm' | 'card';

/** The delivery of one notice to one audience, in finished words. */
export interface Notice {
  /** Unique per (subject, clock, threshold, step, audience). Enqueuing the same key again adds nothing. */
  readonly key: string;
  /** Dotted, e.g. `sla.breached`. */
  readonly kind: string;
  /** What it is about, e.g. `ticket/12`; withdrawals name it. */
  readonly subject: string;
  /** The instant that it tells of; for due work the due instant. */
  readonly at: Instant;
  /** `customer`, `team`, `escalation`, `managers` or a person's key. */
  readonly audience: string;
  readonly place: ChatPlace;
  readonly lane: Lane;
  readonly post: Post;
  /** Where it goes if its place was deleted or outsiders would read it there, in order. */
  readonly fallbacks: readonly Fallback[];
}

/** A fallback place of a notice, with finished words. */
export interface Fallback {
  readonly place: ChatPlace;
  /** Says, in the language of that place, for whom the notice was meant. */
  readonly lead: string;
  /** Whether its card comes along. The card of a ticket does not: another card of the same ticket may be there. */
  readonly card: 'comes' | 'stays';
  /** What is posted there, where the notice's own words must not stand; left out: those words. */
  readonly post?: Post;
}

/** Waiting notices that a turn makes pointless. */
export interface Withdrawal {
  readonly subject: string;
  /** The beginning of their keys, subject first, e.g. `ticket/12|sla.warning|respond|`. */
  readonly keyPrefix: string;
}
