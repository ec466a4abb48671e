import { type Instant, SECOND } from './instant.ts';
import type { WallMs } from './zone.ts';

/**
 * Dates and instants as programs write them: ISO 8601, read strictly, because `Date.parse` makes 3 March of 31 February.
 * Files, adapters and `deskbell clock` read them here. What people type is read in `desk/date-input.ts`.
 * `Date.parse` is left for what we wrote ourselves (rows, the first values of forms) and for the headers of HTTP.
 */

const TIME = '(?:[01]\\d|2[0-3]):[0-5]\\d';
const INSTANT = new RegExp(
  `^(\\d{4}-\\d\\d-\\d\\d)T${TIME}(?::[0-5]\\d(?:\\.\\d{1,9})?)?(?:Z|[+-](?:[01]\\d|2[0-3]):[0-5]\\d)$`,
);
const WALL = new RegExp(`^(\\d{4}-\\d\\d-\\d\\d)T${TIME}$`);

/**
 * Reads an ISO 8601 instant with a zone (`Z` or an offset). Seconds may be left out, fractions count to the
 * millisecond. undefined for anything else, e.g. a time without a zone or a date that does not exist.
 */
export function readIsoInstant(text: string): Instant | undefined {
  const date = INSTANT.exec(text)?.[1];
  return date !== undefined && isIsoDate(date) ? Date.parse(text) : undefined;
}

/** Reads a wall-clock time to the minute, `2026-09-28T09:00`; undefined for other texts and dates that do not exist. */
export function readIsoWall(text: string): WallMs | undefined {
  const date = WALL.exec(text)?.[1];
  return date !== undefined && isIsoDate(date) ? Date.parse(`${text}Z`) : undefined;
}

/** UTC with whole seconds, `2026-10-08T04:00:00Z`; a fraction of a second is cut off. */
export function formatUtc(at: Instant): string {
  return `${new Date(Math.floor(at / SECOND) * SECOND).toISOString().slice(0, 19)}Z`;
}

/** Whether the text is a date `YYYY-MM-DD` that exists: `2026-02-30` does not. */
export function isIsoDate(text: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === text;
}

/** Whether the text is a month `YYYY-MM`. */
export function isIsoMonth(text: string): boolean {
  return /^\d{4}-\d\d$/.test(text) && isIsoDate(`${text}-01`);
}
