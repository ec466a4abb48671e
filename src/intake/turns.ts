import type { ChatEvent } from '../chat/event.ts';
import { type Delivery, type Hear, StoppedError, type Work } from '../chat/intake.ts';
import type { Reply } from '../chat/reply.ts';
import { within } from '../lib/within.ts';
import { createFaults, pause, receiptOf } from './fault.ts';
import { createLanes } from './lane.ts';
import type { IntakeLimits, IntakeParts } from './parts.ts';
import { markWorked } from './store.ts';

/** A stored delivery whose turn is to come. */
export interface Item {
  readonly lane: string;
  readonly delivery: Delivery;
  readonly work: Work;
  /** The desk's replies, once its turn is committed or it was given up. */
  readonly replies: Promise<readonly Reply[]>;
  /** Resolves when nothing is left to do for it. */
  readonly done: Promise<void>;
}

export interface Turns {
  /** Stored deliveries whose turn is still to come. */
  readonly waiting: number;
  /** Resolves when the next transaction of turns ends. */
  batchEnd(): Promise<void>;
  /** Takes up a stored delivery. */
  add(delivery: Delivery, work: Work): Item;
  /** Runs work that gets another's answer, such as a repeated delivery. */
  answer(work: Work, replies: Promise<readonly Reply[]>): void;
  /** Begins no more turns. Resolves when those under way are committed and answered, or the time is up. */
  stop(): Promise<void>;
}

interface Running extends Item {
  /** The event that the adapter made of it; undefined while it is being prepared. */
  event: ChatEvent | undefined;
  /** Its work was started. Otherwise its sender must still be told that the desk stops. */
  isBegun: boolean;
  isOver: boolean;
  readonly answered: PromiseWithResolvers<readonly Reply[]>;
  readonly over: PromiseWithResolvers<void>;
}

/** The most deliveries prepared at a time, and ahead of their turns in one lane: adapters may ask who a person is. */
const MOST_PREPARING = 128;
const MOST_AHEAD = 64;
/** The most turns in one transaction: after a fault all of them are done again. */
export const MOST_TOGETHER = 32;
/** Transactions at a time. PGlite has one connection, so more would only wait. */
const BATCHES = { pglite: 1, 'pglite-memory': 1, postgres: 2 } as const;

/** Makes work that throws before its first `await` reject, like all other work that fails. */
async function begin(work: Work, hear: Hear): Promise<void> {
  await work(hear);
}

