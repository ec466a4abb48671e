import { tidyWords } from './date-words.ts';

/** Minutes since midnight. 1440 ends the day; more, which only choices have, are on the next one. */
export type DayMinutes = number;

/** What a text says about a time of day. Only `time` may be used; for the others the person is asked. */
export type TimeRead =
  | { readonly found: 'time'; readonly minutes: DayMinutes }
  /** No clock shows it: `25:00`, `9:75`. `near`: two times that may be meant. */
  | { readonly found: 'no-such-time'; readonly near: readonly DayMinutes[] }
  /** Morning or afternoon, noon or midnight: `3点`, `12am`, `midnight`. */
  | { readonly found: 'which-time'; readonly choices: readonly DayMinutes[] }
  | { readonly found: 'nothing' };

const NOTHING: TimeRead = { found: 'nothing' };
const HOUR = 60;
const NOON = 12 * HOUR;
const MIDNIGHT = 24 * HOUR;

/**
 * Reads a time of day as people write it: `09:00`, `8:10`, `8am`, `8:10 pm`, `noon`, `9点`, `下午3点半`, `晚上8:30`. With a
 * colon and nothing else it is a 24-hour clock. An hour alone from one to six, and twelve, may be in either half of the
 * day: that is asked about, and so is midnight, which begins one day and ends another.
 */
export function readTime(text: string): TimeRead {
  const said = tidyWords(text);
  if (said === 'noon' || said === 'midday' || said === '中午' || said === '正午')
    return { found: 'time', minutes: NOON };
  if (said === 'midnight' || said === '午夜' || said === '半夜') return { found: 'which-time', choices: [0, MIDNIGHT] };
  return readDigits(said) ?? readHalfDay(said) ?? readChinese(said) ?? NOTHING;
}

const DIGITS = /^(\d{1,2}):(\d{2})(?::\d{2})?$/;

function readDigits(said: string): TimeRead | undefined {
  const [, hour, minute] = DIGITS.exec(said) ?? [];
  return hour === undefined ? undefined : timeOf(Number(hour), Number(minute));
}

/** The time on a 24-hour clock. */
function timeOf(hour: number, minute: number): TimeRead {
  const minutes = hour * HOUR + minute;
  if (minute > 59)
    return { found: 'no-such-time', near: [Math.min(hour, 23) * HOUR + 59, (Math.min(hour, 23) + 1) * HOUR] };
  if (minutes > MIDNIGHT) return { found: 'no-such-time', near: [(hour % 24) * HOUR + minute, MIDNIGHT - 1] };
  return { found: 'time', minutes };
}

const HALF_DAY = /^(\d{1,2})(?:[:.](\d{2}))? ?(am|pm|a\.m|p\.m)$/;
const OCLOCK = /^(\d{1,2}) ?o'?clock$/;

function readHalfDay(said: string): TimeRead | undefined {
  const [, alone] = OCLOCK.exec(said) ?? [];
  if (alone !== undefined) return hourAlone(Number(alone), 0);
  const [, digits, minute = '0', half] = HALF_DAY.exec(said) ?? [];
  if (digits === undefined || half === undefined) return undefined;
  const hour = Number(digits);
  const isMorning = half.startsWith('a');
  // Half the people who write 12am mean noon.
  if (hour === 12) return eitherHalf(0, Number(minute));
  if (hour > 12 || hour === 0) return isMorning && hour > 12 ? NOTHING : timeOf(hour, Number(minute));
  return timeOf(isMorning ? hour : hour + 12, Number(minute));
}

/** An hour of which it is not said in which half of the day it is. */
function hourAlone(hour: number, minute: number): TimeRead {
  if (hour === 12) return eitherHalf(0, minute);
  return hour >= 1 && hour <= 6 ? eitherHalf(hour, minute) : timeOf(hour, minute);
}

