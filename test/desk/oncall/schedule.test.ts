import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DAY_KINDS,
  type DayKind,
  type DutyHours,
  type LayerPlan,
  prepareLayer,
} from '../../../src/desk/oncall/schedule/layer.ts';
import { type Schedule, segmentAt, segmentsIn } from '../../../src/desk/oncall/schedule/schedule.ts';
import { prepareCalendar } from '../../../src/desk/sla/calendar.ts';
import { dateOfDay, dayOfDate, weekdayOfDay } from '../../../src/desk/sla/civil-date.ts';
import { cnHolidayOf } from '../../../src/desk/sla/workdays-cn.ts';
import { DAY, HOUR, MINUTE } from '../../../src/lib/instant.ts';
import { openZone } from '../../../src/lib/zone.ts';

const SHANGHAI = 'Asia/Shanghai';
const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const WEEKEND = ['sat', 'sun'] as const;

/** The kinds of days of October 2026 in China: 1–7 holiday, 10 (Sat) worked, 8–9 worked. */
function kindOf(day: number): DayKind {
  const date = dateOfDay(day);
  if (cnHolidayOf(date)) return 'holiday';
  const isWeekend = weekdayOfDay(day) > 4;
  if (date === '2026-10-10' || date === '2026-09-20') return 'make-up';
  return isWeekend ? 'weekend' : 'workday';
}

function plan(about: Partial<Omit<LayerPlan, 'zone'>> & { zone?: string } = {}): LayerPlan {
  const { zone = SHANGHAI, ...rest } = about;
  return {
    members: ['ann', 'ben', 'cat'],
    turn: { unit: 'week', every: 1, atMs: 9 * HOUR },
    firstDay: dayOfDate('2026-09-28'),
    hours: undefined,
    kindOf,
    zone: openZone(zone),
    ...rest,
  };
}

function scheduleOf(layers: readonly LayerPlan[], more: Partial<Schedule> = {}): Schedule {
  const editions = [{ fromAt: 0, layers: layers.map(prepareLayer) }];
  return { editions, dated: [], swaps: [], away: [], standIns: () => [], ...more };
}

const at = (text: string, zone = '+08:00') => Date.parse(`${text}:00${zone}`);

/** The schedule as lines `09-28 09:00 ann`, each with its beginning in Shanghai. */
function lines(schedule: Schedule, from: string, to: string): string[] {
  return segmentsIn(schedule, at(from), at(to)).map(({ fromAt, person, scheduled }) => {
    const wall = new Date(fromAt + 8 * HOUR).toISOString().slice(5, 16).replace('T', ' ');
    return `${wall} ${person ?? 'no one'}${person === scheduled || scheduled === undefined ? '' : ` for ${scheduled}`}`;
  });
}

const NIGHT: DutyHours = { days: WEEKDAYS, fromMs: 17 * HOUR, toMs: 32 * HOUR };
const DAY_LONG: DutyHours = { days: WEEKEND, fromMs: 8 * HOUR, toMs: 32 * HOUR };

describe('turns', () => {
  it('pass on weekly at the time of the handoff', () => {
    expect(lines(scheduleOf([plan()]), '2026-09-28T08:00', '2026-10-12T10:00')).toEqual([
      '09-28 08:00 cat',
      '09-28 09:00 ann',
      '10-05 09:00 ben',
      '10-12 09:00 cat',
    ]);
  });

  it('pass on every two days, every working day, or every two weeks', () => {
    const every = (unit: 'day' | 'workday' | 'week', count: number) =>
      lines(
        scheduleOf([plan({ turn: { unit, every: count, atMs: 9 * HOUR } })]),
        '2026-09-28T09:00',
        '2026-10-13T00:00',
      );
    expect(every('day', 2).slice(0, 3)).toEqual(['09-28 09:00 ann', '09-30 09:00 ben', '10-02 09:00 cat']);
    // Over the National Day holiday (1 to 7 October) the turn of the last working day goes on; the Saturday is worked.
    expect(every('workday', 1)).toEqual([
      '09-28 09:00 ann',
      '09-29 09:00 ben',
      '09-30 09:00 cat',
      '10-08 09:00 ann',
      '10-09 09:00 ben',
      '10-10 09:00 cat',
      '10-12 09:00 ann',
    ]);
    expect(every('week', 2)).toEqual(['09-28 09:00 ann', '10-12 09:00 ben']);
  });
});

