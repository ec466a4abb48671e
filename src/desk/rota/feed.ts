import { t } from '../../i18n/i18n.ts';
import { DAY, type Instant } from '../../lib/instant.ts';
import { named } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { listSegments, type Roster } from '../oncall/oncall.ts';
import { personName } from '../person/person.ts';
import type { Feed } from './store.ts';
import { stretchesOf } from './stretch.ts';

/** A schedule as calendars read it: one event for each shift. Pure functions of schedules. */

export interface FeedEvent {
  /** The same for the same shift whenever it is asked for. */
  readonly uid: string;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly title: string;
  /** Empty: nothing more to say. */
  readonly note: string;
}

/** The past and the future that a feed shows. Its ends move by whole months, so that shifts cut there keep their uid. */
const [PAST_MS, FUTURE_MS] = [35 * DAY, 190 * DAY];

export function spanOfFeed(now: Instant): { fromAt: Instant; toAt: Instant } {
  return { fromAt: startOfMonth(now - PAST_MS), toAt: startOfMonth(now + FUTURE_MS) };
}

function startOfMonth(at: Instant): Instant {
  const date = new Date(at);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
}

/**
 * The events of a feed, rotation by rotation. A rotation's feed names the person in each title; a person's own feed has
 * the shifts in which they ring, as stand-in too. Time in which no one rings is no event.
 */
export function feedEvents(
  { owner, rotation: only, language }: Feed,
  rosters: ReadonlyMap<string, Roster>,
  source: BookSource,
  now: Instant,
): FeedEvent[] {
  const { fromAt, toAt } = spanOfFeed(now);
  return [...rosters].flatMap(([key, roster]) => {
    if (only !== undefined && only !== key) return [];
    const begunAt = roster.editions[0]?.fromAt ?? fromAt;
    const rotation = named(roster.rotation.name, language);
    return stretchesOf(listSegments(roster, Math.max(fromAt, begunAt), toAt)).flatMap((each) => {
      const { person } = each;
      if (person === undefined || (only === undefined && person !== owner)) return [];
      const title =
        only === undefined
          ? t(language, 'rota.feed.on-call', { rotation })
          : `${personName(source.people, person, language)} · ${rotation}`;
      return {
        uid: `${key}-${Math.floor(each.fromAt / 1000)}-${person}@deskbell`,
        fromAt: each.fromAt,
        toAt: each.toAt,
        title,
        note: each.standsIn ? t(language, 'rota.feed.stands-in') : '',
      };
    });
  });
}

/** What a feed is called: the rotation's name, or one's own duty. */
export function feedName({ rotation, language }: Omit<Feed, 'id'>, { rotations }: BookSource): string {
  const name = rotation === undefined ? undefined : rotations[rotation]?.name;
  return name ? named(name, language) : t(language, 'rota.feed.mine');
}
