import { SECOND } from '../lib/instant.ts';
import { fewestOf } from './gather.ts';
import type { Pace } from './pace.ts';
import { channelKey } from './posted.ts';
import type { TakenNotice } from './store.ts';

/**
 * When many promises break at once, each in a turn of its own, their alerts come to a place one shortly after the other.
 * The first one goes out at once. What follows waits for the others, and becomes one message with them.
 */

/**
 * How long after an alert, and after a message of many, the next message of alerts for the same place waits. So short
 * that 19 of 20 alerts are told within two seconds of their instant, even in a storm.
 */
const AFTER_ONE_MS = SECOND;
const AFTER_MANY_MS = 1.5 * SECOND;
/** How long after a message of many it takes only two alerts to make the next one. */
const STORM_MS = 10 * SECOND;
const FEWEST_IN_A_STORM = 2;

/** Whether a notice is merged with others even where new messages need no pause. */
export function isAlert({ post, lane }: Pick<TakenNotice, 'post' | 'lane'>): boolean {
  // On the card lane it was told already.
  return post.alert !== undefined && lane !== 'card';
}

/** The notices in front of the first alert, which has a message of its own. */
export function beforeAlerts<N extends Pick<TakenNotice, 'post' | 'lane'>>(list: readonly N[]): readonly N[] {
  const first = list.findIndex(isAlert);
  return first < 0 ? list : list.slice(0, first);
}

/** How long this notice has to wait for company; 0: it may go now. */
export function heldMs(pace: Pace, notice: TakenNotice): number {
  return isAlert(notice) ? pace.heldMs(alertsKey(notice)) : 0;
}

/** How many notices like this one must wait at its place before they are merged. */
export function fewestLike(pace: Pace, notice: TakenNotice): number {
  const fewest = fewestOf(notice.lane);
  if (!isAlert(notice)) return fewest;
  return pace.closedMs(stormKey(notice)) > 0 ? Math.min(FEWEST_IN_A_STORM, fewest) : fewest;
}

/** A message of `count` notices is being sent; `head` is one of them. */
export function noteAlerts(pace: Pace, head: TakenNotice, count: number): void {
  if (!isAlert(head)) return;
  pace.hold(alertsKey(head), count > 1 ? AFTER_MANY_MS : AFTER_ONE_MS);
  if (count > 1) pace.close(stormKey(head), STORM_MS);
}

function alertsKey({ place, lane }: TakenNotice): string {
  return `${channelKey(place)} alerts ${lane}`;
}

function stormKey({ place, lane }: TakenNotice): string {
  return `${channelKey(place)} storm ${lane}`;
}
