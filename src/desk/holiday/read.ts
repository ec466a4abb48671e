import { type Result, refuse } from '../../lib/refusal.ts';
import type { CivilDate } from '../sla/calendar-spec.ts';
import type { ReadNotice } from './holiday.ts';
import { readNoticeIcs } from './read-ics.ts';
import { readNoticeJson } from './read-json.ts';
import { readNoticeText } from './read-text.ts';

/** More than any notice or year of a calendar has; what is longer is not looked at. */
const MOST_SIGNS = 200_000;

export interface Reading {
  /** The year that the person named; undefined: none. */
  readonly asked: number | undefined;
  /** The date in China. */
  readonly today: CivilDate;
  /** The last date whose holidays are known. */
  readonly knownUntil: CivilDate;
}

/**
 * Reads a notice of public holidays in the form in which it comes: the State Council's text, a year of the holiday-cn
 * data set (JSON), or a calendar file (iCalendar). Refused with the line where it is not clear, or cannot be right.
 */
export function readNotice(text: string, { asked, today, knownUntil }: Reading): Result<ReadNotice> {
  if (text.length > MOST_SIGNS) return refuse('holidays.too-much', { most: MOST_SIGNS });
  const begin = text.replace(/^\uFEFF/, '').trimStart();
  if (begin === '') return refuse('holidays.empty');
  if (isBinary(begin)) return refuse('holidays.not-text');
  if (begin.startsWith('{') || begin.startsWith('[')) return readNoticeJson(text.replace(/^\uFEFF/, ''), asked);
  if (/^BEGIN:VCALENDAR/i.test(begin)) return readNoticeIcs(text, asked, knownUntil);
  return readNoticeText(text, asked, today);
}

/** Whether there are signs in it that no text has, as in pictures and PDF or Word files. */
function isBinary(text: string): boolean {
  return [...text.slice(0, 4096)].some((sign) => sign < '\t' || (sign > '\r' && sign < ' '));
}
