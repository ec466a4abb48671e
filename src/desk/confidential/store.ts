import type { ChatPlace } from '../../chat/place.ts';
import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import { isNumbered, type Numbered } from '../address/number.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';

/** The record of who saw what of confidential customers, and the rows from which their words are taken out. */

export const ACCESS_KINDS = ['opened', 'found', 'exported', 'fetched', 'deleted'] as const;
export type AccessKind = (typeof ACCESS_KINDS)[number];

/** One access: who did what with what of whose. */
export interface Access {
  readonly at: Instant;
  readonly customer: string;
  /** A person's key; `link` if a file was fetched by a link. */
  readonly person: string;
  readonly what: AccessKind;
  /** Numbers such as `T-3`, or another name of what it was. */
  readonly about: string;
}

/** Adds to the record. */
export async function insertAccess({ prisma }: Pick<Tx, 'prisma'>, all: readonly Access[]): Promise<void> {
  if (all.length === 0) return;
  await prisma.confidentialAccess.createMany({ data: all.map((each) => ({ ...each, at: new Date(each.at) })) });
}

/** A page of a customer's record, the newest first, and how many there are in all. */
export async function listAccess(
  { prisma }: Tx,
  customer: string,
  { skip, count }: { readonly skip: number; readonly count: number },
): Promise<{ readonly count: number; readonly rows: readonly Access[] }> {
  const where = { customer };
  const rows = await prisma.confidentialAccess.findMany({ where, orderBy: { id: 'desc' }, skip, take: count });
  const all = await prisma.confidentialAccess.count({ where });
  return { count: all, rows: rows.map((row) => ({ ...row, what: row.what as AccessKind, at: row.at.getTime() })) };
}

/** Something with a number: a ticket or a matter. */
export interface NumberedThing {
  readonly kind: Numbered;
  readonly id: number;
}

/** The customers of these things; those that do not exist are left out. */
export async function customersOf(
  tx: Tx,
  things: readonly NumberedThing[],
): Promise<readonly (NumberedThing & { readonly customer: string })[]> {
  if (things.length === 0) return [];
  const rows = await tx.query<{ kind: string; id: number; customer: string }>(
    `with asked as (select * from unnest($1::text[], $2::int[]) as each (kind, id))
     select asked.kind, asked.id, ticket.customer from asked join ticket on asked.kind = 'ticket' and ticket.id = asked.id
     union all
     select asked.kind, asked.id, matter.customer from asked
       join matter on matter.feature = asked.kind and matter.number = asked.id`,
    [things.map(({ kind }) => kind), things.map(({ id }) => id)],
  );
  return rows.flatMap(({ kind, id, customer }) => (isNumbered(kind) ? [{ kind, id, customer }] : []));
}

/** A file that was sent on a web page: whose it is, and of which ticket or inspection. */
export async function findFileOwner(
  { query }: Tx,
  id: string,
): Promise<{ readonly customer: string; readonly kind: string; readonly number: number } | undefined> {
  const rows = await query<{ customer: string; kind: string; number: number }>(
    `select coalesce(ticket.customer, matter.customer) as customer, coalesce(matter.feature, 'ticket') as kind,
        coalesce(matter.number, ticket.id) as number
      from attachment left join ticket on ticket.id = attachment.ticket_id
        left join matter on matter.id = attachment.matter_id where attachment.id = $1`,
    [id],
  );
  return rows[0];
}

/** A case that ended, with the instant of its end. */
export interface EndedCase {
  readonly id: TicketId;
  readonly endedAt: Instant;
}

/** A customer's ended cases that still have their words, the one that ended first first. */
export async function listEndedCases(tx: Tx, customer: string): Promise<EndedCase[]> {
  const rows = await tx.query<{ id: TicketId; ended: string }>(
    `select id, ${ENDED_AT} as ended from ticket
      where customer = $1 and status in ('closed', 'withdrawn') and not state ? 'wordsDeleted' and ${ENDED_AT} is not null
      order by ${ENDED_AT}, id`,
    [customer],
  );
  return rows.map(({ id, ended }) => ({ id, endedAt: Number(ended) }));
}

const ENDED_AT = `coalesce((state->'withdrawn'->>'at')::bigint, (state->>'closedAt')::bigint)`;

/** What belongs to cases, counted: what a deletion takes away and what it keeps. */
export interface Holdings {
  readonly entries: number;
  readonly files: number;
  readonly papers: number;
}

