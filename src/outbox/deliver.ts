import { AdapterError, type AdapterErrorKind, type ChatAdapter } from '../chat/adapter.ts';
import type { Platform } from '../chat/event.ts';
import type { Database } from '../db/open.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import { judge, kindOf } from './failure.ts';
import { sendNotice } from './send.ts';
import {
  bury,
  drop,
  findPostedCards,
  listWaiting,
  type PostedCard,
  putBack,
  saveDelivered,
  type TakenNotice,
  takeNotice,
} from './store.ts';

export type DeliveryResult =
  | { readonly outcome: 'delivered' }
  /** Nothing is owed any more: it was withdrawn or delivered before, its time had passed, or it is dead. */
  | { readonly outcome: 'settled' }
  /** Still owed; try again after this wait. Whatever follows on the same order key waits behind it. */
  | { readonly outcome: 'later'; readonly afterMs: number };

/** Somebody has to look: a notice died, or a platform no longer takes our token. */
export interface DeliveryAlarm {
  readonly code: 'outbox.dead' | 'outbox.refused';
  readonly noticeId: number;
  readonly platform: Platform;
  readonly kind: string;
  readonly error: AdapterErrorKind | 'fault';
}

export interface CourierParts {
  readonly database: Database;
  readonly adapterFor: (platform: Platform) => ChatAdapter | undefined;
  readonly clock: Clock;
  readonly log: Logger;
  readonly alarm: (alarm: DeliveryAlarm) => void;
}

export interface Courier {
  /**
   * Delivers one notice, whose job the caller holds. No transaction is open while the platform is asked, so a crash
   * may leave the row `sending`: the next delivery sends it again under the same key. Where the platform has no such
   * key the message may then stand twice; that is logged as `outbox.unclear`.
   * Throws only when the database fails.
   */
  deliver(noticeId: number): Promise<DeliveryResult>;
  /**
   * Delivers everything that waits, in id order, without the queue and with nobody delivering beside it: for
   * `simulate` and flow tests. Gives the number delivered. What has to wait stays pending, and so does what follows it
   * on its order key.
   */
  drain(): Promise<number>;
}

const BATCH = 200;

export function createCourier(parts: CourierParts): Courier {
  const inChannelOrder = createLine();
  return {
    async deliver(noticeId) {
      const notice = await takeNotice(parts.database, noticeId);
      if (!notice) return { outcome: 'settled' };
      // Both lanes of a channel share its card: the second to come must see what the first one posted.
      const [result] = await inChannelOrder(channelOf(notice), () => deliverTaken(parts, [notice], new Set()));
      return result ?? { outcome: 'settled' };
    },

    async drain() {
      const waiting = new Set<string>();
      let delivered = 0;
      let afterId = 0;
      for (;;) {
        const batch = await listWaiting(parts.database, afterId, BATCH);
        const results = await deliverTaken(parts, batch, waiting);
        delivered += results.filter((result) => result.outcome === 'delivered').length;
        if (batch.length < BATCH) return delivered;
        afterId = batch.at(-1)?.id ?? afterId;
      }
    },
  };
}

/** Delivers taken notices one after the other; `waiting` are the order keys on which nothing may go out for now. */
async function deliverTaken(
  parts: CourierParts,
  notices: readonly TakenNotice[],
  waiting: Set<string>,
): Promise<DeliveryResult[]> {
  const standing = new Map((await findPostedCards(parts.database, notices)).map((card) => [cardKey(card), card]));
  const changed = new Map<string, PostedCard>();
  const delivered: number[] = [];
  const results: DeliveryResult[] = [];
  for (const notice of notices) {
    const result = await deliverOne(parts, notice, waiting, standing, changed);
    if (result.outcome === 'delivered') delivered.push(notice.id);
    if (result.outcome === 'later') waiting.add(orderKeyOf(notice));
    results.push(result);
  }
  if (delivered.length > 0) await saveDelivered(parts.database, delivered, [...changed.values()], parts.clock.now());
  return results;
}

async function deliverOne(
  parts: CourierParts,
  notice: TakenNotice,
  waiting: ReadonlySet<string>,
  standing: Map<string, PostedCard>,
  changed: Map<string, PostedCard>,
): Promise<DeliveryResult> {
  const { database, clock } = parts;
  if (waiting.has(orderKeyOf(notice))) return { outcome: 'later', afterMs: 0 };
  if (notice.notAfter !== undefined && notice.notAfter < clock.now()) {
    await drop(database, notice.id);
    parts.log.info({ noticeId: notice.id, kind: notice.kind }, 'outbox.dropped');
    return { outcome: 'settled' };
  }
  try {
    const card = await sendNotice(adapterOf(parts, notice), notice, standing.get(cardKey(notice)), clock.now());
    if (card) {
      standing.set(cardKey(card), card);
      changed.set(cardKey(card), card);
    }
    return { outcome: 'delivered' };
  } catch (error) {
    return settleFailure(parts, notice, error);
  }
}

async function settleFailure(parts: CourierParts, notice: TakenNotice, error: unknown): Promise<DeliveryResult> {
  const verdict = judge(error, notice.attempts);
  const about = {
    noticeId: notice.id,
    platform: notice.place.platform,
    kind: notice.kind,
    error: kindOf(error),
  };
  if (verdict.next === 'dead') {
    await bury(parts.database, notice.id, notice.attempts + 1, about.error);
    parts.log.error({ ...about, err: error }, 'outbox.dead');
    parts.alarm({ code: 'outbox.dead', ...about });
    return { outcome: 'settled' };
  }
  await putBack(parts.database, notice.id, verdict.attempts, about.error);
  parts.log.warn({ ...about, err: error, afterMs: verdict.afterMs }, 'outbox.later');
  if (verdict.alarm) parts.alarm({ code: 'outbox.refused', ...about });
  return { outcome: 'later', afterMs: verdict.afterMs };
}

/** A platform without an adapter (its token was taken out) is one that cannot be reached for now. */
function adapterOf(parts: CourierParts, notice: TakenNotice): ChatAdapter {
  const { platform } = notice.place;
  const adapter = parts.adapterFor(platform);
  if (!adapter) throw new AdapterError(platform, 'unavailable', { cause: new Error(`no adapter for ${platform}`) });
  if (notice.unclear && !adapter.features.sendsOncePerKey) {
    parts.log.warn({ noticeId: notice.id, platform, kind: notice.kind }, 'outbox.unclear');
  }
  return adapter;
}

function channelOf({ place }: TakenNotice): string {
  return `${place.platform}/${place.channelId}`;
}

function orderKeyOf(notice: TakenNotice): string {
  return `${channelOf(notice)}/${notice.lane}`;
}

function cardKey({ place, subject }: Pick<PostedCard, 'place' | 'subject'>): string {
  return JSON.stringify([place.platform, place.channelId, subject]);
}

/** Runs what is asked under one key one after the other, different keys side by side. */
function createLine(): <T>(key: string, work: () => Promise<T>) => Promise<T> {
  const tails = new Map<string, Promise<unknown>>();
  return (key, work) => {
    const turn = (tails.get(key) ?? Promise.resolve()).then(work);
    const tail = turn.catch(() => {});
    tails.set(key, tail);
    void tail.then(() => {
      if (tails.get(key) === tail) tails.delete(key);
    });
    return turn;
  };
}
