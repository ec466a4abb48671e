import { AdapterError, type AdapterErrorKind } from '../chat/adapter.ts';
import { HOUR, MINUTE, SECOND } from '../lib/instant.ts';

/** What to do with a notice whose delivery failed. */
export type Verdict =
  | { readonly next: 'wait'; readonly afterMs: number; readonly attempts: number; readonly alarm: boolean }
  /** Not here: the next fallback is used; without one the notice is dead. */
  | { readonly next: 'elsewhere' }
  /** Nothing is owed any more. */
  | { readonly next: 'drop' }
  | { readonly next: 'dead' };

/** What to do after failures that may pass. */
interface Rule {
  /** How many failures of this kind a notice survives; Infinity: it waits until it works. */
  readonly patience: number;
  /** Whether such a failure counts against the patience. */
  readonly counts: boolean;
  /** Whether it raises the alarm while the notice waits. A dead notice always does. */
  readonly alarm: boolean;
  /** How long to wait after the n-th failure (from 1), if the platform does not say. */
  waitMs(failures: number): number;
}

/** Short, so that a chat server that comes back is served within seconds. */
const LONGEST_WAIT = 15 * SECOND;

function backOff(failures: number): number {
  return Math.min(LONGEST_WAIT, SECOND * 2 ** (failures - 1));
}

/** What is done after each kind of failure. `fault` is everything that is not an AdapterError. */
const RULES: Readonly<Record<AdapterErrorKind | 'fault', Rule | 'elsewhere' | 'drop' | 'dead'>> = {
  // A rate limit delays, never cancels.
  'rate-limited': { patience: Infinity, counts: false, alarm: false, waitMs: () => SECOND },
  // No notice is lost because a platform was down: it is tried for eight hours, then a person must look.
  unavailable: { patience: (8 * HOUR) / LONGEST_WAIT, counts: true, alarm: false, waitMs: backOff },
  // A person must renew a token; then the waiting notices go out.
  unauthorized: { patience: Infinity, counts: false, alarm: true, waitMs: () => 5 * MINUTE },
  // The channel was deleted, or people of another organisation read it.
  gone: 'elsewhere',
  exposed: 'elsewhere',
  'too-large': 'elsewhere',
  paused: { patience: Infinity, counts: false, alarm: false, waitMs: () => MINUTE },
  unwanted: 'drop',
  // The platform will never take it, so repeating is useless.
  rejected: 'dead',
  fault: { patience: 4, counts: true, alarm: false, waitMs: backOff },
};

/** Decides by the kind of a failed delivery alone. `attempts`: earlier failures that counted. */
export function judge(error: unknown, attempts: number): Verdict {
  const rule = RULES[kindOf(error)];
  if (typeof rule === 'string') return { next: rule };
  const failures = attempts + (rule.counts ? 1 : 0);
  if (failures > rule.patience) return { next: 'dead' };
  const told = error instanceof AdapterError ? error.retryAfterMs : undefined;
  return { next: 'wait', afterMs: told ?? rule.waitMs(failures), attempts: failures, alarm: rule.alarm };
}

/** How long a platform wants no calls after a rate limit. */
export function askedWaitMs(error: unknown): number {
  return (error instanceof AdapterError ? error.retryAfterMs : undefined) ?? SECOND;
}

/** How often a file is tried, within seconds: words of the same channel wait behind it. */
const FILE_TRIES = 4;
/** Kinds of failure that may soon be over. */
const PASSING: readonly string[] = ['rate-limited', 'unavailable', 'fault'];

/**
 * Decides about a failed file: if it will not soon work it goes `elsewhere`, which tells people, so that no words wait
 * for it.
 */
export function judgeFile(error: unknown, attempts: number): Verdict {
  const tries = attempts + 1;
  if (!PASSING.includes(kindOf(error)) || tries >= FILE_TRIES) return { next: 'elsewhere' };
  const told = error instanceof AdapterError ? error.retryAfterMs : undefined;
  return { next: 'wait', afterMs: Math.min(told ?? backOff(tries), LONGEST_WAIT), attempts: tries, alarm: false };
}

/** The short word by which a failure is stored and logged. */
export function kindOf(error: unknown): AdapterErrorKind | 'fault' {
  return error instanceof AdapterError ? error.kind : 'fault';
}
