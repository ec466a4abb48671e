import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CalendarSpec, prepareCalendar, type Windows } from '../../../src/desk/sla/calendar.ts';
import { DAY, type Interval, MINUTE } from '../../../src/lib/instant.ts';
import { spec } from './office.ts';

/** Ten days around a change of a zone's offset. */
const STAGES = [
  ['Asia/Shanghai', '2026-09-25'],
  ['America/New_York', '2026-03-04'],
  ['America/New_York', '2026-10-28'],
  ['Europe/Berlin', '2026-10-20'],
  ['Australia/Lord_Howe', '2026-04-01'],
  ['America/Havana', '2026-03-05'],
  ['Pacific/Apia', '2011-12-25'],
] as const;
const STAGE_MINUTES = (10 * DAY) / MINUTE;
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const stage = fc.constantFrom(...STAGES);
const minute = fc.integer({ min: 0, max: STAGE_MINUTES });
/** Windows between up to six marks on the quarter-hours of a day. */
const windows = fc.uniqueArray(fc.integer({ min: 0, max: 96 }), { maxLength: 6 }).map((marks): Windows => {
  const times = marks.toSorted((a, b) => a - b).map((quarter) => wallTime(quarter * 15));
  return times.flatMap((from, index) => {
    const to = times[index + 1];
    return index % 2 === 0 && to !== undefined ? [[from, to] as const] : [];
  });
});

const world = fc
  .record({ stage, week: fc.array(windows, { minLength: 7, maxLength: 7 }), special: windows })
  .map(({ stage: [timeZone, firstDate], week, special }) => {
    const startAt = Date.parse(`${firstDate}T00:00:00Z`);
    const dates = [2, 4, 6].map((day) => new Date(startAt + day * DAY).toISOString().slice(0, 10));
    const calendar = spec({
      timeZone,
      week: Object.fromEntries(WEEKDAYS.map((weekday, index) => [weekday, week[index] ?? []])),
      holidays: dates.slice(0, 2),
      exceptions: { [dates[1] ?? '']: special, [dates[2] ?? '']: special },
    });
    return { spec: calendar, startAt };
  });
const openWorld = world.filter(({ spec: { week } }) => Object.values(week).some((day) => day.length > 0));
const pauses = fc.array(fc.tuple(minute, minute), { maxLength: 4 });

function wallTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}

function pausesFrom(startAt: number, marks: readonly (readonly [number, number])[]): Interval[] {
  return marks.map(([a, b]) => [startAt + Math.min(a, b) * MINUTE, startAt + Math.max(a, b) * MINUTE]);
}

/** The local time of a stage at each of its minutes; `Intl` is slow, so it is read once. */
const wallClocks = new Map<string, readonly { date: string; weekday: string; time: string }[]>();

function wallClock(timeZone: string, startAt: number) {
  const key = `${timeZone} ${startAt}`;
  const known = wallClocks.get(key);
  if (known) return known;
  const options = { timeZone, weekday: 'short', hourCycle: 'h23' } as const;
  const digits = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const format = new Intl.DateTimeFormat('en-US', { ...options, ...digits });
  const clock = Array.from({ length: STAGE_MINUTES }, (_, index) => {
    const parts = Object.fromEntries(
      format.formatToParts(startAt + index * MINUTE).map(({ type, value }) => [type, value]),
    );
    return {
      date: `${parts.year}-${parts.month}-${parts.day}`,
      weekday: String(parts.weekday).toLowerCase(),
      time: `${parts.hour}:${parts.minute}`,
    };
  });
  wallClocks.set(key, clock);
  return clock;
}

/** The definition, minute by minute: open if the time of day is in a window of its date. */
function openMinutes({ timeZone, week, holidays, exceptions }: CalendarSpec, startAt: number): boolean[] {
  return wallClock(timeZone, startAt).map(({ date, weekday, time }) => {
    const weekly = holidays.includes(date) ? [] : (week[weekday as keyof CalendarSpec['week']] ?? []);
    return (exceptions[date] ?? weekly).some(([from, to]) => from <= time && time < to);
  });
}

