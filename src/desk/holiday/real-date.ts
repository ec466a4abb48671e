import { lastDayOf } from '../sla/civil-date.ts';

/** Whether a text is a date that exists, as `YYYY-MM-DD`. */
export function isRealDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  const [mm, dd] = [Number(month), Number(day)];
  return mm >= 1 && mm <= 12 && dd >= 1 && dd <= lastDayOf(Number(year), mm);
}
