import { plainWord } from '../../lib/plain-text.ts';
import type { BookSource } from '../book/schema.ts';
import { readPeriod } from '../period-words.ts';
import type { CivilDate } from '../sla/calendar.ts';
import { lastDayOf } from '../sla/civil-date.ts';
import { type Month, monthOf, nextMonth } from './month.ts';

/** What the words after `/desk month` ask for. */
export type AskedMonth =
  | {
      readonly found: 'all';
      /** undefined: none was named. */
      readonly customer: string | undefined;
      readonly month: Month | undefined;
      /** `all`: every customer, also in a channel that belongs to one. */
      readonly everyone: boolean;
    }
  /** A month was understood, the words beside it were not; or the other way round; or nothing was. */
  | { readonly found: 'no-customer' | 'no-month' | 'nothing'; readonly words: string };

const MOST_CHARS = 120;
const EVERYONE = ['all', 'all customers', 'everyone', '全部', '所有', '全部客户', '所有客户'];

/**
 * Reads a customer and a month in any order, each of which may be left out: `2026-10`, `sample October`, `10月 市一医院`,
 * `上月`. Customers are named by key or name, in either language. A month without a year is the latest that has begun.
 */
export function readAskedMonth(words: string, { customers }: BookSource, today: CivilDate): AskedMonth {
  const said = words.trim().replace(/\s+/g, ' ');
  if (said === '') return { found: 'all', customer: undefined, month: undefined, everyone: false };
  if (said.length > MOST_CHARS) return { found: 'nothing', words: said };
  const names = namesOf(customers);
  const parts = splits(said).map(
    ([one, other]) => [readPart(one, names, today), readPart(other, names, today)] as const,
  );
  for (const [one, other] of parts) {
    if (!one || !other || (one.what === other.what && one.what !== 'none')) continue;
    const both = [one, other];
    const whose = both.find(({ what }) => what === 'customer');
    return {
      found: 'all',
      customer: whose?.value === '' ? undefined : whose?.value,
      month: both.find(({ what }) => what === 'month')?.value,
      everyone: whose?.value === '',
    };
  }
  return whatIsMissing(said, names, today);
}

/** The words that were not understood, beside a part that stands apart and was; or all of them. */
function whatIsMissing(said: string, names: Names, today: CivilDate): AskedMonth {
  const apart = splits(said)
    .filter(([one, other]) => one.endsWith(' ') || other.startsWith(' '))
    .flatMap(([one, other]) => [
      { read: readPart(one, names, today)?.what, rest: other.trim() },
      { read: readPart(other, names, today)?.what, rest: one.trim() },
    ]);
  const beside = (what: 'month' | 'customer') => apart.find(({ read }) => read === what)?.rest;
  const [notCustomer, notMonth] = [beside('month'), beside('customer')];
  if (notCustomer !== undefined) return { found: 'no-customer', words: notCustomer };
  return notMonth === undefined ? { found: 'nothing', words: said } : { found: 'no-month', words: notMonth };
}

/** All ways to cut a text in two; the first leaves it whole. */
function splits(text: string): [string, string][] {
  return Array.from({ length: text.length }, (_, place) => [
    text.slice(0, text.length - place),
    text.slice(text.length - place),
  ]);
}

/** Customers by their names as words are compared. An empty key: all customers. */
type Names = ReadonlyMap<string, string>;

/** A key before a name: one customer may be called what is another's key. */
function namesOf(customers: BookSource['customers']): Names {
  const all = Object.entries(customers);
  return new Map([
    ...EVERYONE.map((word) => [word, ''] as const),
    ...all.flatMap(([key, { name }]) => [name.zh, name.en].map((each) => [plainWord(each), key] as const)),
    ...all.map(([key]) => [plainWord(key), key] as const),
  ]);
}

interface Part {
  readonly what: 'none' | 'month' | 'customer';
  readonly value: string;
}

function readPart(part: string, names: Names, today: CivilDate): Part | undefined {
  const word = plainWord(part);
  if (word === '') return { what: 'none', value: '' };
  const month = readMonth(word, today);
  if (month !== undefined) return { what: 'month', value: month };
  const customer = names.get(word);
  return customer === undefined ? undefined : { what: 'customer', value: customer };
}

const NEXT = /^(?:next month|下个?月)$/;
const CHINESE_MONTH = /^([一二三四五六七八九]|十[一二]?)月份?$/;
const NUMERALS = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'];

/** A month as people write it; undefined: it is none. A month ahead is read too, so that it can be refused as such. */
function readMonth(word: string, today: CivilDate): Month | undefined {
  if (NEXT.test(word)) return nextMonth(monthOf(today));
  const [, numeral] = CHINESE_MONTH.exec(word) ?? [];
  const written = numeral === undefined ? tidy(word, today) : `${NUMERALS.indexOf(numeral) + 1}月`;
  const period = readPeriod(written, today);
  if (!period?.from.endsWith('-01')) return undefined;
  const [year = 0, month = 0] = period.from.split('-').map(Number);
  return period.to === `${period.from.slice(0, 8)}${lastDayOf(year, month)}` ? monthOf(period.from) : undefined;
}

/** `2026/10` and `10/2026` as `2026-10`; `may`, which alone is no month in a search, with its year. */
function tidy(word: string, today: CivilDate): string {
  if (word === 'may') return `may ${today.slice(5, 7) < '05' ? Number(today.slice(0, 4)) - 1 : today.slice(0, 4)}`;
  return word
    .replace(/^(\d{4})[/.](\d{1,2})$/, '$1-$2')
    .replace(/^(\d{1,2})[/.-](\d{4})$/, '$2-$1')
    .replace(/^(\d{4}年\d{1,2}月)份$/, '$1');
}