describe('hours', () => {
  it('a rota of weekday nights 17:00 to 08:00 and weekend days 08:00 to 08:00', () => {
    const rota = plan({ turn: { unit: 'shift', every: 1, atMs: 0 }, hours: [NIGHT, DAY_LONG] });
    expect(lines(scheduleOf([rota]), '2026-09-28T17:00', '2026-10-01T08:00')).toEqual([
      '09-28 17:00 ann',
      '09-29 08:00 no one',
      '09-29 17:00 ben',
      '09-30 08:00 no one',
      '09-30 17:00 cat',
    ]);
    expect(lines(scheduleOf([rota]), '2026-10-02T17:00', '2026-10-05T08:00')).toEqual([
      '10-02 17:00 ben',
      '10-03 08:00 cat',
      '10-04 08:00 ann',
    ]);
  });

  it('separate layers by kind of day count their turns separately, and a higher layer beats a lower one', () => {
    const days = plan({ members: ['ann', 'ben'] });
    const holidays = plan({
      members: ['dan', 'eve'],
      turn: { unit: 'shift', every: 1, atMs: 0 },
      hours: [{ days: ['holiday'], fromMs: 0, toMs: 24 * HOUR }],
    });
    expect(lines(scheduleOf([days, holidays]), '2026-09-30T12:00', '2026-10-03T12:00')).toEqual([
      '09-30 12:00 ann',
      '10-01 00:00 dan',
      '10-02 00:00 eve',
      '10-03 00:00 dan',
    ]);
  });
});

describe('what beats the layers', () => {
  const swap = (from: string, to: string, person: string) => ({ fromAt: at(from), untilAt: at(to), person });

  it('dated rows beat layers, swaps beat both, the last swap wins', () => {
    const schedule = scheduleOf([plan()], {
      dated: [swap('2026-09-29T00:00', '2026-10-01T00:00', 'dan')],
      swaps: [swap('2026-09-30T00:00', '2026-09-30T12:00', 'eve'), swap('2026-09-30T06:00', '2026-09-30T08:00', 'ben')],
    });
    expect(lines(schedule, '2026-09-28T09:00', '2026-10-02T00:00')).toEqual([
      '09-28 09:00 ann',
      '09-29 00:00 dan',
      '09-30 00:00 eve',
      '09-30 06:00 ben',
      '09-30 08:00 eve',
      '09-30 12:00 dan',
      '10-01 00:00 ann',
    ]);
  });

  it('where the person is away the first stand-in who is there rings; where none is, no one', () => {
    const away = [
      swap('2026-09-28T09:00', '2026-09-29T09:00', 'ann'),
      swap('2026-09-28T12:00', '2026-09-28T15:00', 'ben'),
    ];
    expect(
      lines(scheduleOf([plan()], { away, standIns: () => ['ben'] }), '2026-09-28T09:00', '2026-09-30T00:00'),
    ).toEqual(['09-28 09:00 ben for ann', '09-28 12:00 no one for ann', '09-28 15:00 ben for ann', '09-29 09:00 ann']);
  });

  it('a new edition leaves what was before it as it was', () => {
    const before = scheduleOf([plan()]);
    const edited: Schedule = {
      ...before,
      editions: [
        ...before.editions,
        { fromAt: at('2026-10-05T09:00'), layers: [prepareLayer(plan({ members: ['dan'] }))] },
      ],
    };
    expect(lines(edited, '2026-09-28T09:00', '2026-10-13T00:00')).toEqual(['09-28 09:00 ann', '10-05 09:00 dan']);
  });
});

describe('summer time', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29', 23],
    ['Europe/Berlin', '2026-10-25', 25],
    ['America/New_York', '2026-03-08', 23],
    ['America/New_York', '2026-11-01', 25],
  ])('in %s the shift of %s is %d hours long, with no hole and no double', (zone, date, hours) => {
    const daily = plan({ zone, turn: { unit: 'day', every: 1, atMs: 0 }, firstDay: dayOfDate('2026-01-01') });
    const calendar = prepareCalendar({ timeZone: zone, always: true, week: {}, holidays: [], exceptions: {} } as never);
    const [from, next] = [calendar.atTime(date, '00:00'), calendar.atTime(dateOfDay(dayOfDate(date) + 1), '00:00')];
    const [only, ...more] = segmentsIn(scheduleOf([daily]), from, next);
    expect(more).toEqual([]);
    expect([only?.fromAt, only?.toAt]).toEqual([from, next]);
    expect((next - from) / HOUR).toBe(hours);
  });
});

