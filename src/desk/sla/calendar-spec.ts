/** A civil date, `YYYY-MM-DD`. */
export type CivilDate = string;
/** Opening hours of a date as times of day `[from, to)`; `"24:00"` is the end of the day. */
export type Windows = readonly (readonly [from: string, to: string])[];
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** A calendar as data (docs/simulate.md, "clock"). `exceptions` override `holidays`, which override the week. */
export interface CalendarSpec {
  readonly timeZone: string;
  readonly week: Readonly<Partial<Record<Weekday, Windows>>>;
  readonly holidays: readonly CivilDate[];
  readonly exceptions: Readonly<Record<CivilDate, Windows>>;
  /** 7×24: the week, holidays and exceptions do not matter. */
  readonly always: boolean;
  /**
   * The last date whose holidays are known; due instants after it are provisional. undefined: the calendar needs no
   * yearly notice, and the book does not say until when its own holidays are known.
   */
  readonly coveredUntil: CivilDate | undefined;
  /** The notices whose holidays it has, for their names; left out: it follows none. */
  readonly notices?: readonly HolidayNotice[];
}

/** The holidays by law of which the notices tell. */
export const FEASTS = [
  'new-year',
  'spring-festival',
  'qingming',
  'labour-day',
  'dragon-boat',
  'mid-autumn',
  'national-day',
] as const;
export type Feast = (typeof FEASTS)[number];

/** The holidays of the notices, two of which may fall together; their names are the texts `holiday.<key>`. */
export type CnHoliday = Feast | 'national-mid-autumn';

/** One year's notice of the State Council General Office on holidays (放假安排). */
export interface HolidayNotice {
  readonly year: number;
  /** Where its days come from: an address, or the name of a file. */
  readonly source: string;
  /** Holiday spans, both ends included, weekends inside them too. New Year's may begin in the year before. */
  readonly off: readonly (readonly [first: CivilDate, last: CivilDate, name: CnHoliday])[];
  /** Weekend days that are worked (调休). */
  readonly makeUp: readonly CivilDate[];
}
