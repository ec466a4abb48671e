import { DAY, type Instant } from '../../lib/instant.ts';
import { type Gap, gapsIn, nextHandoff, type Roster } from './oncall.ts';

/** How long before it a gap is told of. */
const GAP_TOLD_BEFORE_MS = 7 * DAY;

/** The gaps to be told of by `now`: those of the next seven days. */
export function gapsToTell(roster: Roster, now: Instant): Gap[] {
  return gapsIn(roster, now, now + GAP_TOLD_BEFORE_MS + 1);
}

/**
 * When a rotation has something due after `now`: the bell changes hands, or a gap comes within seven days. `as known
 * now`: what ought to have been told already is due at once, for it was not known then.
 */
export function nextDutyAt(roster: Roster, now: Instant, known: 'before' | 'as known now'): Instant | undefined {
  if (known === 'as known now' && gapsToTell(roster, now).length > 0) return now;
  const tellAt = gapsIn(roster, now, Number.POSITIVE_INFINITY)
    .map(({ fromAt }) => fromAt - GAP_TOLD_BEFORE_MS)
    .filter((at) => at > now);
  const dues = [nextHandoff(roster, now)?.at, ...tellAt].filter((at) => at !== undefined);
  return dues.length > 0 ? Math.min(...dues) : undefined;
}
