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
import { type Stretch, stretchesOf } from '../stretch.ts';

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
  const shown = rosters.slice(0, countFitting(rosters)).map((roster) => dutyOf(roster, fromAt, toAt));
  const barsOf = barMaker(source, coloursOf(shown), language);
  const groups = shown.map((duty) => groupOf(duty, language, barsOf));
  return {
    language,
    fromAt,
    toAt,
    days: days.map((day) => ({ day, fromAt: startOf(day), kind: kindOf(day) })),
    groups,
    people: legendOf(groups, language),
    nowAt: now >= fromAt && now < toAt ? now : undefined,
    timeZone,
    left: rosters.length - groups.length,
  };
}

/** A rotation's part of the span. */
interface Duty {
  readonly roster: Roster;
  /** Each layer's own shifts, the lowest layer first. */
  readonly layers: readonly (readonly Stretch[])[];
  readonly final: readonly Stretch[];
}

function dutyOf(roster: Roster, fromAt: Instant, toAt: Instant): Duty {
  const rungs = rungsIn(roster.schedule.editions, fromAt, toAt);
  const ofLayer = (place: number) =>
    rungs
      .filter(({ layer }) => layer === place)
      .map((rung): Stretch => ({ fromAt: rung.fromAt, toAt: rung.toAt, person: rung.member, standsIn: false }));
  return {
    roster,
    layers: Array.from({ length: countLayers(roster) }, (_, place) => ofLayer(place)),
    final: stretchesOf(listSegments(roster, fromAt, toAt)),
  };
}

/** The most layers that the rotation has or had: a changed book may have more or fewer. */
function countLayers({ editions }: Roster): number {
  return Math.max(...editions.map(({ turns }) => layersOf(turns).length));
}

/** A colour for everyone in the picture, in the order of their keys, so that few pictures have one colour twice. */
function coloursOf(shown: readonly Duty[]): ReadonlyMap<string, number> {
  const people = shown.flatMap(({ layers, final }) =>
    [...layers.flat(), ...final].flatMap(({ person }) => person ?? []),
  );
  return new Map([...new Set(people)].sort().map((key, index) => [key, index]));
}

/** How many rotations, at least one, have no more rows than a picture takes. */
function countFitting(rosters: readonly Roster[]): number {
  let rows = 0;
  const place = rosters.findIndex((roster, index) => {
    const layers = countLayers(roster);
    rows += layers < 2 ? 1 : layers + 1;
    return rows > MOST_ROWS && index > 0;
  });
  return place < 0 ? rosters.length : place;
}

type BarsOf = (stretches: readonly Stretch[]) => Bar[];

function barMaker(source: BookSource, colours: ReadonlyMap<string, number>, language: Language): BarsOf {
  return (stretches) =>
    stretches.map(({ fromAt, toAt, person, standsIn }) => ({
      fromAt,
      toAt,
      name: person === undefined ? '' : withoutEmoji(personName(source.people, person, language)) || person,
      colour: person === undefined ? undefined : colours.get(person),
      isGap: standsIn,
    }));
}

/** The font of the picture has no emoji: it would draw empty boxes. */
export function withoutEmoji(name: string): string {
  return name
    .replace(/\p{Extended_Pictographic}|\p{Emoji_Modifier}|\p{Regional_Indicator}|[\u200D\u20E3\uFE0E\uFE0F]/gu, '')
    .replace(/\s+/g, ' ')
    .trim();
}

function groupOf({ roster, layers, final }: Duty, language: Language, barsOf: BarsOf): Group {
  const { rotation, editions } = roster;
  const all = editions.map(({ turns }) => layersOf(turns));
  const rows = layers.map((stretches, place): Row => {
    const name = all.findLast((each) => each.length > place)?.[place]?.name ?? rotation.name;
    return { layer: withoutEmoji(named(name, language)), bars: barsOf(stretches) };
  });
  return {
    name: withoutEmoji(named(rotation.name, language)),
    // A schedule of one layer is the final one, but for swaps and absences, which the final row shows.
    rows: [...(rows.length < 2 ? [] : rows.reverse()), { layer: undefined, bars: barsOf(final) }],
  };
}

function legendOf(groups: readonly Group[], language: Language): Legend[] {
  // Two people may have one name.
  const people = new Map<number, string>();
  for (const { rows } of groups)
    for (const { bars } of rows)
      for (const { name, colour } of bars) if (colour !== undefined) people.set(colour, name);
  return [...people]
    .map(([colour, name]) => ({ name, colour }))
    .sort((one, other) => one.name.localeCompare(other.name, language));
}
