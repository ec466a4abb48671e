import { DAY, type Instant } from '../../lib/instant.ts';
import { type Gap, gapsIn, nextHandoff, type Roster } from './oncall.ts';

/** How long in advance a gap is announced. */
const GAP_TOLD_BEFORE_MS = 7 * DAY;

/** The gaps to announce by `now`: those of the next seven days. */
export function gapsToTell(roster: Roster, now: Instant): Gap[] {
  return gapsIn(roster, now, now + GAP_TOLD_BEFORE_MS + 1);
}

/**
 * When a rotation next has due work after `now`: a change of shift, or a gap that comes within seven days. With `as
 * known now` gaps within seven days are due at once, because they were not known before.
 */
export function nextDutyAt(roster: Roster, now: Instant, known: 'before' | 'as known now'): Instant | undefined {
  if (known === 'as known now' && gapsToTell(roster, now).length > 0) return now;
  const tellAt = gapsIn(roster, now, Number.POSITIVE_INFINITY)
    .map(({ fromAt }) => fromAt - GAP_TOLD_BEFORE_MS)
    .filter((at) => at > now);
  const dues = [nextHandoff(roster, now)?.at, ...tellAt].filter((at) => at !== undefined);
  return dues.length > 0 ? Math.min(...dues) : undefined;
}