export async function countHoldings(tx: Tx, ids: readonly TicketId[]): Promise<Holdings> {
  const [row] = await tx.query<Holdings>(
    `select (select count(*)::int from ticket_event where ticket_id = any ($1::int[])) as entries,
        (select count(*)::int from attachment where ticket_id = any ($1::int[])) as files,
        (select count(*)::int from matter where ticket_id = any ($1::int[]) and feature = 'paper') as papers`,
    [[...ids]],
  );
  return row ?? { entries: 0, files: 0, papers: 0 };
}

/** A row of a log, or a matter's state, whose words are taken out. */
export interface StoredWords {
  readonly table: 'ticket_event' | 'matter_event' | 'matter';
  readonly key: readonly (number | string)[];
  readonly data: object;
}

/** A complaint that is not closed is still being answered: it keeps its words. */
const NOT_IN_WORK = `not (matter.feature = 'complaint' and matter.status = 'open')`;

/** The states and logs of a ticket's matters. */
export async function listMatterWords(tx: Tx, id: TicketId): Promise<StoredWords[]> {
  const states = await tx.query<{ id: number; state: object }>(
    `select id, state from matter where ticket_id = $1 and ${NOT_IN_WORK} order by id for update`,
    [id],
  );
  const events = await tx.query<{ id: string; data: object }>(
    `select event.id, event.data from matter_event event join matter on matter.id = event.matter_id
      where matter.ticket_id = $1 and ${NOT_IN_WORK} order by event.id`,
    [id],
  );
  return [
    ...states.map(({ id: key, state }) => ({ table: 'matter', key: [key], data: state }) as const),
    ...events.map(({ id: key, data }) => ({ table: 'matter_event', key: [String(key)], data }) as const),
  ];
}

const UPDATES = {
  ticket_event: 'update ticket_event set data = $1::jsonb where ticket_id = $2::int and seq = $3::int',
  matter_event: 'update matter_event set data = $1::jsonb where id = $2::bigint',
  matter: 'update matter set state = $1::jsonb where id = $2::int',
} as const;

/** Stores rows without their words. Only this may change entries of a log. */
export async function saveWithoutWords(tx: Tx, rows: readonly StoredWords[]): Promise<void> {
  await tx.query(`select set_config('deskbell.deletes_words', 'on', true)`);
  for (const { table, key, data } of rows) await tx.query(UPDATES[table], [JSON.stringify(data), ...key]);
  await tx.query(`select set_config('deskbell.deletes_words', 'off', true)`);
}

/**
 * Deletes a ticket's title, its files (the store of files drops their bytes at its next sweep), its search words and
 * notices that were delivered or wait for a webhook, and the files `made` of its papers.
 */
export async function deleteRest(tx: Tx, id: TicketId, ticket: Ticket, made: readonly number[]): Promise<void> {
  await tx.query('update ticket set title = $2, state = $3::jsonb where id = $1', [id, ticket.facts.title, ticket]);
  await tx.query('delete from attachment where ticket_id = $1', [id]);
  await tx.query(`update ticket_words set told = ${NUMBER_ALONE}, team = ${NUMBER_ALONE} where ticket_id = $1`, [id]);
  await tx.query(
    `delete from notice where (status not in ('pending', 'sending') or platform = 'webhook') and (subject = 'ticket/' || $1::int or subject in (${SUBJECTS}))`,
    [id],
  );
  await tx.query('delete from made_file where id = any ($1::bigint[])', [[...made]]);
}

/** The subjects of the ticket's matters that have numbers of their own: `complaint/3`. */
const SUBJECTS = `select feature || '/' || number from matter where ticket_id = $1::int and ${NOT_IN_WORK}`;

const NUMBER_ALONE = `array_to_tsvector(array['t-' || ticket_id])`;

/** A card of ours that stands somewhere, about a case but not the case's own. */
export interface StandingCard {
  readonly place: ChatPlace;
  readonly subject: string;
}

/** The cards of pings, papers, ratings and other matters about a ticket. */
export async function listOtherCards(tx: Tx, id: TicketId): Promise<StandingCard[]> {
  const rows = await tx.query<{ platform: string; channel: string; subject: string }>(
    `select platform, channel, subject from posted_card
      where subject like 'ticket/' || $1::int || '|%' or subject like 'ticket/' || $1::int || '/%'
        or subject in (${SUBJECTS})`,
    [id],
  );
  return rows.map(({ platform, channel, subject }) => ({
    place: { platform, channelId: channel, threadId: '' },
    subject,
  }));
}
