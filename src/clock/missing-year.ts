import { missingYear } from '../desk/sla/workdays-cn.ts';
import type { Instant } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';

/** Warns of each year whose holidays will be needed soon and are not loaded: deadlines in it are provisional. */
export function warnOfMissingYear(
  calendars: Iterable<{ spec: { coveredUntil: string | undefined } }>,
  now: Instant,
  log: Logger,
): void {
  const years = new Set<number>();
  for (const { spec } of calendars) {
    const year = spec.coveredUntil === undefined ? undefined : missingYear(now, spec.coveredUntil);
    if (year !== undefined) years.add(year);
  }
  for (const year of years)
    log.warn(
      { year },
      `calendar.year-missing: holidays of ${year} are not loaded; deadlines in it are provisional. When the notice is out: "/desk holidays" in chat, or "deskbell holidays load FILE --apply"`,
    );
}
