import type { RevocableLink } from '../../chat/page.ts';
import type { Database, Tx } from '../../db/database.ts';
import { type Instant, isoOf } from '../../lib/instant.ts';
import { recordSettings } from '../chain/setting/store.ts';
import { type LinkedCase, type LinkScope, scopeOf, subjectOfScope } from './link.ts';

/** Ends the links of a scope that were made until now. Those made later carry the number that it gives. */
export async function insertRevocation(tx: Tx, scope: LinkScope, by: string, now: Instant): Promise<number> {
  // Two at once would take one number.
  await tx.query(`select pg_advisory_xact_lock(hashtext('link-revocation'))`, []);
  const [row] = await tx.query<{ id: number }>(
    `insert into link_revocation (id, scope, subject, by, at)
       select coalesce(max(id), 0) + 1, $1, $2, $3, $4::timestamptz from link_revocation returning id`,
    [scope.scope, subjectOfScope(scope), by, isoOf(now)],
  );
  if (!row) throw new Error('a revocation of links was not kept');
  await recordSettings(tx, { setting: 'links-ended', about: [String(row.id)], by, at: now });
  return row.id;
}

export interface Revocation {
  readonly id: number;
  readonly scope: LinkScope;
  readonly by: string;
  readonly at: Instant;
}

/** The latest revocations, the newest first. */
export async function listRevocations({ prisma }: Tx, most: number): Promise<Revocation[]> {
  const rows = await prisma.linkRevocation.findMany({ orderBy: { id: 'desc' }, take: most });
  return rows.map(({ id, by, scope, subject, at }) => ({ id, by, scope: scopeOf(scope, subject), at: at.getTime() }));
}

/** The number of the last revocation, read outside a turn; 0: there was none. Turns read it as they begin. */
export async function findLastRevocation({ query }: Pick<Database, 'query'>): Promise<number> {
  const [row] = await query<{ last: number }>('select coalesce(max(id), 0) as last from link_revocation');
  return row?.last ?? 0;
}

/** Customer of a case; undefined: there is no such case. */
export async function findCustomerOf(tx: Tx, feature: LinkedCase, id: number): Promise<string | undefined> {
  const [row] = await tx.query<{ customer: string }>(
    `select customer from ticket where $1 = 'ticket' and id = $2::int
     union all select customer from matter where feature = $1 and number = $2::int`,
    [feature, id],
  );
  return row?.customer;
}

/**
 * What a link is about: what it says itself, the customer of its inspection, and of a file the case that it belongs to. One
 * question for every kind of link, so that none takes longer than another.
 */
const IS_REVOKED = `
  with link as (
    select $2::text as customer, $3::text as person, $4::text as subject
    union all select customer, null, null from matter
      where feature = 'inspection' and $4::text like 'inspection/%' and number = split_part($4::text, '/', 2)::int
    union all select ticket.customer, null, 'ticket/' || ticket.id
      from attachment join ticket on ticket.id = attachment.ticket_id where attachment.id = $5::text
    union all select matter.customer, null, matter.feature || '/' || matter.number
      from attachment join matter on matter.id = attachment.matter_id where attachment.id = $5::text
  ) select exists (
    select 1 from link_revocation revocation join link on revocation.scope = 'all'
        or (revocation.scope = 'customer' and revocation.subject = link.customer)
        or (revocation.scope = 'person' and revocation.subject = link.person)
        or (revocation.scope = 'case' and revocation.subject = link.subject)
     where revocation.id > $1::int) as revoked`;

/** Whether a link was revoked since it was made. */
export async function isRevoked({ query }: Pick<Database, 'query'>, link: RevocableLink): Promise<boolean> {
  const { after, customer = null, person = null, subject = null, file = null } = link;
  const [row] = await query<{ revoked: boolean }>(IS_REVOKED, [after, customer, person, subject, file]);
  return row?.revoked ?? true;
}
