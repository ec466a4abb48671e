import { describe, expect, test } from 'vitest';
import { prepareCalendar } from '../../../src/desk/sla/calendar.ts';
import { withCnWorkdays } from '../../../src/desk/sla/workdays-cn.ts';
import { HOUR, MINUTE, SECOND } from '../../../src/lib/instant.ts';
import { everyDay, PLAIN_OFFICE, spec } from './office.ts';

const office = prepareCalendar(withCnWorkdays(PLAIN_OFFICE));

/** Shanghai has one offset all year. */
function at(wall: string): number {
  return Date.parse(`${wall}+08:00`);
}

describe('adding working hours in Shanghai', () => {
  test.each([
    ['inside one window', '2026-09-28T09:00', 2 * HOUR, '2026-09-28T11:00'],
    ['over the lunch break', '2026-09-28T11:00', 2 * HOUR, '2026-09-28T14:00'],
    ['ending exactly at the lunch break', '2026-09-28T10:00', 2 * HOUR, '2026-09-28T12:00'],
    ['ending exactly at closing time', '2026-09-28T17:00', HOUR, '2026-09-28T18:00'],
    ['a second more', '2026-09-28T17:00', HOUR + SECOND, '2026-09-29T09:00:01'],
    ['from the lunch break', '2026-09-28T12:30', HOUR, '2026-09-28T14:00'],
    ['from a night', '2026-09-28T22:00', HOUR, '2026-09-29T10:00'],
    ['over the National Day week', '2026-09-30T17:00', 4 * HOUR, '2026-10-08T12:00'],
    ['into the make-up Saturday', '2026-10-09T17:00', 4 * HOUR, '2026-10-10T12:00'],
    ['over the Sunday after it', '2026-10-10T17:00', 2 * HOUR, '2026-10-12T10:00'],
    ['over the Spring Festival of 2024', '2024-02-09T17:00', 2 * HOUR, '2024-02-18T10:00'],
    ['a working year of 248 days', '2026-01-01T00:00', 248 * 8 * HOUR, '2026-12-31T18:00'],
  ])('%s', (_, start, ms, end) => {
    expect(office.add(at(start), ms)).toBe(at(end));
  });

  test('zero time gives the start itself, open or not', () => {
    expect(office.add(at('2026-09-28T22:00'), 0)).toBe(at('2026-09-28T22:00'));
    expect(office.subtract(at('2026-09-28T22:00'), 0)).toBe(at('2026-09-28T22:00'));
  });
});

describe('subtracting working hours', () => {
  test.each([
    ['inside one window', '2026-09-28T11:00', 2 * HOUR, '2026-09-28T09:00'],
    ['ending exactly at an opening', '2026-09-28T14:00', HOUR, '2026-09-28T13:00'],
    ['over the lunch break', '2026-09-28T14:00', HOUR + SECOND, '2026-09-28T11:59:59'],
    ['over the National Day week', '2026-10-08T12:00', 4 * HOUR, '2026-09-30T17:00'],
    ['from a night', '2026-09-28T22:00', HOUR, '2026-09-28T17:00'],
  ])('%s', (_, start, ms, end) => {
    expect(office.subtract(at(start), ms)).toBe(at(end));
  });
});

describe('stretches that do not count', () => {
  const start = at('2026-09-28T09:00');

  test.each([
    ['a pause inside working hours moves the end by its length', [['10:00', '10:30']], '11:30'],
    ['one in the lunch break moves nothing', [['12:00', '13:00']], '11:00'],
    ['one that begins before the start counts from the start', [['08:00', '09:30']], '11:30'],
    ['one that begins exactly at the end moves nothing', [['11:00', '11:30']], '11:00'],
    [
      'overlapping ones count once',
      [
        ['10:00', '10:30'],
        ['10:15', '10:45'],
      ],
      '11:45',
    ],
    [
      'unsorted ones are taken in order',
      [
        ['10:30', '10:45'],
        ['09:15', '09:30'],
      ],
      '11:30',
    ],
    [
      'one beyond the end that the pauses before it reach',
      [
        ['10:00', '10:30'],
        ['11:15', '11:45'],
      ],
      '12:00',
    ],
  ] as const)('%s', (_, pauses, end) => {
    const excluded = pauses.map(([from, to]) => [at(`2026-09-28T${from}`), at(`2026-09-28T${to}`)] as const);
    expect(office.add(start, 2 * HOUR, excluded)).toBe(at(`2026-09-28T${end}`));
  });

  test('they are skipped backwards too', () => {
    const excluded = [[at('2026-09-28T10:00'), at('2026-09-28T10:30')]] as const;
    expect(office.subtract(at('2026-09-28T11:30'), 2 * HOUR, excluded)).toBe(at('2026-09-28T09:00'));
    expect(office.subtract(at('2026-09-28T11:30'), HOUR, excluded)).toBe(at('2026-09-28T10:30'));
  });

  test('with a pause that never ends there is no answer', () => {
    const forever = [[start + HOUR, at('9999-12-31T00:00')]] as const;
    expect(() => office.add(start, 2 * HOUR, forever)).toThrow(/before the year 2400/);
    expect(office.add(start, HOUR, forever)).toBe(at('2026-09-28T10:00'));
  });

  test('measuring leaves them out', () => {
    const excluded = [[at('2026-09-28T11:30'), at('2026-09-28T13:30')]] as const;
    expect(office.between(start, at('2026-09-28T18:00'), excluded)).toBe(7 * HOUR);
    expect(office.between(at('2026-09-28T18:00'), start, excluded)).toBe(-7 * HOUR);
  });
});

