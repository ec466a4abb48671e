import type { ChatPerson } from '../../chat/event.ts';
import { type Language, type Named, named } from '../../lib/language.ts';

/** What somebody does at the provider; a role decides what its holder may do and is told. */
export const ROLES = [
  'engineer',
  'senior',
  'expert',
  'director',
  'manager',
  'coordinator',
  'projectManager',
  'desk',
] as const;
export type Role = (typeof ROLES)[number];

/** Somebody as the service book describes them. */
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
 * The key of the provider's person who speaks in this chat; undefined for a customer or a stranger. Somebody of another
 * organisation is one of ours only where the book names them with their workspace.
 */
export function findPerson(people: People, chatPerson: ChatPerson): string | undefined {
  const { platform, teamId, userId, external } = chatPerson;
  return Object.keys(people).find((key) => {
    const ids = people[key]?.ids ?? {};
    return external ? ids[platform] === `${teamId}/${userId}` : isSame(ids, chatPerson);
  });
}

/** Whether these platform ids are this chat person's: the id alone, or with the workspace where the book names one. */
export function isSame(ids: Person['ids'], { platform, teamId, userId }: ChatPerson): boolean {
  const id = ids[platform];
  return id !== undefined && (id === userId || id === `${teamId}/${userId}`);
}

export function hasRole(people: People, key: string, role: Role): boolean {
  return takePerson(people, key)?.roles.includes(role) ?? false;
}

/** The keys of everybody with this role, in the order of their keys: a stored book does not keep the order it was written in. */
export function listByRole(people: People, role: Role): string[] {
  return Object.keys(people)
    .filter((key) => hasRole(people, key, role))
    .sort();
}

/**
 * The person somebody means by a word: whom the platform says they mentioned with it, else by key or name. undefined when
 * it is nobody of the book.
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

/** How somebody is called in a language; the key itself where the book knows nobody of it (`customer`, `clock`). */
export function personName(people: People, key: string, language: Language): string {
  const person = takePerson(people, key);
  return person ? named(person.name, language) : key;
}

/** Keys come from logs and chats, so words such as `constructor` must not find what every object inherits. */
function takePerson(people: People, key: string): Person | undefined {
  return Object.hasOwn(people, key) ? people[key] : undefined;
}

/** Whose id on a platform this is, with its workspace in front or without; undefined when it is nobody's. */
export function findPersonById(people: People, platform: string, userId: string): string | undefined {
  return Object.keys(people).find((key) => {
    const id = takePerson(people, key)?.ids[platform];
    return id === userId || id?.endsWith(`/${userId}`);
  });
}

/** The person somebody means by a key or by a name in either language; undefined when nobody is called so. */
export function findPersonKey(people: People, word: string): string | undefined {
  const wanted = word.trim().replace(/^@/, '').toLowerCase();
  return Object.keys(people).find((key) => {
    const person = takePerson(people, key);
    return [key, person?.name.zh, person?.name.en].some((each) => each?.toLowerCase() === wanted);
  });
}
