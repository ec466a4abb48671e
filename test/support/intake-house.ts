import type { ChatEvent } from '../../src/chat/event.ts';
import { askStored, type Work } from '../../src/chat/intake.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Database } from '../../src/db/database.ts';
import { noJobs } from '../../src/db/turn.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { wireHouse } from '../../src/house.ts';
import type { Intake } from '../../src/intake/intake.ts';
import type { IntakeLimits } from '../../src/intake/parts.ts';
import { wireIntake } from '../../src/intake-wiring.ts';
import { createChatPlatform } from './chat-platform.ts';
import { openTestDatabase, type TestDatabaseKind } from './database.ts';
import { START } from './house.ts';
import { createKeptLog, type KeptLog } from './kept-log.ts';
import { SHARED } from './report.ts';
import { PLATFORM, sampleBook, withRival } from './sample-book.ts';

/** What a person was told by `resume`: in a process that did not accept the delivery itself. */
export interface ToldLater {
  readonly id: string;
  readonly replies: readonly Reply[];
}

/** The real intake in front of a real desk; its database can be made to fail. */
export interface IntakeHouse extends Pick<KeptLog, 'take'> {
  readonly intake: Intake;
  /** Reached past all failures of `fail`. */
  readonly database: Database;
  /** Ids of the events of each transaction of the desk. */
  readonly batches: readonly (readonly string[])[];
  readonly toldLater: readonly ToldLater[];
  /** Statements that were sent past a transaction. */
  readonly statements: readonly string[];
  /** Accepts without waiting for the turn: whether it was stored, and what it came to. */
  accept(event: ChatEvent): Promise<boolean>;
  ask(event: ChatEvent): Promise<readonly Reply[]>;
  /** What happens instead of a statement or a transaction from now on; undefined: nothing does. */
  fail: {
    statement?: (sql: string, run: () => Promise<unknown>) => Promise<unknown>;
    transaction?: () => Promise<void>;
  };
  /** What is owed to whom besides tickets: apologies, `@user: words`. */
  apologies(): Promise<string[]>;
  /** Titles of all tickets, in their order. */
  titles(): Promise<string[]>;
}

const SHORT: Partial<IntakeLimits> = { retryMs: [5, 10, 15], adoptEveryMs: 50, stopWithinMs: 500 };

/** A database with the sample book in force, and a second customer. */
export async function openBookDatabase(kind: TestDatabaseKind | Database): Promise<Database> {
  const database = typeof kind === 'string' ? await openTestDatabase(kind) : kind;
  const book = withRival(await sampleBook('en'));
  await database.transaction(async (tx) => {
    await applyBook(tx, book, START);
    await startRotations(tx, book, START);
  });
  return database;
}

/** Not started: `intake.start()` is the test's. Several on one database are replicas where each has connections of its own. */
export function openIntakeHouse(database: Database, limits: Partial<IntakeLimits> = {}): IntakeHouse {
  const { log, take } = createKeptLog();
  const [batches, toldLater, statements] = [[] as string[][], [] as ToldLater[], [] as string[]];
  const fail: IntakeHouse['fail'] = {};
  const failing: Database = {
    ...database,
    query: (async (sql: string, values: readonly unknown[]) => {
      statements.push(sql);
      const run = () => database.query(sql, values);
      return fail.statement ? fail.statement(sql, run) : run();
    }) as Database['query'],
    async transaction(work) {
      await fail.transaction?.();
      return database.transaction(work);
    },
  };
  const clock = { now: () => Date.now() };
  const platform = createChatPlatform(PLATFORM);
  const adapterFor = () => platform.adapter;
  const house = wireHouse({ database: failing, jobs: noJobs, clock, log, adapterFor, alarm: () => {} });
  const resume = (payload: object): Work => {
    const event = payload as ChatEvent;
    return async (hear) => void toldLater.push({ id: event.id, replies: await hear(event) });
  };
  const dispatchAll: typeof house.dispatchAll = (events) => {
    batches.push(events.map(({ id }) => id));
    return house.dispatchAll(events);
  };
  const intake = wireIntake(
    { ...house, dispatchAll },
    { database: failing, adapters: new Map([[PLATFORM, { resume }]]), clock, log, limits: { ...SHORT, ...limits } },
  );
  const accept = (event: ChatEvent) => intake.accept(deliveryOf(event), resume(event));
  return {
    intake,
    database,
    batches,
    toldLater,
    statements,
    take,
    fail,
    accept,
    ask: (event) => askStored(intake, event),
    async apologies() {
      const rows = await database.query<{ channel: string; line: string }>(
        `select channel, post->>'line' as line from notice where kind = 'delivery.given-up' order by id`,
      );
      return rows.map(({ channel, line }) => `${channel}: ${line}`);
    },
    async titles() {
      const rows = await database.query<{ title: string }>('select title from ticket order by id');
      return rows.map(({ title }) => title);
    },
  };
}

export function deliveryOf(event: ChatEvent) {
  const { id, place, person } = event;
  return {
    platform: PLATFORM,
    id,
    channelId: place.channelId,
    personId: person.userId,
    payload: event,
    isAwaited: true,
  };
}

let events = 0;

/** `/word text`, said in a channel by a person who may use every command. */
export function wordsOf(word: string, text: string, { id = '', channel = SHARED, user = 'engineer1' } = {}): ChatEvent {
  events += 1;
  return {
    id: id || `event-${events}`,
    at: START,
    place: { platform: PLATFORM, channelId: channel, threadId: '' },
    person: { platform: PLATFORM, teamId: '', userId: user, displayName: user, external: false },
    language: 'en',
    message: undefined,
    kind: 'words',
    word,
    text,
    mentions: {},
  };
}

/** `/fault text` in a channel of the customer's. */
export function faultOf(text: string, where: { id?: string; channel?: string; user?: string } = {}): ChatEvent {
  return wordsOf('fault', text, where);
}

/** The words of replies, one a line. */
export function wordsIn(replies: readonly Reply[]): string {
  return replies.map((reply) => (reply.kind === 'whisper' ? reply.text : reply.kind)).join('\n');
}
