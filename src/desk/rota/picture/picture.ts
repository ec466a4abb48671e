import { DAY, type Instant } from '../../../lib/instant.ts';
import { type Language, named } from '../../../lib/language.ts';
import { instantOfWall, openZone } from '../../../lib/zone.ts';
import { layersOf } from '../../book/rotation-rule.ts';
import type { BookSource } from '../../book/schema.ts';
import { dayKinds } from '../../oncall/day-kind.ts';
import { listSegments, type Roster } from '../../oncall/oncall.ts';
import type { DayKind } from '../../oncall/schedule/layer.ts';
import { rungsIn } from '../../oncall/schedule/schedule.ts';
import { personName } from '../../person/person.ts';
import type { DayNumber } from '../../sla/civil-date.ts';
import { stretchesOf } from '../stretch.ts';

/** What the picture of a schedule shows, before it is drawn: rows of bars over days. Pure functions of a schedule. */

export interface Picture {
  readonly language: Language;
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly days: readonly PictureDay[];
  readonly groups: readonly Group[];
  /** Everyone in the picture, in the order of their names. */
  readonly people: readonly Legend[];
  /** Today's line; undefined: now is not in the picture. */
  readonly nowAt: Instant | undefined;
  /** IANA name of the zone of the days. */
  readonly timeZone: string;
  /** How many rotations did not fit. */
  readonly left: number;
}

export interface PictureDay {
  readonly day: DayNumber;
  readonly fromAt: Instant;
  readonly kind: DayKind;
}

/** A rotation. `rows`: its layers, the highest first, and last the final schedule. */
export interface Group {
  readonly name: string;
  readonly rows: readonly Row[];
}

export interface Row {
  /** A layer's name; undefined: the final schedule. */
  readonly layer: string | undefined;
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly fromAt: Instant;
  readonly toAt: Instant;
  readonly name: string;
  /** Place of the person's colour; undefined: no one has the bell. */
  readonly colour: number | undefined;
  /** Whether the person whose shift it is is not there, or it is no one's. */
  readonly isGap: boolean;
}

export interface Legend {
  readonly name: string;
  readonly colour: number;
}

/** The days that a picture shows. */
export const PICTURE_DAYS = 14;
/** More rows make a picture that no phone shows; the others are asked for by their rotation's name. */
const MOST_ROWS = 48;

/** What a picture is made of. */
export interface PictureParts {
  readonly source: BookSource;
  readonly rosters: readonly Roster[];
  readonly firstDay: DayNumber;
  readonly now: Instant;
  readonly language: Language;
}

export function pictureOf({ source, rosters, firstDay, now, language }: PictureParts): Picture {
  const { timeZone } = source.provider;
  const zone = openZone(timeZone);
  const startOf = (day: DayNumber) => instantOfWall(zone, day * DAY);
  const [fromAt, toAt] = [startOf(firstDay), startOf(firstDay + PICTURE_DAYS)];
  const kindOf = dayKinds(source, rosters[0]?.rotation.calendar ?? 'office');
  const days = Array.from({ length: PICTURE_DAYS }, (_, index) => firstDay + index);
  const barsOf = barMaker(source, coloursOf(rosters, fromAt, toAt), language);
  const all = rosters.map((roster) => groupOf(roster, fromAt, toAt, language, barsOf));
  const groups = all.slice(0, countFitting(all));
  return {
    language,
    fromAt,
    toAt,
    days: days.map((day) => ({ day, fromAt: startOf(day), kind: kindOf(day) })),
    groups,
    people: legendOf(groups, language),
    nowAt: now >= fromAt && now < toAt ? now : undefined,
    timeZone,
    left: all.length - groups.length,
  };
}

/** A colour for everyone in the picture, in the order of their keys, so that few pictures have one colour twice. */
function coloursOf(rosters: readonly Roster[], fromAt: Instant, toAt: Instant): ReadonlyMap<string, number> {
  const people = rosters.flatMap((roster) => [
    ...rungsIn(roster.schedule.editions, fromAt, toAt).map(({ member }) => member),
    ...listSegments(roster, fromAt, toAt).flatMap(({ person }) => person ?? []),
  ]);
  return new Map([...new Set(people)].sort().map((key, index) => [key, index]));
}

/** How many groups, at least one, have no more rows than a picture takes. */
function countFitting(groups: readonly Group[]): number {
  let rows = 0;
  const place = groups.findIndex((group, index) => {
    rows += group.rows.length;
    return rows > MOST_ROWS && index > 0;
  });
  return place < 0 ? groups.length : place;
}

type BarsOf = (
  all: readonly { fromAt: Instant; toAt: Instant; person: string | undefined; standsIn: boolean }[],
) => Bar[];

function barMaker(source: BookSource, colours: ReadonlyMap<string, number>, language: Language): BarsOf {
  return (all) =>
    all.map(({ fromAt, toAt, person, standsIn }) => ({
      fromAt,
      toAt,
      name: person === undefined ? '' : personName(source.people, person, language),
      colour: person === undefined ? undefined : colours.get(person),
      isGap: standsIn,
    }));
}

function groupOf(roster: Roster, fromAt: Instant, toAt: Instant, language: Language, barsOf: BarsOf): Group {
  const { rotation, schedule } = roster;
  const rungs = rungsIn(schedule.editions, fromAt, toAt);
  const names = layersOf(rotation).map(({ name }) => named(name ?? rotation.name, language));
  // A schedule of one layer is the final one, but for swaps and absences, which the final row shows.
  const layers = names.length < 2 ? [] : names.map((layer, place) => ({ layer, place })).reverse();
  const rows = layers.map(({ layer, place }) => ({
    layer,
    bars: barsOf(
      rungs
        .filter((rung) => rung.layer === place)
        .map(({ member, ...rung }) => ({ ...rung, person: member, standsIn: false })),
    ),
  }));
  const final = barsOf(stretchesOf(listSegments(roster, fromAt, toAt)));
  return { name: named(rotation.name, language), rows: [...rows, { layer: undefined, bars: final }] };
}

function legendOf(groups: readonly Group[], language: Language): Legend[] {
  const people = new Map<string, number>();
  for (const { rows } of groups)
    for (const { bars } of rows)
      for (const { name, colour } of bars) if (colour !== undefined) people.set(name, colour);
  return [...people]
    .map(([name, colour]) => ({ name, colour }))
    .sort((one, other) => one.name.localeCompare(other.name, language));
}
