import { z } from 'zod';
import { isIsoDate } from '../../lib/iso-time.ts';
import { findZone, isZoneName } from '../../lib/zone.ts';
import type { CalendarSpec, Windows } from './calendar-spec.ts';
import { WEEKDAYS } from './civil-date.ts';

export const CivilDateText = z.string().refine(isIsoDate, 'must be a date that exists, such as "2026-10-01"');

const WallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'must be a time from "00:00" to "24:00"');

const WindowsText = z.array(z.tuple([WallTime, WallTime])).superRefine((windows, context) => {
  const problem = windowsProblem(windows);
  if (problem) context.addIssue({ code: 'custom', message: problem.message, path: [problem.index] });
});

const ZONE_FORM = 'must be an IANA time zone, such as "Asia/Shanghai"';
const TimeZone = z.string().refine(isTimeZone, ZONE_FORM);

/**
 * The calendar of a `deskbell clock` question. Refuses unknown fields: a misspelt `holidays` would change every answer.
 */
export const CalendarQuestion = z
  .strictObject({
    timeZone: TimeZone.optional(),
    week: z.partialRecord(z.enum(WEEKDAYS), WindowsText).default({}),
    holidays: z.array(CivilDateText).default([]),
    exceptions: z.record(CivilDateText, WindowsText).default({}),
    always: z.boolean().default(false),
  })
  .transform(({ timeZone, ...hours }, context): CalendarSpec => {
    // Without opening hours the zone does not matter, so `{"always": true}` is a complete calendar.
    if (timeZone === undefined && !hours.always) {
      context.addIssue({
        code: 'custom',
        message: ZONE_FORM,
        path: ['timeZone'],
      });
      return z.NEVER;
    }
    const windows = [...Object.values(hours.week), ...Object.values(hours.exceptions)].flat();
    if (!hours.always && windows.length === 0) {
      context.addIssue({
        code: 'custom',
        message: 'is never open: no date has hours; write a week, or "always": true',
        path: [],
      });
      return z.NEVER;
    }
    return { timeZone: timeZone ?? 'UTC', ...hours, coveredUntil: undefined };
  });

/**
 * What is wrong with the windows of a date, and with which. Windows may touch. Times in the same format compare as
 * text.
 */
function windowsProblem(windows: Windows): { readonly index: number; readonly message: string } | undefined {
  for (const [index, [from, to]] of windows.entries()) {
    if (from >= to) return { index, message: 'must open before it closes; a day ends at "24:00"' };
    const clash = windows.slice(0, index).find((other) => from < other[1] && other[0] < to);
    if (clash) return { index, message: `overlaps "${clash[0]}" to "${clash[1]}"` };
  }
  return undefined;
}

function isTimeZone(name: string): boolean {
  return isZoneName(name) && findZone(name) !== undefined;
}
