import { t } from '../../../i18n/i18n.ts';
import { spanWords } from '../../../i18n/span.ts';
import { named, otherName } from '../../../lib/language.ts';
import type { BookDiff } from '../../book/diff/diff.ts';
import type { FieldChange } from '../../book/diff/tree.ts';
import { fieldName } from '../../book/problem.ts';
import type { Names } from './names.ts';

/** A line for every field, one for neighbours that change alike: `week.mon, tue, wed`. */
export function fieldLines(changes: readonly FieldChange[], names: Names): string[] {
  const alike = Object.groupBy(changes, ({ path, before, after }) =>
    JSON.stringify([path.slice(0, -1), before ?? null, after ?? null]),
  );
  return Object.values(alike).flatMap((group = []) => {
    const [first] = group;
    if (!first) return [];
    const fields = group.map(({ path }) => path.at(-1)).filter((field) => field !== undefined);
    return [
      fieldLine(fields.length > 1 ? { ...first, path: [...first.path.slice(0, -1), fields.join(', ')] } : first, names),
    ];
  });
}

/** A line for a field that two books say differently: where it is, what it was, what it becomes. */
function fieldLine({ path, before, after }: FieldChange, names: Names): string {
  const { language } = names;
  const what = whereWords(path, names);
  if (path[2] === 'clocks' && path.at(-1) === 'limits') return t(language, 'revision.written-differently', { what });
  const value = (each: unknown) => valueWords(each, path, names);
  if (before === undefined && isEntry(after)) return t(language, 'revision.added-as', { what, value: value(after) });
  if (after === undefined && isEntry(before)) return t(language, 'revision.removed-as', { what, value: value(before) });
  if (isPlainList(before) && isPlainList(after)) return listLine(what, before, after, path, names);
  if (isPicture(before) && isPicture(after)) {
    const said = { before: value(before), after: t(language, 'revision.value.picture-other') };
    return t(language, 'revision.change', { what, ...said });
  }
  return t(language, 'revision.change', { what, ...differing(before, after, path, names) });
}

/** A line for what came or went, whole. */
export function entryLine({ path, before, after, what }: BookDiff['entries'][number], names: Names): string {
  const { language } = names;
  const { words } = names.entry(path);
  const key = before === undefined ? 'revision.added' : 'revision.removed';
  if (what !== 'customers') return t(language, key, { what: words });
  const { sites, devices } = (after ?? before) as { readonly sites: unknown[]; readonly devices: unknown[] };
  const counted = t(language, 'revision.customer.is', {
    what: words,
    sites: sites.length,
    devices: devices.length,
  });
  return t(language, key, { what: counted });
}

/** `policy Standard, complaint.firstAnswer`. */
function whereWords(path: FieldChange['path'], names: Names): string {
  const { words, parts } = names.entry(path);
  const rest = fieldName(path.slice(parts));
  if (parts === 1) return fieldName(path);
  return rest === '' ? words : t(names.language, 'revision.field', { entry: words, field: rest });
}

/** Fields whose values are keys of people. */
const PEOPLE = ['members', 'people', 'person', 'fallback', 'reader'];
const MOST_LETTERS = 160;

function valueWords(value: unknown, path: FieldChange['path'], names: Names): string {
  const text = plainWords(withoutKey(value, String(path.at(-1))), String(path.at(-1)), names);
  return text.length > MOST_LETTERS ? `${text.slice(0, MOST_LETTERS - 1)}…` : text;
}

function plainWords(value: unknown, field: string, names: Names): string {
  const { language } = names;
  if (value === undefined || value === null || value === '') return t(language, 'revision.value.none');
  if (typeof value === 'boolean') return t(language, value ? 'revision.value.yes' : 'revision.value.no');
  if (isPicture(value)) return t(language, 'revision.value.picture');
  if (typeof value === 'string') return PEOPLE.includes(field) ? names.person(value) : spanWords(language, value);
  if (isWindow(value)) return `${value[0]}–${value[1]}`;
  if (Array.isArray(value))
    return value.length === 0
      ? t(language, 'revision.value.none')
      : names.list(value.map((each) => plainWords(each, field, names)));
  if (isNamed(value)) return named(value, language);
  if (typeof value === 'object') {
    const said = Object.entries(value).filter(([, each]) => !isDefaultLike(each));
    return said.map(([key, each]) => `${key}: ${plainWords(each, key, names)}`).join('; ');
  }
  return String(value);
}

/** An entry without the field by which the path names it already. */
function withoutKey(value: unknown, key: string): unknown {
  if (!isEntry(value)) return value;
  return Object.fromEntries(Object.entries(value as object).filter(([, each]) => String(each) !== key));
}

/** What says nothing in the words of an entry. */
function isDefaultLike(value: unknown): boolean {
  return value === undefined || value === '' || value === false || (Array.isArray(value) && value.length === 0);
}

/** Texts that differ in the other language alone are shown in both. */
function differing(before: unknown, after: unknown, path: FieldChange['path'], names: Names) {
  const { language } = names;
  const [was, is] = [before, after].map((each) => valueWords(each, path, names));
  if (was !== is || !isNamed(before) || !isNamed(after)) return { before: was ?? '', after: is ?? '' };
  const both = (each: { zh: string; en: string }) => `${named(each, language)} / ${otherName(each, language)}`;
  return { before: both(before), after: both(after) };
}

/** A long list is told by what came and went; a short one, or one in another order, whole. */
const SHORT_LIST = 6;

function listLine(
  what: string,
  before: readonly unknown[],
  after: readonly unknown[],
  path: FieldChange['path'],
  names: Names,
): string {
  const { language } = names;
  const [was, is] = [before, after].map((list) => list.map((each) => valueWords(each, path, names))) as [
    string[],
    string[],
  ];
  const added = is.filter((each) => !was.includes(each));
  const gone = was.filter((each) => !is.includes(each));
  if (added.length + gone.length === 0)
    return t(language, 'revision.order', { what, before: names.list(was), after: names.list(is) });
  if (was.length + is.length <= 2 * SHORT_LIST)
    return t(language, 'revision.change', { what, ...differing(before, after, path, names) });
  const said = { what, values: names.list(added.length > 0 ? added : gone) };
  if (gone.length === 0) return t(language, 'revision.list-added', said);
  if (added.length === 0) return t(language, 'revision.list-gone', said);
  return t(language, 'revision.list-both', { what, added: names.list(added), gone: names.list(gone) });
}

function isEntry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !isNamed(value);
}

function isPlainList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && !value.some(isEntry) && !isWindow(value);
}

function isWindow(value: unknown): value is readonly [string, string] {
  return Array.isArray(value) && value.length === 2 && value.every((each) => /^\d\d:\d\d$/.test(String(each)));
}

function isNamed(value: unknown): value is { zh: string; en: string } {
  return typeof value === 'object' && value !== null && 'zh' in value && 'en' in value;
}

function isPicture(value: unknown): boolean {
  return typeof value === 'string' && value.startsWith('data:image/');
}
