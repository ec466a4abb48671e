import { DAY, type Instant } from '../../lib/instant.ts';
import { openZone, wallOfInstant } from '../../lib/zone.ts';
import type { CalendarSpec, CivilDate } from './calendar-spec.ts';
import { dateOfDay, dayOfDate } from './civil-date.ts';

/** The holidays of the notices; their names are the texts `holiday.<key>`. */
export type CnHoliday =
  | 'new-year'
  | 'spring-festival'
  | 'qingming'
  | 'labour-day'
  | 'dragon-boat'
  | 'mid-autumn'
  | 'national-day'
  | 'national-mid-autumn';

/** One year's notice of the State Council General Office on holidays (放假安排); dates are `MM-DD`. */
interface HolidayNotice {
  readonly year: number;
  readonly source: string;
  /** Holiday spans, both ends included, weekends inside them too. */
  readonly off: readonly (readonly [first: string, last: string, name: CnHoliday])[];
  /** Weekend days that are worked (调休). */
  readonly makeUp: readonly string[];
}

/** Mainland China. Dates after the last notice are not known yet: a year's notice comes in the autumn before it. */
export const CN_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2024,
    source: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
    off: [
      ['01-01', '01-01', 'new-year'],
      ['02-10', '02-17', 'spring-festival'],
      ['04-04', '04-06', 'qingming'],
      ['05-01', '05-05', 'labour-day'],
      ['06-10', '06-10', 'dragon-boat'],
      ['09-15', '09-17', 'mid-autumn'],
      ['10-01', '10-07', 'national-day'],
    ],
    makeUp: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  {
    year: 2025,
    source: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
    off: [
      ['01-01', '01-01', 'new-year'],
      ['01-28', '02-04', 'spring-festival'],
      ['04-04', '04-06', 'qingming'],
      ['05-01', '05-05', 'labour-day'],
      ['05-31', '06-02', 'dragon-boat'],
      ['10-01', '10-08', 'national-mid-autumn'],
    ],
    makeUp: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  {
    year: 2026,
    source: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
    off: [
      ['01-01', '01-03', 'new-year'],
      ['02-15', '02-23', 'spring-festival'],
      ['04-04', '04-06', 'qingming'],
      ['05-01', '05-05', 'labour-day'],
      ['06-19', '06-21', 'dragon-boat'],
      ['09-25', '09-27', 'mid-autumn'],
      ['10-01', '10-07', 'national-day'],
    ],
    makeUp: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
];

/** The last date whose holidays are known. */
export const CN_COVERED_UNTIL: CivilDate = '2026-12-31';

/**
 * The spec with Chinese working days: holidays closed, make-up days with Monday's hours. Its own `exceptions` and
 * `holidays` are kept.
 */
export function withCnWorkdays(spec: CalendarSpec): CalendarSpec {
  const own = new Set(spec.holidays);
  const monday = spec.week.mon ?? [];
  const makeUp = CN_NOTICES.flatMap(({ year, makeUp }) => makeUp.map((date) => `${year}-${date}`));
  return {
    ...spec,
    holidays: [...own, ...CN_NOTICES.flatMap(daysOff)],
    exceptions: {
      ...Object.fromEntries(makeUp.filter((date) => !own.has(date)).map((date) => [date, monday])),
      ...spec.exceptions,
    },
    coveredUntil: CN_COVERED_UNTIL,
  };
}

/**
 * The year whose holidays should be known by now and are not; undefined if there is nothing to warn of. A year's notice
 * is expected by 1 November of the year before, in Shanghai.
 */
export function missingYear(now: Instant, coveredUntil: CivilDate): number | undefined {
  const today = dateOfDay(Math.floor(wallOfInstant(openZone('Asia/Shanghai'), now) / DAY));
  const firstUnknown = dateOfDay(dayOfDate(coveredUntil) + 1);
  const year = Number(firstUnknown.slice(0, 4));
  return today >= `${year - 1}-11-01` ? year : undefined;
}

/** The holiday that a date belongs to by the notices; undefined: none. */
export function cnHolidayOf(date: CivilDate): CnHoliday | undefined {
  const [year, day] = [Number(date.slice(0, 4)), date.slice(5)];
  const notice = CN_NOTICES.find((each) => each.year === year);
  return notice?.off.find(([first, last]) => first <= day && day <= last)?.[2];
}

/** Whether a date is a weekend day that is worked (调休) by the notices. */
export function isCnMakeUp(date: CivilDate): boolean {
  return CN_NOTICES.some(({ year, makeUp }) => makeUp.some((day) => `${year}-${day}` === date));
}

function daysOff({ year, off }: HolidayNotice): CivilDate[] {
  return off.flatMap(([first, last]) => {
    const firstDay = dayOfDate(`${year}-${first}`);
    const length = dayOfDate(`${year}-${last}`) - firstDay + 1;
    return Array.from({ length }, (_, index) => dateOfDay(firstDay + index));
  });
}
