/** A civil date, `YYYY-MM-DD`. */
export type CivilDate = string;
/** Opening windows of one date as wall-clock times `[from, to)`; `"24:00"` ends a day. */
export type Windows = readonly (readonly [from: string, to: string])[];
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** A calendar as data (docs/simulate.md, "clock"). Dates in `exceptions` beat `holidays`, which beat the week. */
export interface CalendarSpec {
  readonly timeZone: string;
  readonly week: Readonly<Partial<Record<Weekday, Windows>>>;
  readonly holidays: readonly CivilDate[];
  readonly exceptions: Readonly<Record<CivilDate, Windows>>;
  /** 7×24: the week, holidays and exceptions do not matter. */
  readonly always: boolean;
  /** The last date whose holidays are known; dues after it are provisional. undefined: the calendar needs no yearly notice. */
  readonly coveredUntil: CivilDate | undefined;
}
