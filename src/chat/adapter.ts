import type { HttpApp } from '../lib/http-app.ts';
import type { Instant } from '../lib/instant.ts';
import type { Language } from '../lib/language.ts';
import type { Button, Card } from './card.ts';
import type { DutyGroupPost, GroupTrouble } from './duty-group.ts';
import type { CarriedFile, PostFile, SentFile } from './file.ts';
import type { FrontDesk, Work } from './intake.ts';
import type { ChatPlace, Platform } from './place.ts';
import type { Readers } from './readers.ts';
import type { WebhookMessage } from './webhook.ts';

/**
 * What the outbox passes to an adapter: a card, a line, or both. When a card is refreshed, the line goes into its
 * thread.
 */
export interface Post {
  readonly card: Card | undefined;
  /** A short plain line; empty: none. */
  readonly line: string;
  /**
   * The text of a phone's notification: what happened, to what, until when, in this order. Left out or empty: the line,
   * then the card's title.
   */
  readonly headline?: string;
  /** User ids to ping. Only these are pinged; mentions inside texts have no effect. */
  readonly mentions: readonly string[];
  /** The notice this post delivers; undefined: it only refreshes a card. */
  readonly about: About | undefined;
  /** Further notices of the same change that the line tells too. */
  readonly alsoAbout?: readonly About[];
  /** Who may read it. A post for staff is never sent where another organisation can read it. */
  readonly readers: Readers;
  /** The language of its texts. */
  readonly language: Language;
  /** A summary in one line, for a digest of many notices; empty: never part of a digest. */
  readonly gist: string;
  /** A button that shows texts in full where the platform has to cut them; undefined: none. */
  readonly full: Button | undefined;
  /** The same card in the other language, for platforms whose messages can have both (`features.bilingual`). */
  readonly translation?: Card;
  /**
   * It asks readers to do something, so its line also appears in the channel, because lines in threads are easily
   * missed.
   */
  readonly aloud?: true;
  /** Pinned in its channel, if the platform can. */
  readonly pinned?: true;
  /** A file to send as a message of its own. Such a post has nothing else, so that no text waits for the file. */
  readonly file?: PostFile;
  /** Redraw the card even if nothing changed, because an older version of Deskbell may have drawn it. */
  readonly afresh?: true;
  /** Post its card even if the notice becomes part of a digest, because people need its buttons. */
  readonly stands?: true;
  /** How urgently to reach the mentioned people, beyond the ping, if the platform can (`features.urgentPerDay`). */
  readonly urgent?: Urgency;
  /** No message: the members of a duty group are set. Such a post has nothing else. */
  readonly dutyGroup?: DutyGroupPost;
  /** What a webhook is told. Such a post has nothing else that is sent. */
  readonly webhook?: WebhookMessage;
  /**
   * It tells of something broken, or about to break. Many alerts that wait for one place become one short message, the
   * worst first. Left out: it is no alert.
   */
  readonly alert?: Alert;
}

/** What alerts are counted and sorted by. */
export interface Alert {
  /** Dotted, e.g. `sla.breached`. */
  readonly kind: string;
  /** What it is about, e.g. `ticket/12`. */
  readonly subject: string;
  /** The place of its level in the book, 0 for the highest; Infinity is not allowed, because it is stored as JSON. */
  readonly level: number;
  /** The deadline that was or will be missed, or when the matter began to wait. */
  readonly dueAt: Instant;
}

/** From mild to strong: in the app, by SMS, by phone call. */
export const URGENCIES = ['app', 'sms', 'phone'] as const;
export type Urgency = (typeof URGENCIES)[number];

/** A post with a card. */
export type CardPost = Post & { readonly card: Card };

