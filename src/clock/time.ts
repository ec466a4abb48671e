import type { Database } from '../db/database.ts';
import { type Clock, MINUTE, SECOND } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import { startNightly } from './nightly.ts';
import { createPulse, type Pulse } from './pulse.ts';
import { createStepWatch, type StepWatch } from './steps.ts';
import { sweepReceipts } from './sweep.ts';
import { createTicking, type Look, type Pacer, realPacer, type Ticking } from './ticking.ts';

export interface TimeParts {
  readonly database: Database;
  readonly wallClock: Clock;
  /** Whose nights are quiet; an IANA name. */
  readonly timeZone: string;
  /** Lets happen what is due. */
  readonly look: Look;
  /** What else is done every night. */
  readonly byNight: () => Promise<void>;
  /** How intake and outbox stand; shown in `ready`. Throws where the database cannot be asked. */
  readonly queues: () => Promise<object>;
  /** Aborted as the process begins to stop. */
  readonly stopping: AbortSignal;
  readonly log: Logger;
  /** Left out: real timers. */
  readonly pacer?: Pacer;
}

/** All that a running desk does by itself as time passes. */
export interface Time {
  /** The first look comes a second later. */
  start(): void;
  stop(): Promise<void>;
  /** What `/readyz` shows. Never throws: `ok` is false and `fault` says which part fails. */
  ready(): Promise<{ readonly ok: boolean }>;
  /** As `Ticking` has it. */
  lateMs(): number;
}

/** A tick this late means that no due work is looked at: the desk is not ready. */
const LATE_MS = 30 * SECOND;
const BEAT_EVERY_MS = MINUTE;

/** Makes the tick, the watch over the wall clock, the pulse and the nightly work; only the tick waits for `start`. */
export function startTime(parts: TimeParts): Time {
  const { database, wallClock, timeZone, log, stopping, pacer = realPacer } = parts;
  const clocks = { wall: wallClock.now, monotonic: pacer.monotonic };
  const steps = createStepWatch({ ...clocks, log });
  const pulse = createPulse({ ...clocks, database });
  const upkeep = createUpkeep(steps, pulse, pacer, log);
  const ticking = createTicking(
    async (alive) => {
      await upkeep();
      await parts.look(alive);
    },
    log,
    pacer,
  );
  const nightly = startNightly(
    async () => {
      const receipts = await sweepReceipts(database.query, wallClock.now(), stopping);
      if (receipts > 0) log.info({ receipts }, 'clock.swept');
      await parts.byNight();
    },
    timeZone,
    log,
  );
  return {
    start: ticking.start,
    async stop() {
      await Promise.all([ticking.stop(), nightly.stop()]);
    },
    lateMs: ticking.lateMs,
    ready: () => tellReady(parts, steps, pulse, ticking),
  };
}

/** Notes steps of the wall clock, and its newest reading once a minute. A write that fails stops no tick. */
function createUpkeep(steps: StepWatch, pulse: Pulse, pacer: Pacer, log: Logger): () => Promise<void> {
  let beatMs = Number.NEGATIVE_INFINITY;
  return async () => {
    const step = steps.look();
    const isBeatDue = pacer.monotonic() - beatMs >= BEAT_EVERY_MS;
    if (isBeatDue) beatMs = pacer.monotonic();
    try {
      if (step) await pulse.noteStep(step);
      if (isBeatDue) await pulse.beat();
    } catch (error) {
      log.error({ err: error }, 'clock.pulse-failed');
    }
  };
}

async function tellReady({ queues, log }: TimeParts, steps: StepWatch, pulse: Pulse, ticking: Ticking) {
  const lateMs = ticking.lateMs();
  const isLate = lateMs >= LATE_MS;
  const clock = { ok: !isLate, lateMs, ...steps.latest() };
  try {
    const stats = await queues();
    try {
      await pulse.beat();
    } catch (error) {
      log.error({ err: error }, 'app.database-refuses-writes');
      return { ok: false, fault: 'database-refuses-writes', ...stats, clock };
    }
    return isLate ? { ok: false, fault: 'tick-late', ...stats, clock } : { ok: true, ...stats, clock };
  } catch (error) {
    log.error({ err: error }, 'app.database-unreachable');
    return { ok: false, fault: 'database-unreachable', clock };
  }
}
