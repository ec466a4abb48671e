import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';

/** Keeps the hash of a code for `person` until it is used or `until` has passed; deletes the codes whose time has passed. */
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

/** Uses a code up and gives the person it is for; undefined if there is no such code or its time has passed. */
export async function takeLinkCode({ prisma }: Tx, hash: string, now: Instant): Promise<string | undefined> {
  const code = await prisma.linkCode.findUnique({ where: { hash } });
  // Of two turns that use the same code at once, only the one that deletes it has it.
  const { count } = await prisma.linkCode.deleteMany({ where: { hash } });
  return code && count > 0 && code.until.getTime() >= now ? code.person : undefined;
}

/** From now on that user is this person on the platform; an earlier link of either gives way. */
export async function saveLink(
  { prisma }: Tx,
  link: { readonly person: string; readonly platform: string; readonly userId: string },
  now: Instant,
): Promise<void> {
  const { person, platform, userId } = link;
  await prisma.personLink.deleteMany({ where: { platform, OR: [{ userId }, { person }] } });
  await prisma.personLink.create({ data: { person, platform, userId, at: new Date(now) } });
}

/** Forgets every link of a person; gives how many there were. */
export async function deleteLinks({ prisma }: Tx, person: string): Promise<number> {
  return (await prisma.personLink.deleteMany({ where: { person } })).count;
}
