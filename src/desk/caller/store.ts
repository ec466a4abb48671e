import type { Tx } from '../../db/database.ts';
import { callerOfContact, type KnownCaller } from './caller.ts';

/** How many of the newest tickets are searched: the answer must come while the caller is on the line. */
const SEARCHED = 2_000;

interface ContactRow {
  readonly customer: string;
  readonly site: string;
  readonly contact: string;
  readonly phone: string | null;
  readonly name: string | null;
}

/** The contacts of the newest tickets, the newest first, and whom we promised to call back. */
export async function listContacts(tx: Tx): Promise<KnownCaller[]> {
  const rows = await tx.query<ContactRow>(
    `select customer, state->'facts'->>'site' as site, state->'facts'->>'contact' as contact,
        state->'callback'->>'phone' as phone, state->'callback'->>'contact' as name
      from (select id, customer, state from ticket order by id desc limit $1) newest
      where state->'facts'->>'contact' <> '' or state->'callback'->>'phone' is not null
      order by id desc`,
    [SEARCHED],
  );
  return rows.flatMap(({ customer, site, contact, phone, name }) => [
    ...(contact === '' ? [] : [callerOfContact(customer, site, contact)]),
    ...(phone === null ? [] : [{ customer, site, name: name ?? '', phone }]),
  ]);
}
