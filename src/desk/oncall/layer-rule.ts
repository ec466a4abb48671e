import { DAY, type Instant } from '../../lib/instant.ts';
import { instantOfWall, openZone, type Zone } from '../../lib/zone.ts';
import { countsDays, type LayerRule, layersOf, type TurnRule } from '../book/rotation-rule.ts';
import type { BookSource } from '../book/schema.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import { type DayNumber, dateOfDay, dayOfDate, WEEKDAYS, weekdayOfDay } from '../sla/civil-date.ts';
import { wallMs } from '../sla/day-plan.ts';
import { dayKinds } from './day-kind.ts';
import { type DayKind, dayAt, type Layer, prepareLayer } from './schedule/layer.ts';
import { partAround, partFrom } from './schedule/turn.ts';

/** A layer of the service book as the schedule counts it. */

/** Where a layer begins to count its turns. */
export interface LayerStart {
  /** The day on which turn 0 begins. */
  readonly day: CivilDate;
  /** The place, among the members as the book has them, of the one who has turn 0. */
  readonly lead: number;
}

export type KindOf = (day: DayNumber) => DayKind;
export type KindsOf = (rule: ZonedRule) => KindOf;

/** A layer with all that decides its turns, also where the rotation says it. */
export type ZonedRule = LayerRule & {
  readonly timeZone: string;
  /** The calendar whose days it counts; undefined: it counts none. */
  readonly calendar?: string;
};

export function rulesOf(turns: TurnRule): ZonedRule[] {
  return layersOf(turns).map((rule: LayerRule & { calendar?: string }) => {
    const start = rule.start ?? turns.start;
    return {
      ...rule,
      timeZone: rule.timeZone ?? turns.timeZone,
      ...(start === undefined ? {} : { start }),
      ...(countsDays(rule) ? { calendar: rule.calendar ?? turns.calendar } : {}),
    };
  });
}

/** Tells the kinds of days for each layer, by its calendar. */
export function kindsBy(source: Pick<BookSource, 'calendars'>): KindsOf {
  const known = new Map<string, KindOf>();
  return ({ calendar = '' }) => {
    const kindOf = known.get(calendar) ?? dayKinds(source, calendar);
    known.set(calendar, kindOf);
    return kindOf;
  };
}

export function layerOf(rule: ZonedRule, { day, lead }: LayerStart, kindOf: KindOf): Layer {
  const { members, turn, every, time } = rule;
  const place = ((lead % members.length) + members.length) % members.length;
  const hours = rule.hours?.map(({ days, from, to }) => {
    const [fromMs, toMs] = [wallMs(from), wallMs(to)];
    return { days, fromMs, toMs: toMs > fromMs ? toMs : toMs + DAY };
  });
  return prepareLayer({
    members: [...members.slice(place), ...members.slice(0, place)],
    turn: { unit: turn, every, atMs: wallMs(time) },
    firstDay: dayOfDate(day),
    hours,
    zone: zoneOf(rule),
    kindOf,
  });
}

/** The layer begins with the turn that has a date of the book; with the one before, where it is a day without handoff. */
export function startOn(rule: ZonedRule, date: CivilDate, kindOf: KindOf): LayerStart {
  return { day: dateOfDay(startBefore(rule, dayOfDate(date), kindOf)), lead: 0 };
}

/** The member at `lead` has the hours of duty that an instant is in, else the next ones. */
export function startAround(rule: ZonedRule, at: Instant, lead: number, kindOf: KindOf): LayerStart {
  return startAt(rule, at, lead, kindOf, partAround);
}

/** The member at `lead` has the first turn that begins at or after an instant. */
export function startFrom(rule: ZonedRule, at: Instant, lead: number, kindOf: KindOf): LayerStart {
  return startAt(rule, at, lead, kindOf, partFrom);
}

function startAt(rule: ZonedRule, at: Instant, lead: number, kindOf: KindOf, find: typeof partAround): LayerStart {
  const near = { day: dateOfDay(startBefore(rule, dayAt(zoneOf(rule), at), kindOf)), lead: 0 };
  const { day, place } = find(layerOf({ ...rule, every: 1 }, near, kindOf), at) ?? {
    day: dayOfDate(near.day),
    place: 0,
  };
  return { day: dateOfDay(day), lead: lead - Math.floor(place / rule.every) };
}

/** When turn 0 begins. */
export function firstInstant(rule: ZonedRule, start: LayerStart, kindOf: KindOf): Instant {
  const midnight = instantOfWall(zoneOf(rule), dayOfDate(start.day) * DAY);
  return partFrom(layerOf(rule, start, kindOf), midnight)?.fromAt ?? midnight;
}

function zoneOf({ timeZone }: ZonedRule): Zone {
  return openZone(timeZone);
}

/** The day at or before `day` on which a turn may begin: on the weekday of the handoff, or on a day that is worked. */
function startBefore({ turn, weekday }: LayerRule, day: DayNumber, kindOf: KindOf): DayNumber {
  if (turn === 'week') return day - ((weekdayOfDay(day) - WEEKDAYS.indexOf(weekday) + 7) % 7);
  if (turn !== 'workday') return day;
  let worked = day;
  while (day - worked < MOST_DAYS_OFF && !isWorked(kindOf(worked))) worked -= 1;
  return worked;
}

/** No calendar of people who work has more. */
const MOST_DAYS_OFF = 60;

function isWorked(kind: DayKind): boolean {
  return kind === 'workday' || kind === 'make-up';
}
