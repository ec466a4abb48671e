import { type Instant, isoOf } from '../../../lib/instant.ts';
import { accept, type Result } from '../../../lib/refusal.ts';
import { numberOfSubject } from '../../address/number.ts';
import type { BookSource } from '../../book/schema.ts';
import type { DeskTurn } from '../../desk.ts';
import { listCasesOfPerson } from '../case/store.ts';
import { createPersonMask } from '../mask.ts';
import { findTraces, type PersonAsked } from '../meant.ts';
import { listBooks } from '../store.ts';
import type { Traces } from '../traces.ts';
import { createWhose } from '../whose.ts';
import { createPick, othersThan, type Said, type SentFile, whoIn } from './gather.ts';
import { type Lists, listBeside, listFiles, listMattersOf, listTicketLogs } from './store.ts';

/** All that is kept of one person, as they are given it. */
export interface PersonalData {
  readonly id: string;
  readonly at: string;
  readonly knownAs: Pick<Traces, 'names' | 'contacts' | 'accounts' | 'customers'>;
  /** What the versions of the service book say of them; equal entries once. */
  readonly inServiceBooks: readonly object[];
  readonly said: readonly Said[];
  /** Entries of their cases that someone of the customer wrote and no name stands at: perhaps theirs, so without the words. */
  readonly unsigned: readonly Omit<Said, 'data'>[];
  /** Where others named them: the case, when, and what kind of entry, without the words of others. */
  readonly namedIn: readonly Omit<Said, 'data'>[];
  readonly files: readonly SentFile[];
  readonly beside: Lists;
}

/** Gathers it in one transaction. Refused if nothing is kept of them. */
export async function gatherPerson(
  { tx, now }: Pick<DeskTurn, 'tx' | 'now'>,
  asked: PersonAsked,
): Promise<Result<PersonalData>> {
  const found = await findTraces(tx, asked, '');
  if (!found.ok) return found;
  const traces = found.value;
  const books = (await listBooks(tx)).map(({ source }) => source);
  const cases = await listCasesOfPerson(tx, traces);
  const logs = await listTicketLogs(tx, cases.tickets);
  const matters = await listMattersOf(tx, cases.tickets, cases.matters);
  const spoke = whoIn([...logs, ...matters.flatMap(({ events }) => events)]);
  const pick = createPick(traces, othersThan(traces, books, spoke));
  const whose = createWhose(traces);
  // The mask that would take their words away finds their files, too.
  const mask = createPersonMask(traces, () => false);
  const said: Said[] = [];
  const namedIn: Omit<Said, 'data'>[] = [];
  const unsigned: Omit<Said, 'data'>[] = [];
  const take = (where: string, at: Instant, entry: { kind: string; by: string; data: object }, isOwn: boolean) => {
    mask.entry(entry, isOwn);
    const step = { case: where, at: isoOf(at), kind: entry.kind };
    const own = pick.ofEntry(entry, isOwn);
    said.push(...own.map((data) => ({ ...step, data })));
    if (own.length === 0 && pick.names(entry.data)) namedIn.push(step);
  };
  const openedAt = new Map(logs.flatMap(({ id, kind, at }) => (kind === 'ticket.opened' ? [[id, at] as const] : [])));
  for (const { id, facts, at, ...entry } of logs) {
    const isOwn = mask.owns(facts);
    // What came with the report is its reporter's; later any of their colleagues may have answered.
    const isReport = isOwn && openedAt.get(id) === at;
    take(`T-${id}`, at, entry, isReport);
    const isUnsigned = isOwn && !isReport && entry.by === 'customer' && !('who' in entry.data);
    if (isUnsigned) unsigned.push({ case: `T-${id}`, at: isoOf(at), kind: entry.kind });
  }
  for (const { subject, state, events } of matters) {
    const { facts = {} } = state as { facts?: object };
    const isOwn = mask.owns(state) || mask.owns(facts);
    const where = numberOfSubject(subject) ?? subject;
    for (const { at, ...entry } of events) take(where, Date.parse(at), entry, isOwn);
    said.push(...pick.ofState(state).map((data) => ({ case: where, kind: subject.split('/')[0] ?? '', data })));
  }
  const { names, contacts, accounts, customers } = traces;
  return accept({
    id: asked.id,
    at: isoOf(now),
    knownAs: { names, contacts, accounts, customers },
    inServiceBooks: inBooks(books, traces, whose),
    said,
    unsigned,
    namedIn,
    files: await listFiles(tx, [...mask.files]),
    beside: await listBeside(tx, traces),
  });
}

function inBooks(
  books: readonly BookSource[],
  { key, names, customers }: Traces,
  { isAccount }: ReturnType<typeof createWhose>,
): object[] {
  const all = books.flatMap((book) => {
    const ours = key !== undefined && Object.hasOwn(book.people, key) ? [{ key, ...book.people[key] }] : [];
    const theirs = Object.entries(book.customers).flatMap(([customer, { people }]) =>
      people
        .filter(({ name, ids }) => {
          const has = Object.entries(ids).some(([platform, id]) =>
            isAccount({ platform, userId: id?.replace(/^.*\//, '') }),
          );
          return has || (customers.includes(customer) && (names.includes(name.zh) || names.includes(name.en)));
        })
        .map((each) => ({ customer, ...each })),
    );
    return [...ours, ...(key === undefined ? theirs : [])];
  });
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}