/** Prepares waiting deliveries, lane by lane, and works those that are ready, several turns in one transaction. */
export function createTurns(
  { database, dispatch, hear: hearBesides, faultReplies, apologize, log }: IntakeParts,
  { retryMs, stopWithinMs }: IntakeLimits,
): Turns {
  const lanes = createLanes<Running>(MOST_AHEAD);
  /** Work that has its replies and is sending them. */
  const telling = new Set<Promise<void>>();
  let preparing = 0;
  let batches = 0;
  /** Resolves when the next transaction ends. */
  let ended = Promise.withResolvers<void>();
  let isStopping = false;
  const idle = Promise.withResolvers<void>();
  const faults = createFaults({ database, apologize, log, retryMs, isStopping: () => isStopping });
  let isScheduled = false;

  /** Looks once for everything that changed in this round of the event loop. */
  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    setImmediate(() => {
      isScheduled = false;
      pump();
    });
  }

  function pump(): void {
    if (isStopping) {
      if (batches === 0) idle.resolve();
      return;
    }
    while (preparing < MOST_PREPARING) {
      const item = lanes.start();
      if (!item) break;
      void prepare(item);
    }
    while (batches < BATCHES[database.kind]) {
      const batch = lanes.take(MOST_TOGETHER, ({ event }) => event !== undefined);
      if (batch.length === 0) break;
      batches += 1;
      void run(batch).finally(() => {
        batches -= 1;
        ended.resolve();
        ended = Promise.withResolvers();
        schedule();
      });
    }
  }

  /** The adapter's part before the desk's: who is it, and what do they say? It ends with an event, or without one. */
  async function prepare(item: Running): Promise<void> {
    preparing += 1;
    let end = (): void => {
      end = () => {};
      preparing -= 1;
      schedule();
    };
    const hear: Hear = (event) => {
      // One delivery is one turn. Further questions, to show a page again, change nothing.
      if (event.id !== item.delivery.id) return hearBesides(event);
      item.event = event;
      end();
      return item.answered.promise;
    };
    item.isBegun = true;
    const work = begin(item.work, hear);
    item.replies.then(
      () => tell(work),
      () => {},
    );
    try {
      await work;
      if (!item.event) await leave(item);
    } catch (error) {
      end();
      if (error instanceof StoppedError) return;
      if (item.event) log.error({ err: error, platform: item.delivery.platform }, 'intake.not-answered');
      else await prepareAgain(item, error);
    }
    end();
  }

  /** The delivery asked nothing of the desk. */
  async function leave(item: Running): Promise<void> {
    await faults.untilDatabase(() => markWorked(database, receiptOf(item.delivery)));
    finish(item, []);
  }

  async function prepareAgain(item: Running, error: unknown): Promise<void> {
    const verdict = await faults.judge(item.delivery, error, 'preparing');
    if (verdict.next !== 'again') return finish(item, []);
    await pause(verdict.waitMs);
    if (!isStopping) await prepare(item);
  }

  async function run(batch: readonly Running[]): Promise<void> {
    try {
      const replies = await dispatch(batch.flatMap(({ event }) => event ?? []));
      batch.forEach((item, index) => {
        finish(item, replies[index] ?? []);
      });
    } catch (error) {
      const [only, ...others] = batch;
      if (only && others.length === 0) await retry(only, error);
      else await runSingly(batch);
    }
  }

  /** After a fault none of the batch has an effect: each is tried alone, and only the lane of the faulty one waits. */
  async function runSingly(batch: readonly Running[]): Promise<void> {
    const heldUp = new Set<string>();
    for (const item of batch) {
      if (isStopping) return;
      if (heldUp.has(item.lane)) {
        lanes.putBack(item);
        continue;
      }
      await run([item]);
      if (!item.isOver) heldUp.add(item.lane);
    }
  }

  async function retry(item: Running, error: unknown): Promise<void> {
    const verdict = await faults.judge(item.delivery, error, 'turn');
    if (verdict.next !== 'again') {
      finish(item, item.event && verdict.next === 'dead' ? faultReplies(item.event, error) : []);
      return;
    }
    // Deliveries behind it in its lane wait too, no others.
    void pause(verdict.waitMs).then(() => {
      lanes.putBack(item);
      schedule();
    });
  }

  function finish(item: Running, replies: readonly Reply[]): void {
    lanes.finish(item);
    item.isOver = true;
    item.answered.resolve(replies);
    item.over.resolve();
    schedule();
  }

  /** A stop waits for answers that are being sent. */
  function tell(work: Promise<void>): void {
    const told = work.catch(() => {});
    telling.add(told);
    void told.then(() => telling.delete(told));
  }

  return {
    get waiting() {
      return lanes.size;
    },
    batchEnd: () => ended.promise,
    add(delivery, work) {
      const answered = Promise.withResolvers<readonly Reply[]>();
      const over = Promise.withResolvers<void>();
      const lane = `${delivery.platform}/${delivery.channelId}`;
      const promises = { answered, over, replies: answered.promise, done: over.promise };
      // If no one waits for it, its rejection at a stop is not a fault.
      answered.promise.catch(() => {});
      const item: Running = { lane, delivery, work, ...promises, event: undefined, isBegun: false, isOver: false };
      lanes.add(item);
      schedule();
      return item;
    },
    answer(work, replies) {
      const answering = begin(work, () => replies);
      replies.then(
        () => tell(answering),
        () => {},
      );
      answering.catch((error: unknown) => {
        if (!(error instanceof StoppedError)) log.error({ err: error }, 'intake.not-answered');
      });
    },
    async stop() {
      isStopping = true;
      schedule();
      await idle.promise;
      // A delivery that was not worked is answered by the process that works it.
      const stopped = new StoppedError('the desk stops');
      for (const { answered, isBegun, delivery, work } of lanes.all()) {
        answered.reject(stopped);
        if (!isBegun && delivery.isAwaited) begin(work, () => Promise.reject(stopped)).catch(() => {});
      }
      await within(Promise.all(telling), stopWithinMs, undefined);
    },
  };
}
