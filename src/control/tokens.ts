import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Database, Tx } from '../db/database.ts';
import { currentBook } from '../desk/book/store.ts';
import { insertToken, listTokens, revokeToken } from '../desk/token/store.ts';
import { type ApiToken, hashSecret, isValid, makeSecret, SCOPES } from '../desk/token/token.ts';
import { DAY, type Instant, isoOf } from '../lib/instant.ts';
import type { Answer } from './door.ts';

/** What `deskbell token` asks for. */
export const TokensAsked = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.literal('create'),
    name: z.string().min(1).max(60),
    scopes: z.array(z.union([z.enum(SCOPES), z.templateLiteral(['hook:', z.string().min(1)])])).min(1),
    customers: z.array(z.string()),
    days: z.int().min(1).max(3650),
    account: z.string().min(1).max(200),
  }),
  z.strictObject({ do: z.literal('list') }),
  z.strictObject({ do: z.literal('revoke'), id: z.string(), account: z.string().min(1).max(200) }),
]);
export type TokensAsked = z.infer<typeof TokensAsked>;

/** Makes, lists or revokes tokens of the HTTP API, for a person at the command line. `now`: real time. */
export function manageTokens(database: Database, now: Instant, given: unknown): Promise<Answer> {
  const asked = TokensAsked.parse(given);
  return database.transaction((tx) => {
    switch (asked.do) {
      case 'create':
        return create(tx, asked, now);
      case 'list':
        return list(tx, now);
      case 'revoke':
        return revoke(tx, asked, now);
    }
  });
}

async function create(
  tx: Tx,
  { name, scopes, customers, days, account }: Extract<TokensAsked, { do: 'create' }>,
  now: Instant,
): Promise<Answer> {
  const known = Object.keys((await currentBook(tx))?.source.customers ?? {});
  const unknown = customers.filter((key) => !known.includes(key));
  if (unknown.length > 0)
    return { text: `The service book has no customer ${unknown.join(', ')}; it has ${known.join(', ')}.`, status: 2 };
  const secret = makeSecret();
  const id = randomUUID().slice(0, 8);
  const dates = { createdAt: now, expiresAt: now + days * DAY };
  await insertToken(tx, { id, name, scopes, customers, ...dates, createdBy: account }, hashSecret(secret));
  const lines = [secret, '', `Token ${id} “${name}”, until ${dayOf(dates.expiresAt)}. It is shown this once.`];
  return { text: lines.join('\n'), status: 0 };
}

async function list(tx: Tx, now: Instant): Promise<Answer> {
  const tokens = await listTokens(tx);
  if (tokens.length === 0) return { text: 'There are no tokens; deskbell token create makes one.', status: 0 };
  return { text: tokens.map((token) => lineOf(token, now)).join('\n'), status: 0 };
}

function lineOf(token: ApiToken, now: Instant): string {
  const { id, name, scopes, customers, createdAt, createdBy, expiresAt, revokedAt } = token;
  const reach = customers.length > 0 ? customers.join(', ') : 'all customers that are not confidential';
  const until = expiresAt === undefined ? '' : dayOf(expiresAt);
  const state =
    revokedAt === undefined
      ? isValid(token, now)
        ? `until ${until}`
        : `expired ${until}`
      : `revoked ${dayOf(revokedAt)}`;
  return `${id}  ${name}  ${scopes.join(' ')}  ${reach}  ${state}  (${createdBy}, ${dayOf(createdAt)})`;
}

async function revoke(tx: Tx, { id, account }: Extract<TokensAsked, { do: 'revoke' }>, now: Instant): Promise<Answer> {
  const isDone = await revokeToken(tx, id, account, now);
  if (isDone) return { text: `Token ${id} is revoked; requests with it are refused from now on.`, status: 0 };
  return { text: `There is no token ${id} that still counts; deskbell token list shows all.`, status: 2 };
}

function dayOf(at: Instant): string {
  return isoOf(at).slice(0, 10);
}
