import { recordForgotten } from '../chain/forget/store.ts';
import type { DeskTurn } from '../desk.ts';
import { forgetRowsOfPerson, maskBooks, maskSetting, whoNames } from './beside.ts';
import { type Forgetting, maskMatters, maskTicket } from './case/flow.ts';
import { listMonthPapers } from './case/store.ts';
import { createCustomerMask, createPersonMask, type Mask } from './mask.ts';
import { withoutCustomer, withoutPerson } from './masked-book.ts';
import type { Plan } from './plan.ts';
import { deleteRowsOfCustomer, deleteRowsOfPerson, listBooks, maskExports } from './store.ts';

/**
 * Forgetting a person or a customer (docs/decision/0050): words, names, contacts and files go, the facts of the clocks stay, and
 * every chain of hashes holds. Case by case, each in a transaction of its own, so that the desk goes on meanwhile; run again
 * after a stop it goes on where it was.
 */

/** Runs `work` in one turn of its own. */
export type InTurn = <T>(work: (turn: DeskTurn) => Promise<T>) => Promise<T>;

/** What was done. */
export interface Forgotten {
  readonly cases: number;
  readonly files: number;
  readonly books: number;
  /** Rows that went or were masked beside cases, by table; tables without any are left out. */
  readonly rows: Readonly<Record<string, number>>;
}

/** Carries a plan out. `by`: a key of the book's people, or an account on a machine. */
export async function forget(inTurn: InTurn, plan: Plan, by: string): Promise<Forgotten> {
  const isKey = await inTurn(({ tx }) => keysOf(tx));
  const forgetting = forgettingOf(plan, isKey, by);
  // First, while the cases still say whose accounts these are.
  if (!plan.traces) {
    const theirs = { accounts: plan.accounts, key: undefined };
    await inTurn(({ tx, now }) => deleteRowsOfPerson(tx, theirs, { by, at: now }));
  }
  let cases = 0;
  let files = 0;
  for (const id of plan.cases.tickets) {
    const taken = await inTurn((turn) => maskTicket(turn, id, forgetting));
    cases += taken ? 1 : 0;
    files += taken?.files ?? 0;
  }
  return inTurn((turn) => forgetBeside(turn, plan, forgetting, { cases, files }));
}

function forgettingOf({ traces, customer, of }: Plan, isKey: (text: string) => boolean, by: string): Forgetting {
  if (!traces) return { maskFor: () => createCustomerMask(isKey), files: 'all', person: undefined, by };
  const isEverywhere = traces.key !== undefined;
  const maskFor = (whose: string): Mask =>
    createPersonMask(isEverywhere || traces.customers.includes(whose) ? traces : { ...traces, names: [] }, isKey);
  return { maskFor, files: of === 'person' && customer === undefined ? 'theirs' : 'all', person: traces.pseudonym, by };
}

/** Tells the keys of all service books (people, customers, levels) from words. */
export async function keysOf(tx: DeskTurn['tx']): Promise<(text: string) => boolean> {
  const keys = new Set<string>();
  for (const { source } of await listBooks(tx)) {
    for (const key of [...Object.keys(source.people), ...Object.keys(source.customers)]) keys.add(key);
    for (const { levels } of Object.values(source.policies)) for (const { key } of levels) keys.add(key);
  }
  // A date that was agreed is a fact, and a clock may count from it.
  return (text) => keys.has(text) || /^\d{4}-\d{2}(-\d{2})?$/.test(text);
}

/** The rest, in one transaction, and the entry that says so. */
async function forgetBeside(
  turn: DeskTurn,
  plan: Plan,
  forgetting: Forgetting,
  before: { readonly cases: number; readonly files: number },
): Promise<Forgotten> {
  const { tx, now } = turn;
  const { traces, customer, pseudonym } = plan;
  const { by } = forgetting;
  const months = traces && before.cases > 0 ? await listMonthPapers(tx, traces.customers) : [];
  const matters = await maskMatters(turn, [...new Set([...plan.cases.matters, ...months])], forgetting);
  const rows = traces
    ? await forgetRowsOfPerson(turn, traces, by)
    : await deleteRowsOfCustomer(tx, customer ?? '', { by, at: now });
  const books = await maskBooks(
    turn,
    (each) => (traces ? withoutPerson(each, traces) : withoutCustomer(each, customer ?? '')),
    by,
  );
  const whose = traces
    ? { names: whoNames(traces), customers: traces.customers }
    : { names: undefined, customers: [customer ?? ''] };
  await maskExports(tx, whose, pseudonym);
  const sum = { cases: before.cases + matters.cases, files: before.files + matters.files };
  const entry = { about: pseudonym, of: plan.of, ...sum, matters: matters.remains };
  await recordForgotten(tx, entry, (kind, data) => maskSetting(kind, data, whose, plan), by, now);
  const counted = Object.fromEntries(Object.entries(rows).filter(([, count]) => count > 0));
  return { ...sum, books, rows: counted };
}
