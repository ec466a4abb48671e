import type { AdapterErrorKind, ChatAdapter, Post, Urgency } from '../chat/adapter.ts';
import type { ChatPlace, Platform } from '../chat/place.ts';
import type { Database } from '../db/database.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import type { Meter } from '../lib/meter.ts';
import type { DrainStore } from './drain-store.ts';
import type { Pace } from './pace.ts';

/** The result of delivering one notice, or one of several in one message. */
export type DeliveryResult =
  /** `behind`: its words were told, and its card is left to the lane of this order key. */
  | { readonly outcome: 'delivered'; readonly behind?: string }
  /** Nothing is owed any more: it was withdrawn or delivered before, discarded, or is dead. */
  | { readonly outcome: 'settled' }
  | Later
  /** Still owed at another place: it waits on these order keys now. */
  | { readonly outcome: 'moved'; readonly orderKeys: readonly string[] };

/** Still owed: try again after this wait. What follows on the same order key waits too. */
export interface Later {
  readonly outcome: 'later';
  readonly afterMs: number;
  /** `pace`: nothing was tried, because the channel has to wait. */
  readonly why: AdapterErrorKind | 'fault' | 'not-urged' | 'pace';
}

/** The result of delivering on an order key. */
export interface Delivery {
  /** How many notices were told. */
  readonly delivered: number;
  /** Order keys on which something waits now because of this. */
  readonly woken: readonly string[];
  /** `idle`: nothing waits on the key. `more`: something may. */
  readonly next: 'idle' | 'more' | Later;
}

/**
 * Something that a person has to look at: a notice died or went to a fallback place, a platform refuses our token, a
 * message was sent but could not be made urgent, or the daily quota of an urgent way is used up.
 */
export interface DeliveryAlarm {
  readonly code: 'outbox.dead' | 'outbox.rerouted' | 'outbox.refused' | 'outbox.not-urged' | 'outbox.urgent-used-up';
  readonly noticeId: number;
  readonly platform: Platform;
  readonly kind: string;
  /** Error kind, or the urgent way whose quota is used up. */
  readonly error: AdapterErrorKind | 'fault' | Urgency;
}

/** One notice of a digest. */
export interface DigestPart {
  /** As it was merged. */
  readonly post: Post;
  /** The newest post about the same card since then; undefined: none. */
  readonly latest: Post | undefined;
}

export interface CourierParts {
  readonly database: Database;
  readonly adapterFor: (platform: Platform) => ChatAdapter | undefined;
  /** Makes one message with a card of these notices, a line for each in their order. They are in one language. */
  readonly digest: (parts: readonly DigestPart[], subject: string) => Post;
  readonly clock: Clock;
  readonly log: Logger;
  readonly alarm: (alarm: DeliveryAlarm) => void;
  /** Left out: nothing is counted. */
  readonly meter?: Meter;
  /** Called when a place does not take a message because it is gone, after the message went elsewhere. */
  readonly unreached?: (place: ChatPlace) => Promise<void>;
  /** What a drain delivers; left out: the rows of the tables. */
  readonly outbox?: DrainStore;
}

/** A courier's parts, and the pace at which it delivers. */
export interface DeliveryContext extends CourierParts {
  readonly pace: Pace;
}
