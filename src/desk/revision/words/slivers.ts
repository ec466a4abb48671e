import { HOUR } from '../../../lib/instant.ts';
import type { DutyRow } from '../../oncall/duty-change.ts';

/** A piece shorter than this, and than an eighth of the shift that it belongs to, gets no row of its own. */
const SLIVER_MS = 2 * HOUR;
const OF_SHIFT = 8;

/**
 * The rows for people to read: where a handoff moves by half an hour, the half hour joins the row of the same shift in
 * the new book, which then counts as changed.
 */
export function withoutSlivers(rows: readonly DutyRow[]): DutyRow[] {
  const joined: DutyRow[] = [];
  for (const row of rows) {
    const last = joined.at(-1);
    if (!last || !isOneShift(last, row)) joined.push(row);
    else if (isSliverOf(row, last)) joined[joined.length - 1] = { ...join(last, row), before: last.before };
    else if (isSliverOf(last, row)) joined[joined.length - 1] = { ...join(last, row), before: row.before };
    else joined.push(row);
  }
  return joined;
}

function join(first: DutyRow, second: DutyRow): DutyRow {
  return { ...first, toAt: second.toAt, isChanged: first.isChanged || second.isChanged };
}

function isOneShift({ after: one }: DutyRow, { after: other }: DutyRow): boolean {
  return one !== undefined && one.person === other?.person && one.scheduled === other?.scheduled;
}

function isSliverOf(row: DutyRow, other: DutyRow): boolean {
  const ms = row.toAt - row.fromAt;
  return ms < SLIVER_MS && ms * OF_SHIFT < other.toAt - other.fromAt;
}
