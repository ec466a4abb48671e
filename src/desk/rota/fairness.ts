import { DAY, HOUR, type Instant } from '../../lib/instant.ts';
import { instantOfWall, type Zone } from '../../lib/zone.ts';
import { type DayKind, dayAt } from '../oncall/schedule/layer.ts';
import type { Segment } from '../oncall/schedule/schedule.ts';
import type { DayNumber } from '../sla/civil-date.ts';

/** How duty is shared out among people (D23). Pure functions of a schedule. */

/** How much duty a person has, in milliseconds of real time. */
export interface Share {
  readonly person: string;
  readonly totalMs: number;
  /** Between 22:00 and 06:00. */
  readonly nightMs: number;
  /** On weekends that are not worked and are no public holiday. */
  readonly weekendMs: number;
  readonly holidayMs: number;
}

/** Nights begin at this time of day and end at that of the next one. */
const [NIGHT_FROM_MS, NIGHT_TO_MS] = [22 * HOUR, 30 * HOUR];

/**
 * What each person has of a schedule, those with most first. Time in which no one has the bell is left out. A shift of a
 * person whom the book does not have any more stays theirs (`isKnown`), because the schedule of now would give it to
 * the one who would stand in.
 */
export function sharesOf(
  segments: readonly Segment[],
  zone: Zone,
  kindOf: (day: DayNumber) => DayKind,
  isKnown: (person: string) => boolean,
): Share[] {
  const shares = new Map<string, Share>();
  for (const { fromAt, toAt, person, scheduled } of segments) {
    const whose = scheduled !== undefined && !isKnown(scheduled) ? scheduled : person;
    if (whose === undefined) continue;
    const before = shares.get(whose) ?? { person: whose, totalMs: 0, nightMs: 0, weekendMs: 0, holidayMs: 0 };
    shares.set(whose, plus(before, partsOf(fromAt, toAt, zone, kindOf)));
  }
  return [...shares.values()].sort((one, other) => other.totalMs - one.totalMs || (one.person < other.person ? -1 : 1));
}

type Parts = Omit<Share, 'person'>;

function partsOf(fromAt: Instant, toAt: Instant, zone: Zone, kindOf: (day: DayNumber) => DayKind): Parts {
  const within = (day: DayNumber, fromMs: number, toMs: number) => {
    const [beginsAt, endsAt] = [instantOfWall(zone, day * DAY + fromMs), instantOfWall(zone, day * DAY + toMs)];
    return Math.max(0, Math.min(toAt, endsAt) - Math.max(fromAt, beginsAt));
  };
  let parts: Parts = { totalMs: toAt - fromAt, nightMs: 0, weekendMs: 0, holidayMs: 0 };
  for (let day = dayAt(zone, fromAt) - 1; day <= dayAt(zone, toAt); day++) {
    const kind = kindOf(day);
    parts = {
      ...parts,
      nightMs: parts.nightMs + within(day, NIGHT_FROM_MS, NIGHT_TO_MS),
      weekendMs: parts.weekendMs + (kind === 'weekend' ? within(day, 0, DAY) : 0),
      holidayMs: parts.holidayMs + (kind === 'holiday' ? within(day, 0, DAY) : 0),
    };
  }
  return parts;
}

function plus(share: Share, parts: Parts): Share {
  return {
    person: share.person,
    totalMs: share.totalMs + parts.totalMs,
    nightMs: share.nightMs + parts.nightMs,
    weekendMs: share.weekendMs + parts.weekendMs,
    holidayMs: share.holidayMs + parts.holidayMs,
  };
}

/** A quarter of a year; `quarter` is 1 to 4. */
export interface Quarter {
  readonly year: number;
  readonly quarter: number;
}

/** The quarter that the words name, counted from `today` (`YYYY-MM-DD`); empty words mean the present one. */
export function readQuarter(words: string, today: string): Quarter | undefined {
  const [year, month] = today.split('-').map(Number) as [number, number];
  const present = { year, quarter: Math.ceil(month / 3) };
  const said = words.trim().toLowerCase();
  if (/^(?:|this quarter|本季度?|当季)$/.test(said)) return present;
  if (/^(?:last quarter|last|上个?季度?)$/.test(said)) return move(present, -1);
  if (/^(?:next quarter|next|下个?季度?)$/.test(said)) return move(present, 1);
  const named =
    /^(?:(?<year>\d{4})[-年 ]? ?)?(?:q|第)? ?(?<quarter>[1-4一二三四])(?:季度?)?(?: (?<after>\d{4}))?$/.exec(
      said,
    )?.groups;
  if (!named?.quarter) return undefined;
  const inYear = named.year ?? named.after;
  const quarter = '一二三四'.indexOf(named.quarter) + 1 || Number(named.quarter);
  return { year: inYear === undefined ? year : Number(inYear), quarter };
}

/** `[fromAt, toAt)` of a quarter in a zone. */
export function spanOfQuarter(quarter: Quarter, zone: Zone): { fromAt: Instant; toAt: Instant } {
  const startOf = ({ year, quarter: each }: Quarter) => instantOfWall(zone, Date.UTC(year, (each - 1) * 3, 1));
  return { fromAt: startOf(quarter), toAt: startOf(move(quarter, 1)) };
}

function move({ year, quarter }: Quarter, by: 1 | -1): Quarter {
  if (quarter + by < 1) return { year: year - 1, quarter: 4 };
  return quarter + by > 4 ? { year: year + 1, quarter: 1 } : { year, quarter: quarter + by };
}
