import type { ChatAdapter } from './chat/adapter.ts';
import { warnOfMissingYear } from './clock/missing-year.ts';
import type { Config } from './config.ts';
import { accountName } from './control/account.ts';
import { applyBookAsked } from './control/apply-book.ts';
import { listEditsAsked } from './control/book-edits.ts';
import { copyDatabaseAsked } from './control/copy-database.ts';
import { openDoor, type Works } from './control/door.ts';
import { manageLinks } from './control/links.ts';
import { privacyWorks } from './control/privacy/works.ts';
import { replayAsked } from './control/replay.ts';
import { takeAwayWorks } from './control/take-away/works.ts';
import type { Database } from './db/database.ts';
import type { JobSink } from './db/turn.ts';
import { applyOverrides } from './desk/address/overrides.ts';
import { readTurnStart } from './desk/begin-turn.ts';
import type { Book } from './desk/book/book.ts';
import { onOnePlatform } from './desk/book/one-platform.ts';
import type { BookSource } from './desk/book/schema.ts';
import { currentBook } from './desk/book/store.ts';
import { enqueueReportCards } from './desk/channel/channel.ts';
import type { Roster } from './desk/oncall/oncall.ts';
import { listRosters } from './desk/oncall/store.ts';
import { applyAtStart, BOOK_APPLIED, startBook } from './desk/revision/in-force.ts';
import { startLine } from './desk/revision/words/start-words.ts';
import type { House } from './house.ts';
import type { Clock, Instant } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';
import { createInSeries } from './lib/series.ts';

/** The book in force, for what runs outside turns: adapters and web pages. Turns read it for themselves. */
export interface BookInForce {
  now(): Book;
  /** Looks which book was applied last. */
  look(): Promise<void>;
  /** Hears of every book that is applied, by this process or another one. Gives how to end it. */
  watch(onNew: () => Promise<void>): Promise<() => Promise<void>>;
}

/** Follows the book that was applied last, beginning with `first`. */
export function followBook(database: Database, first: Book, log: Logger): BookInForce {
  let book = first;
  const inSeries = createInSeries();
  const look = async () => {
    const current = await database.transaction(currentBook);
    const isNew = current !== undefined && current.version !== book.version;
    if (isNew) book = current;
    return isNew;
  };
  return {
    now: () => book,
    look: async () => void (await inSeries(look)),
    async watch(onNew) {
      const follow = async () => {
        if (!(await look())) return;
        log.info({ version: book.version }, 'book.applied');
        await onNew();
      };
      const hear = () => {
        inSeries(follow).catch((error: unknown) => log.error({ err: error }, 'book.not-followed'));
      };
      const end = await database.listen(BOOK_APPLIED, hear);
      // One that was applied just before this process began to listen.
      hear();
      return async () => {
        await end();
        await inSeries(async () => {});
      };
    },
  };
}

/**
 * Puts the book of the settings' file in force, or leaves a newer one there, and begins what it owes. Gives what people
 * have to know of it, if anything.
 */
export async function startWithFile(
  database: Database,
  source: BookSource,
  books: BookInForce,
  now: Instant,
  log: Logger,
): Promise<string | undefined> {
  const { atStart, book } = await database.transaction(async (tx) => {
    const became = await applyAtStart(tx, source, accountName(), now);
    return { atStart: became, book: await startBook({ tx, now }) };
  });
  warnOfMissingYear(book.calendars.values(), now, log);
  await books.look();
  const line = startLine(atStart, book.source, 'en');
  if (line !== undefined) log.warn({ atStart }, line);
  return line;
}

export interface PinParts {
  readonly database: Database;
  readonly jobs: JobSink;
  readonly log: Logger;
  readonly house: Pick<House, 'speaksBoth' | 'linksAt'>;
  readonly books: Pick<BookInForce, 'now'>;
  readonly adapters: ReadonlyMap<string, ChatAdapter>;
}

/** Writes the pinned card of every channel of the book whose platform pins messages, and that has none yet. */
export async function pinReportCards(parts: PinParts, now: Instant): Promise<void> {
  const { database, jobs, log, house, books, adapters } = parts;
  await database.transaction(async (tx) => {
    const { speaksBoth } = house;
    const start = await readTurnStart(tx);
    const links = house.linksAt(now, start.lastRevocation);
    const turn = { tx, now, actor: 'clock', jobs, log, speaksBoth, links, ...start };
    const settled = applyOverrides(books.now(), turn.overrides);
    const pins = (platform: string) => adapters.get(platform)?.features.pins === true;
    await enqueueReportCards(turn, settled.source, ({ place }) => pins(place.platform), 'pin');
  });
}

/** Who takes turns, by rotation, as of the last look. */
export function followRosters(database: Database, books: BookInForce, clock: Clock) {
  let rosters: ReadonlyMap<string, Roster> = new Map();
  return {
    now: () => rosters,
    async look() {
      rosters = await database.transaction(async (tx) => {
        const { overrides } = await readTurnStart(tx);
        return listRosters(tx, applyOverrides(books.now(), overrides).source, clock.now());
      });
    },
  };
}

export interface BookDoorParts {
  readonly config: Pick<Config, 'dataDir' | 'playground' | 'mail'>;
  readonly database: Database;
  readonly house: Pick<House, 'speaksBoth' | 'linksAt'>;
  readonly jobs: JobSink;
  readonly clock: Clock;
  readonly log: Logger;
  readonly books: BookInForce;
  /** Further commands that the running desk takes. */
  readonly works: Works;
  /** Called after every book that came into force. */
  readonly onNewBook: () => Promise<void>;
}

/** Lets this desk follow the book in force, and take new ones from commands on this machine. Gives how to end both. */
export async function openBookDoor(parts: BookDoorParts): Promise<() => Promise<void>> {
  const { config, database, house, jobs, clock, log, books, onNewBook } = parts;
  const apply = {
    database,
    now: clock.now,
    turnParts: { jobs, log, speaksBoth: house.speaksBoth },
    linksAt: house.linksAt,
    prepare: (source: BookSource) => asUsed(source, config),
  };
  const unwatch = await books.watch(onNewBook);
  const works = {
    ...parts.works,
    book: (asked: unknown) => applyBookAsked(apply, asked),
    replay: (asked: unknown) => replayAsked(apply, asked),
    links: (asked: unknown) => manageLinks(database, clock.now(), asked),
    ...takeAwayWorks(database, clock.now),
    ...privacyWorks(apply),
    edits: (asked: unknown) => database.transaction((tx) => listEditsAsked(tx, asked)),
    copy: (asked: unknown) => copyDatabaseAsked(database, config.dataDir, asked),
  };
  const close = await openDoor(config.dataDir, works, log);
  return async () => {
    await close();
    await unwatch();
  };
}

/** The book as a desk uses it: in the playground everybody and every channel of it is there, but for mail. */
export function asUsed(source: BookSource, { playground, mail }: Pick<Config, 'playground' | 'mail'>): BookSource {
  return playground ? onOnePlatform(source, 'playground', mail ? 'stays' : 'moves') : source;
}
