import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { prepareCalendar } from '../../../src/desk/sla/calendar.ts';
import { CN_COVERED_UNTIL, missingYear, withCnWorkdays } from '../../../src/desk/sla/workdays-cn.ts';
import { PLAIN_OFFICE } from './office.ts';

const office = prepareCalendar(withCnWorkdays(PLAIN_OFFICE));

function everyDate(from: string, until: string): string[] {
  const dates: string[] = [];
  for (let at = Date.parse(from); at <= Date.parse(until); at += 86_400_000) {
    dates.push(new Date(at).toISOString().slice(0, 10));
  }
  return dates;
}

describe('Chinese working days', () => {
  test('agree with chinese-days on every date covered', () => {
    // Its data file, not its functions: those compute in the process's own zone.
    const file = createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json');
    const table = JSON.parse(readFileSync(file, 'utf8')) as Record<'holidays' | 'workdays', Record<string, string>>;
    const dates = everyDate('2024-01-01', CN_COVERED_UNTIL);
    const theirs = dates.filter((date) => {
      if (date in table.workdays) return true;
      return !(date in table.holidays) && ![0, 6].includes(new Date(date).getUTCDay());
    });
    expect(dates).toHaveLength(1096);
    expect(dates.filter(office.isWorkday)).toEqual(theirs);
  });

  test.each([
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('%i has %i of them', (year, count) => {
    expect(office.workdaysBetween(`${year}-01-01`, `${year}-12-31`, '[]')).toBe(count);
  });

  test('a make-up day has the hours of Monday', () => {
    const short = withCnWorkdays({ ...PLAIN_OFFICE, week: { mon: [['08:00', '10:00']] } });
    expect(short.exceptions['2026-10-10']).toEqual([['08:00', '10:00']]);
  });

  test('what the calendar itself says about a date is kept', () => {
    const own = prepareCalendar(
      withCnWorkdays({
        ...PLAIN_OFFICE,
        holidays: ['2026-10-10', '2026-11-02'],
        exceptions: { '2026-10-01': [['09:00', '10:00']], '2026-09-20': [] },
      }),
    );
    const dates = ['2026-10-10', '2026-11-02', '2026-10-01', '2026-09-20', '2026-10-02', '2026-05-09'];
    expect(dates.map(own.isWorkday)).toEqual([false, false, true, false, false, true]);
  });

  test('beyond the last notice the plain week counts', () => {
    expect(office.spec.coveredUntil).toBe('2026-12-31');
    expect(office.isWorkday('2027-01-01')).toBe(true);
  });
});

describe('the warning that next year is missing', () => {
  test.each([
    ['2026-10-31T23:59:59+08:00', undefined],
    ['2026-11-01T00:00:00+08:00', 2027],
    ['2027-03-01T00:00:00+08:00', 2027],
    ['2024-11-01T00:00:00+08:00', undefined],
  ])('on %s: %s', (now, year) => {
    expect(missingYear(Date.parse(now), '2026-12-31')).toBe(year);
  });
});
