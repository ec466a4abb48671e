import { named } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import type { Asker } from '../desk.ts';
import { personName, resolvePerson } from '../person/person.ts';
import { serialsOf } from '../ticket/case/unit.ts';
import { foldText, queryOfLexeme, queryOfText } from '../words/lexeme.ts';
import { deviceMark, modelMark, personMark, userMark } from '../words/mark.ts';

/** What of the book can be named in a search. */
export type NamedThing = 'customer' | 'device' | 'person';

/** A thing of the book that a search names. */
export interface Found {
  readonly kind: NamedThing;
  /** In the asker's language. */
  readonly name: string;
  /** A `tsquery`; empty for a customer. */
  readonly query: string;
  /** A customer's key. */
  readonly customer?: string;
}

/** Looks a name up: folded words → what they name, if anything. */
export type NameLookup = (wanted: string) => Found | undefined;

interface Candidate extends Found {
  readonly called: readonly string[];
}

/** Who asks, and whom their words mention. */
export interface NamesFor {
  readonly asker: Pick<Asker, 'staff' | 'customer' | 'language'>;
  readonly platform: string;
  readonly mentions: Readonly<Record<string, string>>;
}

/**
 * The names that an asker may search by. Staff know customers, devices and people by key and by name; customers know
 * their own devices and people, and staff by name. A device or a person is also found where a text only mentions them.
 */
export function namesFor(source: BookSource, names: NamesFor): NameLookup {
  const index = indexOf(source, names.asker);
  return (wanted) => {
    const called = index.get(wanted) ?? [];
    const [first] = called;
    if (!first) return mentioned(source, wanted, names);
    const alike = called.filter(({ kind }) => kind === first.kind);
    // Devices of several customers may have one name: any of them will do.
    return first.kind === 'device' ? { ...first, query: anyOf(alike.map(({ query }) => query)) } : first;
  };
}

type Index = ReadonlyMap<string, readonly Found[]>;

/** A large book has thousands of names: its indexes are kept while it is. */
const indexes = new WeakMap<BookSource, Map<string, Index>>();

function indexOf(source: BookSource, asker: NamesFor['asker']): Index {
  const ofBook = indexes.get(source) ?? new Map<string, Index>();
  indexes.set(source, ofBook);
  const who = `${asker.language}|${asker.staff || asker.customer}`;
  const known = ofBook.get(who) ?? makeIndex(source, asker);
  ofBook.set(who, known);
  return known;
}

function makeIndex(source: BookSource, asker: NamesFor['asker']): Index {
  const index = new Map<string, Found[]>();
  for (const { called, ...found } of [
    ...customersOf(source, asker),
    ...devicesOf(source, asker),
    ...peopleOf(source, asker),
  ])
    for (const name of new Set(called)) index.set(name, [...(index.get(name) ?? []), found]);
  return index;
}

function customersOf(source: BookSource, { staff, language }: NamesFor['asker']): Candidate[] {
  if (!staff) return [];
  return Object.entries(source.customers).map(([key, { name }]) => ({
    kind: 'customer',
    called: [key, name.zh, name.en].map(foldText),
    name: named(name, language),
    query: '',
    customer: key,
  }));
}

function devicesOf({ customers }: BookSource, { staff, customer, language }: NamesFor['asker']): Candidate[] {
  const known = Object.entries(customers).filter(([key]) => staff || key === customer);
  return known.flatMap(([owner, { devices }]) =>
    devices.flatMap((each): Candidate[] => {
      const { key, name, model } = each;
      const serials = serialsOf(each);
      const mark = queryOfLexeme(deviceMark(owner, key));
      const label = named(name, language);
      const isOneUnit = serials.length === 1;
      const called = (word: string, shown: string, query: string): Candidate => ({
        kind: 'device',
        called: [foldText(word)],
        name: shown,
        query,
      });
      const device = [
        ...[key, name.zh, name.en].map((word) => called(word, label, orMentioned(mark, word))),
        // Of several units a serial number means the one: its tickets have it among their words.
        ...serials.map((serial) =>
          isOneUnit
            ? called(serial, label, orMentioned(mark, serial))
            : called(serial, `${label} ${serial}`, orMentioned('', serial)),
        ),
      ];
      if (model === '') return device;
      const query = orMentioned(queryOfLexeme(modelMark(foldText(model))), model);
      return [...device, { kind: 'device', called: [foldText(model)], name: model, query }];
    }),
  );
}

function peopleOf(source: BookSource, { staff, customer, language }: NamesFor['asker']): Candidate[] {
  const own = Object.entries(source.people).map(([key, { name }]): Candidate => {
    const called = (staff ? [key, name.zh, name.en] : [name.zh, name.en]).map(foldText);
    return { kind: 'person', called, name: named(name, language), query: queryOfPerson(source, key) };
  });
  const theirs = Object.entries(source.customers)
    .filter(([key]) => staff || key === customer)
    .flatMap(([, { people }]) => people)
    .map(({ name, ids }): Candidate => {
      const users = Object.entries(ids).map(([platform, id]) =>
        userMark({ platform, userId: id.slice(id.lastIndexOf('/') + 1) }),
      );
      const query = anyOf([...users.map(queryOfLexeme), textQuery(name.zh), textQuery(name.en)]);
      return { kind: 'person', called: [name.zh, name.en].map(foldText), name: named(name, language), query };
    });
  return [...own, ...theirs];
}

function mentioned(source: BookSource, wanted: string, { platform, mentions, asker }: NamesFor): Found | undefined {
  const written = Object.keys(mentions).find((each) => foldText(each) === wanted);
  const key = written === undefined ? undefined : resolvePerson(source.people, written, { platform, mentions });
  if (key === undefined) return undefined;
  return { kind: 'person', name: personName(source.people, key, asker.language), query: queryOfPerson(source, key) };
}

function queryOfPerson({ people }: BookSource, key: string): string {
  const { zh = '', en = '' } = people[key]?.name ?? {};
  return anyOf([queryOfLexeme(personMark(key)), textQuery(zh), textQuery(en)]);
}

function orMentioned(mark: string, name: string): string {
  return anyOf([mark, textQuery(name)]);
}

function textQuery(text: string): string {
  return queryOfText(text) ?? '';
}

function anyOf(queries: readonly string[]): string {
  return `(${[...new Set(queries.filter(Boolean))].map((each) => `(${each})`).join(' | ')})`;
}
