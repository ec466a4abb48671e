import { createHash } from 'node:crypto';
import type { ChatPlace } from '../../chat/place.ts';
import type { Tx } from '../../db/database.ts';
import type { BookVersion, Prisma } from '../../db/generated/client.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Book, prepareBook } from './book.ts';
import { BookSource } from './schema.ts';

/**
 * Puts a service book in force and gives its version. The book that is in force already keeps its version, so a restart
 * changes nothing; a return to an earlier book is a new version with the old words. What a version says never changes:
 * a ticket that pinned one keeps its promises.
 */
export async function applyBook(tx: Tx, source: BookSource, now: Instant): Promise<number> {
  const text = canonicalText(source);
  const content = createHash('sha256').update(text).digest('hex');
  const current = await findCurrent(tx);
  if (current && contentOf(current) === content) return current.version;

  const earlier = await tx.prisma.bookVersion.findUnique({ where: { hash: content }, select: { id: true } });
  const hash = earlier && current ? `${content}${RETURN_MARK}${current.version}` : content;
  const words = JSON.parse(text) as Prisma.InputJsonObject;
  // Replicas that start together apply the same book: the second finds the row of the first.
  const row = { hash, source: words, appliedAt: new Date(now) };
  await tx.prisma.bookVersion.createMany({ data: [row], skipDuplicates: true });
  const { id } = await tx.prisma.bookVersion.findUniqueOrThrow({ where: { hash }, select: { id: true } });
  return id;
}

type Place = Pick<ChatPlace, 'platform' | 'channelId'>;

/** Between the hash of a book that came back and the version it replaced. */
const RETURN_MARK = '@';

function contentOf({ hash }: BookRef): string {
  return hash.split(RETURN_MARK)[0] ?? hash;
}

/** A version by its number in this database and by what it says. */
export interface BookRef {
  readonly version: BookVersion['id'];
  readonly hash: BookVersion['hash'];
}

/** The version applied last; undefined before the first. */
export async function currentVersion(tx: Tx): Promise<number | undefined> {
  return (await findCurrent(tx))?.version;
}

/** The book applied last, prepared; undefined before the first. One small statement once the process has seen it. */
export async function currentBook(tx: Tx): Promise<Book | undefined> {
  const current = await findCurrent(tx);
  return current && loadBook(tx, current);
}

/** A channel becomes a customer's. What is bound already stays as it is: `false`. */
export async function bindChannel(tx: Tx, place: Place, customer: string, by: string, now: Instant): Promise<boolean> {
  const { platform, channelId: channel } = place;
  const binding = { platform, channel, customer, by, at: new Date(now) };
  const { count } = await tx.prisma.channelBinding.createMany({ data: [binding], skipDuplicates: true });
  return count > 0;
}

/** A channel is nobody's any more; `false` where it was not bound in chat. */
export async function unbindChannel(tx: Tx, { platform, channelId }: Place): Promise<boolean> {
  const { count } = await tx.prisma.channelBinding.deleteMany({ where: { platform, channel: channelId } });
  return count > 0;
}

/** Books prepared in this process, by hash and version: two databases may number different books alike. */
const prepared = new Map<string, Book>();

/**
 * A version, prepared. With a `BookRef` it costs no statement once the process has seen the book, with a bare number
 * one look at its hash. Throws on a version that was never applied.
 */
export async function loadBook(tx: Tx, book: BookRef | number): Promise<Book> {
  const { version, hash } = typeof book === 'number' ? await loadRef(tx, book) : book;
  const key = `${hash}/${version}`;
  const known = prepared.get(key);
  if (known) return known;
  // Past Prisma: every process asks this as it starts, and few ever need Prisma's engine besides.
  const [row] = await tx.query<{ source: unknown }>('select source from book_version where id = $1', [version]);
  if (!row) throw new Error(`service book version ${version} was never applied`);
  // A version may be older than a rule that it says nothing of: the rule's default holds.
  const fresh = prepareBook(version, BookSource.parse(row.source));
  prepared.set(key, fresh);
  return fresh;
}

async function findCurrent(tx: Tx): Promise<BookRef | undefined> {
  const [current] = await tx.query<BookRef>('select id as version, hash from book_version order by id desc limit 1');
  return current;
}

async function loadRef(tx: Tx, version: number): Promise<BookRef> {
  const [row] = await tx.query<Pick<BookRef, 'hash'>>('select hash from book_version where id = $1', [version]);
  if (!row) throw new Error(`service book version ${version} was never applied`);
  return { version, hash: row.hash };
}

/** JSON with the keys of every map in order, so that two files that say the same have one hash. */
function canonicalText(source: BookSource): string {
  return JSON.stringify(source, (_, value: unknown) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
    return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
