import { HOUR, type Instant, SECOND } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';

/** A jump of the wall clock, such as a correction by NTP or by hand. */
export interface ClockStep {
  /** The wall clock right after it. */
  readonly at: Instant;
  /** How far it jumped; negative: it was set back. */
  readonly steppedMs: number;
}

export interface StepWatch {
  /** Compares the two clocks; a step since the last look is logged as `clock.stepped` and given back. */
  look(): ClockStep | undefined;
  /** The latest step, for an hour of real time after it. */
  latest(): ClockStep | undefined;
}

export interface StepWatchParts {
  /** The wall clock, in epoch milliseconds. */
  readonly wall: () => Instant;
  /** Milliseconds of a clock that never jumps, from any origin. */
  readonly monotonic: () => number;
  readonly log: Logger;
}

/** NTP slews by half a millisecond per second: a jump of this size is a step. */
const LEAST_STEP_MS = SECOND;
/** How long a step is told of in `/readyz` and by `doctor`. */
export const TELL_STEP_MS = HOUR;

/** Notices steps of the wall clock by a clock that does not jump. A machine that slept shows as a step forward. */
export function createStepWatch({ wall, monotonic, log }: StepWatchParts): StepWatch {
  let offset = wall() - monotonic();
  let latest: (ClockStep & { seenMs: number }) | undefined;
  return {
    look() {
      const [at, seenMs] = [wall(), monotonic()];
      const steppedMs = Math.round(at - seenMs - offset);
      offset = at - seenMs;
      if (Math.abs(steppedMs) < LEAST_STEP_MS) return undefined;
      latest = { at, steppedMs, seenMs };
      log.warn({ steppedMs, direction: steppedMs < 0 ? 'back' : 'forward' }, 'clock.stepped');
      return { at, steppedMs };
    },
    latest() {
      if (!latest || monotonic() - latest.seenMs >= TELL_STEP_MS) return undefined;
      return { at: latest.at, steppedMs: latest.steppedMs };
    },
  };
}