describe('against the definition, minute by minute', () => {
  test('openness, length and stretches agree', () => {
    fc.assert(
      fc.property(world, minute, minute, pauses, ({ spec, startAt }, a, b, marks) => {
        const calendar = prepareCalendar(spec);
        const excluded = pausesFrom(startAt, marks);
        const open = openMinutes(spec, startAt);
        const counted = open.map((isOpen, index) => {
          const at = startAt + index * MINUTE;
          return isOpen && !excluded.some(([fromAt, toAt]) => fromAt <= at && at < toAt);
        });
        const [from, to] = [Math.min(a, b), Math.max(a, b)];
        const [fromAt, toAt] = [startAt + from * MINUTE, startAt + to * MINUTE];
        const minutes = counted.slice(from, to).filter(Boolean).length;
        expect(calendar.between(fromAt, toAt, excluded)).toBe(minutes * MINUTE);
        const stretches = calendar.intervals(fromAt, toAt);
        const inStretch = (index: number) =>
          stretches.some(([start, end]) => start <= startAt + index * MINUTE && startAt + index * MINUTE < end);
        for (let index = from; index < to; index += 7) {
          expect(calendar.isOpen(startAt + index * MINUTE)).toBe(open[index]);
          expect(inStretch(index)).toBe(open[index]);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('adding ends after the last minute that counted, subtracting before the first', () => {
    fc.assert(
      fc.property(world, minute, pauses, fc.nat(), ({ spec, startAt }, from, marks, seed) => {
        const calendar = prepareCalendar(spec);
        const excluded = pausesFrom(startAt, marks);
        const counted = openMinutes(spec, startAt).flatMap((isOpen, index) => {
          const at = startAt + index * MINUTE;
          return isOpen && !excluded.some(([fromAt, toAt]) => fromAt <= at && at < toAt) ? [at] : [];
        });
        const now = startAt + from * MINUTE;
        const later = counted.filter((at) => at >= now);
        const earlier = counted.filter((at) => at < now).toReversed();
        if (later.length > 0) {
          const last = seed % later.length;
          expect(calendar.add(now, (last + 1) * MINUTE, excluded)).toBe((later[last] ?? 0) + MINUTE);
        }
        if (earlier.length > 0) {
          const last = seed % earlier.length;
          expect(calendar.subtract(now, (last + 1) * MINUTE, excluded)).toBe(earlier[last]);
        }
      }),
      { numRuns: 100 },
    );
  });
});

describe('laws', () => {
  const span = fc.integer({ min: 1, max: 20 * DAY });

  test('adding and then measuring gives the span back, and so does subtracting', () => {
    fc.assert(
      fc.property(openWorld, minute, span, pauses, ({ spec, startAt }, from, ms, marks) => {
        const calendar = prepareCalendar(spec);
        const excluded = pausesFrom(startAt, marks);
        const now = startAt + from * MINUTE;
        expect(calendar.between(now, calendar.add(now, ms, excluded), excluded)).toBe(ms);
        expect(calendar.between(calendar.subtract(now, ms, excluded), now, excluded)).toBe(ms);
      }),
    );
  });

  test('a span added in two parts ends where it ends in one', () => {
    fc.assert(
      fc.property(openWorld, minute, span, span, ({ spec, startAt }, from, first, second) => {
        const calendar = prepareCalendar(spec);
        const now = startAt + from * MINUTE;
        expect(calendar.add(calendar.add(now, first), second)).toBe(calendar.add(now, first + second));
      }),
    );
  });

  test('a stretch measured in two parts is as long as in one', () => {
    fc.assert(
      fc.property(world, minute, minute, minute, pauses, ({ spec, startAt }, a, b, c, marks) => {
        const calendar = prepareCalendar(spec);
        const excluded = pausesFrom(startAt, marks);
        const [from, middle, to] = [a, b, c].map((mark) => startAt + mark * MINUTE) as [number, number, number];
        const parts = calendar.between(from, middle, excluded) + calendar.between(middle, to, excluded);
        expect(parts).toBe(calendar.between(from, to, excluded));
      }),
    );
  });

  test('a pause outside working time changes nothing', () => {
    fc.assert(
      fc.property(openWorld, minute, span, ({ spec, startAt }, from, ms) => {
        const calendar = prepareCalendar(spec);
        const now = startAt + from * MINUTE;
        const closedAt = calendar.nextClose(now);
        const nights = [[closedAt, calendar.nextOpen(closedAt)]] as const;
        expect(calendar.add(now, ms, nights)).toBe(calendar.add(now, ms));
      }),
    );
  });

  test('subtracting undoes adding, but for the closed time around the start', () => {
    fc.assert(
      fc.property(openWorld, minute, span, ({ spec, startAt }, from, ms) => {
        const calendar = prepareCalendar(spec);
        const now = startAt + from * MINUTE;
        expect(calendar.subtract(calendar.add(now, ms), ms)).toBe(calendar.nextOpen(now));
        expect(calendar.add(calendar.subtract(now, ms), ms)).toBe(calendar.prevOpen(now));
      }),
    );
  });

  test('the order of questions, and so the width of the table, changes no answer', () => {
    fc.assert(
      fc.property(openWorld, minute, span, ({ spec, startAt }, from, ms) => {
        const now = startAt + from * MINUTE;
        const fresh = prepareCalendar(spec);
        const asked = prepareCalendar(spec);
        asked.between(Date.UTC(1950, 0), Date.UTC(2060, 0));
        expect(asked.add(now, ms)).toBe(fresh.add(now, ms));
        expect(asked.subtract(now, ms)).toBe(fresh.subtract(now, ms));
      }),
      { numRuns: 15 },
    );
  });
});
