import { callsOf } from './entry.ts';

/** The entries of a list by key and by name: a list of 50,000 is not searched for each row. */
export interface Index {
  /** By name: the key, or the place of an entry without one. */
  readonly byName: Map<string, string>;
  readonly places: Map<string, number>;
  /** The last number behind a name in keys that were made here. */
  readonly lastOf: Map<string, number>;
}

/** Gives the index of a list, made of its `entries` (key, entry) when it is first asked for; the caller keeps it true. */
export function createIndexes() {
  const indexes = new Map<object, Index>();
  return (list: object, entries: () => readonly (readonly [string, unknown])[]): Index => {
    const known = indexes.get(list);
    if (known) return known;
    const index: Index = { byName: new Map(), places: new Map(), lastOf: new Map() };
    for (const [place, [key, entry]] of entries().entries()) {
      index.places.set(key, place);
      for (const called of callsOf(entry)) index.byName.set(called, key);
    }
    indexes.set(list, index);
    return index;
  };
}
