import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';

/** Stores the hash of a code, and deletes codes that have expired. */
export async function insertLinkCode(
  tx: Tx,
  hash: string,
  person: string,
  until: Instant,
  now: Instant,
): Promise<void> {
  await tx.query('delete from link_code where until < $1::timestamptz', [iso(now)]);
  await tx.query('insert into link_code (hash, person, until) values ($1, $2, $3::timestamptz)', [
    hash,
    person,
    iso(until),
  ]);
}

/** Uses up a code and returns its person; undefined if it does not exist or has expired. */
export async function redeemLinkCode(tx: Tx, hash: string, now: Instant): Promise<string | undefined> {
  const rows = await tx.query<{ person: string; until: Date }>(
    'delete from link_code where hash = $1 returning person, until',
    [hash],
  );
  return rows.find(({ until }) => until.getTime() >= now)?.person;
}

/** Links a user to a person on a platform. It replaces earlier links of either. */
export async function saveLink(
  tx: Tx,
  link: { readonly person: string; readonly platform: string; readonly userId: string },
  now: Instant,
): Promise<void> {
  const { person, platform, userId } = link;
  await tx.query('delete from person_link where platform = $1 and (user_id = $2 or person = $3)', [
    platform,
    userId,
    person,
  ]);
  await tx.query('insert into person_link (person, platform, user_id, at) values ($1, $2, $3, $4::timestamptz)', [
    person,
    platform,
    userId,
    iso(now),
  ]);
}

/** Deletes all links of a person and returns how many there were. */
export async function deleteLinks(tx: Tx, person: string): Promise<number> {
  return (await tx.query('delete from person_link where person = $1 returning 1', [person])).length;
}

function iso(at: Instant): string {
  return new Date(at).toISOString();
}