describe('openings and closings', () => {
  test.each([
    // at, open?, nextOpen, prevOpen, nextClose; on Monday 28 September, the first day after the Mid-autumn holiday, unless a date is given
    ['08:59:59', false, '09:00', '2026-09-24T18:00', '12:00'],
    ['09:00', true, '09:00', '2026-09-24T18:00', '12:00'],
    ['09:00:01', true, '09:00:01', '09:00:01', '12:00'],
    ['12:00', false, '13:00', '12:00', '18:00'],
    ['12:30', false, '13:00', '12:00', '18:00'],
    ['17:59:59', true, '17:59:59', '17:59:59', '18:00'],
    ['18:00', false, '2026-09-29T09:00', '18:00', '2026-09-29T12:00'],
  ])('at %s', (time, isOpen, nextOpen, prevOpen, nextClose) => {
    const full = (wall: string) => at(wall.includes('T') ? wall : `2026-09-28T${wall}`);
    const now = full(time);
    expect(office.isOpen(now)).toBe(isOpen);
    expect(office.nextOpen(now)).toBe(full(nextOpen));
    expect(office.nextClose(now)).toBe(full(nextClose));
    expect(office.prevOpen(now)).toBe(full(prevOpen));
  });

  test('windows that touch, also over midnight, are one stretch', () => {
    const nights = prepareCalendar(
      spec({
        week: {
          mon: [['20:00', '24:00']],
          tue: [
            ['00:00', '03:00'],
            ['03:00', '06:00'],
          ],
        },
      }),
    );
    const stretch = [at('2026-09-28T20:00'), at('2026-09-29T06:00')];
    expect(nights.nextClose(at('2026-09-28T21:00'))).toBe(stretch[1]);
    expect(nights.intervals(at('2026-09-28T00:00'), at('2026-09-30T00:00'))).toEqual([stretch]);
  });

  test('stretches are cut at the ends asked for', () => {
    expect(office.intervals(at('2026-09-28T10:00'), at('2026-09-28T14:00'))).toEqual([
      [at('2026-09-28T10:00'), at('2026-09-28T12:00')],
      [at('2026-09-28T13:00'), at('2026-09-28T14:00')],
    ]);
    expect(office.intervals(at('2026-09-28T12:00'), at('2026-09-28T13:00'))).toEqual([]);
    expect(office.intervals(at('2026-09-28T14:00'), at('2026-09-28T10:00'))).toEqual([]);
  });
});

