import { plainOf } from '../../lib/plain-text.ts';
import { findPersonById, hasRole, type People } from '../person/person.ts';

/** What may follow a surname, or stand before it, when people speak of a person they know. */
const AFTER_SURNAME = '(?:工程师|工|经理|总监|总工|总|主任|主管|组长|队长|老师|师傅|先生|女士|小姐|姐|哥)';
const BEFORE_SURNAME = '(?:mr|mrs|ms|miss|mx|dr|manager|director|engineer)\\.? ';

/**
 * Whom of our people a complaint's words name, by their name, by their surname with a title, or by a mention; undefined:
 * none of them. Of several it is one who would read the complaint, because the person it is about must not.
 */
export function personNamedIn(
  people: People,
  text: string,
  { platform, mentions }: { readonly platform: string; readonly mentions: Readonly<Record<string, string>> },
): string | undefined {
  const { plain } = plainOf(text);
  const mentioned = Object.values(mentions).map((userId) => findPersonById(people, platform, userId));
  const named = Object.keys(people).filter((key) => mentioned.includes(key) || isNamed(people[key]?.name, plain));
  return named.find((key) => hasRole(people, key, 'manager') || hasRole(people, key, 'director')) ?? named[0];
}

function isNamed(name: People[string]['name'] | undefined, plain: string): boolean {
  const zh = plainOf(name?.zh ?? '').plain;
  const en = plainOf(name?.en ?? '')
    .plain.split(' ')
    .filter((word) => word !== '');
  const surname = /^\p{Script=Han}/u.exec(zh)?.[0];
  const patterns = [
    ...(zh === '' ? [] : [escaped(zh)]),
    ...(surname ? [`${surname}${AFTER_SURNAME}`, `[老小]${surname}`] : []),
    ...(en.length > 1 ? [word(en.join(' ')), word(en.toReversed().join(' '))] : []),
    ...en.map((part) => `\\b${BEFORE_SURNAME}${word(part)}`),
  ];
  return patterns.some((pattern) => new RegExp(pattern, 'u').test(plain));
}

function word(text: string): string {
  return `(?<![a-z])${escaped(text)}(?![a-z])`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
