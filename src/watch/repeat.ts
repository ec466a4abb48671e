import type { Logger } from '../lib/log.ts';

/** Calls `work` every `everyMs`, one run at a time, until stopped. A run that fails is logged. Gives how to stop: it waits for the run under way. */
export function repeat(work: () => Promise<void>, everyMs: number, log: Logger, what: string): () => Promise<void> {
  let underWay: Promise<void> = Promise.resolve();
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const next = () => {
    if (!isStopped) timer = setTimeout(run, everyMs);
  };
  const run = () => {
    underWay = work()
      .catch((error: unknown) => log.error({ err: error }, what))
      .then(next);
  };
  next();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await underWay;
  };
}
