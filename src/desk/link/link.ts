import { isCalled } from '../../lib/language.ts';
import { type Numbered, parseNumber, subjectOf } from '../address/number.ts';
import type { BookSource } from '../book/schema.ts';
import { resolvePerson } from '../person/person.ts';

/** Which links to our own pages are ended before their time: pure decisions. */

/** Cases that have pages of their own. */
const CASES = ['ticket', 'inspection', 'complaint'] as const satisfies readonly Numbered[];
export type LinkedCase = (typeof CASES)[number];

/** All links, those of a customer or of one of our people, by their key, or those to one case. */
export type LinkScope =
  | { readonly scope: 'all' }
  | { readonly scope: 'customer' | 'person'; readonly key: string }
  | { readonly scope: 'case'; readonly feature: LinkedCase; readonly id: number };

/** What a scope is called in its row; empty: all. */
export function subjectOfScope(scope: LinkScope): string {
  switch (scope.scope) {
    case 'all':
      return '';
    case 'case':
      return subjectOf(scope.feature, scope.id);
    case 'customer':
    case 'person':
      return scope.key;
  }
}

/** The scope that was kept under these words. Throws for words that are no scope. */
export function scopeOf(scope: string, subject: string): LinkScope {
  if (scope === 'all') return { scope };
  if (scope === 'customer' || scope === 'person') return { scope, key: subject };
  const [, name = '', id = ''] = /^([a-z]+)\/(\d+)$/.exec(subject) ?? [];
  const feature = CASES.find((each) => each === name);
  if (scope !== 'case' || !feature) throw new Error(`${scope} ${subject} is no scope of links`);
  return { scope, feature, id: Number(id) };
}

/** Reads `T-12`, `I-3` or `C-3`; a bare number is a ticket's. undefined: it is no number of a case that has a page. */
export function parseCase(word: string): Extract<LinkScope, { scope: 'case' }> | undefined {
  for (const feature of CASES) {
    const id = parseNumber(feature, word);
    if (id !== undefined) return { scope: 'case', feature, id };
  }
  return undefined;
}

const ALL = /^(?:all|everything|全部|所有)$/iu;
const CUSTOMER = /^(?:customer|客户)[\s:：]+(.+)$/iu;
const PERSON = /^(?:person|人员|人)[\s:：]+(.+)$/iu;

/**
 * Whose links a person means: `T-12`, a customer, a person, `all`. Where a customer and a person have one name, `customer`
 * or `person` stands before it; a customer goes first. undefined: none of them.
 */
export function parseScope(
  said: string,
  { customers, people }: Pick<BookSource, 'customers' | 'people'>,
  chat: Parameters<typeof resolvePerson>[2],
): LinkScope | undefined {
  const word = said.trim();
  if (ALL.test(word)) return { scope: 'all' };
  const numbered = parseCase(word);
  if (numbered) return numbered;
  const [namedCustomer, namedPerson] = [CUSTOMER.exec(word)?.[1], PERSON.exec(word)?.[1]];
  const customer = namedPerson === undefined ? findCustomer(customers, namedCustomer ?? word) : undefined;
  if (customer !== undefined) return { scope: 'customer', key: customer };
  const person = namedCustomer === undefined ? resolvePerson(people, namedPerson ?? word, chat) : undefined;
  return person === undefined ? undefined : { scope: 'person', key: person };
}

function findCustomer(customers: BookSource['customers'], word: string): string | undefined {
  if (Object.hasOwn(customers, word)) return word;
  return Object.entries(customers).find(([key, { name }]) => isCalled(word, key, name))?.[0];
}
