import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Instant } from '../lib/instant.ts';
import type { Card } from './card.ts';
import type { ChatEvent, ChatPlace, Platform } from './event.ts';
import type { Reply } from './reply.ts';

/** What the outbox hands to an adapter: a card, a line, or both (a refreshed card leaves its line in the card's thread). */
export interface Post {
  readonly card: Card | undefined;
  /** One short plain line; empty: none. */
  readonly line: string;
  /** User ids on the platform to ping; nobody is pinged by words in a text. */
  readonly mentions: readonly string[];
  /** The notice it delivers; undefined: nobody is told anything, a card is merely brought up to date. */
  readonly about: About | undefined;
}

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
}

export type Hear = (event: ChatEvent) => Promise<readonly Reply[]>;

/** One chat platform. No optional member: differences are data in `features`. */
export interface ChatAdapter {
  readonly platform: Platform;
  readonly features: AdapterFeatures;
  /** Begins to hear; every verified event goes to `hear` once per delivery. */
  start(hear: Hear): Promise<void>;
  /** Stops hearing, finishes what is under way. */
  stop(): Promise<void>;
  /** Answers an HTTP request when it is this adapter's; false: not mine, nothing was written. */
  receive(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
  /**
   * Puts a new message on the platform. `key` names the sending (the notice's id): where `features.sendsOncePerKey`,
   * a repeat gives the same message. Throws AdapterError and nothing else.
   */
  send(place: ChatPlace, post: Post, key: string): Promise<PostedMessage>;
  /** Shows a new state on a message of ours. Throws AdapterError; kind `gone` when the message or channel is no more. */
  refresh(place: ChatPlace, posted: PostedMessage, card: Card): Promise<void>;
}

export type AdapterErrorKind = 'rate-limited' | 'unavailable' | 'unauthorized' | 'gone' | 'rejected';

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
