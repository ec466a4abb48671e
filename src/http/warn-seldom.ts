import { MINUTE } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';

/** Logs the first warning of a kind at once, and once a minute how many more there were. */
export function warnSeldom(log: Logger): (what: string) => void {
  const more = new Map<string, number>();
  return (what) => {
    const known = more.get(what);
    more.set(what, known === undefined ? 0 : known + 1);
    if (known !== undefined) return;
    log.warn(what);
    setTimeout(() => {
      const times = more.get(what) ?? 0;
      more.delete(what);
      if (times > 0) log.warn({ times }, what);
    }, MINUTE).unref();
  };
}