/** The notice as data: for message metadata, digests and `simulate`. */
export interface About {
  /** The notice's id; several posts (audiences, places) may share it. */
  readonly id: string;
  /** Dotted, e.g. `sla.breached`. */
  readonly kind: string;
  readonly subject: string;
  readonly at: Instant;
  readonly audience: string;
  /** Every audience the notice is for, in order. `audience` may be one that is only informed as well. */
  readonly to: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A message of ours on the platform. `threadId`: where lines of its thread go. */
export interface PostedMessage {
  readonly messageId: string;
  readonly threadId: string;
}

/** What a platform can do: data instead of optional methods. */
export interface AdapterFeatures {
  readonly slashCommands: boolean;
  readonly forms: boolean;
  readonly threads: boolean;
  /** Days during which a message of ours may be refreshed; Infinity if there is no limit. */
  readonly refreshDays: number;
  /** Whether `send` with the same `key` twice leaves one message. */
  readonly sendsOncePerKey: boolean;
  /** The least time between new messages in one channel; 0: none. */
  readonly messageEveryMs: number;
  /** The least time between updates of messages in one channel; 0: none. */
  readonly updateEveryMs: number;
  /** Whether one message can show each reader their own language. */
  readonly bilingual: boolean;
  /** Whether messages can be pinned. */
  readonly pins: boolean;
  /** The largest file the platform takes from us; 0: none. */
  readonly fileBytes: number;
  /** How often each kind of urgency may be used within 24 hours; 0: never, Infinity: no limit. */
  readonly urgentPerDay: Readonly<Record<Urgency, number>>;
  /** Whether there are groups of people whose members we can set. */
  readonly dutyGroups: boolean;
}

/** For platforms without urgency beyond the ping. */
export const NEVER_URGENT: AdapterFeatures['urgentPerDay'] = { app: 0, sms: 0, phone: 0 };

/**
 * What a platform says of a person's account. `gone`: it was deactivated or deleted, or never existed. `unknown`: the
 * platform does not answer, or we may not ask.
 */
export type AccountState = 'active' | 'gone' | 'unknown';

/** One chat platform. It has no optional methods; differences are data in `features`. */
export interface ChatAdapter {
  readonly platform: Platform;
  readonly features: AdapterFeatures;
  /**
   * Starts to receive. Every verified delivery goes to the desk, and is acknowledged to the platform once it is stored.
   */
  start(desk: FrontDesk): Promise<void>;
  /** The work for a delivery that an earlier process stored; `payload` is that delivery's. */
  resume(payload: object): Work;
  /** Stops receiving. */
  stop(): Promise<void>;
  /** What the HTTP server answers for this platform, e.g. `/slack/events`; undefined: nothing comes by HTTP. */
  readonly routes?: HttpApp | undefined;
  /**
   * Posts a new message. `key` is the notice's id: with `features.sendsOncePerKey` a repeat gives the same message.
   * Without it, `mayStandSince` is when an earlier try may have succeeded; its message is looked for first, as far as
   * the platform allows. Throws AdapterError and nothing else.
   */
  send(place: ChatPlace, post: Post, key: string, mayStandSince?: Instant): Promise<PostedMessage>;
  /**
   * Updates the card of one of our messages. Throws AdapterError; kind `gone` if the message or channel was deleted.
   */
  refresh(place: ChatPlace, posted: PostedMessage, post: CardPost): Promise<void>;
  /**
   * Downloads a file that a person sent on this platform. Throws AdapterError; kind `rejected` if the platform hands
   * out none, `too-large` if it has more than `mostBytes`.
   */
  fetchFile(file: SentFile, mostBytes: number): Promise<CarriedFile>;
  /** Posts a file as a message of its own; `key` and `mayStandSince` as in `send`. Throws AdapterError. */
  sendFile(place: ChatPlace, file: CarriedFile, readers: Readers, key: string, mayStandSince?: Instant): Promise<void>;
  /**
   * Marks one of our messages as urgent for these people; a repeat is harmless. Throws AdapterError if one of them
   * cannot be reached this way. Not called where `features.urgentPerDay` is 0.
   */
  urge(place: ChatPlace, posted: PostedMessage, userIds: readonly string[], way: Urgency): Promise<void>;
  /** Looks a person's account up, by its id as direct messages name it. Never throws. */
  findAccount(userId: string): Promise<AccountState>;
  /**
   * Brings the members of a duty group up to date; a repeat is harmless. Gives what keeps the platform from it, if a
   * person has to do something about that. Throws AdapterError for what may pass by itself, and for a refused token. Not
   * called where `features.dutyGroups` is false.
   */
  setDutyGroup(wanted: DutyGroupPost): Promise<GroupTrouble | undefined>;
}

export type AdapterErrorKind =
  | 'rate-limited'
  | 'unavailable'
  | 'unauthorized'
  /** The channel or the message was deleted, or we no longer have access. */
  | 'gone'
  /** Another organisation could read what is for staff. */
  | 'exposed'
  /** The file is larger than the platform takes. */
  | 'too-large'
  /** The receiver failed lately and is left alone for `retryAfterMs` (webhooks). */
  | 'paused'
  /** The receiver wants no messages any more: nothing is owed, and no one has to look. */
  | 'unwanted'
  | 'rejected';

/** A call to a platform failed. Decide by `kind`, never by the message. */
export class AdapterError extends Error {
  readonly platform: Platform;
  readonly kind: AdapterErrorKind;
  /** How long the platform asks us to wait; undefined if it did not say. */
  readonly retryAfterMs: number | undefined;

  constructor(platform: Platform, kind: AdapterErrorKind, options: { retryAfterMs?: number; cause?: unknown } = {}) {
    super(`${platform}: ${kind}`, { cause: options.cause });
    this.platform = platform;
    this.kind = kind;
    this.retryAfterMs = options.retryAfterMs;
  }
}
