import { createHash } from 'node:crypto';
import type { ChatPlace } from '../../chat/place.ts';
import type { Tx } from '../../db/database.ts';
import type { BookVersion, Prisma } from '../../db/generated/client.ts';
import { canonicalJson } from '../../lib/canonical.ts';
import type { Instant } from '../../lib/instant.ts';
import { recordSettings } from '../chain/setting/store.ts';
import { keepLostByBook } from '../person/store.ts';
import { type Book, prepareBook } from './book.ts';
import type { BookEdit } from './edit/edit.ts';
import { BookSource } from './schema.ts';

/**
 * Puts a service book in force and returns its version. The book that is in force keeps its version, so a restart
 * changes nothing. A return to an earlier book is a new version with the same content. A version never changes: tickets
 * that were opened under it keep their promises. `by` undefined: it is not known who applied it. `edits`: the small edits in
 * chat that stand in `source` and not in its file.
 */
export async function applyBook(
  tx: Tx,
  source: BookSource,
  now: Instant,
  by?: AppliedBy,
  edits: readonly BookEdit[] = [],
): Promise<number> {
  const content = contentHash(source);
  const current = await findCurrent(tx);
  if (current && contentOf(current) === content && (await isEditedSo(tx, current.version, edits)))
    return current.version;

  const earlier = await tx.prisma.bookVersion.findUnique({ where: { hash: content }, select: { id: true } });
  const hash = earlier && current ? `${content}${RETURN_MARK}${current.version}` : content;
  const words = JSON.parse(canonicalJson(source)) as Prisma.InputJsonObject;
  // Replicas that start together apply the same book: the second finds the row of the first.
  const row = {
    ...{ hash, source: words, appliedAt: new Date(now), appliedBy: by?.by ?? null, appliedVia: by?.via ?? null },
    ...(edits.length === 0 ? {} : { edits: edits as unknown as Prisma.InputJsonArray }),
  };
  await tx.prisma.bookVersion.createMany({ data: [row], skipDuplicates: true });
  const { id } = await tx.prisma.bookVersion.findUniqueOrThrow({ where: { hash }, select: { id: true } });
  const before = current && (await loadBook(tx, current)).source.people;
  await keepLostByBook(tx, before, source.people, now);
  await recordSettings(tx, { setting: 'book', about: [String(id)], by: by?.by ?? 'clock', at: now });
  return id;
}

/** Who applied a book, and by which way. */
export interface AppliedBy {
  /** A key of the book's people, or an account on a machine: `root@desk-1`. */
  readonly by: string;
  /**
   * `start`: from the file of the settings; `command`: `deskbell book apply`; `chat`: `/desk book`; `board`: a spreadsheet;
   * `edit`: a small edit.
   */
  readonly via: 'start' | 'command' | 'chat' | 'board' | 'edit';
}

/** Whether a version has exactly these edits. */
async function isEditedSo(tx: Tx, version: number, edits: readonly BookEdit[]): Promise<boolean> {
  const [row] = await tx.query<{ edits: unknown }>('select edits from book_version where id = $1', [version]);
  return contentHash(row?.edits ?? []) === contentHash(JSON.parse(JSON.stringify(edits)));
}

/** What a book's content is known by; files that say the same in another order have the same. */
export function contentHash(source: unknown): string {
  return createHash('sha256').update(canonicalJson(source)).digest('hex');
}

/** Lets no other transaction apply a book until this one ends. Reading goes on. */
export async function lockBooks(tx: Tx): Promise<void> {
  await tx.query('lock table book_version in share row exclusive mode');
}

/** The version that was applied last; undefined before the first. */
export async function findCurrent(tx: Tx): Promise<BookRef | undefined> {
  const [current] = await tx.query<BookRef>('select id as version, hash from book_version order by id desc limit 1');
  return current;
}

type Place = Pick<ChatPlace, 'platform' | 'channelId'>;

/** Stands between the hash of a book that came back and the version it replaced. */
const RETURN_MARK = '@';

/** The `contentHash` of a version. */
export function contentOf({ hash }: Pick<BookRef, 'hash'>): string {
  return hash.split(RETURN_MARK)[0] ?? hash;
}

/** A version by its number in this database and the hash of its content. */
export interface BookRef {
  readonly version: BookVersion['id'];
  readonly hash: BookVersion['hash'];
}

/** The version that was applied last; undefined before the first. */
export async function currentVersion(tx: Tx): Promise<number | undefined> {
  return (await findCurrent(tx))?.version;
}

/**
 * The book that was applied last, prepared; undefined before the first. One small statement, if this process has loaded
 * the book before.
 */
export async function currentBook(tx: Tx): Promise<Book | undefined> {
  const current = await findCurrent(tx);
  return current && loadBook(tx, current);
}

