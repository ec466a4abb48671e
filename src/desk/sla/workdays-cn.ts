import { DAY, type Instant } from '../../lib/instant.ts';
import { openZone, wallOfInstant } from '../../lib/zone.ts';
import type { CalendarSpec, CivilDate, CnHoliday, HolidayNotice } from './calendar-spec.ts';
import { dateOfDay, dayOfDate } from './civil-date.ts';

/** Mainland China. Dates after the last notice are not known yet: a year's notice comes in the autumn before it. */
export const CN_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2024,
    source: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
    off: [
      ['2024-01-01', '2024-01-01', 'new-year'],
      ['2024-02-10', '2024-02-17', 'spring-festival'],
      ['2024-04-04', '2024-04-06', 'qingming'],
      ['2024-05-01', '2024-05-05', 'labour-day'],
      ['2024-06-10', '2024-06-10', 'dragon-boat'],
      ['2024-09-15', '2024-09-17', 'mid-autumn'],
      ['2024-10-01', '2024-10-07', 'national-day'],
    ],
    makeUp: [
      '2024-02-04',
      '2024-02-18',
      '2024-04-07',
      '2024-04-28',
      '2024-05-11',
      '2024-09-14',
      '2024-09-29',
      '2024-10-12',
    ],
  },
  {
    year: 2025,
    source: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
    off: [
      ['2025-01-01', '2025-01-01', 'new-year'],
      ['2025-01-28', '2025-02-04', 'spring-festival'],
      ['2025-04-04', '2025-04-06', 'qingming'],
      ['2025-05-01', '2025-05-05', 'labour-day'],
      ['2025-05-31', '2025-06-02', 'dragon-boat'],
      ['2025-10-01', '2025-10-08', 'national-mid-autumn'],
    ],
    makeUp: ['2025-01-26', '2025-02-08', '2025-04-27', '2025-09-28', '2025-10-11'],
  },
  {
    year: 2026,
    source: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
    off: [
      ['2026-01-01', '2026-01-03', 'new-year'],
      ['2026-02-15', '2026-02-23', 'spring-festival'],
      ['2026-04-04', '2026-04-06', 'qingming'],
      ['2026-05-01', '2026-05-05', 'labour-day'],
      ['2026-06-19', '2026-06-21', 'dragon-boat'],
      ['2026-09-25', '2026-09-27', 'mid-autumn'],
      ['2026-10-01', '2026-10-07', 'national-day'],
    ],
    makeUp: ['2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10'],
  },
];

/** The notices of which Deskbell has the days: the shipped ones, and those loaded since, which replace a shipped year. */
export function noticesWith(loaded: readonly HolidayNotice[]): readonly HolidayNotice[] {
  const replaced = new Set(loaded.map(({ year }) => year));
  return [...CN_NOTICES.filter(({ year }) => !replaced.has(year)), ...loaded].sort((a, b) => a.year - b.year);
}

/** The last date whose holidays are known: the end of the last year before the first one without a notice. */
export function coverageOf(notices: readonly HolidayNotice[]): CivilDate {
  const years = new Set(notices.map(({ year }) => year));
  let year = Math.min(...years);
  while (years.has(year + 1)) year += 1;
  return `${year}-12-31`;
}

/** The last date whose holidays are shipped with Deskbell. */
export const CN_COVERED_UNTIL: CivilDate = coverageOf(CN_NOTICES);

/**
 * The spec with Chinese working days: holidays closed, make-up days with Monday's hours. Its own `exceptions` and
 * `holidays` are kept, and so is its `coveredUntil` where that is later than the notices.
 */
export function withCnWorkdays(spec: CalendarSpec, notices: readonly HolidayNotice[] = CN_NOTICES): CalendarSpec {
  const own = new Set(spec.holidays);
  const monday = spec.week.mon ?? [];
  const off = new Set(notices.flatMap(daysOff));
  const makeUp = notices.flatMap((notice) => notice.makeUp).filter((date) => !off.has(date));
  const known = coverageOf(notices);
  return {
    ...spec,
    holidays: [...own, ...off],
    exceptions: {
      ...Object.fromEntries(makeUp.filter((date) => !own.has(date)).map((date) => [date, monday])),
      ...spec.exceptions,
    },
    coveredUntil: spec.coveredUntil !== undefined && spec.coveredUntil > known ? spec.coveredUntil : known,
    notices,
  };
}

/**
 * The year whose holidays should be known by now and are not; undefined if there is nothing to warn of. A year's notice
 * is expected by 1 November of the year before, in Shanghai.
 */
export function missingYear(now: Instant, coveredUntil: CivilDate): number | undefined {
  const firstUnknown = dateOfDay(dayOfDate(coveredUntil) + 1);
  const year = Number(firstUnknown.slice(0, 4));
  return chinaDate(now) >= `${year - 1}-11-01` ? year : undefined;
}

/** The date in Shanghai. */
export function chinaDate(now: Instant): CivilDate {
  return dateOfDay(Math.floor(wallOfInstant(openZone('Asia/Shanghai'), now) / DAY));
}

/** The holiday that a date belongs to by the notices; undefined: none. */
export function cnHolidayOf(date: CivilDate, notices: readonly HolidayNotice[] = CN_NOTICES): CnHoliday | undefined {
  for (const { off } of notices) {
    const span = off.find(([first, last]) => first <= date && date <= last);
    if (span) return span[2];
  }
  return undefined;
}

/** Whether a date is a weekend day that is worked (调休) by the notices. */
export function isCnMakeUp(date: CivilDate, notices: readonly HolidayNotice[] = CN_NOTICES): boolean {
  return notices.some(({ makeUp }) => makeUp.includes(date));
}

/** Every day of a notice's holidays, in order. */
export function daysOff({ off }: Pick<HolidayNotice, 'off'>): CivilDate[] {
  return off.flatMap(([first, last]) => datesFrom(first, last));
}

/** The dates from the first to the last, both included. */
export function datesFrom(first: CivilDate, last: CivilDate): CivilDate[] {
  const firstDay = dayOfDate(first);
  return Array.from({ length: dayOfDate(last) - firstDay + 1 }, (_, index) => dateOfDay(firstDay + index));
}
