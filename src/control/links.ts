import { z } from 'zod';
import type { Database, Tx } from '../db/database.ts';
import type { BookSource } from '../desk/book/schema.ts';
import { currentBook } from '../desk/book/store.ts';
import { revokeLinks } from '../desk/link/flow.ts';
import { type LinkScope, parseCase, subjectOfScope } from '../desk/link/link.ts';
import { findCustomerOf, listRevocations } from '../desk/link/store.ts';
import { type Instant, isoOf } from '../lib/instant.ts';
import type { Answer } from './door.ts';

/** What `deskbell link` asks for. */
export const LinksAsked = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('list') }),
  z.strictObject({
    do: z.literal('revoke'),
    /** Whose links: `case` with its number (`T-12`), `customer` or `person` with a key, or `all`. */
    of: z.enum(['case', 'customer', 'person', 'all']),
    value: z.string().max(100),
    account: z.string().min(1).max(200),
  }),
]);
export type LinksAsked = z.infer<typeof LinksAsked>;
type RevokeAsked = Extract<LinksAsked, { do: 'revoke' }>;

/** Ends links to our pages before their time, or lists what was ended, for a person at the command line. */
export function manageLinks(database: Database, now: Instant, given: unknown): Promise<Answer> {
  const asked = LinksAsked.parse(given);
  return database.transaction((tx) => (asked.do === 'list' ? list(tx) : revoke(tx, asked, now)));
}

async function revoke(tx: Tx, asked: RevokeAsked, now: Instant): Promise<Answer> {
  const found = await findScope(tx, asked, (await currentBook(tx))?.source);
  if (typeof found === 'string') return { text: found, status: 2 };
  const { sessions, calendars } = await revokeLinks({ tx, now }, found, asked.account);
  const what = found.scope === 'all' ? 'All links' : `The links of ${asked.of} ${asked.value}`;
  const besides = [`${sessions} sessions of the board`, `${calendars.length} links to calendars`];
  const owners = [...new Set(calendars)].sort().join(', ');
  const lines = [
    `${what} that were made until now are revoked, ${besides.join(' and ')} among them.`,
    ...(owners === '' ? [] : [`These people need new links to their calendars (/desk calendar): ${owners}.`]),
    'Cards and mails from now on have new links.',
  ];
  return { text: lines.join('\n'), status: 0 };
}

/** The scope, or what is wrong with it. */
async function findScope(
  tx: Tx,
  { of, value }: RevokeAsked,
  source: BookSource | undefined,
): Promise<LinkScope | string> {
  if (of === 'all') return { scope: 'all' };
  if (of === 'case') {
    const numbered = parseCase(value);
    if (!numbered) return `“${value}” is no number of a ticket, an inspection or a complaint: T-12, I-3, C-3.`;
    const isThere = (await findCustomerOf(tx, numbered.feature, numbered.id)) !== undefined;
    return isThere ? numbered : `There is no ${value}.`;
  }
  // Those who have left the book may still have links, so every key is taken that was ever in it.
  const [known, name] = of === 'customer' ? [source?.customers, 'customer'] : [source?.people, 'person'];
  if (Object.hasOwn(known ?? {}, value) || (await wasInBook(tx, of, value))) return { scope: of, key: value };
  return `The service book has no ${name} ${value}; it has ${Object.keys(known ?? {}).join(', ') || 'none'}.`;
}

async function wasInBook(tx: Tx, of: 'customer' | 'person', key: string): Promise<boolean> {
  const part = of === 'customer' ? 'customers' : 'people';
  const [row] = await tx.query<{ found: boolean }>(
    'select exists (select 1 from book_version where jsonb_exists(source -> $1::text, $2::text)) as found',
    [part, key],
  );
  return row?.found === true;
}

const SHOWN = 50;

async function list(tx: Tx): Promise<Answer> {
  const revocations = await listRevocations(tx, SHOWN);
  if (revocations.length === 0) return { text: 'No links were revoked.', status: 0 };
  const lines = revocations.map(({ scope, by, at }) =>
    [isoOf(at), scope.scope, subjectOfScope(scope), by].filter((each) => each !== '').join('  '),
  );
  return { text: lines.join('\n'), status: 0 };
}
