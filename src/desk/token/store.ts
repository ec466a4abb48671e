import { columnsOf, type RowOf } from '../../db/columns.ts';
import type { Tx } from '../../db/database.ts';
import type { ApiToken as Row } from '../../db/generated/client.ts';
import type { Instant } from '../../lib/instant.ts';
import type { BookRef } from '../book/store.ts';
import { recordSettings } from '../chain/setting/store.ts';
import type { Ticket, TicketId } from '../ticket/case/ticket.ts';
import { type ApiToken, REPEAT_MS, type Scope } from './token.ts';

/** Keeps a token by the hash of its secret. */
export async function insertToken(tx: Tx, token: Omit<ApiToken, 'revokedAt'>, hash: string): Promise<void> {
  const { scopes, customers, createdAt, expiresAt, ...rest } = token;
  await tx.prisma.apiToken.create({
    data: {
      ...rest,
      hash,
      scopes: [...scopes],
      customers: [...customers],
      createdAt: new Date(createdAt),
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
    },
  });
  await recordSettings(tx, { setting: 'token', about: [rest.id], by: rest.createdBy, at: createdAt });
}

/** The token whose secret has this hash; undefined: there is none. */
export async function findToken({ prisma }: Tx, hash: string): Promise<ApiToken | undefined> {
  const row = await prisma.apiToken.findUnique({ where: { hash } });
  return row ? tokenOf(row) : undefined;
}

/** All tokens, the oldest first. */
export async function listTokens({ prisma }: Tx): Promise<ApiToken[]> {
  return (await prisma.apiToken.findMany({ orderBy: [{ createdAt: 'asc' }, { id: 'asc' }] })).map(tokenOf);
}

/** Ends a token, by an account on a machine. False: there is no such token that was not revoked before. */
export async function revokeToken(tx: Tx, id: string, by: string, now: Instant): Promise<boolean> {
  const { count } = await tx.prisma.apiToken.updateMany({
    where: { id, revokedAt: null },
    data: { revokedAt: new Date(now) },
  });
  if (count > 0) await recordSettings(tx, { setting: 'token', about: [id], by, at: now });
  return count > 0;
}

/** The ticket that an earlier request under this key made or changed; undefined: there was none. */
export async function findRequest({ prisma }: Tx, tokenId: string, key: string): Promise<number | undefined> {
  return (await prisma.apiRequest.findUnique({ where: { tokenId_key: { tokenId, key } } }))?.ticket;
}

/** Remembers what a request did, and forgets those that are too old. */
export async function insertRequest(
  { prisma }: Tx,
  request: { readonly tokenId: string; readonly key: string; readonly ticket: number },
  now: Instant,
): Promise<void> {
  await prisma.apiRequest.deleteMany({ where: { at: { lt: new Date(now - REPEAT_MS) } } });
  await prisma.apiRequest.createMany({ data: [{ ...request, at: new Date(now) }], skipDuplicates: true });
}

/** Which tickets a program lists. */
export interface TicketListFilter {
  readonly customers: readonly string[];
  /** undefined: of every status. */
  readonly status: Ticket['status'] | undefined;
  /** Those with a number above this one. */
  readonly after: number;
  readonly limit: number;
}

export interface ListedTicket {
  readonly id: TicketId;
  readonly ticket: Ticket;
  readonly book: BookRef;
  /** When its earliest promise falls due that is still owed, broken ones included; undefined: none is. */
  readonly dueAt: Instant | undefined;
}

const TICKET = columnsOf('Ticket', 'id', 'state', 'promise_at');

/** Tickets of these customers in the order of their numbers. */
export async function listTickets(
  tx: Tx,
  { customers, status, after, limit }: TicketListFilter,
): Promise<ListedTicket[]> {
  const rows = await tx.query<RowOf<typeof TICKET, { state: Ticket }> & BookRef>(
    `select ${TICKET}, version.id as version, version.hash
       from ticket join book_version version on version.id = ticket.book_version_id
      where ticket.id > $1::int and ticket.customer = any ($2::text[]) and ($3::text is null or ticket.status = $3)
      order by ticket.id limit $4::int`,
    [after, [...customers], status ?? null, limit],
  );
  return rows.map(({ id, state, promise_at, version, hash }) => ({
    id: id as TicketId,
    ticket: state,
    book: { version, hash },
    dueAt: promise_at?.getTime(),
  }));
}

function tokenOf({ hash: _, scopes, createdAt, expiresAt, revokedAt, ...row }: Row): ApiToken {
  return {
    ...row,
    scopes: scopes as Scope[],
    createdAt: createdAt.getTime(),
    expiresAt: expiresAt?.getTime(),
    revokedAt: revokedAt?.getTime(),
  };
}
