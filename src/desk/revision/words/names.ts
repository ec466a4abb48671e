import { t } from '../../../i18n/i18n.ts';
import { type Language, type Named, named } from '../../../lib/language.ts';
import type { FieldPath } from '../../book/problem.ts';
import type { BookSource } from '../../book/schema.ts';

/** How people call what two books have: by its name in the reader's language, from the newer book where it is in both. */
export interface Names {
  readonly language: Language;
  person(key: string): string;
  rotation(key: string): string;
  policy(key: string): string;
  customer(key: string): string;
  level(policy: string, key: string): string;
  device(customer: string, key: string): string;
  site(customer: string, key: string): string;
  /** The entry that a path leads to or into, `policy Standard`, and how many parts of the path that is. */
  entry(path: FieldPath): { readonly words: string; readonly parts: number };
  /** `a, b`: a list in words. */
  list(words: readonly string[]): string;
}

const SECTIONS = ['calendars', 'channels', 'customers', 'people', 'playbooks', 'policies', 'rotations'] as const;
const PARTS_OF_CUSTOMER = ['sites', 'devices'] as const;

export function namesOf(before: BookSource, after: BookSource, language: Language): Names {
  const name = (section: (typeof SECTIONS)[number], key: string): string => {
    const found = [after, before].map((source) => source[section]?.[key]).find((each) => each !== undefined);
    return found && 'name' in found ? named(found.name as Named, language) : key;
  };
  /** Of each list the names by key: a spreadsheet may bring fifty thousand devices at once. */
  const parts = new Map<string, ReadonlyMap<string, Named>>();
  const partsOf = (customer: string, list: (typeof PARTS_OF_CUSTOMER)[number]): ReadonlyMap<string, Named> => {
    const at = `${customer}/${list}`;
    // The newer name stands later and counts.
    const both = () => [before, after].flatMap(({ customers }) => namedParts(customers[customer]?.[list] ?? []));
    const known = parts.get(at) ?? new Map(both());
    parts.set(at, known);
    return known;
  };
  const partName = (customer: string, list: (typeof PARTS_OF_CUSTOMER)[number], key: string): string => {
    const found = partsOf(customer, list).get(key);
    return found ? named(found, language) : key;
  };
  return {
    language,
    person: (key) => name('people', key),
    rotation: (key) => name('rotations', key),
    policy: (key) => name('policies', key),
    customer: (key) => name('customers', key),
    device: (customer, key) => partName(customer, 'devices', key),
    site: (customer, key) => partName(customer, 'sites', key),
    level(policy, key) {
      const all = [after, before].flatMap(({ policies }) => policies[policy]?.levels ?? []);
      const found = all.find((each) => each.key === key);
      return found ? named(found.name, language) : key;
    },
    entry(path) {
      const [section, key, list, part] = path.map(String);
      const known = SECTIONS.find((each) => each === section);
      if (!known || key === undefined) return { words: section ?? '', parts: 1 };
      const ofCustomer = known === 'customers' && PARTS_OF_CUSTOMER.find((each) => each === list);
      if (ofCustomer && part !== undefined) {
        const said = { name: partName(key, ofCustomer, part), customer: name('customers', key) };
        return { words: t(language, `revision.section.${ofCustomer}`, said), parts: 4 };
      }
      return { words: t(language, `revision.section.${known}`, { name: name(known, key) }), parts: 2 };
    },
    list: (words) => words.join(t(language, 'list.separator')),
  };
}

function namedParts(all: readonly { readonly key: string; readonly name: Named }[]) {
  return all.map(({ key, name }) => [key, name] as const);
}
