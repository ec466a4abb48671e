/** A point in real time: milliseconds since 1970-01-01T00:00Z. Names of instants end in `At`; spans carry their unit (`pausedMs`). */
export type Instant = number;

/** A stretch of real time, `[fromAt, toAt)`. */
export type Interval = readonly [fromAt: Instant, toAt: Instant];

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** Tells the present instant. Only the edges (app, adapters, simulate) hold one; below them `now` is a parameter. */
export interface Clock {
  now(): Instant;
}

/** As the database takes instants: ISO text, in UTC. */
export function isoOf(at: Instant): string {
  return new Date(at).toISOString();
}

/** The same for SQL, where undefined is null. */
export function isoOrNull(at: Instant | undefined): string | null {
  return at === undefined ? null : isoOf(at);
}

const FIRST_AT: Instant = Date.parse('1970-01-01T00:00Z');
const LAST_AT: Instant = Date.parse('9999-12-31T23:59Z');

/** An instant as ISO text in UTC; undefined for what lies outside the years 1970 to 9999, or is no number. */
export function writeInstant(at: Instant): string | undefined {
  return at >= FIRST_AT && at <= LAST_AT ? new Date(at).toISOString() : undefined;
}
