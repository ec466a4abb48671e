import type { Tx } from '../../../db/database.ts';
import { type Instant, isoOf } from '../../../lib/instant.ts';
import type { Traces } from '../traces.ts';
import type { SentFile } from './gather.ts';

/** Rows about one person beside cases. */

/** Files of these ids with the case that they belong to. */
export async function listFiles(tx: Tx, ids: readonly string[]): Promise<SentFile[]> {
  const rows = await tx.query<Omit<SentFile, 'at'> & { at: Date }>(
    `select coalesce('T-' || attachment.ticket_id, matter.feature || '/' || matter.number) as case, attachment.id, name,
        media_type as "mediaType", bytes, sha256, at
      from attachment left join matter on matter.id = attachment.matter_id where attachment.id = any ($1::text[]) order by at, attachment.id`,
    [[...ids]],
  );
  return rows.map(({ at, ...file }) => ({ ...file, at: isoOf(at.getTime()) }));
}

/** What each of these statements finds is a list of that name in the file. $1 platforms, $2 user ids, $3 key, $4 names, $5 customers. */
const LISTS = {
  linkedAccounts: 'select platform, user_id, at from person_link where person = asked.key',
  lostAccounts: 'select platform, user_id, why, at from lost_account where person = asked.key',
  boardSessions: `select platform, user_id, name, at, opened_at, ends_at from board_session
    where person = asked.key or (platform, user_id) in (select * from unnest(asked.platforms, asked.users))`,
  confidentialAccess: 'select at, customer, what, about from confidential_access where person = asked.key order by id',
  exports: `select at, what, about, customer, format, rows, sha256 from export_record
    where by = asked.key or (who <> '' and customer = any (asked.customers) and (who = any (asked.names) or who = any (asked.users))) order by id`,
  settings: 'select at, kind from setting_event where by = asked.key order by id',
  shifts: 'select rotation, from_at, until_at from duty_past where person = asked.key order by from_at',
  swaps:
    'select rotation, from_at, until_at, at, cancelled_at from duty_override where person = asked.key order by from_at',
  calendarLinks: 'select rotation, language, at, revoked_at from duty_feed where owner = asked.key',
  wordsWaiting: `select platform, channel, command, input, at from kept_words
    where (platform, person) in (select * from unnest(asked.platforms, asked.users))`,
  offers: `select platform, channel, at from listen_offer where (platform, person) in (select * from unnest(asked.platforms, asked.users))`,
  mailConversations: `select topic, about, at from mail_thread where exists (select from unnest(asked.users) each where people @> to_jsonb(each))`,
  answeredAsStranger: 'select address, at from mail_stranger where address = any (asked.users)',
  privateMessages: `select kind, subject, at, status from notice
    where (platform, regexp_replace(channel, '^@(.*/)?', '')) in (select * from unnest(asked.platforms, asked.users)) order by id`,
} as const;

export type Lists = Readonly<Record<keyof typeof LISTS, readonly object[]>>;

/** Everything that tables other than cases have of a person. */
export async function listBeside(tx: Tx, { accounts, key, names, customers }: Traces): Promise<Lists> {
  const values = [
    accounts.map(({ platform }) => platform),
    accounts.map(({ userId }) => userId),
    key ?? null,
    [...names],
    [...customers],
  ];
  const found: Record<string, readonly object[]> = {};
  for (const [name, sql] of Object.entries(LISTS)) {
    const [row] = await tx.query<{ rows: readonly object[] }>(
      `select coalesce((select json_agg(each) from (${sql}) each), '[]') as rows
         from (select $1::text[] as platforms, $2::text[] as users, $3::text as key, $4::text[] as names, $5::text[] as customers) asked`,
      values,
    );
    found[name] = row?.rows ?? [];
  }
  return found as Lists;
}

/** The logs of tickets, a row for each entry, in order. */
export async function listTicketLogs(
  tx: Tx,
  ids: readonly number[],
): Promise<
  readonly {
    readonly id: number;
    readonly facts: object;
    readonly at: Instant;
    readonly kind: string;
    readonly by: string;
    readonly data: object;
  }[]
> {
  const rows = await tx.query<{ id: number; facts: object; at: Date; kind: string; by: string; data: object }>(
    `select ticket.id, ticket.state->'facts' as facts, event.at, event.kind, event.by, event.data
       from ticket join ticket_event event on event.ticket_id = ticket.id where ticket.id = any ($1::int[]) order by ticket.id, event.seq`,
    [[...ids]],
  );
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

/** The matters of these tickets, and those that are named, with their logs. */
export async function listMattersOf(
  tx: Tx,
  tickets: readonly number[],
  ids: readonly number[],
): Promise<
  readonly {
    readonly subject: string;
    readonly state: object;
    readonly events: readonly { at: string; kind: string; by: string; data: object }[];
  }[]
> {
  return tx.query(
    `select feature || '/' || number as subject, state, coalesce((select json_agg(json_build_object('at', event.at, 'kind', event.kind,
        'by', event.by, 'data', event.data) order by event.id) from matter_event event where event.matter_id = matter.id), '[]') as events
       from matter where ticket_id = any ($1::int[]) or id = any ($2::int[]) order by id`,
    [[...tickets], [...ids]],
  );
}
