import type { ChatPerson } from '../../chat/event.ts';
import { type Language, type Named, named } from '../../lib/language.ts';
import { plainWord } from '../../lib/plain-text.ts';

/** A person's job at the provider; it decides what they may do and are told. */
export const ROLES = [
  'engineer',
  'senior',
  'expert',
  'director',
  'manager',
  'coordinator',
  'projectManager',
  'desk',
  /** A contact at the maker of the equipment. */
  'vendor',
] as const;
export type Role = (typeof ROLES)[number];

/** A person as the service book describes them. */
export interface Person {
  readonly name: Named;
  readonly roles: readonly Role[];
  readonly language: Language;
  /** By platform: `U123` or, where ids are per workspace, `T1/U123`. */
  readonly ids: Readonly<Partial<Record<string, string>>>;
}

/** The book's people by their keys. */
export type People = Readonly<Record<string, Person>>;

/**
 * The key of the provider's person who speaks in a chat; undefined for customers and strangers. A user of another
 * organisation is one of the provider's only if the book names them with their workspace.
 */
export function findPerson(people: People, chatPerson: ChatPerson): string | undefined {
  const { platform, teamId, userId, external } = chatPerson;
  return Object.keys(people).find((key) => {
    const ids = people[key]?.ids ?? {};
    return external ? ids[platform] === `${teamId}/${userId}` : isSame(ids, chatPerson);
  });
}

/** Whether these ids are of this chat user: the id alone, or with the workspace if the book names one. */
export function isSame(ids: Person['ids'], { platform, teamId, userId }: ChatPerson): boolean {
  const id = ids[platform];
  return id !== undefined && (id === userId || id === `${teamId}/${userId}`);
}

/** Whether the book has a person and any account of theirs is left. `lost`: see `BookSource`. */
export function isReachable(
  { people, lost = [] }: { readonly people: object; readonly lost?: readonly string[] },
  key: string,
): boolean {
  return Object.hasOwn(people, key) && !lost.includes(key);
}

/** The keys of all people who can be reached. */
export function listReachable(source: Parameters<typeof isReachable>[0]): string[] {
  return Object.keys(source.people).filter((key) => isReachable(source, key));
}

export function hasRole(people: People, key: string, role: Role): boolean {
  return ownPerson(people, key)?.roles.includes(role) ?? false;
}

/** The keys of all people with a role, sorted: a stored book does not keep the order it was written in. */
export function listByRole(people: People, role: Role): string[] {
  return Object.keys(people)
    .filter((key) => hasRole(people, key, role))
    .sort();
}

/** Who decides what holds for everybody: the directors; where the book has none, the managers. */
export function directorsOf(people: People): readonly string[] {
  const directors = listByRole(people, 'director');
  return directors.length > 0 ? directors : listByRole(people, 'manager');
}

/**
 * The person meant by a word: the one whom the platform says it mentions, else the one with that key or name. undefined
 * if there is none.
 */
export function resolvePerson(
  people: People,
  word: string,
  { platform, mentions }: { readonly platform: string; readonly mentions: Readonly<Record<string, string>> },
): string | undefined {
  const said = word.trim();
  const mentioned = Object.hasOwn(mentions, said) ? mentions[said] : undefined;
  return mentioned === undefined ? findPersonKey(people, word) : findPersonById(people, platform, mentioned);
}

/** A person's name, or the key if the book does not have them (`customer`, `clock`). */
export function personName(people: People, key: string, language: Language): string {
  const person = ownPerson(people, key);
  return person ? named(person.name, language) : key;
}

/** Keys come from logs and chats, so a word such as `constructor` must not find an inherited property. */
function ownPerson(people: People, key: string): Person | undefined {
  return Object.hasOwn(people, key) ? people[key] : undefined;
}

/**
 * The key of the person with an id on a platform, written with the workspace or without; undefined if there is none.
 */
export function findPersonById(people: People, platform: string, userId: string): string | undefined {
  return Object.keys(people).find((key) => {
    const id = ownPerson(people, key)?.ids[platform];
    return id === userId || id?.endsWith(`/${userId}`);
  });
}

/** The person with this key, or this name in either language; undefined if there is none. */
export function findPersonKey(people: People, word: string): string | undefined {
  const wanted = plainWord(word);
  return Object.keys(people).find((key) => {
    const person = ownPerson(people, key);
    return [key, person?.name.zh, person?.name.en].some((each) => each !== undefined && plainWord(each) === wanted);
  });
}
