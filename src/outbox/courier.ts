import type { AdapterErrorKind, ChatAdapter, Post, Urgency } from '../chat/adapter.ts';
import type { Platform } from '../chat/place.ts';
import type { Database } from '../db/database.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import type { DrainStore } from './drain-store.ts';
import type { Pace } from './pace.ts';

/** What came of one notice, or of several in one message. */
export type DeliveryResult =
  /** `behind`: what it says was told, its card is left to the lane of this order key. */
  | { readonly outcome: 'delivered'; readonly behind?: string }
  /** Nothing is owed any more: it was withdrawn or delivered before, its time had passed, or it is dead. */
  | { readonly outcome: 'settled' }
  | Later
  /** Still owed, somewhere else: it waits on these order keys now. */
  | { readonly outcome: 'moved'; readonly orderKeys: readonly string[] };

/** Still owed; try again after this wait. What follows on the same order key waits behind it. */
export interface Later {
  readonly outcome: 'later';
  readonly afterMs: number;
  /** `pace`: nothing was tried, the channel has to wait. */
  readonly why: AdapterErrorKind | 'fault' | 'not-urged' | 'pace';
}

/** What came of delivering on an order key. */
export interface Delivery {
  /** How many notices were told. */
  readonly delivered: number;
  /** Order keys where something waits by now because of this. */
  readonly woken: readonly string[];
  /** `idle`: nothing waits on the key. `more`: something may, go on. */
  readonly next: 'idle' | 'more' | Later;
}

/**
 * A person has to look: a notice died or went to its fallback place, a platform no longer accepts our token, a message was
 * sent but could not be made urgent, or the quota of an urgent way is used up for the day.
 */
export interface DeliveryAlarm {
  readonly code: 'outbox.dead' | 'outbox.rerouted' | 'outbox.refused' | 'outbox.not-urged' | 'outbox.urgent-used-up';
  readonly noticeId: number;
  readonly platform: Platform;
  readonly kind: string;
  /** Why; of what is used up, which way it is. */
  readonly error: AdapterErrorKind | 'fault' | Urgency;
}

export interface CourierParts {
  readonly database: Database;
  readonly adapterFor: (platform: Platform) => ChatAdapter | undefined;
  /** Says in one message what these posts say by their gists, in their order; they are of one language. */
  readonly digest: (posts: readonly Post[]) => Post;
  readonly clock: Clock;
  readonly log: Logger;
  readonly alarm: (alarm: DeliveryAlarm) => void;
  /** What a drain delivers; left out: what waits in the tables. */
  readonly outbox?: DrainStore;
}

/** A courier on its way, at a pace. */
export interface DeliveryContext extends CourierParts {
  readonly pace: Pace;
}
