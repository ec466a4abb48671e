import { expect } from 'vitest';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { ChatEvent } from '../../src/chat/event.ts';
import type { Delivery, FrontDesk, Hear, Work } from '../../src/chat/intake.ts';
import type { Reply } from '../../src/chat/reply.ts';
import type { Database } from '../../src/db/database.ts';
import type { House } from '../../src/house.ts';
import { createIntake, type Intake } from '../../src/intake/intake.ts';
import type { IntakeLimits } from '../../src/intake/parts.ts';
import type { Logger } from '../../src/lib/log.ts';

/** A desk whose work can be waited for. */
export interface TestDesk extends FrontDesk {
  /** Resolves when all that was accepted is worked, and told. */
  settled(): Promise<void>;
}

/** For adapters without a house behind them: stores nothing, works at once what it accepts. */
export function openPlainDesk(
  hear: (event: ChatEvent) => Promise<readonly Reply[]> | readonly Reply[],
  accepts: () => boolean = () => true,
): TestDesk {
  const ask: Hear = async (event) => hear(event);
  return watched(
    {
      hear: ask,
      async accept(_delivery, work) {
        if (!accepts()) return false;
        setImmediate(() => work(ask).catch(() => {}));
        return true;
      },
    },
    'works repeats',
  );
}

export interface HouseDeskParts {
  readonly database: Database;
  readonly house: () => House;
  readonly adapters: ReadonlyMap<string, ChatAdapter>;
  readonly log: Logger;
  /** Before the desk hears what was accepted. */
  readonly before?: () => Promise<unknown>;
  /** After each transaction of the desk: what is owed goes out. */
  readonly after: () => Promise<unknown>;
  readonly limits?: Partial<IntakeLimits>;
  /** Deliveries whose work throws before it asks the desk, as a fault of the adapter would. */
  readonly isUnreadable?: (delivery: Delivery) => boolean;
}

/** The real intake in front of a house of a test. */
export function openHouseDesk({
  database,
  house,
  adapters,
  log,
  before,
  after,
  limits,
  isUnreadable = () => false,
}: HouseDeskParts): TestDesk & Pick<Intake, 'start' | 'stop' | 'stats'> {
  const intake = createIntake({
    database,
    adapters,
    async dispatch(events) {
      await before?.();
      const outcomes = await house().dispatchAll(events);
      await after();
      return outcomes.map(({ replies }) => replies);
    },
    async hear(event) {
      await before?.();
      const { replies } = await house().dispatch(event);
      await after();
      return replies;
    },
    faultReplies: (event, error) => house().faulted(event, error).replies,
    apologize: (tx, senders, about) => house().apologize(tx, senders, about),
    clock: { now: () => Date.now() },
    log,
    // A fault is tried again at once: no test waits for seconds.
    limits: { retryMs: [1, 1, 1], ...limits },
  });
  const unreadable: Work = () => Promise.reject(new Error('a fault of the adapter'));
  const desk = watched(intake);
  const accept: FrontDesk['accept'] = (delivery, work) =>
    desk.accept(delivery, isUnreadable(delivery) ? unreadable : work);
  return { ...intake, ...desk, accept };
}

function watched(desk: FrontDesk, repeats: 'knows repeats' | 'works repeats' = 'knows repeats'): TestDesk {
  const underWay = new Set<Promise<void>>();
  const accepted = new Set<string>();
  return {
    hear: desk.hear,
    async accept(delivery, work) {
      // A restart has nothing but this text: what it does not keep would be missing then.
      expect(JSON.parse(JSON.stringify(delivery.payload))).toEqual(delivery.payload);
      const name = `${delivery.platform}/${delivery.id}`;
      // A repeat whose sender waits for no answer is acknowledged, and its work never runs.
      const isRepeat = repeats === 'knows repeats' && accepted.has(name);
      if (isRepeat && !delivery.isAwaited) return desk.accept(delivery, work);
      accepted.add(name);
      const { promise, resolve } = Promise.withResolvers<void>();
      underWay.add(promise);
      const end = () => {
        underWay.delete(promise);
        resolve();
      };
      const watchedWork: Work = (hear) => work(hear).finally(end);
      return desk.accept(delivery, watchedWork).then((isAccepted) => {
        if (isAccepted) return true;
        accepted.delete(name);
        end();
        return isAccepted;
      });
    },
    async settled() {
      while (underWay.size > 0) await Promise.all(underWay);
    },
  };
}
