import { isCalled, type Named, named } from '../../../lib/language.ts';
import { Key } from '../../book/field.ts';
import { readDate } from '../../date-words.ts';
import type { CivilDate } from '../../sla/calendar-spec.ts';
import { dateOfDay, dayOfDate } from '../../sla/civil-date.ts';

/** Reads the cells of a row. What is wrong is a text for people, thrown as `WrongCell` and caught for the whole row. */

export class WrongCell extends Error {}

/** The people whose names a file may have, by key; undefined: no book was given, so the file has to write keys. */
export type Known = Readonly<Record<string, { readonly name: Named }>> | undefined;

/** The key of the person in a cell. */
export function readPerson(cell: string | undefined, people: Known): string {
  const word = cell?.trim() ?? '';
  if (word === '') throw new WrongCell('no person');
  if (!people) {
    if (Key.safeParse(word).success) return word;
    throw new WrongCell(`"${word}" is no key of a person; give --book to find people by their names`);
  }
  const found = Object.entries(people).find(([key, { name }]) => isCalled(word, key, name));
  if (found) return found[0];
  const allowed = Object.entries(people).map(([key, { name }]) => `${key} (${named(name, 'en')}, ${name.zh})`);
  throw new WrongCell(`the book has no person "${word}"; it has ${allowed.join(', ')}`);
}

export interface Moment {
  readonly date: CivilDate;
  /** `HH:MM`; undefined: none was written. */
  readonly time: string | undefined;
}

/** `17:00`, alone in its cell; undefined: it is something else. */
export function readTimeCell(cell: string | undefined): string | undefined {
  const [, hour = '', minute] = /^(\d{1,2}):(\d{2})(?::00)?$/.exec(cell?.trim() ?? '') ?? [];
  return minute !== undefined && Number(hour) < 24 && Number(minute) < 60
    ? `${hour.padStart(2, '0')}:${minute}`
    : undefined;
}

const WITH_TIME = /^(.*?)[ T]+(\d{1,2}):(\d{2})(?::00)?$/;

/** Ways of writing that are read in two ways, or not at all, and what is said of them. */
const HINTS: readonly (readonly [RegExp, string])[] = [
  [/^\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b/, 'may mean the day or the month first'],
  [/^\d{5}(?:[.,]\d+)?$/, "is a spreadsheet's number of days: give the column the format of a date"],
  [/(?:Z|[+-]\d{2}:?\d{2})$/, 'has a zone: times are those of the rotation'],
  [/\b[ap]\.?m\.?$/i, 'is on a clock of 12 hours'],
];

/** A date, with a time behind it or not: `2026-10-07`, `Wed 7 Oct 2026 09:30`, `2026年10月7日 09:30`. */
export function readMomentCell(cell: string | undefined): Moment {
  const text = cell?.trim() ?? '';
  const [, date = text, hour, minute] = WITH_TIME.exec(text) ?? [];
  const hint = HINTS.find(([pattern]) => pattern.test(text))?.[1];
  if (hint !== undefined) throw new WrongCell(`"${text}" ${hint}; write 2026-10-07 or 2026-10-07 09:30`);
  if (!/\d{4}/.test(date))
    throw new WrongCell(`"${text}" is no date with its year; write 2026-10-07 or 2026-10-07 09:30`);
  const read = readDate(date, '2000-01-01');
  if (read.found === 'no-such-day')
    throw new WrongCell(`${date}: there is no such day; near are ${read.near.join(' and ')}`);
  if (read.found === 'other-weekday') throw new WrongCell(`${date} is another weekday`);
  if (read.found !== 'date') throw new WrongCell(`"${text}" is no date; write 2026-10-07 or 2026-10-07 09:30`);
  if (hour !== undefined && Number(hour) > 23) throw new WrongCell(`"${text}": there is no such time`);
  return { date: read.date, time: hour === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}` };
}

export function daysLater(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayOfDate(date) + days);
}
