import { randomBytes } from 'node:crypto';
import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import type { Language } from '../../lib/language.ts';
import { nameOfSecret } from '../chain/setting/rows.ts';
import { recordSettings } from '../chain/setting/store.ts';

/** A secret link by which calendars read shifts. */
export interface Feed {
  readonly id: string;
  /** A key of the book's people. */
  readonly owner: string;
  /** undefined: the shifts of its owner, in all rotations. */
  readonly rotation: string | undefined;
  readonly language: Language;
}

/** The owner's feed of a rotation, or of their own shifts, that is not revoked; one is made if there is none. */
export async function openFeed(tx: Tx, wanted: Omit<Feed, 'id'>, now: Instant): Promise<Feed> {
  const { owner, rotation = null, language } = wanted;
  const where = { owner, rotation, revokedAt: null };
  const known = await tx.prisma.dutyFeed.findFirst({ where, orderBy: { at: 'asc' } });
  if (known) return { ...wanted, id: known.id };
  const id = randomBytes(24).toString('base64url');
  await tx.prisma.dutyFeed.create({ data: { id, owner, rotation, language, at: new Date(now) } });
  await record(tx, [id], owner, now);
  return { ...wanted, id };
}

/** undefined: there is no such feed, or it was revoked. */
export async function findFeed(tx: Tx, id: string): Promise<Feed | undefined> {
  const row = await tx.prisma.dutyFeed.findUnique({ where: { id, revokedAt: null } });
  if (!row) return undefined;
  return { id, owner: row.owner, rotation: row.rotation ?? undefined, language: row.language as Language };
}

/** Ends a feed of its owner's for good. False: they have no such feed. */
export async function revokeFeed(tx: Tx, id: string, owner: string, now: Instant): Promise<boolean> {
  return (await revoke(tx, { id, owner }, owner, now)).length > 0;
}

/** Ends all feeds of a person, or of everybody (undefined), for good. Gives the owner of each. */
export function revokeFeedsOf(tx: Tx, owner: string | undefined, by: string, now: Instant): Promise<readonly string[]> {
  return revoke(tx, owner === undefined ? {} : { owner }, by, now);
}

async function revoke(
  tx: Tx,
  whose: { readonly id?: string; readonly owner?: string },
  by: string,
  now: Instant,
): Promise<readonly string[]> {
  const where = { ...whose, revokedAt: null };
  const ended = await tx.prisma.dutyFeed.findMany({ where, select: { id: true, owner: true } });
  const ids = ended.map(({ id }) => id);
  await tx.prisma.dutyFeed.updateMany({
    where: { id: { in: ids }, revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  await record(tx, ids, by, now);
  return ended.map((each) => each.owner);
}

function record(tx: Tx, ids: readonly string[], by: string, at: Instant): Promise<void> {
  return recordSettings(tx, { setting: 'calendar-link', about: ids.map(nameOfSecret), by, at });
}
