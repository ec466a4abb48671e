import type { Instant } from '../lib/instant.ts';
import type { Platform } from './place.ts';

/** The platform of webhooks: programs of others that are told what happens. The channel of a place is a webhook's key. */
export const WEBHOOK: Platform = 'webhook';

/** A finished message for a webhook. */
export interface WebhookMessage {
  /** The same for every try, and when it is sent again later: receivers know repeats by it. Without full stops. */
  readonly id: string;
  /** JSON, as it is signed and sent. */
  readonly body: string;
}

/** What is known of a webhook's receiver. Its failures are counted since it last took a message. */
export interface WebhookState {
  readonly failures: number;
  readonly failingSince: Instant | undefined;
  /** Before then nothing is sent. */
  readonly nextAt: Instant | undefined;
  /** What the last failure was, in a few words: `HTTP 500`, `timeout`. */
  readonly why: string | undefined;
  /** Since when nothing is sent at all, until an operator enables it. */
  readonly disabledAt: Instant | undefined;
}

export const WELL: WebhookState = {
  failures: 0,
  failingSince: undefined,
  nextAt: undefined,
  why: undefined,
  disabledAt: undefined,
};

/** Where a webhook's messages go, and by which secrets they are signed: the current one first. */
export interface WebhookTarget {
  readonly url: string;
  readonly secrets: readonly Uint8Array[];
}

/** A webhook as it is now. */
export interface FoundWebhook {
  readonly target: WebhookTarget;
  readonly state: WebhookState;
}

/** What a receiver answered, or why there was no answer. `refused`: our own rules forbid its address. */
export type WebhookAnswer =
  | { readonly kind: 'answered'; readonly status: number; readonly retryAfterMs: number | undefined }
  | { readonly kind: 'failed'; readonly why: string }
  | { readonly kind: 'refused'; readonly why: string };

/** An answer in a few words: `HTTP 500`. */
export function answerWords(answer: WebhookAnswer): string {
  return answer.kind === 'answered' ? `HTTP ${answer.status}` : answer.why;
}

export function isTaken(answer: WebhookAnswer): boolean {
  return answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;
}
