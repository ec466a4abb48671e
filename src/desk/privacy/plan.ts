import { randomBytes } from 'node:crypto';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { numberOfSubject } from '../address/number.ts';
import { currentBook } from '../book/store.ts';
import type { DeskTurn } from '../desk.ts';
import { type CasesOf, listCasesOfCustomer, listCasesOfPerson, listOpenOnes } from './case/store.ts';
import { isChanged, withoutCustomer, withoutPerson } from './masked-book.ts';
import { findTraces, type PersonAsked, refuseInForce } from './meant.ts';
import { listAccountsOfCustomer, listBooks, listNamesInCases } from './store.ts';
import type { Account, Traces } from './traces.ts';

/** What forgetting would do: looked at before, told to the person at the command line, then carried out (`flow.ts`). */

/** Who is to be forgotten. */
export type ToForget = { readonly person: PersonAsked } | { readonly customer: string };

/** What forgetting would do, as it is told before. */
export interface Plan {
  readonly of: 'person' | 'customer';
  readonly pseudonym: string;
  readonly traces: Traces | undefined;
  readonly customer: string | undefined;
  /** Of a customer: the accounts of their people who reported or complained. */
  readonly accounts: readonly Account[];
  readonly cases: CasesOf;
  /** Those of the cases that go on, by their numbers. */
  readonly open: readonly string[];
  /** Versions of the service book that say something of them. */
  readonly books: number;
  /** Names in cases that they reported, of which a person at the command line has to say whether they are theirs. */
  readonly otherNames: readonly string[];
}

/** Looks at what there is of them. Refused: an unknown id, someone in the book in force, open cases without `withOpen`. */
export async function planForgetting(
  turn: DeskTurn,
  asked: ToForget,
  withOpen: 'with-open' | 'ended-only',
): Promise<Result<Plan>> {
  const pseudonym = `${'customer' in asked ? 'c' : 'p'}-${randomBytes(4).toString('hex')}`;
  const plan =
    'customer' in asked
      ? await planCustomer(turn, asked.customer, pseudonym)
      : await planPerson(turn, asked.person, pseudonym);
  if (!plan.ok) return plan;
  const { open } = plan.value;
  if (open.length > 0 && withOpen === 'ended-only')
    return refuse('privacy.open-cases', {
      count: open.length,
      numbers: open
        .slice(0, 20)
        .map((subject) => numberOfSubject(subject) ?? subject)
        .join(', '),
    });
  return plan;
}

async function planPerson({ tx }: DeskTurn, asked: PersonAsked, pseudonym: string): Promise<Result<Plan>> {
  const found = await findTraces(tx, asked, pseudonym);
  if (!found.ok) return found;
  const traces = found.value;
  const book = (await currentBook(tx))?.source;
  const allowed = book ? refuseInForce(book, traces) : accept(undefined);
  if (!allowed.ok) return allowed;
  const cases = await listCasesOfPerson(tx, traces);
  const changed = (await listBooks(tx)).filter((each) => isChanged(each, withoutPerson(each, traces)));
  const open = traces.key === undefined ? await listOpenOnes(tx, cases) : [];
  const otherNames = traces.key === undefined ? await listNamesInCases(tx, traces) : [];
  return accept({
    of: 'person',
    pseudonym: traces.pseudonym,
    traces,
    customer: undefined,
    accounts: [],
    cases,
    open,
    books: changed.length,
    otherNames,
  });
}

async function planCustomer({ tx }: DeskTurn, key: string, pseudonym: string): Promise<Result<Plan>> {
  const books = await listBooks(tx);
  const cases = await listCasesOfCustomer(tx, key);
  const isKnown = books.some(({ source }) => Object.hasOwn(source.customers, key));
  if (!isKnown && cases.tickets.length + cases.matters.length === 0)
    return refuse('privacy.unknown-customer', { id: key });
  const current = (await currentBook(tx))?.source;
  if (current && Object.hasOwn(current.customers, key)) return refuse('privacy.customer-in-book', { customer: key });
  const changed = books.filter((each) => isChanged(each, withoutCustomer(each, key)));
  const open = await listOpenOnes(tx, cases);
  return accept({
    of: 'customer',
    pseudonym,
    traces: undefined,
    customer: key,
    accounts: await listAccountsOfCustomer(tx, key),
    cases,
    open,
    books: changed.length,
    otherNames: [],
  });
}
