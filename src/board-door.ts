import { createHash, randomBytes } from 'node:crypto';
import type { BoardAsk, BoardDoor, BoardOutcome, BoardSent } from './chat/board-door.ts';
import { askerOf } from './command/asker.ts';
import type { Database, Tx } from './db/database.ts';
import type { JobSink } from './db/turn.ts';
import { applyOverrides } from './desk/address/overrides.ts';
import { readTurnStart } from './desk/begin-turn.ts';
import { actOnBoard, beginImport, endImport } from './desk/board/act.ts';
import { readBoard } from './desk/board/board.ts';
import { readApart } from './desk/board/import/apart.ts';
import { endSession, findLink, findSession, insertLink, openSession } from './desk/board/session/store.ts';
import { isRunning, isSamePerson, mayOpen, SESSION_MS, type Session } from './desk/board/session.ts';
import { ownerNamed } from './desk/board/sign-in.ts';
import type { BookSource } from './desk/book/schema.ts';
import { loadBook } from './desk/book/store.ts';
import type { Ask } from './desk/desk.ts';
import type { House } from './house.ts';
import type { Clock } from './lib/instant.ts';
import { named as namedIn } from './lib/language.ts';
import type { Logger } from './lib/log.ts';

export interface BoardDoorParts {
  readonly database: Database;
  readonly jobs: JobSink;
  readonly house: Pick<House, 'speaksBoth' | 'linksAt'>;
  /** The desk's clock: what is shown is as of its time, and links expire by it. */
  readonly clock: Clock;
  /** The clock by which sessions end: real time, so that a playground's clock that is moved on ends none. */
  readonly sessionClock: Clock;
  /** A new book as this desk uses it: a playground has everybody on its own platform. */
  readonly prepare: (source: BookSource) => BookSource;
  readonly log: Logger;
}

/**
 * The way from the pages to the board. For every page it is found out again who its reader is, as dispatch does for a
 * command: a person who has left the book, or whose customer has, sees nothing any more.
 */
export function createBoardDoor(parts: BoardDoorParts): BoardDoor {
  const { database, clock, sessionClock } = parts;

  const openable = async (tx: Tx, id: string) => {
    const session = await findLink(tx, id);
    return session && mayOpen(session, clock.now()) ? session : undefined;
  };
  const running = async (tx: Tx, secret: string | undefined) => {
    const session = secret === undefined ? undefined : await findSession(tx, hashOf(secret));
    return session && isRunning(session, sessionClock.now()) ? session : undefined;
  };

  /** Does something as the reader of a session, in a turn of its own. undefined: there is no such session. */
  const asReader = <T>(secret: string, asked: Pick<BoardAsk, 'params' | 'language'>, work: (ask: Ask) => Promise<T>) =>
    database.transaction(async (tx) => {
      const session = await running(tx, secret);
      const ask = session && (await askOf(tx, parts, session, asked));
      return ask && work(ask);
    });

  return {
    guestOf: (id) =>
      database.transaction(async (tx) => {
        const session = await openable(tx, id);
        const ask = session && (await askOf(tx, parts, session, { params: {}, language: undefined }));
        return ask && { name: ask.asker.name, language: ask.asker.language };
      }),
    enter: (id, held) =>
      database.transaction(async (tx) => {
        const [link, own] = [await findLink(tx, id), await running(tx, held)];
        if (link && own?.id === link.id) return held;
        if (!link || !mayOpen(link, clock.now()) || (own && !isSamePerson(own, link))) return undefined;
        const secret = newSecret();
        const openedAt = sessionClock.now();
        const isOpened = await openSession(tx, link, hashOf(secret), { openedAt, endsAt: openedAt + SESSION_MS });
        return isOpened ? secret : undefined;
      }),
    signIn: (named, held) =>
      database.transaction(async (tx) => {
        const { source } = await bookNow(tx);
        const owner = ownerNamed(source, named);
        const person = owner && source.people[owner.person];
        if (!owner || !person) return undefined;
        const guest = { name: namedIn(person.name, person.language), language: person.language };
        const own = await running(tx, held);
        if (own && held !== undefined && isSamePerson(own, owner)) return { ...guest, secret: held };
        const openedAt = sessionClock.now();
        if (own) await endSession(tx, own, openedAt);
        const id = await insertLink(tx, { ...owner, name: guest.name }, clock.now());
        const secret = newSecret();
        await openSession(tx, { id, person: owner.person }, hashOf(secret), {
          openedAt,
          endsAt: openedAt + SESSION_MS,
        });
        return { ...guest, secret };
      }),
    read: (secret, asked) => asReader(secret, asked, (ask) => readBoard(ask, asked.page, asked.isAgain === true)),
    async send(secret, sent) {
      const { action } = sent;
      if (action !== 'import') return asReader(secret, sent, (ask) => actOnBoard(ask, action));
      return importSent(parts, sent, (work) => asReader(secret, sent, work));
    },
    leave: (secret) =>
      database.transaction(async (tx) => {
        const session = await running(tx, secret);
        if (session) await endSession(tx, session, sessionClock.now());
      }),
  };
}

/** Reads a spreadsheet between two turns: PGlite has one connection, and a large file takes seconds. */
async function importSent(
  { prepare }: Pick<BoardDoorParts, 'prepare'>,
  { file, params }: BoardSent,
  asReader: <T>(work: (ask: Ask) => Promise<T>) => Promise<T | undefined>,
): Promise<BoardOutcome | undefined> {
  const begun = await asReader(async (ask) => ({ ...(await beginImport(ask)), language: ask.asker.language }));
  if (!begun || 'outcome' in begun) return begun?.outcome;
  const { base, language } = begun;
  const { name, bytes } = file ?? { name: '', bytes: new Uint8Array() };
  const read = await readApart({ base, name, bytes, sheet: params.sheet, language });
  const imported = read.ok ? { ...read, source: prepare(read.source) } : read;
  return asReader((ask) => endImport(ask, imported, base.version));
}

/** The book in force, with the accounts and languages that people chose in chat. */
async function bookNow(tx: Tx) {
  const start = await readTurnStart(tx);
  const book = applyOverrides(await loadBook(tx, start.book), start.overrides);
  return { start, book, source: book.source };
}

/** What a session's reader asks. undefined: they are not who they were when they got the link. */
async function askOf(
  tx: Tx,
  { clock, jobs, log, house }: BoardDoorParts,
  { platform, teamId, userId, name, channel, person: key, customer }: Session,
  { params, language }: Pick<BoardAsk, 'params' | 'language'>,
): Promise<Ask | undefined> {
  const now = clock.now();
  const { start, book } = await bookNow(tx);
  const person = { platform, teamId, userId, displayName: name, external: false };
  const place = { platform, channelId: channel, threadId: '' };
  const known = askerOf({ person, place, language: undefined }, book.source, start.overrides);
  if (known.key !== key || known.staff !== (customer === undefined)) return undefined;
  if (!known.staff && known.customer !== customer) return undefined;
  const asker = language === undefined ? known : { ...known, language };
  const { speaksBoth, linksAt } = house;
  const turn = {
    tx,
    now,
    actor: asker.key,
    jobs,
    log,
    speaksBoth,
    links: linksAt(now, start.lastRevocation),
    ...start,
  };
  return { turn, asker, person, book, place, by: 'words', message: undefined, mentions: {}, here: [], input: params };
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Only the hash of a browser's secret is stored. */
function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
