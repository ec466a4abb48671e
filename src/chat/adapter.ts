import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Instant } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import type { Button, Card } from './card.ts';
import type { CarriedFile, PostFile, SentFile } from './file.ts';
import type { FrontDesk, Work } from './intake.ts';
import type { ChatPlace, Platform } from './place.ts';
import type { Readers } from './readers.ts';

/** What the outbox hands to an adapter: a card, a line, or both (a refreshed card leaves its line in the card's thread). */
export interface Post {
  readonly card: Card | undefined;
  /** One short plain line; empty: none. */
  readonly line: string;
  /**
   * What a phone's notification shows: what happened, to what, until when, in this order. Left out or empty: the line,
   * then the card's title.
   */
  readonly headline?: string;
  /** User ids on the platform to ping; nobody is pinged by words in a text. */
  readonly mentions: readonly string[];
  /** The notice it delivers; undefined: nobody is told anything, a card is merely brought up to date. */
  readonly about: About | undefined;
  /** Notices of the same change that the line tells of as well. */
  readonly alsoAbout?: readonly About[];
  /** Who may read it: what is for staff never goes where another organisation reads along. */
  readonly readers: Readers;
  /** The language of its words. */
  readonly language: Language;
  /** All it says in one line, for a digest of many; empty: it always stands for itself. */
  readonly gist: string;
  /** Shows what is cut where a platform takes no text so long; undefined: nothing does. */
  readonly full: Button | undefined;
  /** The same card in the other language, where the platform's messages can speak both (`features.bilingual`). */
  readonly translation?: Card;
  /** Asks something of whoever reads there: its line stands in the channel too, where lines of threads pass unseen. */
  readonly aloud?: true;
  /** Stays at hand in its channel, as far as the platform can. */
  readonly pinned?: true;
  /** A file that goes as a message of its own: a post with one says nothing else, so that no words wait for it. */
  readonly file?: PostFile;
  /** Its card is drawn even where nothing changed: what stands there may have been drawn by an older version of ours. */
  readonly afresh?: true;
  /** Its card comes to stand in the channel also where many are told in one message: its buttons are the way on. */
  readonly stands?: true;
  /** How loudly it reaches whom it mentions beyond the ping, where the platform can (`features.urgentPerDay`). */
  readonly urgent?: Urgency;
}

/** From the mildest to the loudest: in the app, by a text message, by a telephone call. */
export const URGENCIES = ['app', 'sms', 'phone'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** A post that shows a card. */
export type CardPost = Post & { readonly card: Card };

/** What a post tells, as data: for platforms that keep metadata with a message, for digests, for `simulate`. */
export interface About {
  /** One notice may go to several audiences and places: they share this id. */
  readonly id: string;
  /** Dotted, e.g. `sla.breached`. */
  readonly kind: string;
  readonly subject: string;
  readonly at: Instant;
  readonly audience: string;
  /** Every audience that the notice is for, in order; `audience` may be somebody who merely hears of it as well. */
  readonly to: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A message of ours that stands on a platform. `threadId` is where its thread's lines go. */
export interface PostedMessage {
  readonly messageId: string;
  readonly threadId: string;
}

/** What a platform can and cannot do: data, not missing methods. */
export interface AdapterFeatures {
  readonly slashCommands: boolean;
  readonly forms: boolean;
  readonly threads: boolean;
  /** Days during which a message of ours may be refreshed; Infinity where there is no limit. */
  readonly refreshDays: number;
  /** Whether `send` with the same `key` twice leaves one message. */
  readonly sendsOncePerKey: boolean;
  /** How far apart new messages in one channel have to be; 0: as fast as they come. */
  readonly messageEveryMs: number;
  /** How far apart changes of messages in one channel have to be; 0: as fast as they come. */
  readonly updateEveryMs: number;
  /** Whether one message shows each reader their own language. */
  readonly bilingual: boolean;
  /** Whether messages can be pinned, so that a card with the ways in is found again. */
  readonly pins: boolean;
  /** The largest file that it takes from us; 0: it takes none. */
  readonly fileBytes: number;
  /** How often each way of being urgent may be used within 24 hours; 0: not at all, Infinity: as often as it is wanted. */
  readonly urgentPerDay: Readonly<Record<Urgency, number>>;
}

/** Of a platform that has no such ways: a post is not more urgent there than its ping. */
export const NEVER_URGENT: AdapterFeatures['urgentPerDay'] = { app: 0, sms: 0, phone: 0 };

/** One chat platform. No optional member: differences are data in `features`. */
export interface ChatAdapter {
  readonly platform: Platform;
  readonly features: AdapterFeatures;
  /** Begins to hear: every verified delivery goes to the desk, and its platform hears "received" once it is stored there. */
  start(desk: FrontDesk): Promise<void>;
  /** How to work a delivery that an earlier process of this program stored: by its payload alone. */
  resume(payload: object): Work;
  /** Stops hearing. */
  stop(): Promise<void>;
  /** Answers an HTTP request when it is this adapter's; false: not mine, nothing was written. */
  receive(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /**
   * Puts a new message on the platform. `key` names the sending (the notice's id): where `features.sendsOncePerKey`,
   * a repeat gives the same message. Elsewhere `mayStandSince` tells that an earlier try may have succeeded and since
   * when: the message is looked for first, as far as the platform lets us. Throws AdapterError and nothing else.
   */
  send(place: ChatPlace, post: Post, key: string, mayStandSince?: Instant): Promise<PostedMessage>;
  /** Shows a new state on a message of ours. Throws AdapterError; kind `gone` when the message or channel is no more. */
  refresh(place: ChatPlace, posted: PostedMessage, post: CardPost): Promise<void>;
  /**
   * The bytes of a file that somebody sent on this platform. Throws AdapterError; kind `rejected` where it hands none out,
   * `too-large` where there are more than `mostBytes`.
   */
  fetchFile(file: SentFile, mostBytes: number): Promise<CarriedFile>;
  /** Puts a file on the platform as a message of its own; `key` and `mayStandSince` as in `send`. Throws AdapterError. */
  sendFile(place: ChatPlace, file: CarriedFile, readers: Readers, key: string, mayStandSince?: Instant): Promise<void>;
  /**
   * Makes a message of ours that stands urgent for these people; a repeat does no harm. Throws AdapterError when one of
   * them is not reached in this way. Never asked where `features.urgentPerDay` says 0.
   */
  urge(place: ChatPlace, posted: PostedMessage, userIds: readonly string[], way: Urgency): Promise<void>;
}

export type AdapterErrorKind =
  | 'rate-limited'
  | 'unavailable'
  | 'unauthorized'
  /** The place, or the message there, is no more. */
  | 'gone'
  /** Outsiders would read what is for staff. */
  | 'exposed'
  /** A file with more bytes than the platform takes. */
  | 'too-large'
  | 'rejected';

/** The outside failed. Thrown by `send.ts` of an adapter only; decided on by `kind`, never by the message. */
export class AdapterError extends Error {
  readonly platform: Platform;
  readonly kind: AdapterErrorKind;
  /** How long the platform asks us to wait; undefined: it did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(platform: Platform, kind: AdapterErrorKind, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(`${platform}: ${kind}`, { cause: options.cause });
    this.platform = platform;
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
