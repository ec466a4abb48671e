import type { Tx } from '../../../db/database.ts';
import type { Ticket, TicketId } from '../../ticket/case/ticket.ts';
import { patternsOf } from '../store.ts';
import type { Traces } from '../traces.ts';

/** Cases in the database: those that say something of a person or customer, and how they are left. */

/** A matter with its log, every row as it is stored. */
export interface StoredMatterLog {
  readonly id: number;
  readonly subject: string;
  readonly customer: string;
  readonly state: object;
  readonly isOpen: boolean;
  readonly events: readonly { readonly id: string; readonly by: string; readonly data: object }[];
}

/** Cases in which something is to be masked: tickets with what belongs to them, and matters without a ticket. */
export interface CasesOf {
  readonly tickets: readonly TicketId[];
  /** Primary keys. */
  readonly matters: readonly number[];
}

/** The cases that may say something of a person. Names are looked for in their customers' cases, of ours in all. */
export async function listCasesOfPerson(tx: Tx, traces: Traces): Promise<CasesOf> {
  const { accounts, names, contacts, customers, key } = traces;
  const values = [
    patternsOf([...contacts, ...accounts.map(({ userId }) => userId)]),
    patternsOf(names),
    key === undefined ? customers : null,
    key ?? null,
  ];
  const says = (column: string, customer: string) =>
    `(${column}::text ilike any ($1::text[])
      or (($3::text[] is null or ${customer} = any ($3::text[])) and ${column}::text ilike any ($2::text[])))`;
  const tickets = await tx.query<{ id: TicketId }>(
    `select ticket.id from ticket where ${says('state', 'ticket.customer')} or exists (
        select from ticket_event event where event.ticket_id = ticket.id
          and (event.by = $4::text or ${says('event.data', 'ticket.customer')}))
      or exists (select from matter where matter.ticket_id = ticket.id and ${matterSays(says)}) order by id`,
    values,
  );
  const matters = await tx.query<{ id: number }>(
    `select id from matter where ticket_id is null and ${matterSays(says)} order by id`,
    values,
  );
  return { tickets: tickets.map(({ id }) => id), matters: matters.map(({ id }) => id) };
}

function matterSays(says: (column: string, customer: string) => string): string {
  return `(${says('matter.state', 'matter.customer')} or exists (select from matter_event told where told.matter_id = matter.id
      and (told.by = $4::text or ${says('told.data', 'matter.customer')})))`;
}

export async function listCasesOfCustomer(tx: Tx, customer: string): Promise<CasesOf> {
  const tickets = await tx.query<{ id: TicketId }>('select id from ticket where customer = $1 order by id', [customer]);
  const matters = await tx.query<{ id: number }>(
    'select id from matter where customer = $1 and ticket_id is null order by id',
    [customer],
  );
  return { tickets: tickets.map(({ id }) => id), matters: matters.map(({ id }) => id) };
}

/** The subjects of those of these cases that go on, and that people know by a number: `ticket/3`, `complaint/2`. */
export async function listOpenOnes(tx: Tx, { tickets, matters }: CasesOf): Promise<string[]> {
  const rows = await tx.query<{ subject: string }>(
    `select 'ticket/' || id as subject from ticket where id = any ($1::int[]) and status in ('open', 'resolved')
     union all select feature || '/' || number from matter
      where id = any ($2::int[]) and status = 'open' and feature in (select feature from matter_counter)`,
    [[...tickets], [...matters]],
  );
  return rows.map(({ subject }) => subject);
}

/** Nothing falls due any more of matters whose words went with their customer's. */
export async function stopMatters(tx: Tx, ids: readonly number[]): Promise<void> {
  await tx.query('update matter set next_due_at = null where id = any ($1::int[])', [[...ids]]);
}

/** The matters of a ticket, or those that are named, with their logs. They stay locked until the turn ends. */
export async function listMatterLogs(
  tx: Tx,
  which: { readonly ticketId: TicketId } | { readonly ids: readonly number[] },
): Promise<StoredMatterLog[]> {
  const [where, value] =
    'ids' in which ? ['id = any ($1::int[])', [...which.ids]] : ['ticket_id = $1::int', which.ticketId];
  const matters = await tx.query<Omit<StoredMatterLog, 'events'>>(
    `select id, feature || '/' || number as subject, customer, state, status = 'open' as "isOpen" from matter
      where ${where} order by id for update`,
    [value],
  );
  const events = await tx.query<{ matter: number; id: string; by: string; data: object }>(
    `select matter_id as matter, id::text, by, data from matter_event where matter_id = any ($1::int[]) order by matter_event.id`,
    [matters.map(({ id }) => id)],
  );
  const byMatter = Map.groupBy(events, ({ matter }) => matter);
  return matters.map((matter) => ({ ...matter, events: byMatter.get(matter.id) ?? [] }));
}

/** What goes with a case beside its log. */
export interface CaseRest {
  /** Ids of uploaded files; undefined: all of these cases. */
  readonly files: readonly string[] | undefined;
  readonly made: readonly number[];
  readonly ticketId: TicketId | undefined;
  readonly matterIds: readonly number[];
  /** Subjects whose notices go. */
  readonly subjects: readonly string[];
}

/**
 * Deletes uploaded files (their bytes go at the next sweep of the store), files that the desk made, and messages that went out or
 * wait for a program. Gives how many files went.
 */
export async function deleteCaseRest(
  tx: Tx,
  { files, made, ticketId, matterIds, subjects }: CaseRest,
): Promise<number> {
  const gone = files
    ? await tx.query('delete from attachment where id = any ($1::text[]) returning 1', [[...files]])
    : await tx.query('delete from attachment where ticket_id = $1::int or matter_id = any ($2::int[]) returning 1', [
        ticketId ?? null,
        [...matterIds],
      ]);
  const goneMade = await tx.query('delete from made_file where id = any ($1::bigint[]) returning 1', [[...made]]);
  await tx.query(
    `delete from notice where (status not in ('pending', 'sending') or platform = 'webhook') and split_part(subject, '|', 1) = any ($1::text[])`,
    [[...subjects]],
  );
  return gone.length + goneMade.length;
}

/** Stores a ticket without words, and drops what it is found by, which is made again from what is left. */
export async function saveMaskedTicket(tx: Tx, id: TicketId, ticket: Ticket): Promise<void> {
  await tx.query('update ticket set title = $2, state = $3::jsonb where id = $1', [
    id,
    ticket.facts.title,
    JSON.stringify(ticket),
  ]);
  await tx.query('delete from ticket_words where ticket_id = $1', [id]);
}

/** Papers about a month print the titles of its cases: their Word files, by the primary keys of the matters. */
export async function listMonthPapers(tx: Tx, customers: readonly string[]): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `select id from matter where feature = 'paper' and ticket_id is null and customer = any ($1::text[])
        and state->'handedIn'->'files' @> '[{"from":"desk"}]' order by id`,
    [[...customers]],
  );
  return rows.map(({ id }) => id);
}
