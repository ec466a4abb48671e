import type { Instant, Interval } from '../../lib/instant.ts';
import { lastStartedAt, type OpenTable, stretchAt } from './open-table.ts';

/**
 * Openings and closings in one table, which covers the instants asked for. undefined: a larger table may have the
 * answer.
 */

export function isOpenWithin(table: OpenTable, at: Instant): boolean {
  const stretch = stretchAt(table, lastStartedAt(table, at));
  return stretch !== undefined && at < stretch[1];
}

/** `at` itself if open, else the next opening. */
export function nextOpenWithin(table: OpenTable, at: Instant): Instant | undefined {
  if (isOpenWithin(table, at)) return at;
  return stretchAt(table, lastStartedAt(table, at) + 1)?.[0];
}

/** `at` itself if the moment before it is open, else the last closing. */
export function prevOpenWithin(table: OpenTable, at: Instant): Instant | undefined {
  const index = lastStartedAt(table, at);
  const stretch = stretchAt(table, index);
  if (stretch && stretch[0] < at) return Math.min(at, stretch[1]);
  return stretchAt(table, index - 1)?.[1];
}

/** The next end of an open stretch after `at`. The end of the table does not count. */
export function nextCloseWithin(table: OpenTable, at: Instant): Instant | undefined {
  const index = lastStartedAt(table, at);
  const stretch = isOpenWithin(table, at) ? stretchAt(table, index) : stretchAt(table, index + 1);
  return stretch && stretch[1] < table.toAt ? stretch[1] : undefined;
}

export function intervalsWithin(table: OpenTable, fromAt: Instant, toAt: Instant): Interval[] {
  const found: Interval[] = [];
  for (let index = Math.max(0, lastStartedAt(table, fromAt)); ; index++) {
    const stretch = stretchAt(table, index);
    if (!stretch || stretch[0] >= toAt) return found;
    const clipped: Interval = [Math.max(stretch[0], fromAt), Math.min(stretch[1], toAt)];
    if (clipped[0] < clipped[1]) found.push(clipped);
  }
}
