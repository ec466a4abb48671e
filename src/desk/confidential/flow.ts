import { enqueue } from '../../outbox/enqueue.ts';
import { announce, redraw } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import { isSamePlace } from '../address/route.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, findCustomer } from '../book/book.ts';
import { remainsOf } from '../chain/chain.ts';
import { keepMatterDigests, matterRemains } from '../chain/matter/store.ts';
import { keepDigests } from '../chain/store.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { createMatterStore, type DueMatter } from '../matter/store.ts';
import { listByRole } from '../person/person.ts';
import type { Entry } from '../ticket/case/entry.ts';
import { foldTicket } from '../ticket/case/fold.ts';
import { isOver, type TicketId } from '../ticket/case/ticket.ts';
import { type Wordless, withoutWords } from '../ticket/case/wordless.ts';
import { houseOf, withTerms } from '../ticket/flow.ts';
import { listEntries, lockTicket, saveTicket } from '../ticket/store.ts';
import { noticesOf } from '../ticket/view/notice.ts';
import { type Deletion, type DeletionEntry, deletionDueAt, offerAt, REMIND_MS, sortByDue } from './deletion.ts';
import {
  countHoldings,
  deleteRest,
  insertAccess,
  listEndedCases,
  listMatterWords,
  listOtherCards,
  type StoredWords,
  saveWithoutWords,
} from './store.ts';
import { deletedCard, deletionCard } from './view.ts';

/** The watch over deletions: one row for each confidential customer with ended cases. */
export const deletions = createMatterStore<Deletion, DeletionEntry>('deletion', ({ nextAt }) => nextAt);

/** When a confidential customer's case ends, its deletion is put on the calendar. */
export async function onTicketStepped(turn: DeskTurn, { at }: Extract<Fact, { kind: 'ticket.stepped' }>) {
  const { ticket } = at.stored;
  const { customer } = ticket.facts;
  if (!isOver(ticket) || at.book.source.customers[customer]?.confidential?.deleteAfter === undefined) return;
  const running = await deletions.lockAll(turn.tx, { customer, status: 'open' });
  const dueAt = deletionDueAt(at.book, customer, turn.now);
  if (running.length > 0 || dueAt === undefined) return;
  const state: Deletion = {
    customer,
    ticketId: undefined,
    status: 'open',
    nextAt: offerAt(at.book, customer, dueAt),
  };
  const begun = { kind: 'deletion.begun', at: turn.now, by: 'clock', data: {} } as const;
  await deletions.insert(turn.tx, at.book.version, { state, added: [begun] }, turn.now);
}

/** Offers the director the deletion of what is due, and reminds them every week until they decide. */
export async function lapseDeletion(turn: DeskTurn, { state }: DueMatter<Deletion>) {
  const book = await bookOf(turn, turn.book);
  const { customer } = state;
  const known = findCustomer(book, customer) !== undefined;
  const { due, nextAt } = sortByDue(book, customer, known ? await listEndedCases(turn.tx, customer) : [], turn.now);
  if (due.length > 0) {
    await offer(turn, book, customer);
    const offered = { kind: 'deletion.offered', at: turn.now, by: 'clock', data: { cases: due.length } } as const;
    return deletions.changeOf({ state: { ...state, nextAt: turn.now + REMIND_MS }, added: [offered] });
  }
  const next = nextAt === undefined ? undefined : offerAt(book, customer, nextAt);
  return deletions.changeOf({
    state: { ...state, status: next === undefined ? 'over' : 'open', nextAt: next },
    added: [],
  });
}

async function offer(turn: DeskTurn, book: Book, customer: string): Promise<void> {
  const preview = await previewDeletion(turn, book, customer);
  const subject = `deletion/${customer}`;
  const announcement = {
    key: `${subject}|offered|${turn.now}`,
    kind: 'confidential.deletion-due',
    subject,
    at: turn.now,
    to: listByRole(book.source.people, 'director'),
    inPlace: inLine(book.source, undefined, ['director']),
    // The card has numbers and counts only, so it may reach a director whose role the customer does not name.
    customer: undefined,
    lane: 'calm' as const,
    fields: {},
    unlisted: true as const,
  };
  const notices = announce(directoryOf(turn, book), announcement, (director, language) => ({
    card: deletionCard(preview, book.source, language),
    line: '',
    pings: [director],
  }));
  await enqueue(turn, notices, []);
}

/** What a deletion would take away and keep, as of the turn's instant. */
export async function previewDeletion(turn: DeskTurn, book: Book, customer: string) {
  const cases = sortByDue(book, customer, await listEndedCases(turn.tx, customer), turn.now);
  const holdings = await countHoldings(
    turn.tx,
    cases.due.map(({ id }) => id),
  );
  return { customer, cases, holdings, at: turn.now };
}

