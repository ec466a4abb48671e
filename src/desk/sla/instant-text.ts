import { type Instant, SECOND } from '../../lib/instant.ts';
import type { CivilDate } from './calendar-spec.ts';
import { dateOfDay, dayOfDate } from './civil-date.ts';

const INSTANT =
  /^(\d{4}-\d\d-\d\d)T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/**
 * Reads an ISO 8601 instant with a zone (`Z` or an offset). Seconds may be left out, fractions count to the
 * millisecond. undefined for anything else, e.g. a time without a zone or a date that does not exist.
 */
export function parseInstant(text: string): Instant | undefined {
  const date = INSTANT.exec(text)?.[1];
  return date !== undefined && isCivilDate(date) ? Date.parse(text) : undefined;
}

/** UTC with whole seconds, `2026-10-08T04:00:00Z`; a fraction of a second is cut off. */
export function formatUtc(at: Instant): string {
  return `${new Date(Math.floor(at / SECOND) * SECOND).toISOString().slice(0, 19)}Z`;
}

/** Whether the text is a date that exists: `2026-02-30` does not. */
export function isCivilDate(text: string): text is CivilDate {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && dateOfDay(dayOfDate(text)) === text;
}
