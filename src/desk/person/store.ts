import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';

/** Stores the hash of a code, and deletes codes that have expired. */
export async function insertLinkCode(
  { prisma }: Tx,
  hash: string,
  person: string,
  until: Instant,
  now: Instant,
): Promise<void> {
  await prisma.linkCode.deleteMany({ where: { until: { lt: new Date(now) } } });
  await prisma.linkCode.create({ data: { hash, person, until: new Date(until) } });
}

/** Uses up a code and returns its person; undefined if it does not exist or has expired. */
export async function redeemLinkCode({ prisma }: Tx, hash: string, now: Instant): Promise<string | undefined> {
  const code = await prisma.linkCode.findUnique({ where: { hash } });
  // Of two turns that use the same code at once, only the one that deletes it has it.
  const { count } = await prisma.linkCode.deleteMany({ where: { hash } });
  return code && count > 0 && code.until.getTime() >= now ? code.person : undefined;
}

/** Links a user to a person on a platform. It replaces earlier links of either. */
export async function saveLink(
  { prisma }: Tx,
  link: { readonly person: string; readonly platform: string; readonly userId: string },
  now: Instant,
): Promise<void> {
  const { person, platform, userId } = link;
  await prisma.personLink.deleteMany({ where: { platform, OR: [{ userId }, { person }] } });
  await prisma.personLink.create({ data: { person, platform, userId, at: new Date(now) } });
}

/** Deletes all links of a person and returns how many there were. */
export async function deleteLinks({ prisma }: Tx, person: string): Promise<number> {
  return (await prisma.personLink.deleteMany({ where: { person } })).count;
}
