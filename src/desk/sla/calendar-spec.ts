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
   * yearly notice.
   */
  readonly coveredUntil: CivilDate | undefined;
}
