import { DAY, type Instant } from '../../lib/instant.ts';
import { openZone, wallOfInstant } from '../../lib/zone.ts';
import type { CalendarSpec, CivilDate } from './calendar-spec.ts';
import { dateOfDay, dayOfDate } from './civil-date.ts';

/** One year's notice of the State Council General Office on holidays (放假安排); dates are `MM-DD`. */
interface HolidayNotice {
  readonly year: number;
  readonly source: string;
  /** Holiday spans, both ends included, weekends inside them too. */
  readonly off: readonly (readonly [first: string, last: string])[];
  /** Weekend days that are worked (调休). */
  readonly makeUp: readonly string[];
}

/** Mainland China. Dates after the last notice are not known yet: a year's notice comes in the autumn before it. */
export const CN_NOTICES: readonly HolidayNotice[] = [
  {
    year: 2024,
    source: 'https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm',
    off: [
      ['01-01', '01-01'],
      ['02-10', '02-17'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-10', '06-10'],
      ['09-15', '09-17'],
      ['10-01', '10-07'],
    ],
    makeUp: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  {
    year: 2025,
    source: 'https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm',
    off: [
      ['01-01', '01-01'],
      ['01-28', '02-04'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['05-31', '06-02'],
      ['10-01', '10-08'],
    ],
    makeUp: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  {
    year: 2026,
    source: 'https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm',
    off: [
      ['01-01', '01-03'],
      ['02-15', '02-23'],
      ['04-04', '04-06'],
      ['05-01', '05-05'],
      ['06-19', '06-21'],
      ['09-25', '09-27'],
      ['10-01', '10-07'],
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

function daysOff({ year, off }: HolidayNotice): CivilDate[] {
  return off.flatMap(([first, last]) => {
    const firstDay = dayOfDate(`${year}-${first}`);
    const length = dayOfDate(`${year}-${last}`) - firstDay + 1;
    return Array.from({ length }, (_, index) => dateOfDay(firstDay + index));
  });
}
