import type { Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import type { KnownAlert, Recent } from './alert.ts';

/** What is known of these alerts. */
export async function listKnown(tx: Tx, hook: string, fingerprints: readonly string[]): Promise<KnownAlert[]> {
  const rows = await tx.query<{
    fingerprint: string;
    firing: boolean;
    times: number;
    ticket: number | null;
    open: boolean;
  }>(
    `select alert.fingerprint, alert.firing, alert.times, alert.ticket_id as ticket, coalesce(ticket.status in ('open', 'resolved'), false) as open
       from alert left join ticket on ticket.id = alert.ticket_id
      where alert.hook = $1 and alert.fingerprint = any ($2::text[])`,
    [hook, [...fingerprints]],
  );
  return rows.map(({ ticket, open, ...row }) => ({ ...row, ticket: ticket ?? undefined, isOpen: open }));
}

/** The tickets that alerts of a hook became for a customer since then. */
export async function recentTickets(tx: Tx, hook: string, customer: string, since: Instant): Promise<Recent> {
  const [row] = await tx.query<{ count: number; last: number | null }>(
    `select count(distinct ticket.id)::int as count,
       max(ticket.id) filter (where ticket.status in ('open', 'resolved')) as last
       from alert join ticket on ticket.id = alert.ticket_id
      where alert.hook = $1 and alert.customer = $2 and ticket.opened_at >= $3::timestamptz`,
    [hook, customer, isoOf(since)],
  );
  return { count: row?.count ?? 0, last: row?.last ?? undefined };
}

/** One alert as it is known from now on. */
export interface AlertRow {
  readonly fingerprint: string;
  readonly customer: string;
  readonly title: string;
  readonly firing: boolean;
  /** The ticket that it belongs to; undefined: none. */
  readonly ticket: number | undefined;
}

/** Remembers alerts, each told of once more. */
export async function keepAlerts(tx: Tx, hook: string, rows: readonly AlertRow[], now: Instant): Promise<void> {
  if (rows.length === 0) return;
  await tx.query(
    `insert into alert (hook, fingerprint, customer, title, firing, times, first_at, last_at, ticket_id)
     select $1, fingerprint, customer, title, firing, 1, $2::timestamptz, $2::timestamptz, ticket
       from json_to_recordset($3::json) as sent (fingerprint text, customer text, title text, firing boolean, ticket int)
     on conflict (hook, fingerprint) do update set customer = excluded.customer, title = excluded.title,
       firing = excluded.firing, times = alert.times + 1, last_at = excluded.last_at, ticket_id = excluded.ticket_id`,
    [hook, isoOf(now), JSON.stringify(rows.map((row) => ({ ...row, ticket: row.ticket ?? null })))],
  );
}

/** How many alerts a ticket has, and how many of them go on. */
export async function countAlerts(tx: Tx, ticket: number): Promise<{ readonly all: number; readonly firing: number }> {
  const [row] = await tx.query<{ all: number; firing: number }>(
    `select count(*)::int as "all", count(*) filter (where firing)::int as firing from alert where ticket_id = $1::int`,
    [ticket],
  );
  return row ?? { all: 0, firing: 0 };
}
