import cron from 'node-cron';
import type { Logger } from '../lib/log.ts';

export interface Nightly {
  /** Starts no further run and waits for the one under way. */
  stop(): Promise<void>;
}

/** A quiet minute of the night, every day; not 02:00 to 03:00, which some zones skip in spring. */
export const NIGHTLY_AT = '40 3 * * *';

/**
 * Runs `work` every night at 03:40 in `timeZone` (IANA name), one run at a time. A night that was missed is not made up
 * for: the next one does its work too. A run that fails is logged; node-cron's own lines go through `log`.
 */
export function startNightly(work: () => Promise<void>, timeZone: string, log: Logger, at = NIGHTLY_AT): Nightly {
  let underWay: Promise<void> = Promise.resolve();
  const run = () => {
    underWay = work().catch((error: unknown) => log.error({ err: error }, 'clock.nightly-failed'));
    return underWay;
  };
  const task = cron.schedule(at, run, { timezone: timeZone, noOverlap: true, logger: cronLogger(log) });
  return {
    async stop() {
      await task.destroy();
      await underWay;
    },
  };
}

/** Without it node-cron writes coloured text to the console, between our lines of JSON. */
function cronLogger(log: Logger) {
  const words = (message: string | Error) => (message instanceof Error ? { err: message } : { said: message });
  return {
    info: (message: string) => log.info(words(message), 'clock.cron'),
    warn: (message: string) => log.warn(words(message), 'clock.cron'),
    error: (message: string | Error, error?: Error) =>
      log.error({ ...words(message), ...(error ? { err: error } : {}) }, 'clock.cron'),
    debug: (message: string | Error) => log.debug(words(message), 'clock.cron'),
  };
}