describe('dates', () => {
  test('an exception beats a holiday, which beats the week', () => {
    const calendar = prepareCalendar(
      spec({
        week: everyDay([['09:00', '18:00']]),
        holidays: ['2026-10-01', '2026-10-02'],
        exceptions: { '2026-10-02': [['10:00', '11:00']], '2026-10-03': [] },
      }),
    );
    const dates = ['2026-09-30', '2026-10-01', '2026-10-02', '2026-10-03'];
    expect(dates.map(calendar.isWorkday)).toEqual([true, false, true, false]);
    expect(calendar.between(at('2026-10-01T00:00'), at('2026-10-04T00:00'))).toBe(HOUR);
  });

  test.each([
    ['2026-09-30', 1, '2026-10-08'],
    ['2026-10-09', 1, '2026-10-10'],
    ['2026-10-04', 1, '2026-10-08'],
    ['2026-10-04', -1, '2026-09-30'],
    ['2026-10-12', -1, '2026-10-10'],
    ['2026-10-04', 0, '2026-10-04'],
    ['2026-01-01', 248, '2026-12-31'],
  ])('%s and %i working days', (date, days, reached) => {
    expect(office.addWorkdays(date, days)).toBe(reached);
  });

  test.each([
    ['2026-09-20', '2026-10-11', '[]', 11],
    ['2026-09-20', '2026-10-10', '[)', 10],
    ['2026-09-20', '2026-10-10', '(]', 10],
    ['2026-09-28', '2026-09-28', '[]', 1],
    ['2026-09-28', '2026-09-28', '[)', 0],
    ['2026-09-29', '2026-09-28', '[]', 0],
    ['2024-01-01', '2024-12-31', '[]', 251],
  ] as const)('from %s to %s %s', (from, to, bounds, count) => {
    expect(office.workdaysBetween(from, to, bounds)).toBe(count);
  });

  test('an instant belongs to the date of its zone', () => {
    expect(office.dateOf(Date.parse('2026-09-30T15:59:59Z'))).toBe('2026-09-30');
    expect(office.dateOf(Date.parse('2026-09-30T16:00:00Z'))).toBe('2026-10-01');
  });

  test('a date closes at the end of its last window', () => {
    expect(office.closeOf('2026-10-10')).toBe(at('2026-10-10T18:00'));
    expect(office.closeOf('2026-10-11')).toBeUndefined();
    expect(office.atTime('2026-10-11', '09:30')).toBe(at('2026-10-11T09:30'));
    expect(office.atTime('2026-10-11', '24:00')).toBe(at('2026-10-12T00:00'));
  });
});

describe('calendars at their limits', () => {
  test('7×24 runs with the clock and never closes', () => {
    const always = prepareCalendar(spec({ always: true, holidays: ['2026-10-01'] }));
    const start = at('2026-10-01T03:30');
    expect(always.add(start, 36 * HOUR)).toBe(start + 36 * HOUR);
    expect(always.subtract(start, 36 * HOUR)).toBe(start - 36 * HOUR);
    expect(always.add(start, HOUR, [[start, start + MINUTE]])).toBe(start + HOUR + MINUTE);
    expect(always.isWorkday('2026-10-01')).toBe(true);
    expect(always.prevOpen(start)).toBe(start);
    expect(() => always.nextClose(start)).toThrow(/always open/);
  });

  test('a week without a gap is as one stretch', () => {
    const calendar = prepareCalendar(spec({ week: everyDay([['00:00', '24:00']]), holidays: ['2031-05-01'] }));
    expect(calendar.nextClose(at('2026-01-01T00:00'))).toBe(at('2031-05-01T00:00'));
    expect(() => calendar.nextClose(at('2031-05-02T00:00'))).toThrow(/before the year 2400/);
  });

  test('a calendar without any hours is refused, not searched for ever', () => {
    const never = prepareCalendar(spec({ exceptions: { '2026-10-10': [] } }));
    expect(never.isOpen(at('2026-10-10T10:00'))).toBe(false);
    expect(never.between(at('2026-01-01T00:00'), at('2027-01-01T00:00'))).toBe(0);
    for (const ask of [never.nextOpen, never.prevOpen, never.nextClose]) {
      expect(() => ask(at('2026-10-10T10:00'))).toThrow('the calendar is never open');
    }
    expect(() => never.add(at('2026-10-10T10:00'), 1)).toThrow('the calendar is never open');
    expect(() => never.addWorkdays('2026-10-10', -1)).toThrow('the calendar is never open');
  });

  test('a calendar of exceptions alone says when it has run out', () => {
    const once = prepareCalendar(spec({ exceptions: { '2026-10-10': [['09:00', '18:00']] } }));
    expect(once.add(at('2020-01-01T00:00'), 9 * HOUR)).toBe(at('2026-10-10T18:00'));
    expect(once.subtract(at('2040-01-01T00:00'), 9 * HOUR)).toBe(at('2026-10-10T09:00'));
    expect(() => once.add(at('2020-01-01T00:00'), 9 * HOUR + 1)).toThrow('not open after 2026-10-10');
    expect(() => once.prevOpen(at('2020-01-01T00:00'))).toThrow('not open before 2026-10-10');
    expect(() => once.addWorkdays('2026-10-10', 1)).toThrow('not open after 2026-10-10');
  });

  test('a hundred years of work are found, years outside the range are refused', () => {
    const daily = prepareCalendar(spec({ week: everyDay([['09:00', '10:00']]) }));
    expect(daily.add(at('2026-01-01T00:00'), 36_525 * HOUR)).toBe(at('2126-01-01T10:00'));
    expect(daily.subtract(at('2026-01-01T00:00'), 36_525 * HOUR)).toBe(at('1926-01-01T09:00'));
    expect(() => daily.isOpen(Date.UTC(2400, 0))).toThrow(/years 1800 to 2399/);
  });
});
