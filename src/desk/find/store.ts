import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { loadBook } from '../book/store.ts';
import type { Paper } from '../paper/paper.ts';
import { searchWordsOfPaper } from '../paper/search-words.ts';
import { papers } from '../paper/store.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import { searchWordsOf } from '../ticket/search-words.ts';
import { findTicket, listEntries } from '../ticket/store.ts';
import { addWords, insertRow, lockWordless } from '../words/store.ts';

/** A found ticket, with what is known of its solution. */
export interface FoundTicket {
  readonly id: TicketId;
  readonly ticket: Ticket;
  /** What was said at the latest fix or answer; empty if nothing was. */
  readonly solved: string;
  /** The papers about it, the oldest first. */
  readonly papers: readonly Paper[];
}

const TICKET = columnsOf('Ticket', 'id', 'state');
const PAPER = columnsOf('Matter', 'ticket_id', 'state');

/** Loads tickets in the given order, each with what is known of its solution. */
export async function listFound(tx: Tx, ids: readonly number[]): Promise<FoundTicket[]> {
  if (ids.length === 0) return [];
  const tickets = await tx.query<RowOf<typeof TICKET, { state: Ticket }>>(
    `select ${TICKET} from ticket where id = any ($1::int[])`,
    [ids],
  );
  const solved = await tx.query<{ id: number; text: string }>(
    `select distinct on (ticket_id) ticket_id as id, coalesce(data->>'text', '') as text from ticket_event
      where ticket_id = any ($1::int[])
        and (kind = 'ticket.resolved' or (kind = 'ticket.updated' and data->>'what' = 'answer'))
      order by ticket_id, seq desc`,
    [ids],
  );
  const written = await tx.query<RowOf<typeof PAPER, { state: Paper }>>(
    `select ${PAPER} from matter where feature = 'paper' and ticket_id = any ($1::int[]) order by id`,
    [ids],
  );
  return ids.flatMap((id) => {
    const ticket = tickets.find((each) => each.id === id)?.state;
    if (!ticket) return [];
    const text = solved.find((each) => each.id === id)?.text ?? '';
    const own = written.filter(({ ticket_id }) => ticket_id === id).map(({ state }) => state);
    return [{ id: id as TicketId, ticket, solved: text, papers: own }];
  });
}

/**
 * Makes tickets findable that were stored before there was a search: up to `most` of those that are not yet, the latest
 * first. Gives how many. They stay locked until the transaction ends, so that no entry is missed.
 */
export async function addOlderTickets(tx: Tx, most: number): Promise<number> {
  const ids = await lockWordless(tx, most);
  for (const id of ids) await addTicket(tx, id as TicketId);
  return ids.length;
}

async function addTicket(tx: Tx, id: TicketId): Promise<void> {
  const stored = await findTicket(tx, id);
  if (!stored) return;
  const book = await loadBook(tx, stored.book);
  await insertRow(tx, id, searchWordsOf(book.source, undefined, await listEntries(tx, id)));
  for (const { state } of await papers.list(tx, { ticketId: id }))
    await addWords(tx, id, searchWordsOfPaper(book, state));
}
