import { isDeepStrictEqual } from 'node:util';
import type { Language } from '../../../lib/language.ts';
import { plainWord } from '../../../lib/plain-text.ts';
import type { FieldPath } from '../problem.ts';

/** The entries of a book as they are written, made of the fields of a row. */

/** A part of a written book that has fields. */
export type Fields = Record<string, unknown>;

/** One field that a row sets, or a whole entry that it adds. */
export interface Edit {
  readonly path: FieldPath;
  readonly value: unknown;
}

export function customerOf(fields: Fields): Fields {
  const { key: _, name, nameEn, contractFrom, contractUntil, slackChannel: __, feishuChannel: ___, ...rest } = fields;
  const contract = defined({ from: contractFrom, until: contractUntil });
  return { name: nameOf(name, nameEn), ...rest, ...(Object.keys(contract).length > 0 ? { contract } : {}) };
}

export function personOf({ key: _, name, nameEn, slack, feishu, ...rest }: Fields): Fields {
  return { name: nameOf(name, nameEn), ...rest, ...idsOf(slack, feishu) };
}

export function contactOf({ name, nameEn, slack, feishu, phone }: Fields): Fields {
  return { name: nameOf(name, nameEn), ...idsOf(slack, feishu), ...defined({ phone }) };
}

export function siteOf({ key: _, name, nameEn, ...rest }: Fields): Fields {
  return { name: nameOf(name, nameEn), ...rest };
}

export function deviceOf(
  { key: _, name, nameEn, site: __, serial, ...rest }: Fields,
  site: string | undefined,
): Fields {
  const serials = Array.isArray(serial) ? (serial as string[]) : [];
  return {
    name: nameOf(name, nameEn),
    ...defined({ site }),
    ...(serials.length > 1 ? { serials } : defined({ serial: serials[0] })),
    ...rest,
  };
}

function idsOf(slack: unknown, feishu: unknown): Fields {
  const ids = defined({ slack, feishu });
  return Object.keys(ids).length > 0 ? { ids } : {};
}

function nameOf(name: unknown, english: unknown): unknown {
  return english === undefined || english === name ? name : { zh: name, en: english };
}

/** The fields of an entry that a row changes, with their new values. A map keeps the fields that the row does not give. */
export function changesOf(before: Fields, given: Fields): Fields {
  const merged = Object.entries(given).map(([field, value]) => {
    const old = before[field];
    return [field, isMap(value) && isMap(old) ? { ...old, ...value } : value] as const;
  });
  return Object.fromEntries(merged.filter(([field, value]) => !isSame(before[field], value)));
}

/** A name as it is written, in the language of the answer. */
export function nameIn(name: unknown, language: Language): string {
  return String(isMap(name) ? name[language === 'zh-CN' ? 'zh' : 'en'] : name);
}

/** A name of one text is the same as one with this text in both languages, so a row does not take the English one away. */
function isSame(before: unknown, given: unknown): boolean {
  if (typeof given === 'string' && isMap(before) && (before.zh === given || before.en === given)) return true;
  return isDeepStrictEqual(before, given);
}

/**
 * What an entry is found by where a row has no key: a device with a serial number by that alone, because many have the
 * same name; all else by its name, in either language.
 */
export function callsOf(entry: unknown): string[] {
  if (!isMap(entry)) return [];
  const serials = [entry.serial, entry.serials].flat().filter((each) => typeof each === 'string' && each !== '');
  if (serials.length > 0) return serials.map((each) => `serial ${each}`);
  const { name } = entry;
  const names = isMap(name) ? [name.zh, name.en] : [name];
  return names.flatMap((each) => (typeof each === 'string' ? plainWord(each) : []));
}

/**
 * A key that is still free: the name's letters and digits, or a number behind them. `lastOf` keeps the last number of
 * each name: thousands of devices may share one.
 */
export function freeKey(
  name: string,
  kind: string,
  lastOf: Map<string, number>,
  isTaken: (key: string) => boolean,
): string {
  const letters = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]+/g, '-')
    .replaceAll(/^[^A-Za-z]+|-+$/g, '')
    .slice(0, 30)
    .toLowerCase();
  const base = letters === '' ? kind : letters;
  if (letters !== '' && !isTaken(base)) return base;
  let number = (lastOf.get(base) ?? 0) + 1;
  while (isTaken(`${base}-${number}`)) number += 1;
  lastOf.set(base, number);
  return `${base}-${number}`;
}

function defined(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

export function isMap(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The policy of a new customer whose row names none, where the book has one alone. */
export function onlyPolicy({ policies }: Fields): Fields {
  const [only, ...others] = isMap(policies) ? Object.keys(policies) : [];
  return only !== undefined && others.length === 0 ? { policy: only } : {};
}
