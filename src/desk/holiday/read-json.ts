import { z } from 'zod';
import { type Result, refuse } from '../../lib/refusal.ts';
import { isRealDate } from '../sla/civil-date.ts';
import { holidayIn } from './feast.ts';
import { checkNotice, type ReadDay, type ReadNotice } from './holiday.ts';

/** One year of the public data set holiday-cn, as its files are. */
const HolidayCn = z.object({
  year: z.int(),
  days: z.array(z.object({ name: z.string(), date: z.string(), isOffDay: z.boolean() })),
});

/**
 * Reads a year of the holiday-cn data set: `{"year": 2027, "days": [{"name": "元旦", "date": "2027-01-01", "isOffDay":
 * true}]}`. Refused: other JSON, a year without days, and what `checkNotice` refuses.
 */
export function readNoticeJson(text: string, asked: number | undefined): Result<ReadNotice> {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    return refuse('holidays.bad-json', { problem: error instanceof Error ? error.message : String(error) });
  }
  const parsed = HolidayCn.safeParse(content);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const field = issue?.path.join('.') ?? '';
    const date = typeof issue?.path[1] === 'number' ? dateAt(content, issue.path[1]) : '';
    return refuse('holidays.other-json', { line: lineOf(text, date), field: field === '' ? 'year, days' : field });
  }
  const { year, days } = parsed.data;
  if (asked !== undefined && asked !== year) return refuse('holidays.titled-otherwise', { line: 1, year, asked });
  if (days.length === 0) return refuse('holidays.no-days-yet', { year });
  const read: ReadDay[] = [];
  for (const { name, date, isOffDay } of days) {
    const line = lineOf(text, date);
    const holiday = holidayIn(name);
    if (!isRealDate(date)) return refuse('holidays.no-such-date', { line, date });
    if (!holiday) return refuse('holidays.unknown-name', { line, name });
    read.push({ date, kind: isOffDay ? 'off' : 'work', holiday, line });
  }
  return checkNotice('json', year, read);
}

function dateAt(content: unknown, index: number): string {
  const day = (content as { days?: readonly { date?: unknown }[] }).days?.[index];
  return typeof day?.date === 'string' ? day.date : '';
}

/** The line on which a date stands first; 1 if it does not. */
function lineOf(text: string, date: string): number {
  const at = date === '' ? -1 : text.indexOf(`"${date}"`);
  return at < 0 ? 1 : text.slice(0, at).split('\n').length;
}