function eitherHalf(hour: number, minute: number): TimeRead {
  const early = timeOf(hour, minute);
  if (early.found !== 'time') return early;
  return { found: 'which-time', choices: [early.minutes, early.minutes + NOON] };
}

/** Midnight and the hours after it, called the night of a day: it may be the one that begins the day or the one after. */
function eitherNight(hour: number, minute: number): TimeRead {
  const early = timeOf(hour, minute);
  if (early.found !== 'time') return early;
  return { found: 'which-time', choices: [early.minutes, early.minutes + MIDNIGHT] };
}

const PARTS = {
  early: ['凌晨', '清晨'],
  morning: ['早上', '早晨', '上午', '早'],
  noon: ['中午'],
  afternoon: ['下午', '傍晚'],
  night: ['晚上', '夜里', '深夜', '半夜', '晚'],
} as const;
type Part = keyof typeof PARTS;
const NUMERALS = '零一二三四五六七八九';
const COUNT = `\\d{1,2}|[${NUMERALS}两十]{1,3}`;
const CHINESE = new RegExp(
  `^(${Object.values(PARTS).flat().join('|')})? ?(?:(\\d{1,2}):(\\d{2})|(${COUNT}) ?[点點时](?:钟|整|(半)|([一三])刻| ?(${COUNT})分?)?)$`,
);

function readChinese(said: string): TimeRead | undefined {
  const [whole, word, digits, digitMinute, count, half, quarters, minutes] = CHINESE.exec(said) ?? [];
  if (whole === undefined) return undefined;
  const hour = digits === undefined ? numberOf(count ?? '') : Number(digits);
  const quarter = quarters === undefined ? 0 : numberOf(quarters) * 15;
  const minute = Number(digitMinute ?? (half ? 30 : minutes === undefined ? quarter : numberOf(minutes)));
  if (Number.isNaN(hour + minute)) return NOTHING;
  const part = (Object.keys(PARTS) as Part[]).find((each) => (PARTS[each] as readonly string[]).includes(word ?? ''));
  return part === undefined ? hourAlone(hour, minute) : inPart(part, hour, minute);
}

const WRITTEN_NUMBER = /^零?([零一二三四五六七八九])?(?:(十)([一二三四五六七八九])?)?$/;

/** Numbers as they are written for hours and minutes: `9`, `九`, `两`, `十二`, `二十`, `零五`. NaN for none. */
function numberOf(text: string): number {
  if (/^\d+$/.test(text)) return Number(text);
  const [whole, first, ten, last] = WRITTEN_NUMBER.exec(text.replace('两', '二')) ?? [];
  if (!whole) return Number.NaN;
  const digit = (each: string | undefined) => NUMERALS.indexOf(each ?? '零');
  return ten === undefined ? digit(first) : (first === undefined ? 1 : digit(first)) * 10 + digit(last);
}

/** An hour in a named part of the day; `nothing` where the two contradict each other, as in 上午15点. */
function inPart(part: Part, hour: number, minute: number): TimeRead {
  const isIn = (from: number, to: number) => hour >= from && hour <= to;
  switch (part) {
    case 'early':
      return isIn(0, 7) || hour === 12 ? timeOf(hour % 12, minute) : NOTHING;
    case 'morning':
      if (hour === 12) return eitherHalf(0, minute);
      return isIn(0, 11) ? timeOf(hour, minute) : NOTHING;
    case 'noon':
      return isIn(1, 2) ? timeOf(hour + 12, minute) : isIn(11, 14) ? timeOf(hour, minute) : NOTHING;
    case 'afternoon':
      return isIn(1, 8) ? timeOf(hour + 12, minute) : isIn(12, 20) ? timeOf(hour, minute) : NOTHING;
    case 'night':
      if (isIn(5, 11)) return timeOf(hour + 12, minute);
      return isIn(0, 4) || hour === 12 ? eitherNight(hour % 12, minute) : timeOf(hour, minute);
  }
}
