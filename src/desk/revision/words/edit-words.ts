import { t } from '../../../i18n/i18n.ts';
import { dateInYear, whenInYear } from '../../../i18n/when.ts';
import { type Language, type Named, named } from '../../../lib/language.ts';
import { type BookEdit, type EditPath, isBlank } from '../../book/edit/edit.ts';
import type { Merged, Overruled } from '../../book/edit/merge.ts';
import type { BookSource } from '../../book/schema.ts';
import { type Names, namesOf } from './names.ts';
import type { RevisionPart } from './words.ts';

/** Small edits from chat, in lines for people: what was changed, from what to what, by whom and when. */

export interface EditReader {
  readonly language: Language;
  /** The books whose people, customers and devices the edits are about, the newer one last. */
  readonly before: BookSource;
  readonly after: BookSource;
}

/** What becomes of the edits under a new book: which stay, which it overrules, which it says itself; each with its heading. */
export function mergedParts({ edits, overruled, taken }: Merged, reader: EditReader): RevisionPart[] {
  const { language } = reader;
  const parts = [
    { heading: t(language, 'edit.heading.kept'), lines: edits.map((each) => editLine(each, reader)) },
    { heading: t(language, 'edit.heading.overruled'), lines: overruled.map((each) => overruledLine(each, reader)) },
    { heading: t(language, 'edit.heading.taken'), lines: taken.map((each) => editLine(each, reader)) },
  ];
  return parts.filter(({ lines }) => lines.length > 0);
}

/** The same in lines for a terminal, after an empty one; none without edits. */
export function mergedLines(merged: Merged, reader: EditReader): string[] {
  return mergedParts(merged, reader).flatMap(({ heading, lines }) => [
    '',
    heading,
    ...lines.map((line) => `  ${line}`),
  ]);
}

/** `Chen Jie, phone: 138… → 139… (Chen Jie, Nov 28 10:02)`. */
export function editLine(edit: BookEdit, reader: EditReader): string {
  const { language, before, after } = reader;
  const names = namesOf(before, after, language);
  const at = whenInYear(language, edit.at, after.provider.timeZone);
  return t(language, 'edit.line', { what: changeWords(edit, names), who: names.person(edit.by), at });
}

function overruledLine({ edit, why, now }: Overruled, reader: EditReader): string {
  const { language, before, after } = reader;
  const value = valueWords(now, edit.path, namesOf(before, after, language));
  return `${editLine(edit, reader)}${t(language, `edit.overruled.${why}`, { value })}`;
}

/** What one edit changes, without who made it. */
export function changeWords({ path, base, value }: Pick<BookEdit, 'path' | 'base' | 'value'>, names: Names): string {
  const { language } = names;
  const what = whatWords({ path, base, value }, names);
  if (path[2] === 'away') return base === undefined ? what : t(language, 'edit.away-back', { what });
  if (isEntryPath(path) && base === undefined) {
    const said = valueWords(value, path, names);
    return said === '' ? t(language, 'edit.added-plain', { what }) : t(language, 'edit.added', { what, value: said });
  }
  if (isEntryPath(path) && value === undefined) return t(language, 'edit.removed', { what });
  const [was, is] = [base, value].map((each) => valueWords(each, path, names));
  return t(language, 'revision.change', { what, before: was ?? '', after: is ?? '' });
}

/** What a book says at a path: `Chen Jie, phone: 139…`. */
export function saidWords(path: EditPath, value: unknown, names: Names): string {
  const said = { what: whatWords({ path, base: undefined, value }, names), value: valueWords(value, path, names) };
  return said.value === '' ? said.what : t(names.language, 'edit.said', said);
}

/** How many parts the path of a whole entry has: a device, a contact, days away. */
const ENTRY_PARTS = 4;

function isEntryPath({ length }: EditPath): boolean {
  return length === ENTRY_PARTS;
}

const FIELDS = [
  'name',
  'site',
  'class',
  'model',
  'serial',
  'serials',
  'count',
  'warrantyUntil',
  'phone',
  'for',
] as const;
export type EditField = (typeof FIELDS)[number];

function whatWords({ path, base, value }: Pick<BookEdit, 'path' | 'base' | 'value'>, names: Names): string {
  const { language } = names;
  const [section, owner = '', list, id = '', field] = path;
  if (section === 'people') {
    const name = names.person(owner);
    if (list === 'phone') return t(language, 'edit.what.field', { what: name, field: fieldWord('phone', language) });
    const [from = '', until = ''] = id.split('/');
    return t(language, 'edit.what.away', { name, days: daysWords(from, until, language) });
  }
  const customer = names.customer(owner);
  const entry = (value ?? base) as { readonly name?: Named };
  const own = typeof entry === 'object' && entry.name ? named(entry.name, language) : undefined;
  const what =
    list === 'devices'
      ? t(language, 'edit.what.device', { name: own ?? names.device(owner, id), customer })
      : t(language, 'edit.what.contact', { name: own ?? id, customer });
  const known = FIELDS.find((each) => each === field);
  return known ? t(language, 'edit.what.field', { what, field: fieldWord(known, language) }) : what;
}

export function fieldWord(field: EditField, language: Language): string {
  return t(language, `edit.field.${field}`);
}

/** `Tue 1 Dec 2026 – Sat 5 Dec 2026`, one day alone. */
export function daysWords(from: string, until: string, language: Language): string {
  const [first, last] = [from, until].map((date) => dateInYear(language, date));
  return from === until ? (first ?? '') : `${first} – ${last}`;
}

function valueWords(value: unknown, path: EditPath, names: Names): string {
  const { language } = names;
  if (value === undefined || value === '') return t(language, 'revision.value.none');
  if (Array.isArray(value))
    return value.length === 0 ? t(language, 'revision.value.none') : names.list(value.map(String));
  if (typeof value !== 'object' || value === null) {
    return path.at(-1) === 'site' ? names.site(path[1] ?? '', String(value)) : String(value);
  }
  if ('zh' in value && 'en' in value) return named(value as Named, language);
  const said = FIELDS.filter((each) => each !== 'name').flatMap((field) => {
    const own = (value as Readonly<Record<string, unknown>>)[field];
    if (isBlank(field, own)) return [];
    return `${fieldWord(field, language)} ${valueWords(own, [...path, field], names)}`;
  });
  return said.length === 0 ? '' : said.join(t(language, 'list.separator'));
}
