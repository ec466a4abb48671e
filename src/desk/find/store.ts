import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import { loadBook } from '../book/store.ts';
import type { Paper } from '../paper/paper.ts';
import { searchWordsOfPaper } from '../paper/search-words.ts';
import { papers } from '../paper/store.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import { searchWordsOf } from '../ticket/search-words.ts';
import { findTicket, listEntries } from '../ticket/store.ts';
import { queryOfLexeme } from '../words/lexeme.ts';
import { addWords, findTicketIds, insertRow, lockWordless } from '../words/store.ts';

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
    // A resolve that was taken back is no solution.
    const isUndone = ticket.fix === undefined && ticket.resolvedAts.length === 0 && !ticket.answeredAt;
    const text = isUndone ? '' : (ticket.fix?.done ?? solved.find((each) => each.id === id)?.text ?? '');
    const own = written.filter(({ ticket_id }) => ticket_id === id).map(({ state }) => state);
    return [{ id: id as TicketId, ticket, solved: text, papers: own }];
  });
}

/** The latest tickets that are looked at for what is common. */
const LATEST = 400;
/** Among so many of them the lexemes are counted. */
const COUNTED = 200;
/** How many candidates each way of looking gives. */
const MOST_ALIKE = 60;
/** Lexemes that are looked up among all tickets: the rarest ones, if at most so many of the counted tickets have them. */
const MOST_RARE = 8;
const RARE = COUNTED / 50;

/** What tickets that are like one have in common with it. */
export interface AlikeFilter {
  /** The ticket's id; only those before it are looked at. */
  readonly before: TicketId;
  /** What it tells of. */
  readonly lexemes: readonly string[];
  /** Its device and model, as marks. */
  readonly marks: readonly string[];
}

/**
 * The ids of earlier tickets that may be like one, in no order: those with its rarest words wherever they are, and of
 * the latest tickets those with any of its words, the most alike first; and the latest of the same device or model.
 */
export async function findAlikeIds(tx: Tx, { before, lexemes, marks }: AlikeFilter): Promise<number[]> {
  const counts = await tx.query<{ word: string; ndoc: number }>(COUNTS, [lexemes]);
  const countOf = (lexeme: string) => counts.find(({ word }) => word === lexeme)?.ndoc ?? 0;
  const rare = lexemes.filter((each) => countOf(each) <= RARE).sort((one, other) => countOf(one) - countOf(other));
  const anyOf = (those: readonly string[]) => those.map(queryOfLexeme).join(' | ');
  const ids: number[] = [];
  const look = async (sql: string, ...queries: readonly string[]) => {
    if (queries.includes('')) return;
    ids.push(...(await tx.query<{ id: number }>(sql, [before, ...queries])).map(({ id }) => id));
  };
  await look(ALIKE_BY_RARE, anyOf(rare.slice(0, MOST_RARE)), anyOf(lexemes));
  await look(ALIKE_OF_LATEST, anyOf(lexemes));
  if (marks.length > 0) {
    const filter = { side: 'team', customer: undefined, query: anyOf(marks), states: undefined } as const;
    ids.push(...(await findTicketIds(tx, { ...filter, fromAt: undefined, toAt: undefined }, MOST_ALIKE)));
  }
  return [...new Set(ids)].filter((id) => id < before);
}

const COUNTS = `select word, ndoc from ts_stat('select team from ticket_words order by ticket_id desc limit ${COUNTED}')
  where word = any ($1::text[])`;

const ALIKE_BY_RARE = `
  with hit as materialized (select ticket_id, team from ticket_words where team @@ $2::tsquery and ticket_id < $1)
  select ticket_id as id from hit order by ts_rank(team, $3::tsquery) desc, ticket_id desc limit ${MOST_ALIKE}`;

const ALIKE_OF_LATEST = `
  select ticket_id as id from (
    select ticket_id, team from ticket_words where ticket_id < $1 order by ticket_id desc limit ${LATEST}
  ) latest where team @@ $2::tsquery order by ts_rank(team, $2::tsquery) desc, ticket_id desc limit ${MOST_ALIKE}`;

/**
 * Makes tickets findable that were stored before there was a search: up to `most` of those that are not yet, the latest
 * first. Gives how many. They stay locked until the transaction ends, so that no entry is missed.
 */
export async function addOlderTickets(tx: Tx, most: number): Promise<number> {
  const ids = await lockWordless(tx, most);
  for (const id of ids) await addTicketWords(tx, id as TicketId);
  return ids.length;
}

/** Makes a ticket findable that has no row yet. */
export async function addTicketWords(tx: Tx, id: TicketId): Promise<void> {
  const stored = await findTicket(tx, id);
  if (!stored) return;
  const book = await loadBook(tx, stored.book);
  await insertRow(tx, id, searchWordsOf(book.source, undefined, await listEntries(tx, id)));
  for (const { state } of await papers.list(tx, { ticketId: id }))
    await addWords(tx, id, searchWordsOfPaper(book, state));
}