/**
 * Deletes words, files and contact data of the customer's cases that are due and that the director saw: those which the
 * preview of `shown` names. Gives the numbers of the cases. What was deleted is on record, in each case's log and in
 * the record of access.
 */
export async function deleteWordsOf(
  turn: DeskTurn,
  book: Book,
  customer: string,
  shown: readonly number[],
  by: string,
): Promise<TicketId[]> {
  const { due } = sortByDue(book, customer, await listEndedCases(turn.tx, customer), turn.now);
  const ids = due.map(({ id }) => id).filter((id) => shown.includes(id));
  for (const id of ids) await deleteWordsOfCase(turn, id, by);
  const about = ids.map((id) => `T-${id}`).join(' ');
  if (ids.length > 0) await insertAccess(turn.tx, [{ at: turn.now, customer, person: by, what: 'deleted', about }]);
  return ids;
}

/** The title of a case whose words were deleted: it needs none of any language. */
const NO_TITLE = '—';

/** Deletes the words, files and contact data of one case that ended; a case that is gone is left alone. */
export async function deleteWordsOfCase(turn: DeskTurn, id: TicketId, by: string): Promise<void> {
  const stored = await lockTicket(turn.tx, id);
  if (!stored) return;
  const { book, terms } = await withTerms(turn, stored);
  const levels = terms.policy.levels.map(({ key }) => key);
  const options: Wordless = {
    names: 'kept',
    isKey: (text) => Object.hasOwn(book.source.people, text) || levels.includes(text),
  };
  const kept = (await listEntries(turn.tx, id)).map((entry) => withoutTitle(withoutWords(entry, options)));
  const matters = await listMatterWords(turn.tx, id);
  const rows: StoredWords[] = [
    ...kept.map(({ staff, data }, index) => ({
      table: 'ticket_event' as const,
      key: [id, index + 1],
      data: { staff, ...data },
    })),
    ...matters.map((row) => ({ ...row, data: withoutWords(row.data, options) })),
  ];
  const matterIds = matters.flatMap(({ table, key: [row] }) => (table === 'matter' ? [Number(row)] : []));
  await keepDigests(turn.tx, id);
  await keepMatterDigests(turn.tx, matterIds);
  await saveWithoutWords(turn.tx, rows);
  const before = foldTicket(kept);
  const remains = remainsOf(
    kept.map(({ at, kind, by: who, staff, data }, index) => ({
      seq: index + 1,
      at,
      kind,
      by: who,
      data: { staff, ...data },
    })),
  );
  await deleteRest(turn.tx, id, before, matters.flatMap(madeFilesIn));
  const data = { what: 'delete-words', remains, matters: await matterRemains(turn.tx, matterIds) } as const;
  const entry: Entry = { kind: 'ticket.noted', at: turn.now, by, staff: true, data };
  const after = foldTicket([...kept, entry]);
  await saveTicket(turn.tx, id, after, [entry], {
    nextDueAt: undefined,
    promiseAt: undefined,
    words: undefined,
    counted: undefined,
  });
  await enqueue(turn, noticesOf({ id, before, after, added: [entry] }, houseOf(turn, book, terms)), []);
  await redrawOthers(turn, book, id, after.facts.customer);
}

/** Cards of pings, papers and ratings about the case stay where they are, and say that its words were deleted. */
export async function redrawOthers(turn: DeskTurn, book: Book, id: TicketId, customer: string): Promise<void> {
  const { source } = book;
  const notices = (await listOtherCards(turn.tx, id)).flatMap(({ place, subject }) => {
    const channel = Object.values(source.channels).find((each) => isSamePlace(toPlace(each), place));
    const route = {
      place,
      language: channel?.language ?? source.provider.language,
      name: channel?.name ?? source.provider.name,
    };
    const shown = {
      key: `${subject}|words-deleted|${turn.now}`,
      subject: `ticket/${id}`,
      at: turn.now,
      to: [channel?.purpose ?? 'team'],
      customer,
      sealsItself: true as const,
      waysTo: () => [{ route, fallbacks: [] }],
    };
    return redraw(directoryOf(turn, book), shown, (_, language) => deletedCard(subject, `T-${id}`, language));
  });
  await enqueue(turn, notices, []);
}

function toPlace({ platform, id }: Book['source']['channels'][string]) {
  return { platform, channelId: id };
}

function withoutTitle(entry: Entry): Entry {
  if (entry.kind !== 'ticket.opened') return entry;
  return { ...entry, data: { ...entry.data, facts: { ...entry.data.facts, title: NO_TITLE } } };
}

/** The files that the desk made of a paper: those that were handed in with it. */
function madeFilesIn({ data }: StoredWords): number[] {
  const { handedIn } = data as { handedIn?: { files?: readonly { from?: string; id?: number }[] } };
  return (handedIn?.files ?? []).flatMap(({ from, id }) => (from === 'desk' && id !== undefined ? [id] : []));
}
