import type { Tx } from '../../db/database.ts';
import type { Instant } from '../../lib/instant.ts';
import { recordSettings } from '../chain/setting/store.ts';
import type { People } from './person.ts';

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
  tx: Tx,
  link: { readonly person: string; readonly platform: string; readonly userId: string },
  now: Instant,
): Promise<void> {
  const { person, platform, userId } = link;
  const where = { platform, OR: [{ userId }, { person }] };
  const replaced = await tx.prisma.personLink.findMany({ where });
  await tx.prisma.personLink.deleteMany({ where });
  const row = { person, platform, userId, at: new Date(now) };
  await tx.prisma.personLink.create({ data: row });
  await recordSettings(tx, { setting: 'account', about: accountKeys([...replaced, row]), by: person, at: now });
}

/** Deletes all links of a person and returns how many there were. */
export async function deleteLinks(tx: Tx, person: string, now: Instant): Promise<number> {
  const links = await tx.prisma.personLink.findMany({ where: { person } });
  await tx.prisma.personLink.deleteMany({ where: { person } });
  await recordSettings(tx, { setting: 'account', about: accountKeys(links), by: person, at: now });
  return links.length;
}

/** Each link as the log of settings names it, once. */
function accountKeys(links: readonly { readonly person: string; readonly platform: string }[]): string[] {
  return [...new Set(links.map(({ person, platform }) => `${person}/${platform}`))];
}

/** An account of a person; `id` is in the book's notation. */
interface Account {
  readonly platform: string;
  readonly id: string;
  readonly person: string;
}

/** Keeps that the platform has deactivated an account. */
export async function insertLostAccount(
  { prisma }: Tx,
  { platform, id, person }: Account,
  now: Instant,
): Promise<void> {
  const data = [{ platform, userId: id, person, why: 'platform', at: new Date(now) }];
  await prisma.lostAccount.createMany({ data, skipDuplicates: true });
}

/** The account is back. */
export async function deleteLostAccount({ prisma }: Tx, { platform, id }: Omit<Account, 'person'>): Promise<void> {
  await prisma.lostAccount.deleteMany({ where: { platform, userId: id } });
}

/**
 * Keeps which people lose their last account by a new service book: those whom the book before named accounts of, and
 * the new one has without any. Once it names one again, that is over.
 */
export async function keepLostByBook(
  { prisma }: Tx,
  before: People | undefined,
  people: People,
  now: Instant,
): Promise<void> {
  const named = Object.keys(people).filter((key) => accountsOf(people, key).length > 0);
  await prisma.lostAccount.deleteMany({ where: { why: 'book', person: { in: named } } });
  const data = Object.keys(people)
    .filter((key) => !named.includes(key))
    .flatMap((person) =>
      accountsOf(before ?? {}, person).map(([platform, userId]) => ({
        platform,
        userId,
        person,
        why: 'book',
        at: new Date(now),
      })),
    );
  if (data.length > 0) await prisma.lostAccount.createMany({ data, skipDuplicates: true });
}

function accountsOf(people: People, key: string): [string, string][] {
  const ids = Object.hasOwn(people, key) ? people[key]?.ids : undefined;
  return Object.entries(ids ?? {}).flatMap(([platform, id]) => (id === undefined ? [] : [[platform, id]]));
}
