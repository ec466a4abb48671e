import type { Instant } from '../../lib/instant.ts';
import { DAY } from '../../lib/instant.ts';
import { instantOfWall, openZone } from '../../lib/zone.ts';
import { isReachable } from '../person/person.ts';
import { type DayNumber, dayOfDate } from '../sla/civil-date.ts';
import type { BookSource } from './schema.ts';

/** Who is away, as the service book says: whole days of a zone. */

/** Whether a person is away at an instant. */
export type IsAway = (person: string, at: Instant) => boolean;

/** A stretch in which a person (a key of the book's people) is away, `[fromAt, untilAt)`. */
export interface Absence {
  readonly person: string;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

/** Everyone is there: where no one asks who is away. */
export const everyoneThere: IsAway = () => false;

/** Whether a person is away by the book, or cannot be reached at all: whole days of the provider's zone. */
export function awayBy(source: Pick<BookSource, 'people' | 'provider' | 'lost'>): IsAway {
  const absences = absencesOf(source.provider, source.people);
  return (person, at) =>
    !isReachable(source, person) ||
    absences.some((each) => each.person === person && each.fromAt <= at && at < each.untilAt);
}

/** When the book says that people are away: whole days of a zone. */
export function absencesOf(
  { timeZone }: Pick<BookSource['provider'], 'timeZone'>,
  people: BookSource['people'],
): Absence[] {
  const zone = openZone(timeZone);
  const startOf = (day: DayNumber) => instantOfWall(zone, day * DAY);
  return Object.entries(people).flatMap(([person, { away }]) =>
    away.map(({ from, until }) => ({
      person,
      fromAt: startOf(dayOfDate(from)),
      untilAt: startOf(dayOfDate(until) + 1),
    })),
  );
}
