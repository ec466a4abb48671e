import type { Delivery, FrontDesk, Work } from '../chat/intake.ts';
import { DAY, type Instant, SECOND } from '../lib/instant.ts';
import { within } from '../lib/within.ts';
import { createGroupCommit } from './commit.ts';
import { createGiveUp, newFaultId } from './give-up.ts';
import type { IntakeLimits, IntakeParts } from './parts.ts';
import {
  adoptReceipts,
  eraseOldPayloads,
  handBack,
  hasOldPayloads,
  markDead,
  type NewReceipt,
  receiptStats,
} from './store.ts';
import { createTurns, type Item, MOST_TOGETHER } from './turns.ts';
import { createUnsure } from './unsure.ts';

export const INTAKE_LIMITS: IntakeLimits = {
  mostWaiting: 50_000,
  storeWithinMs: 2_300,
  retryMs: [SECOND / 2, 2 * SECOND, 5 * SECOND],
  adoptEveryMs: 2 * SECOND,
  slowFrom: 100,
  slowMs: 100,
  stopWithinMs: 4 * SECOND,
};

/** The state of the intake, for `/readyz`. */
export interface IntakeStats {
  /** Accepted and not worked yet, by all processes. */
  readonly waiting: number;
  readonly oldestAgeMs: number;
  /** Given up after faults of ours: the operator has to look. */
  readonly dead: number;
}

/** Verify, store, answer, then work. The intake is the part between an adapter's check and the desk's turn. */
export interface Intake extends FrontDesk {
  /**
   * Takes up deliveries that were accepted and not worked: by the last run of this program, or by a process that died.
   */
  start(): Promise<void>;
  /** Accepts nothing more, finishes the turns under way and leaves the rest in the store. */
  stop(): Promise<void>;
  stats(): Promise<IntakeStats>;
}

const ADOPT_AT_ONCE = 500;

/** With larger statements the first delivery would wait for the last. */
const MOST_IN_A_COMMIT = 200;

export function createIntake(parts: IntakeParts): Intake {
  const { database, adapters, clock, log, meter } = parts;
  const limits = { ...INTAKE_LIMITS, ...parts.limits };
  const giveUp = createGiveUp(parts);
  const turns = createTurns(parts, limits);
  /** The deliveries that this process holds, by `keyOf`. */
  const held = new Map<string, Item>();
  const isSlow = () => turns.waiting >= limits.slowFrom;
  const commits = createGroupCommit(database, {
    rest: () => (isSlow() ? within(turns.batchEnd(), limits.slowMs, undefined) : undefined),
    most: () => (isSlow() ? 2 * MOST_TOGETHER : MOST_IN_A_COMMIT),
  });
  let isOpen = true;
  let adopting: NodeJS.Timeout | undefined;
  let underWay: Promise<void> = Promise.resolve();
  const unsure = createUnsure(database, clock, limits.mostWaiting);
  /** Until it has started, new deliveries wait: older ones of their channel come first. */
  const { promise: started, resolve: begin } = Promise.withResolvers<void>();
  /** How many deliveries wait for the start. */
  let early = 0;

  function put(delivery: Delivery, work: Work): void {
    const key = keyOf(delivery);
    const item = turns.add(delivery, work);
    held.set(key, item);
    void item.done.then(() => {
      held.delete(key);
      meter?.worked(delivery.platform);
    });
  }

  /** Answers a repeated delivery with the result of the first; not at all if that was in an earlier run. */
  function answerAgain(delivery: Delivery, work: Work): void {
    if (!delivery.isAwaited) return;
    const first = held.get(keyOf(delivery));
    turns.answer(work, first?.replies ?? Promise.resolve([]));
  }

  async function store(delivery: Delivery, work: Work): Promise<boolean> {
    const { platform, id, channelId, personId, payload } = delivery;
    const isFull = turns.waiting + early + commits.pending >= limits.mostWaiting;
    if (!isOpen || isFull) {
      if (isFull) log.warn({ platform, waiting: turns.waiting }, 'intake.full');
      return false;
    }
    try {
      const receipt = { platform, eventId: id, at: clock.now(), channel: channelId, person: personId };
      const stored = await commits.store({ ...receipt, payload: JSON.stringify(payload) });
      if (stored === 'new') meter?.accepted(platform);
      // An earlier try may have stored it although the database's answer was lost.
      const isOurs = stored === 'new' || unsure.delete({ platform, eventId: id });
      early += 1;
      void started.then(() => {
        early -= 1;
        if (isOurs) put(delivery, work);
        else answerAgain(delivery, work);
      });
      return true;
    } catch (error) {
      log.error({ err: error, platform }, 'intake.not-stored');
      unsure.add({ platform, eventId: id });
      return false;
    }
  }

  async function eraseOld(before: Instant): Promise<void> {
    if (!(await hasOldPayloads(database, before))) return;
    const faultId = newFaultId();
    const count = await giveUp((asks) => eraseOldPayloads(asks, before), { why: 'late', faultId });
    if (count > 0) log.error({ count, fault: faultId }, 'intake.too-old');
  }

  async function adopt(): Promise<void> {
    await eraseOld(clock.now() - DAY);
    for (const receipt of isOpen ? await unsure.take() : []) await resume(receipt);
    for (;;) {
      const left = isOpen ? await adoptReceipts(database, [...adapters.keys()], ADOPT_AT_ONCE) : [];
      if (left.length > 0) log.warn({ count: left.length }, 'intake.adopted');
      for (const receipt of left) await resume(receipt);
      if (left.length < ADOPT_AT_ONCE) return;
    }
  }

  async function resume({ platform, eventId: id, channel: channelId, person: personId, ...left }: NewReceipt) {
    const adapter = adapters.get(platform);
    if (!adapter || held.has(keyOf({ platform, id }))) return;
    try {
      const payload = JSON.parse(left.payload) as object;
      put({ platform, id, channelId, personId, payload, isAwaited: false }, adapter.resume(payload));
    } catch (error) {
      const faultId = newFaultId();
      log.error({ err: error, platform, fault: faultId }, 'intake.damaged');
      await giveUp((asks) => markDead(asks, { platform, eventId: id }), { why: 'fault', faultId });
    }
  }

  function look(): void {
    underWay = adopt().catch((error: unknown) => log.error({ err: error }, 'intake.look-failed'));
  }

  return {
    accept: (delivery, work) => within(store(delivery, work), limits.storeWithinMs, false),
    hear: parts.hear,
    async start() {
      await adopt();
      begin();
      const lookAgain = () => {
        look();
        void underWay.then(() => {
          if (isOpen) adopting = setTimeout(lookAgain, limits.adoptEveryMs);
        });
      };
      adopting = setTimeout(lookAgain, limits.adoptEveryMs);
    },
    async stop() {
      isOpen = false;
      begin();
      clearTimeout(adopting);
      await underWay;
      await commits.settled();
      await turns.stop();
      await handBack(database).catch((error: unknown) => log.warn({ err: error }, 'intake.not-handed-back'));
    },
    async stats() {
      const { waiting, oldest, dead } = await receiptStats(database);
      return { waiting, dead, oldestAgeMs: oldest === undefined ? 0 : Math.max(0, clock.now() - oldest) };
    },
  };
}

function keyOf({ platform, id }: Pick<Delivery, 'platform' | 'id'>): string {
  return `${platform}/${id}`;
}
