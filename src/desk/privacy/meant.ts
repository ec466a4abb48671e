import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { BookSource } from '../book/schema.ts';
import { namesPerson } from './masked-book.ts';
import { findOfAccount, listBooks, listLinkedAccounts } from './store.ts';
import { type Meant, type Traces, tracesOfCustomersPerson, tracesOfStaff, withFound } from './traces.ts';

/** Whom an id on the command line means, and whether they may be forgotten now. */

type Tx = Parameters<typeof listBooks>[0];

/** A person as they were asked for. */
export interface PersonAsked {
  /** A key of the book's people, `slack:U07AB12`, `mail:ann@example.com`, or a customer's key and a name, `acme/王芳`. */
  readonly id: string;
  /** More names that they go by in chat. */
  readonly names: readonly string[];
}

/**
 * Everything that is known of a person. Refused if nothing is kept of them, so that a mistyped id does not pass for a person
 * without any traces.
 */
export async function findTraces(tx: Tx, { id, names }: PersonAsked, pseudonym: string): Promise<Result<Traces>> {
  const books = (await listBooks(tx)).map(({ source }) => source);
  const staff = tracesOfStaff(books, id, pseudonym);
  if (staff) return accept(withFound(staff, { names, accounts: await listLinkedAccounts(tx, id) }));
  const meant = readId(id);
  if (meant === undefined) return refuse('privacy.unknown-person', { id });
  const written = tracesOfCustomersPerson(books, meant, pseudonym);
  if ('name' in meant) {
    const isKnown = books.some((book) => Object.hasOwn(book.customers, meant.customer));
    return isKnown ? accept(withFound(written, { names })) : refuse('privacy.unknown-person', { id });
  }
  let found = withFound(written, { names });
  let isKnown = written.names.length > 0;
  for (const account of written.accounts) {
    const said = await findOfAccount(tx, account);
    found = withFound(found, said);
    isKnown ||= said.rows > 0;
  }
  return isKnown ? accept(found) : refuse('privacy.unknown-person', { id });
}

function readId(id: string): Meant | undefined {
  const account = /^(slack|feishu|mail|playground):(.+)$/.exec(id);
  if (account) return { account: { platform: account[1] ?? '', userId: account[2] ?? '' } };
  const named = /^([^/:]+)\/(.+)$/.exec(id);
  return named ? { customer: named[1] ?? '', name: named[2] ?? '' } : undefined;
}

/** Refused while the book in force names them: its file would bring them back. Says what to do first. */
export function refuseInForce(book: BookSource, traces: Traces): Result<undefined> {
  const { key } = traces;
  if (key === undefined) return namesPerson(book, traces) ? refuse('privacy.named-in-book') : accept(undefined);
  if (!Object.hasOwn(book.people, key)) return accept(undefined);
  const rotations = Object.keys(book.rotations).filter((rotation) =>
    JSON.stringify(book.rotations[rotation]).includes(JSON.stringify(key)),
  );
  return rotations.length > 0
    ? refuse('privacy.on-duty', { person: key, rotations: rotations.join(', ') })
    : refuse('privacy.in-book', { person: key });
}
