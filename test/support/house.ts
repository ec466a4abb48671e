import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { Database } from '../../src/db/database.ts';
import { noJobs } from '../../src/db/turn.ts';
import { applyOverrides } from '../../src/desk/address/overrides.ts';
import { startAssuranceYears } from '../../src/desk/assurance/year-flow.ts';
import { startAttendances } from '../../src/desk/attendance/flow.ts';
import { readTurnStart } from '../../src/desk/begin-turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook, type BookRef, loadBook, unloadBook } from '../../src/desk/book/store.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { startMonths } from '../../src/desk/paper/month-flow.ts';
import { startClosings } from '../../src/desk/report/flow.ts';
import { startTerms } from '../../src/desk/term/flow.ts';
import { type House, wireHouse } from '../../src/house.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../src/lib/instant.ts';
import type { Language } from '../../src/lib/language.ts';
import type { Logger } from '../../src/lib/log.ts';
import { createInSeries } from '../../src/lib/series.ts';
import { type Asking, createAsking } from './asking.ts';
import { type ChatPlatform, createChatPlatform } from './chat-platform.ts';
import { openTestDatabase, type TestDatabaseKind } from './database.ts';
import { createErrorLog } from './error-log.ts';
import { PLATFORM, sampleBook } from './sample-book.ts';

/** A Monday in China, an hour after the rotation's handoff: engineer1 has the bell until the next Monday. */
export const START: Instant = Date.parse('2026-09-28T10:10:00+08:00');

export interface HouseOptions {
  readonly database: TestDatabaseKind | Database;
  readonly language?: Language;
  /** undefined: preset telecom-province. */
  readonly book?: BookSource;
  readonly at?: Instant;
  /** What stands in the file of the service book; left out: this desk has none. */
  readonly bookFile?: () => Promise<BookSource>;
  /** Whether it sees the customers’ months, for the papers about them. Left out: no paper is begun by itself. */
  readonly months?: true;
  /** Whether it looks after contracts: their ends, go-lives, and the assurances promised a year. */
  readonly terms?: true;
  /** An adapter beside the chat in memory, for its own platform. */
  readonly beside?: ChatAdapter;
}

export interface Span {
  readonly minutes?: number;
  readonly hours?: number;
  readonly days?: number;
}

/** The whole desk on a virtual clock, in front of a chat platform in memory. What is owed goes out after every turn. */
export interface TestHouse extends Asking, Pick<ChatPlatform, 'seen' | 'files' | 'dutyGroups'> {
  readonly database: Database;
  readonly book: BookSource;
  now(): Instant;
  /** Lets time pass, through every due instant on the way. */
  forward(span: Span): Promise<void>;
  /** The process is down for so long; the next one looks once at what fell due meanwhile, and delivers it. */
  down(span: Span): Promise<void>;
  /** Time passes without a tick. */
  wait(span: Span): void;
  /** One look of the clock at what is due, without delivering anything. */
  tick(): Promise<void>;
  /** Puts another service book in force. */
  apply(book: BookSource): Promise<void>;
  /** What was logged as an error since the last call. */
  takeErrors(): string[];
  close(): Promise<void>;
}

/** A house of the test's own; `close` leaves nothing of it behind. A fault of a command is thrown at who asked. */
export async function openHouse(options: HouseOptions): Promise<TestHouse> {
  const { database: wanted, language, book, months, terms, at = START } = options;
  const source = book ?? (await sampleBook(language ?? 'zh-CN'));
  const database = typeof wanted === 'string' ? await openTestDatabase(wanted) : wanted;
  const clock = { at, now: () => clock.at };
  const platform = createChatPlatform(PLATFORM);
  const { log, takeErrors, throwFault } = createErrorLog();
  const house = wireTestHouse(database, clock, platform, log, options);
  // `drain` must be the only one that delivers.
  const inSeries = createInSeries();
  const deliver = () => inSeries(() => house.courier.drain());
  const apply = (next: BookSource) =>
    database.transaction(async (tx) => {
      const version = await applyBook(tx, next, clock.at);
      const applied = await loadBook(tx, version);
      const { overrides } = await readTurnStart(tx);
      await startRotations(tx, applyOverrides(applied, overrides).source, clock.at);
      if (months) await startMonths({ tx, now: clock.at }, applied);
      if (months) await startClosings({ tx, now: clock.at }, applied);
      if (!terms) return;
      await startTerms({ tx, now: clock.at }, applied);
      await startAssuranceYears({ tx, now: clock.at }, applied);
      await startAttendances({ tx, now: clock.at }, applied);
    });
  await apply(source);

  const asking = createAsking(
    clock,
    (channel) => platform.seen(channel).cards,
    async (event) => {
      const outcome = await house.dispatch(event);
      throwFault();
      await deliver();
      return outcome;
    },
  );
  return {
    ...asking,
    seen: platform.seen,
    files: platform.files,
    dutyGroups: platform.dutyGroups,
    database,
    book: source,
    apply,
    takeErrors,
    now: clock.now,
    ...passTime(house, clock, deliver),
    async close() {
      await unloadForgotten(database);
      await database.close();
    },
  };
}

function wireTestHouse(
  database: Database,
  clock: { now(): Instant },
  platform: ChatPlatform,
  log: Logger,
  { bookFile, beside }: Pick<HouseOptions, 'bookFile' | 'beside'>,
): House {
  return wireHouse({
    ...(bookFile ? { readBookFile: bookFile } : {}),
    database,
    jobs: noJobs,
    clock,
    log,
    adapterFor: (name) => (beside?.platform === name ? beside : platform.adapter),
    alarm: ({ code, error }) => {
      throw new Error(`${code}: ${error}`);
    },
  });
}

/** The ways in which a house's time passes. */
function passTime(
  house: House,
  clock: { at: Instant },
  deliver: () => Promise<unknown>,
): Pick<TestHouse, 'forward' | 'down' | 'wait' | 'tick'> {
  const tick = async () => void (await house.tick.run(clock.at));
  const wait = (span: Span) => {
    clock.at += msOf(span);
  };
  return {
    tick,
    wait,
    async forward(span) {
      const until = clock.at + msOf(span);
      await house.tick.run(until, async (now) => {
        clock.at = now;
        await deliver();
      });
      clock.at = until;
    },
    async down(span) {
      wait(span);
      await tick();
      await deliver();
    },
  };
}

function msOf({ minutes = 0, hours = 0, days = 0 }: Span): number {
  return minutes * MINUTE + hours * HOUR + days * DAY;
}

/** A book without the people who were forgotten has the number and hash of the whole one, by which the next house would find it. */
async function unloadForgotten({ query }: Pick<Database, 'query'>): Promise<void> {
  const masked = await query<BookRef>('select id as version, hash from book_version where masked_hash is not null');
  masked.forEach(unloadBook);
}
