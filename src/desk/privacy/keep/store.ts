import type { Tx } from '../../../db/database.ts';
import { type Instant, isoOf } from '../../../lib/instant.ts';
import type { TicketId } from '../../ticket/case/ticket.ts';
import { deleteLogged } from '../logged/store.ts';

/** Rows that were kept long enough. */

/** Rows of one transaction, so that turns get their time in between. */
const SLICE = 500;

const CASE_ENDED = `to_timestamp(coalesce((ticket.state->'withdrawn'->>'at')::bigint, (ticket.state->>'closedAt')::bigint) / 1000.0)`;
const MATTER_ENDED = '(select max(at) from matter_event where matter_id = matter.id)';

/**
 * Tickets that ended before `before` and still have their words, the oldest first, `most` of them. Those with a complaint that is
 * still being answered stay, and those of customers whose deletion a person confirms (E9).
 */
export async function listEndedTickets(
  tx: Tx,
  before: Instant,
  except: readonly string[],
  most: number,
): Promise<TicketId[]> {
  const rows = await tx.query<{ id: TicketId }>(
    `select id from ticket where status in ('closed', 'withdrawn') and not state ? 'wordsDeleted' and customer <> all ($2::text[])
        and ${CASE_ENDED} < $1::timestamptz and not exists (
          select from matter where ticket_id = ticket.id and feature = 'complaint' and status = 'open')
      order by id limit $3`,
    [isoOf(before), except, most],
  );
  return rows.map(({ id }) => id);
}

/** Matters without a ticket (primary keys) that ended before `before` and still have words that could be read. */
export async function listEndedMatters(
  tx: Tx,
  before: Instant,
  except: readonly string[],
  most: number,
): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    `select id from matter where ticket_id is null and status <> 'open' and customer <> all ($2::text[]) and ${MATTER_ENDED} < $1::timestamptz
        and exists (select from matter_event where matter_id = matter.id and salt is not null)
      order by id limit $3`,
    [isoOf(before), except, most],
  );
  return rows.map(({ id }) => id);
}

/** By kind, which rows are too old: conditions over $1. What people still work with is left out. */
const OLD = {
  caseFiles: [
    [
      'attachment',
      `exists (select from ticket where ticket.id = attachment.ticket_id and status in ('closed', 'withdrawn') and ${CASE_ENDED} < $1::timestamptz)
        or exists (select from matter where matter.id = attachment.matter_id and status <> 'open' and ${MATTER_ENDED} < $1::timestamptz)`,
    ],
  ],
  mail: [
    [
      'mail_thread',
      `at < $1::timestamptz and not exists (
        select from ticket where 'ticket/' || ticket.id = mail_thread.about and status in ('open', 'resolved'))`,
    ],
    [
      'mail_message',
      `at < $1::timestamptz and not exists (select from mail_thread each where each.channel = mail_message.channel and each.id = mail_message.thread)`,
    ],
    ['mail_stranger', 'at < $1::timestamptz'],
  ],
  notices: [
    [
      'notice',
      `status not in ('pending', 'sending') and at < $1::timestamptz and not exists (
        select from ticket where 'ticket/' || ticket.id = split_part(notice.subject, '|', 1) and ticket.status in ('open', 'resolved'))`,
    ],
    [
      'digest_part',
      '$1::timestamptz is not null and not exists (select from notice where notice.id = digest_part.notice)',
    ],
  ],
  chat: [
    ['listen_offer', 'at < $1::timestamptz'],
    ['kept_words', 'at < $1::timestamptz'],
  ],
  access: [
    ['confidential_access', 'at < $1::timestamptz'],
    ['board_session', 'at < $1::timestamptz'],
  ],
} as const;

export type OldRows = keyof typeof OLD;

/** Deletes rows of one kind that are older than `before`, a slice at a time, until none is left or the desk stops. */
export async function deleteOld(
  transaction: (work: (tx: Tx) => Promise<number>) => Promise<number>,
  kind: OldRows,
  { before, now }: { readonly before: Instant; readonly now: Instant },
  stopping: AbortSignal,
): Promise<number> {
  let count = 0;
  for (const [table, condition] of OLD[kind])
    while (!stopping.aborted) {
      const deleted = await transaction((tx) => deleteSlice(tx, table, condition, before, now));
      count += deleted;
      if (deleted < SLICE) break;
    }
  return count;
}

async function deleteSlice(tx: Tx, table: string, condition: string, before: Instant, now: Instant): Promise<number> {
  await tx.query(`select set_config('deskbell.ends_keeping', 'on', true)`);
  const slice = `where ctid = any (array(select ctid from ${table} where ${condition} limit ${SLICE}))`;
  return deleteLogged(tx, table, slice, [isoOf(before)], { by: 'clock', at: now });
}
