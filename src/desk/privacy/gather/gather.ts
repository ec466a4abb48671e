import type { BookSource } from '../../book/schema.ts';
import type { Traces } from '../traces.ts';
import { createWhose, isEntry, isPlain, type Plain, type Written } from '../whose.ts';

/** What is kept of one person, picked out of cases: pure functions. Nothing of anyone else comes along. */

/** Something that a person wrote or did in a case. */
export interface Said {
  /** `T-3`, or the subject of a matter without a number: `rating/4`. */
  readonly case: string;
  /** ISO 8601; left out: it stands in the case without an instant of its own. */
  readonly at?: string;
  readonly kind: string;
  readonly data: object;
}

/** One file that they sent. */
export interface SentFile {
  readonly case: string;
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly at: string;
}

/** In place of other people in what a person said. */
const OTHER = '[…]';

/** Picks a person's own parts out of stored JSON, without anyone else's names. */
export interface Picker {
  /** The data of an entry that they wrote, and of such entries inside it; empty: it is not theirs. */
  ofEntry(entry: Written, isOwn: boolean): object[];
  /** The parts of a state that are theirs. */
  ofState(state: object): object[];
  /** Whether a value says something of them, also in the words of others. */
  names(value: object): boolean;
}

/** Other people, who are taken out of what this one said. */
export interface Others {
  readonly names: readonly string[];
  /** Keys of the provider's people. */
  readonly keys: ReadonlySet<string>;
}

export function createPick(traces: Traces, { names, keys }: Others): Picker {
  const whose = createWhose(traces);
  const needles = [...traces.names, ...traces.contacts, ...traces.accounts.map(({ userId }) => userId)];
  const without = (value: unknown): unknown => {
    if (typeof value === 'string')
      return keys.has(value) ? OTHER : names.reduce((text, name) => text.replaceAll(name, OTHER), value);
    if (Array.isArray(value)) return value.map(without);
    if (!isPlain(value)) return value;
    // Accounts of other people; platform and id of their own stay.
    if (typeof value.userId === 'string' && !whose.isAccount(value)) return {};
    return Object.fromEntries(Object.entries(value).map(([field, each]) => [field, without(each)]));
  };
  const inside = (value: unknown): object[] => {
    if (Array.isArray(value)) return value.flatMap(inside);
    if (!isPlain(value)) return [];
    if (isEntry(value)) return ofEntry(value, false);
    if (whose.isTheirs(value)) return [without(value) as object];
    return Object.values(value).flatMap(inside);
  };
  const ofEntry = ({ by, data }: Written, isOwn: boolean): object[] =>
    whose.isTheirEntry({ by, data }, isOwn) ? [without(data) as object] : Object.values(data as Plain).flatMap(inside);
  return {
    ofEntry,
    ofState: (state) => Object.values(state as Plain).flatMap(inside),
    names: (value) => needles.some((each) => JSON.stringify(value).includes(JSON.stringify(each).slice(1, -1))),
  };
}

/**
 * Everyone else: people and contacts of the service books, and those who spoke in the same cases, by the chat names in `spoke`.
 */
export function othersThan({ key, names }: Traces, books: readonly BookSource[], spoke: readonly string[]): Others {
  const written = books.flatMap(({ people, customers }) => [
    ...Object.values(people).map(({ name }) => name),
    ...Object.values(customers).flatMap((customer) => customer.people.map(({ name }) => name)),
  ]);
  const all = new Set([...spoke, ...written.flatMap(({ zh, en }) => [zh, en])]);
  const others = [...all].filter((name) => name.length > 1 && !names.includes(name));
  const keys = books.flatMap(({ people }) => Object.keys(people)).filter((each) => each !== key);
  return { names: others.sort((one, other) => other.length - one.length), keys: new Set(keys) };
}

/** The chat names in entries of logs: `who` said it. */
export function whoIn(entries: readonly { readonly data: object }[]): string[] {
  return entries.flatMap(({ data }) => ('who' in data && typeof data.who === 'string' ? [data.who] : []));
}