describe('any schedule', () => {
  const person = fc.constantFrom('ann', 'ben', 'cat', 'dan');
  const instant = fc.integer({ min: at('2026-02-20T00:00'), max: at('2026-11-10T00:00') });
  const fixed = fc
    .record({ fromAt: instant, ms: fc.integer({ min: MINUTE, max: 20 * DAY }), person })
    .map(({ fromAt, ms, person: who }) => ({ fromAt, untilAt: fromAt + ms, person: who }));
  const hours = fc
    .record({
      days: fc.subarray([...DAY_KINDS, ...WEEKDAYS, ...WEEKEND], { minLength: 1 }),
      fromMs: fc.integer({ min: 0, max: 23 }),
      length: fc.integer({ min: 1, max: 24 }),
    })
    .map(({ days, fromMs, length }) => ({ days, fromMs: fromMs * HOUR, toMs: (fromMs + length) * HOUR }));
  const layer = fc
    .record({
      members: fc.uniqueArray(person, { minLength: 1 }),
      unit: fc.constantFrom('day', 'week', 'workday', 'shift'),
      every: fc.integer({ min: 1, max: 4 }),
      atHour: fc.integer({ min: 0, max: 23 }),
      hours: fc.option(fc.array(hours, { minLength: 1, maxLength: 2 }), { nil: undefined }),
      zone: fc.constantFrom(SHANGHAI, 'Europe/Berlin', 'America/New_York', 'Pacific/Apia'),
      firstDay: fc.integer({ min: dayOfDate('2025-12-01'), max: dayOfDate('2026-12-01') }),
    })
    .map(({ unit, every, atHour, ...rest }) =>
      plan({
        ...rest,
        hours: unit === 'shift' ? (rest.hours ?? [{ days: [...DAY_KINDS], fromMs: 0, toMs: DAY }]) : rest.hours,
        turn: { unit: unit as 'day', every, atMs: atHour * HOUR },
      }),
    );
  const schedule = fc
    .record({
      layers: fc.array(layer, { minLength: 1, maxLength: 3 }),
      dated: fc.array(fixed, { maxLength: 2 }),
      swaps: fc.array(fixed, { maxLength: 3 }),
      away: fc.array(fixed, { maxLength: 3 }),
      standIns: fc.uniqueArray(person, { maxLength: 2 }),
    })
    .map(({ layers, standIns, ...rest }) => scheduleOf(layers, { ...rest, standIns: () => standIns }));

  it('has exactly one segment at every instant, neighbours differ, and any window agrees with any other', () => {
    fc.assert(
      fc.property(
        schedule,
        instant,
        fc.integer({ min: 1, max: 30 * DAY }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (all, from, ms, share) => {
          const segments = segmentsIn(all, from, from + ms);
          expect(segments[0]?.fromAt).toBe(from);
          expect(segments.at(-1)?.toAt).toBe(from + ms);
          for (const [index, each] of segments.slice(1).entries()) {
            expect(each.fromAt).toBe(segments[index]?.toAt);
            const { fromAt: _, toAt: __, ...about } = each;
            expect(segments[index]).not.toMatchObject(about);
          }
          const inside = from + Math.floor((ms - 1) * share);
          const found = segments.find((each) => each.fromAt <= inside && inside < each.toAt);
          const alone = segmentAt(all, inside);
          expect([alone.person, alone.scheduled, alone.by]).toEqual([found?.person, found?.scheduled, found?.by]);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('an edition from an instant on changes nothing before it', () => {
    fc.assert(
      fc.property(schedule, layer, instant, (all, added, since) => {
        const edited = { ...all, editions: [...all.editions, { fromAt: since, layers: [prepareLayer(added)] }] };
        const from = since - 20 * DAY;
        expect(segmentsIn(edited, from, since)).toEqual(segmentsIn(all, from, since));
      }),
      { numRuns: 100 },
    );
  });
});