/** A book as it was applied: its number, what its content is known by, and when. */
export interface AppliedBook {
  readonly version: number;
  /** The first letters of the hash of its content: two versions with the same content have the same. */
  readonly content: string;
  readonly appliedAt: Instant;
  /** undefined: it was applied before that was kept. */
  readonly appliedBy: AppliedBy | undefined;
}

/** The versions up to `upTo` (left out: all), the last one first, `most` of them. */
export async function listApplied(tx: Tx, most: number, upTo?: number): Promise<AppliedBook[]> {
  const rows = await tx.prisma.bookVersion.findMany({
    where: upTo === undefined ? {} : { id: { lte: upTo } },
    select: { id: true, hash: true, appliedAt: true, appliedBy: true, appliedVia: true },
    orderBy: { id: 'desc' },
    take: most,
  });
  return rows.map(({ id, hash, appliedAt, appliedBy, appliedVia }) => ({
    version: id,
    content: shortContent(contentOf({ hash })),
    appliedAt: appliedAt.getTime(),
    appliedBy: appliedBy === null ? undefined : { by: appliedBy, via: (appliedVia ?? 'start') as AppliedBy['via'] },
  }));
}

/** The versions that came from a file or back from an earlier one, not from a small edit; the last one first. */
export async function listFiles(tx: Tx, most: number): Promise<number[]> {
  const rows = await tx.query<{ id: number }>(
    "select id from book_version where applied_via is distinct from 'edit' order by id desc limit $1",
    [most],
  );
  return rows.map(({ id }) => id);
}

/** The first letters of a `contentHash`, as people see them. */
export function shortContent(content: string): string {
  return content.slice(0, SHOWN_OF_HASH);
}

const SHOWN_OF_HASH = 8;

/** Binds a channel to a customer; `false` if it is bound already. */
export async function bindChannel(tx: Tx, place: Place, customer: string, by: string, now: Instant): Promise<boolean> {
  const { platform, channelId: channel } = place;
  const binding = { platform, channel, customer, by, at: new Date(now) };
  const { count } = await tx.prisma.channelBinding.createMany({ data: [binding], skipDuplicates: true });
  if (count > 0) await recordSettings(tx, { setting: 'channel-customer', about: [placeKey(place)], by, at: now });
  return count > 0;
}

/** Removes a channel's binding; `false` if it had none. */
export async function unbindChannel(tx: Tx, place: Place, by: string, at: Instant): Promise<boolean> {
  const { platform, channelId: channel } = place;
  const { count } = await tx.prisma.channelBinding.deleteMany({ where: { platform, channel } });
  if (count > 0) await recordSettings(tx, { setting: 'channel-customer', about: [placeKey(place)], by, at });
  return count > 0;
}

function placeKey({ platform, channelId }: Place): string {
  return `${platform}/${channelId}`;
}

/** Books prepared in this process, by hash and version: two databases may give one number to different books. */
const prepared = new Map<string, Book>();

/**
 * Loads and prepares a version. A `BookRef` of a book that this process has loaded before costs no statement, a bare
 * number one look at its hash. Throws on a version that was never applied.
 */
export async function loadBook(tx: Tx, book: BookRef | number): Promise<Book> {
  const { version, hash } = typeof book === 'number' ? await loadRef(tx, book) : book;
  const key = `${hash}/${version}`;
  const known = prepared.get(key);
  if (known) return known;
  // Not through Prisma: every process asks this as it starts, and few need Prisma's engine for anything else.
  const [row] = await tx.query<{ source: unknown }>('select source from book_version where id = $1', [version]);
  if (!row) throw new Error(`service book version ${version} was never applied`);
  // The version may be older than a rule and say nothing about it: then the rule's default applies.
  const fresh = prepareBook(version, BookSource.parse(row.source));
  prepared.set(key, fresh);
  return fresh;
}

/** Makes this process read a version again that was changed in the database: people in it were forgotten. */
export function unloadBook({ version, hash }: BookRef): void {
  prepared.delete(`${hash}/${version}`);
}

/** A version that this process has loaded; undefined: it has not. */
export function loadedBook({ version, hash }: BookRef): Book | undefined {
  return prepared.get(`${hash}/${version}`);
}

async function loadRef(tx: Tx, version: number): Promise<BookRef> {
  const [row] = await tx.query<Pick<BookRef, 'hash'>>('select hash from book_version where id = $1', [version]);
  if (!row) throw new Error(`service book version ${version} was never applied`);
  return { version, hash: row.hash };
}

/** How many versions there are, and which of them do not have the content that their hash says. */
export async function listChangedBooks(
  tx: Tx,
): Promise<{ readonly count: number; readonly changed: readonly number[] }> {
  const rows = await tx.query<{ id: number; hash: string; masked_hash: string | null; source: unknown }>(
    'select id, hash, masked_hash, source from book_version order by id',
  );
  const changed = rows.filter(
    ({ hash, masked_hash, source }) => (masked_hash ?? contentOf({ hash })) !== contentHash(source),
  );
  return { count: rows.length, changed: changed.map(({ id }) => id) };
}
