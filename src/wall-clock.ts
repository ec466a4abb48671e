import type { Clock } from './lib/instant.ts';

/** Real time. It stands alone, so that a command of the command line need not load the whole desk for it. */
export const wallClock: Clock = { now: () => Date.now() };
