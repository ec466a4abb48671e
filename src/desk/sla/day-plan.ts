import { DAY, MINUTE } from '../../lib/instant.ts';
import type { CalendarSpec, Windows } from './calendar-spec.ts';
import { type DayNumber, dayOfDate, WEEKDAYS, weekdayOfDay } from './civil-date.ts';

/** A window in milliseconds after midnight, `[fromMs, toMs)`. */
export interface WallWindow {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The hours of each date, without a zone. */
export interface DayPlan {
  /** In order and not touching; empty on a closed date. */
  windowsOn(day: DayNumber): readonly WallWindow[];
  /** The hours of a date by its day of the week alone. */
  weeklyWindowsOn(day: DayNumber): readonly WallWindow[];
  /** Dates with hours of their own by holidays or exceptions, unordered. */
  readonly specialDays: readonly DayNumber[];
  /**
   * The range of dates that may have hours: infinite if some day of the week has, empty (first after last) if the
   * calendar never opens.
   */
  readonly firstOpenDay: DayNumber;
  readonly lastOpenDay: DayNumber;
}

const CLOSED: readonly WallWindow[] = [];
const WHOLE_DAY: readonly WallWindow[] = [{ fromMs: 0, toMs: DAY }];
const ALWAYS: DayPlan = {
  windowsOn: () => WHOLE_DAY,
  weeklyWindowsOn: () => WHOLE_DAY,
  specialDays: [],
  firstOpenDay: -Infinity,
  lastOpenDay: Infinity,
};

export function planDays(spec: CalendarSpec): DayPlan {
  if (spec.always) return ALWAYS;
  const week = WEEKDAYS.map((weekday) => readWindows(spec.week[weekday] ?? []));
  const special = new Map<DayNumber, readonly WallWindow[]>();
  for (const date of spec.holidays) special.set(dayOfDate(date), CLOSED);
  for (const [date, windows] of Object.entries(spec.exceptions)) special.set(dayOfDate(date), readWindows(windows));
  const specialDays = [...special.keys()];
  const openDays = specialDays.filter((day) => special.get(day) !== CLOSED);
  const weekly = week.some((windows) => windows !== CLOSED);
  const weeklyWindowsOn = (day: DayNumber) => week[weekdayOfDay(day)] ?? CLOSED;
  return {
    windowsOn: (day) => special.get(day) ?? weeklyWindowsOn(day),
    weeklyWindowsOn,
    specialDays,
    firstOpenDay: weekly ? -Infinity : Math.min(...openDays),
    lastOpenDay: weekly ? Infinity : Math.max(...openDays),
  };
}

/** Milliseconds after midnight of `HH:MM`. */
export function wallMs(time: string): number {
  return (Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))) * MINUTE;
}

function readWindows(windows: Windows): readonly WallWindow[] {
  if (windows.length === 0) return CLOSED;
  const sorted = windows.map(([from, to]) => ({ fromMs: wallMs(from), toMs: wallMs(to) }));
  sorted.sort((a, b) => a.fromMs - b.fromMs);
  const joined: WallWindow[] = [];
  for (const window of sorted) {
    const last = joined.at(-1);
    if (last && window.fromMs <= last.toMs) {
      joined[joined.length - 1] = { fromMs: last.fromMs, toMs: Math.max(last.toMs, window.toMs) };
    } else joined.push(window);
  }
  return joined;
}
