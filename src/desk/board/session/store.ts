import { randomBytes } from 'node:crypto';
import type { Tx } from '../../../db/database.ts';
import type { BoardSession, Prisma } from '../../../db/generated/client.ts';
import type { Instant } from '../../../lib/instant.ts';
import { nameOfSecret } from '../../chain/setting/rows.ts';
import { recordSettings } from '../../chain/setting/store.ts';
import { KEEP_MS, LINK_MS, type Session, type SessionOwner } from '../session.ts';

/** Personal links to the board and their sessions. Each change of one is in the log of settings. */

/** Stores a new link and gives its id. What ended long ago is removed. */
export async function insertLink(tx: Tx, owner: SessionOwner, now: Instant): Promise<string> {
  const old = { at: { lt: new Date(now - KEEP_MS) } };
  const gone = await tx.prisma.boardSession.findMany({ where: old, select: { id: true } });
  await tx.prisma.boardSession.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  await record(tx, gone, 'clock', now);
  const id = randomBytes(24).toString('base64url');
  const { customer = null, ...rest } = owner;
  await tx.prisma.boardSession.create({ data: { ...rest, id, customer, at: new Date(now) } });
  await record(tx, [{ id }], owner.person, now);
  return id;
}

/** Finds a link by its id, whether it was opened or not. */
export async function findLink(tx: Tx, id: string): Promise<Session | undefined> {
  const row = await tx.prisma.boardSession.findUnique({ where: { id } });
  return row ? sessionOf(row) : undefined;
}

/** Finds a session by the hash of the browser's secret. */
export async function findSession(tx: Tx, secret: string): Promise<Session | undefined> {
  const row = await tx.prisma.boardSession.findUnique({ where: { secret } });
  return row ? sessionOf(row) : undefined;
}

/** Gives a link its session. False: another browser was faster. */
export async function openSession(
  tx: Tx,
  { id, person }: Pick<Session, 'id' | 'person'>,
  secret: string,
  { openedAt, endsAt }: { readonly openedAt: Instant; readonly endsAt: Instant },
): Promise<boolean> {
  const { count } = await tx.prisma.boardSession.updateMany({
    where: { id, secret: null, revokedAt: null },
    data: { secret, openedAt: new Date(openedAt), endsAt: new Date(endsAt) },
  });
  if (count > 0) await record(tx, [{ id }], person, openedAt);
  return count > 0;
}

/** Ends one session, by its own person. */
export async function endSession(tx: Tx, { id, person }: Pick<Session, 'id' | 'person'>, now: Instant): Promise<void> {
  await end(tx, { id }, person, now);
}

/** Ends all links and sessions of a person's that could still be used, of our people those of each account. Gives how many. */
export function endSessions(tx: Tx, owner: SessionOwner, now: Instant): Promise<number> {
  const { platform, teamId, userId, person, customer } = owner;
  const whose = [{ platform, teamId, userId }, ...(customer === undefined ? [{ person, customer: null }] : [])];
  return end(tx, { OR: whose }, person, now);
}

/** Ends all links and sessions of one of our people, of a customer's people, or (`{}`) of everybody. Gives how many. */
export function endSessionsOf(
  tx: Tx,
  { person, customer }: { readonly person?: string; readonly customer?: string },
  by: string,
  now: Instant,
): Promise<number> {
  if (person !== undefined) return end(tx, { person, customer: null }, by, now);
  return end(tx, customer === undefined ? {} : { customer }, by, now);
}

async function end(tx: Tx, whose: Prisma.BoardSessionWhereInput, by: string, now: Instant): Promise<number> {
  const usable = { OR: [{ secret: null, at: { gt: new Date(now - LINK_MS) } }, { secret: { not: null } }] };
  const where = { AND: [whose, usable], revokedAt: null };
  const ended = await tx.prisma.boardSession.findMany({ where, select: { id: true } });
  await tx.prisma.boardSession.updateMany({
    where: { id: { in: ended.map(({ id }) => id) }, revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  await record(tx, ended, by, now);
  return ended.length;
}

function record(tx: Tx, rows: readonly { readonly id: string }[], by: string, at: Instant): Promise<void> {
  return recordSettings(tx, { setting: 'board-session', about: rows.map(({ id }) => nameOfSecret(id)), by, at });
}

function sessionOf(row: BoardSession): Session {
  const { customer, secret, at, endsAt, revokedAt } = row;
  return {
    ...row,
    at: at.getTime(),
    customer: customer ?? undefined,
    secret: secret ?? undefined,
    endsAt: endsAt?.getTime(),
    revokedAt: revokedAt?.getTime(),
  };
}
