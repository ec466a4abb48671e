import { DAY, HOUR, type Instant } from '../../lib/instant.ts';
import { instantOfWall, openZone } from '../../lib/zone.ts';
import { listSegments, type Roster } from '../oncall/oncall.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import { dayOfDate } from '../sla/civil-date.ts';
import type { MeantTime, Part } from './wish-words.ts';

/** A person's own time of duty. */
export interface OwnShift {
  readonly rotation: string;
  readonly fromAt: Instant;
  readonly untilAt: Instant;
}

/** How far ahead own shifts are looked for. */
const LOOK_AHEAD = 90 * DAY;

/** The shifts that a person has from `now` on, the earliest first; neighbours are one. */
export function ownShifts(rosters: ReadonlyMap<string, Roster>, person: string, now: Instant): OwnShift[] {
  const shifts = [...rosters].flatMap(([rotation, roster]) => {
    const own: OwnShift[] = [];
    for (const each of listSegments(roster, now, now + LOOK_AHEAD)) {
      if (each.scheduled !== person) continue;
      const last = own.at(-1);
      if (last?.untilAt === each.fromAt) own[own.length - 1] = { ...last, untilAt: each.toAt };
      else own.push({ rotation, fromAt: each.fromAt, untilAt: each.toAt });
    }
    return own;
  });
  return shifts.sort((one, other) => one.fromAt - other.fromAt);
}

/** When a part of a day is, in hours of its date, for shifts that last longer; and where in it a shift has to be. */
const WINDOWS: Readonly<Record<Part | 'all', { within: [number, number]; cut: [number, number] }>> = {
  night: { within: [18, 24], cut: [18, 33] },
  day: { within: [9, 17], cut: [9, 18] },
  all: { within: [0, 24], cut: [0, 24] },
};

/**
 * The own shift that words mean: the one with most time in that part of the day. Of a shift that is longer than a day,
 * as a week is, only that part: a night is 18:00 to 09:00, a day 09:00 to 18:00. undefined: there is none then.
 */
export function meantShift(
  shifts: readonly OwnShift[],
  { dates, part }: MeantTime,
  zoneOf: (rotation: string) => string,
): OwnShift | undefined {
  for (const date of dates) {
    const { within, cut } = WINDOWS[part ?? 'all'];
    const fitting = shifts.map((shift) => ({
      shift,
      ms: overlap(shift, spanOn(date, within, zoneOf(shift.rotation))),
    }));
    const [best] = fitting.filter(({ ms }) => ms > 0).sort((one, other) => other.ms - one.ms);
    if (!best) continue;
    const { shift } = best;
    if (shift.untilAt - shift.fromAt <= DAY) return shift;
    const [fromAt, untilAt] = spanOn(date, cut, zoneOf(shift.rotation));
    return { ...shift, fromAt: Math.max(shift.fromAt, fromAt), untilAt: Math.min(shift.untilAt, untilAt) };
  }
  return undefined;
}

function spanOn(date: CivilDate, [from, to]: [number, number], zone: string): [Instant, Instant] {
  const at = (hour: number) => instantOfWall(openZone(zone), dayOfDate(date) * DAY + hour * HOUR);
  return [at(from), at(to)];
}

function overlap({ fromAt, untilAt }: OwnShift, [from, to]: [Instant, Instant]): number {
  return Math.min(untilAt, to) - Math.max(fromAt, from);
}
