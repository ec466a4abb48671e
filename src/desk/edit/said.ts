import { type Named, namesIn } from '../../lib/language.ts';
import { plainOf } from '../../lib/plain-text.ts';
import { accept, type Refusal, type Result, refuse } from '../../lib/refusal.ts';
import type { BookCustomer } from '../book/schema.ts';
import type { Ask } from '../desk.ts';
import { type Role, resolvePerson } from '../person/person.ts';

/** How small edits are typed, and who may make them. */

/** What may follow the word of the command, in both languages. */
export const WORDS = {
  add: ['add', 'new', '新增', '添加', '登记'],
  change: ['change', 'edit', '修改', '更改'],
  remove: ['remove', 'delete', '删除', '移除'],
  retire: ['retire', 'remove', 'delete', '停用', '报废', '退役', '删除', '移除'],
  cancel: ['cancel', 'remove', '取消', '撤销', '删除'],
} as const;
type Verb = keyof typeof WORDS;

const HAN = /\p{Script=Han}$/u;

/**
 * Takes one of `words` (any form of letters) from the front of a text: the longest that fits. Behind a Chinese word no blank
 * is needed. undefined: the text begins otherwise.
 */
export function takeFront(text: string, words: readonly string[]): { word: string; rest: string } | undefined {
  const said = plainOf(text.trim());
  const found = words
    .map((word) => ({ word, plain: plainOf(word).plain.trim() }))
    .filter(({ plain }) => plain !== '' && said.plain.startsWith(plain))
    .filter(({ plain }) => HAN.test(plain) || /^[\s,，:：]|^$/u.test(said.plain.slice(plain.length)))
    .sort((one, other) => other.plain.length - one.plain.length)[0];
  if (!found) return undefined;
  return { word: found.word, rest: said.from(found.plain.length).replace(/^[\s,，:：]+/u, '') };
}

/** Takes a verb from the front of a text; undefined: there is none of `verbs`. */
export function takeVerb(text: string, verbs: readonly Verb[]): { verb: Verb | undefined; rest: string } {
  for (const verb of verbs) {
    const taken = takeFront(text, WORDS[verb]);
    if (taken) return { verb, rest: taken.rest };
  }
  return { verb: undefined, rest: text.trim() };
}

/** The customers whose data this person of ours may see, by key. */
export function openCustomers({ asker, book }: Pick<Ask, 'asker' | 'book'>): Record<string, BookCustomer> {
  const all = Object.entries(book.source.customers);
  return Object.fromEntries(all.filter(([key]) => !asker.closed?.includes(key)));
}

export interface SaidCustomer {
  /** undefined: none is named, and the channel is not one's. */
  readonly key: string | undefined;
  /** Whether the words name it. */
  readonly isNamed: boolean;
  readonly rest: string;
}

/**
 * Takes a customer (key or name) from the front of the words; else it is the channel's, or the only one. Refused where the
 * asker may not see the one that is named.
 */
function takeCustomer(ask: Pick<Ask, 'asker' | 'book'>, text: string): Result<SaidCustomer> {
  const open = openCustomers(ask);
  const all = Object.entries(ask.book.source.customers);
  const keys = new Map(all.flatMap(([key, { name }]) => [name.zh, name.en, key].map((each) => [each, key])));
  const taken = takeFront(text, [...keys.keys()]);
  if (taken) {
    const key = keys.get(taken.word) ?? '';
    return Object.hasOwn(open, key) ? accept({ key, isNamed: true, rest: taken.rest }) : noSuchCustomer(ask);
  }
  const [only, ...more] = all.map(([key]) => key);
  const own = ask.asker.customer ?? (more.length === 0 ? only : undefined);
  const key = own !== undefined && Object.hasOwn(open, own) ? own : undefined;
  return accept({ key, isNamed: false, rest: text.trim() });
}

/** A verb and a customer, in either order, before the rest of the words. Refused as `takeCustomer` refuses. */
export function takeVerbAndCustomer(
  ask: Pick<Ask, 'asker' | 'book'>,
  text: string,
  verbs: readonly Verb[],
): Result<SaidCustomer & { readonly verb: Verb | undefined }> {
  const first = takeVerb(text, verbs);
  const taken = takeCustomer(ask, first.rest);
  if (!taken.ok || first.verb) return taken.ok ? accept({ ...taken.value, verb: first.verb }) : taken;
  return accept({ ...taken.value, ...takeVerb(taken.value.rest, verbs) });
}

/** The customer of a button or form, or of the channel, or the only one; undefined: it has to be asked for. */
export function customerOf({ asker, book, input }: Pick<Ask, 'asker' | 'book' | 'input'>): string | undefined {
  const { customer = '' } = input;
  const open = openCustomers({ asker, book });
  if (customer !== '') return Object.hasOwn(open, customer) ? customer : undefined;
  const taken = takeCustomer({ asker, book }, '');
  return taken.ok ? taken.value.key : undefined;
}

export function noSuchCustomer(ask: Pick<Ask, 'asker' | 'book'>): Refusal {
  return refuse('channel.no-customer', { allowed: namesIn(openCustomers(ask)) });
}

/** Takes a person of ours (mentioned, by key or name) from the front of the words; else it is the asker. */
export function takePerson(ask: Ask, text: string): { key: string; isNamed: boolean; rest: string } {
  const { people } = ask.book.source;
  const words = Object.entries(people).flatMap(([key, { name }]) => [key, name.zh, name.en]);
  const taken = takeFront(text, [...Object.keys(ask.mentions), ...words]);
  const { platform } = ask.place;
  const key = taken && resolvePerson(people, taken.word, { platform, mentions: ask.mentions });
  return taken && key !== undefined
    ? { key, isNamed: true, rest: taken.rest }
    : { key: ask.asker.key, isNamed: false, rest: text.trim() };
}

/** Who looks after customers' data: they change contacts and devices. */
const KEEPERS: readonly Role[] = ['director', 'manager', 'projectManager', 'coordinator', 'desk'];

export function mayKeep({ asker }: Pick<Ask, 'asker'>): boolean {
  return asker.roles.some((role) => KEEPERS.includes(role));
}

export function refuseOthers({ book }: Pick<Ask, 'book'>): Refusal {
  return refuse('edit.only', { names: namesWith(book.source.people, KEEPERS) });
}

export function namesWith(people: Ask['book']['source']['people'], roles: readonly Role[]): readonly Named[] {
  const those = Object.entries(people).filter(([, person]) => person.roles.some((role) => roles.includes(role)));
  return namesIn(Object.fromEntries(those));
}
