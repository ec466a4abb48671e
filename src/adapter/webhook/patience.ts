import { answerWords, isTaken, WELL, type WebhookAnswer, type WebhookState } from '../../chat/webhook.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../lib/instant.ts';

/** How long to wait after the n-th failure in a row; then the last of them. */
const WAITS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE, HOUR];
export const LONGEST_WAIT = HOUR;
/** After failing for so long a webhook is disabled. */
export const DISABLED_AFTER = 5 * DAY;
/** Answers that are about this one message: the receiver will never take it. */
const UNFIT: readonly number[] = [400, 413, 415, 422];
/** How often such a message is tried before the next one has its turn. */
const UNFIT_TRIES = 5;
const GONE = 410;

/** What becomes of a message after an answer. */
export type Next =
  | { readonly next: 'taken' }
  | { readonly next: 'wait'; readonly afterMs: number }
  /** This message is given up; those behind it are tried. */
  | { readonly next: 'given-up' }
  /** The receiver wants nothing more, or failed for days: all that waits is dropped. */
  | { readonly next: 'disabled' };

/**
 * Decides by the answer to the first message that waits, for messages of a webhook go out in order: so all failures in a
 * row are of one message. Gives the webhook's state from now on.
 */
export function judgeAnswer(
  before: WebhookState,
  answer: WebhookAnswer,
  now: Instant,
): Next & { readonly state: WebhookState } {
  if (isTaken(answer)) return { next: 'taken', state: WELL };
  const failures = before.failures + 1;
  const failingSince = before.failingSince ?? now;
  const failed = { ...WELL, failures, failingSince, why: answerWords(answer) };
  const status = answer.kind === 'answered' ? answer.status : undefined;
  if (status === GONE || now - failingSince >= DISABLED_AFTER)
    return { next: 'disabled', state: { ...failed, disabledAt: now } };
  if (status !== undefined && UNFIT.includes(status) && failures >= UNFIT_TRIES)
    return { next: 'given-up', state: { ...failed, failures: 0 } };
  const told = answer.kind === 'answered' ? answer.retryAfterMs : undefined;
  const afterMs = Math.max(told ?? 0, WAITS[Math.min(failures, WAITS.length) - 1] ?? LONGEST_WAIT);
  return { next: 'wait', afterMs, state: { ...failed, nextAt: now + afterMs } };
}
