import type { CivilDate } from './sla/calendar-spec.ts';
import { type DayNumber, dateOfDay, dayOfDate, weekdayOfDay } from './sla/civil-date.ts';

/** No date is written with more characters. Searching a long pasted text for one would take seconds. */
const MOST_CHARS = 80;

/**
 * Reads a date as people write it, in either language: `2026-10-12`, `10/12`, `10月12日`, `12 Oct`, `tomorrow`, `后天`,
 * `周五`, `下周三`, `next Wed`, `in 3 days`, with or without its weekday. Weeks begin on Monday, `next` means the following
 * week, and a weekday alone is the next day of that name. A date without a year is the next one from `today` on.
 * undefined: not understood. The date may lie in the past. (Not chrono-node: it begins Chinese weeks on Sunday, so that
 * on a Sunday its 下周三 is a week late, and it takes a part of a sentence for a date. People would not notice either.)
 */
export function readDate(text: string, today: CivilDate): CivilDate | undefined {
  if (text.length > MOST_CHARS) return undefined;
  const said = tidy(text);
  const day = dayOfDate(today);
  const found = readRelative(said, day) ?? readWeekday(said, day) ?? readCalendar(said, today);
  if (found !== undefined) return found;
  const withoutWeekday = said.replace(WITH_WEEKDAY, '').trim();
  return withoutWeekday === said ? undefined : readCalendar(withoutWeekday, today);
}

/** Narrow digits, single blanks, no full stop at the end. */
function tidy(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[,。.!]+(?=\s|$)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

const RELATIVE: Readonly<Record<string, number>> = {
  today: 0,
  今天: 0,
  今日: 0,
  tomorrow: 1,
  tmr: 1,
  明天: 1,
  明日: 1,
  'day after tomorrow': 2,
  'the day after tomorrow': 2,
  后天: 2,
  大后天: 3,
};

const NUMERALS = '一二三四五六七八九十';
const IN_DAYS = /^in (\d{1,3}) (day|week)s?$/;
const DAYS_LATER = /^(\d{1,3}|[一二两三四五六七八九十])(?:个)?(天|周|星期|礼拜)(?:之)?后$/;

function readRelative(said: string, today: DayNumber): CivilDate | undefined {
  const known = Object.hasOwn(RELATIVE, said) ? RELATIVE[said] : undefined;
  if (known !== undefined) return dateOfDay(today + known);
  const [, count, unit] = IN_DAYS.exec(said) ?? DAYS_LATER.exec(said) ?? [];
  if (count === undefined) return undefined;
  const isDays = unit === 'day' || unit === '天';
  return dateOfDay(today + numberOf(count) * (isDays ? 1 : 7));
}

function numberOf(text: string): number {
  if (text === '两') return 2;
  return NUMERALS.includes(text) ? NUMERALS.indexOf(text) + 1 : Number(text);
}

const ENGLISH_DAY = '(mon|tue|wed|thu|fri|sat|sun)(?:day|s|sday|nesday|r|rs|rsday|urday)?';
const CHINESE_DAY = '(?:周|星期|礼拜)([一二三四五六日天])';
const WEEKDAY = new RegExp(`^(?:(next|this|on) )?${ENGLISH_DAY}$|^(下下|下|本|这)?(?:个)?${CHINESE_DAY}$`);
const WITH_WEEKDAY = new RegExp(`^${ENGLISH_DAY} |(?: |^)\\(?${ENGLISH_DAY}\\)?$|\\(?${CHINESE_DAY}\\)?$`);
const ENGLISH_DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const CHINESE_DAYS = '一二三四五六日';

function readWeekday(said: string, today: DayNumber): CivilDate | undefined {
  const [whole, which, english, whose, chinese] = WEEKDAY.exec(said) ?? [];
  if (whole === undefined) return undefined;
  const weekday =
    english === undefined
      ? CHINESE_DAYS.indexOf(chinese === '天' ? '日' : (chinese ?? ''))
      : ENGLISH_DAYS.indexOf(english);
  const ofThisWeek = today - weekdayOfDay(today) + weekday;
  if (which === 'next' || whose === '下') return dateOfDay(ofThisWeek + 7);
  if (whose === '下下') return dateOfDay(ofThisWeek + 14);
  if (which === 'this' || whose !== undefined) return dateOfDay(ofThisWeek);
  return dateOfDay(ofThisWeek > today ? ofThisWeek : ofThisWeek + 7);
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MONTH = `(${MONTHS.join('|')})[a-z]*`;
const NUMBERS = /^(?:(\d{4})[-/.年] ?)?(\d{1,2})[-/.月] ?(\d{1,2}) ?[日号]?$/;
const DAY_FIRST = new RegExp(`^(\\d{1,2})(?:st|nd|rd|th)? ?${MONTH}(?: (\\d{4}))?$`);
const MONTH_FIRST = new RegExp(`^${MONTH} ?(\\d{1,2})(?:st|nd|rd|th)?(?: (\\d{4}))?$`);

function readCalendar(said: string, today: CivilDate): CivilDate | undefined {
  const numbers = NUMBERS.exec(said);
  if (numbers) return dateIn(numbers[1], Number(numbers[2]), Number(numbers[3]), today);
  const [, day, month, year] = DAY_FIRST.exec(said) ?? [];
  if (month !== undefined) return dateIn(year, MONTHS.indexOf(month) + 1, Number(day), today);
  const [, monthFirst, dayLast, yearLast] = MONTH_FIRST.exec(said) ?? [];
  if (monthFirst === undefined) return undefined;
  return dateIn(yearLast, MONTHS.indexOf(monthFirst) + 1, Number(dayLast), today);
}

/** The date in that year, or without a year the next such date from `today` on. undefined: there is no such day. */
function dateIn(year: string | undefined, month: number, day: number, today: CivilDate): CivilDate | undefined {
  const [thisYear = ''] = today.split('-');
  const ofYear = (each: number) => {
    const date = `${each}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const isThere = month >= 1 && month <= 12 && day >= 1 && day <= 31 && dateOfDay(dayOfDate(date)) === date;
    return isThere ? date : undefined;
  };
  if (year !== undefined) return ofYear(Number(year));
  const soon = ofYear(Number(thisYear));
  return soon === undefined || soon < today ? ofYear(Number(thisYear) + 1) : soon;
}
