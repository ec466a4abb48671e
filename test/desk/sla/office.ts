import type { CalendarSpec, Windows } from '../../../src/desk/sla/calendar.ts';

/** Five eight-hour days with a lunch break, no holidays. */
const HOURS: Windows = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];

export const PLAIN_OFFICE: CalendarSpec = {
  timeZone: 'Asia/Shanghai',
  week: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS },
  holidays: [],
  exceptions: {},
  always: false,
  coveredUntil: undefined,
};

export function spec(changes: Partial<CalendarSpec>): CalendarSpec {
  return { ...PLAIN_OFFICE, week: {}, ...changes };
}

/** The same windows on all seven days. */
export function everyDay(windows: Windows): CalendarSpec['week'] {
  return { mon: windows, tue: windows, wed: windows, thu: windows, fri: windows, sat: windows, sun: windows };
}
