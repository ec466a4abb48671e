import { AdapterError, type AdapterErrorKind } from '../chat/adapter.ts';
import { HOUR, MINUTE, SECOND } from '../lib/instant.ts';

/** What to do with a notice whose delivery failed. */
export type Verdict =
  | { readonly next: 'wait'; readonly afterMs: number; readonly attempts: number; readonly alarm: boolean }
  /** Never here: the next route is taken; dead where none is left. */
  | { readonly next: 'elsewhere' }
  | { readonly next: 'dead' };

/** For failures that pass. */
interface Rule {
  /** Failures of this kind that a notice survives; Infinity: it waits for better times. */
  readonly patience: number;
  /** Whether a failure wears that patience down. */
  readonly counts: boolean;
  /** Whether the alarm is raised while it waits; a dead one always raises it. */
  readonly alarm: boolean;
  /** How long to wait after the n-th failure (from 1), where the platform does not say. */
  waitMs(failures: number): number;
}

/** A chat server that comes back is served within seconds. */
const LONGEST_WAIT = 15 * SECOND;

function backOff(failures: number): number {
  return Math.min(LONGEST_WAIT, SECOND * 2 ** (failures - 1));
}

/** The one table from what went wrong to what is done about it. `fault` is any throw that is no AdapterError. */
const RULES: Readonly<Record<AdapterErrorKind | 'fault', Rule | 'elsewhere' | 'dead'>> = {
  // A rate limit delays, never cancels.
  'rate-limited': { patience: Infinity, counts: false, alarm: false, waitMs: () => SECOND },
  // No step is skipped because a platform failed: eight hours at the longest wait each, then a person must look.
  unavailable: { patience: (8 * HOUR) / LONGEST_WAIT, counts: true, alarm: false, waitMs: backOff },
  // A person must renew a token; then what waits goes out.
  unauthorized: { patience: Infinity, counts: false, alarm: true, waitMs: () => 5 * MINUTE },
  // The channel was deleted, or outsiders read it.
  gone: 'elsewhere',
  exposed: 'elsewhere',
  'too-large': 'elsewhere',
  // The platform will never take this: repeating changes nothing.
  rejected: 'dead',
  fault: { patience: 4, counts: true, alarm: false, waitMs: backOff },
};

/** Judges a failed delivery by its kind alone. `attempts`: failures before this one that counted. */
export function judge(error: unknown, attempts: number): Verdict {
  const rule = RULES[kindOf(error)];
  if (rule === 'elsewhere' || rule === 'dead') return { next: rule };
  const failures = attempts + (rule.counts ? 1 : 0);
  if (failures > rule.patience) return { next: 'dead' };
  const told = error instanceof AdapterError ? error.retryAfterMs : undefined;
  return { next: 'wait', afterMs: told ?? rule.waitMs(failures), attempts: failures, alarm: rule.alarm };
}

/** How long a platform that refused a call for its rate wants to be left alone. */
export function askedWaitMs(error: unknown): number {
  return (error instanceof AdapterError ? error.retryAfterMs : undefined) ?? SECOND;
}

/** So many tries a file has, within seconds: words of the same channel wait behind it. */
const FILE_TRIES = 4;
/** Failures that may be over by then. */
const PASSING: readonly string[] = ['rate-limited', 'unavailable', 'fault'];

/** Judges a file that did not come over: what does not pass soon is told, `elsewhere`, and no word waits for it. */
export function judgeFile(error: unknown, attempts: number): Verdict {
  const tries = attempts + 1;
  if (!PASSING.includes(kindOf(error)) || tries >= FILE_TRIES) return { next: 'elsewhere' };
  const told = error instanceof AdapterError ? error.retryAfterMs : undefined;
  return { next: 'wait', afterMs: Math.min(told ?? backOff(tries), LONGEST_WAIT), attempts: tries, alarm: false };
}

/** The short word under which a failure is stored and logged. */
export function kindOf(error: unknown): AdapterErrorKind | 'fault' {
  return error instanceof AdapterError ? error.kind : 'fault';
}
