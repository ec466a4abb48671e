import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { Database } from '../../src/db/database.ts';
import { type JobSink, noJobs } from '../../src/db/turn.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { startRotations } from '../../src/desk/oncall/store.ts';
import { type House, wireHouse } from '../../src/house.ts';
import { type Instant, MINUTE } from '../../src/lib/instant.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createQueue, type DeliveryQueue } from '../../src/outbox/queue.ts';
import { queueStats } from '../../src/outbox/stats.ts';
import { type Asking, createAsking } from './asking.ts';
import { type ChatPlatform, createChatPlatform, type SeenMessage } from './chat-platform.ts';
import { openTestDatabase, type TestDatabaseKind } from './database.ts';
import { START } from './house.ts';
import { PLATFORM } from './sample-book.ts';
import { until } from './until.ts';

/** A desk whose messages leave by the real queue, for many promises that break at once. */
export interface StormHouse extends Asking {
  readonly database: Database;
  now(): Instant;
  /** Reports severe tickets, all at this instant. Their messages arrive one by one. */
  report(customer: string, texts: readonly string[]): Promise<void>;
  /** Lets time pass and everything happen that is due meanwhile. Messages leave only while a queue runs. */
  pass(minutes: number): Promise<void>;
  /** The same without a queue; then every message arrives by itself. */
  passWithMessages(minutes: number): Promise<void>;
  /** Starts a queue, as a new process does. `wrap` may change how messages are sent. */
  startQueue(wrap?: (adapter: ChatAdapter) => ChatAdapter): Promise<DeliveryQueue>;
  /** Waits until nothing waits to be sent. */
  allArrived(): Promise<void>;
  /** New messages in a channel itself, threads left out. */
  messages(channel: string): readonly SeenMessage[];
  close(): Promise<void>;
}

export async function openStormHouse(wanted: TestDatabaseKind | Database, book: BookSource): Promise<StormHouse> {
  const database = typeof wanted === 'string' ? await openTestDatabase(wanted) : wanted;
  const platform: ChatPlatform = createChatPlatform(PLATFORM);
  const clock = { at: START, now: () => clock.at };
  let adapter = platform.adapter;
  let running: DeliveryQueue | undefined;
  const jobs: JobSink = { add: (...asked) => (running?.jobs ?? noJobs).add(...asked) };
  const wire = (): House =>
    wireHouse({
      database,
      jobs,
      clock,
      log: silentLog,
      adapterFor: () => adapter,
      alarm: ({ code, error }) => {
        throw new Error(`${code}: ${error}`);
      },
    });
  let house = wire();
  await database.transaction(async (tx) => {
    await applyBook(tx, book, START);
    await startRotations(tx, book, START);
  });
  const asking = createAsking(
    clock,
    (channel) => platform.seen(channel).cards,
    (event) => house.dispatch(event),
  );
  const pass = async (minutes: number) => {
    const to = clock.at + minutes * MINUTE;
    await house.tick.run(to, async (now) => {
      clock.at = now;
    });
    clock.at = to;
  };
  return {
    ...asking,
    database,
    now: clock.now,
    async report(customer, texts) {
      for (const text of texts)
        await asking.forge(`customer-${customer}-1`, `customer-${customer}`, 'ticket.report', {
          text,
          level: 'severe',
        });
      if (!running) await house.courier.drain();
    },
    pass,
    async passWithMessages(minutes) {
      await pass(minutes);
      await house.courier.drain();
    },
    async startQueue(wrap = (each) => each) {
      adapter = wrap(platform.adapter);
      house = wire();
      const { deliver } = house.courier;
      const queue = createQueue({
        database,
        deliver,
        clock: { now: Date.now },
        log: silentLog,
      });
      await queue.start();
      running = queue;
      return queue;
    },
    async allArrived() {
      await until('nothing waits', async () => (await queueStats(database, clock.at)).waiting === 0 || undefined);
    },
    messages: (channel) => platform.seen(channel).messages.filter(({ thread }) => thread === ''),
    async close() {
      await running?.stop();
      await database.close();
    },
  };
}
