import type { Instant } from '../../lib/instant.ts';
import type { DeskTurn } from '../desk.ts';
import type { People } from './person.ts';

/** Accounts that are gone, in the database. */

type Tx = DeskTurn['tx'];

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
