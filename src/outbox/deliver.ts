import { silentMeter } from '../lib/meter.ts';
import { createLine } from '../lib/series.ts';
import { attempt } from './attempt.ts';
import { nextCards } from './cards.ts';
import type { CourierParts, Delivery, DeliveryContext, DeliveryResult, Later } from './courier.ts';
import { deliverDigest } from './digest.ts';
import { redrawDigests } from './digest-part.ts';
import { type DrainStore, tablesOf } from './drain-store.ts';
import { fewestOf, gather } from './gather.ts';
import { noteDelivered } from './note-delivered.ts';
import { type OrderKey, orderKeyText } from './order-key.ts';
import { type Pace, unpaced } from './pace.ts';
import { cardKey, channelKey, findPostedCards, type PostedCard } from './posted.ts';
import { needsNewMessage } from './send.ts';
import {
  listOnKey,
  markSending,
  moveToCardLane,
  releaseNotices,
  type TakenNotice,
  type WaitingNotice,
} from './store.ts';
import { beforeAlerts, fewestLike, heldMs, isAlert, noteAlerts } from './storm.ts';

export type { CourierParts, Delivery, DeliveryAlarm, DeliveryResult } from './courier.ts';

export interface Courier {
  /**
   * Delivers what is next on an order key, which only the caller may hold, at the platform's pace: one message, or up
   * to `most` notices if new messages need no pause; from a long queue many notices in one message. No transaction is
   * open during a call to the platform, so a crash may leave rows `sending`. The next delivery sends them again with
   * the same key; where the platform has no such keys the adapter is told that the message may be there already and
   * looks for it first. Throws only if the database fails.
   */
  deliver(key: OrderKey, pace: Pace, most: number): Promise<Delivery>;
  /**
   * Delivers everything that waits, in the order of ids, without the queue and without a pace. Nothing else may deliver
   * meanwhile: it is for `simulate` and flow tests. Returns the number delivered. What has to wait stays pending, and
   * so does what follows it on its order key. No notices are merged.
   */
  drain(): Promise<number>;
}

const BATCH = 200;

export function createCourier(parts: CourierParts): Courier {
  const inChannelOrder = createLine();
  /** Which key delivered last in a channel: what another one read before that may be out of date. */
  const lastIn = new Map<string, object>();
  const store = parts.outbox ?? tablesOf(parts.database);
  const { time } = parts.meter ?? silentMeter;

  async function deliver(key: OrderKey, pace: Pace, most: number): Promise<Delivery> {
    const { platform, lane } = key;
    const next = () => (lane === 'card' ? deliverCards(key, { ...parts, pace }, most) : deliverWords(key, pace, most));
    return time({ is: 'delivery', platform, lane }, next);
  }

  /** Delivers cards whose notices were told already, each in its latest state. */
  async function deliverCards(key: OrderKey, context: DeliveryContext, most: number): Promise<Delivery> {
    const next = await nextCards(context, key, parts.adapterFor(key.platform));
    if ('next' in next) return next;
    return inChannelOrder(channelKey(key), async () => {
      lastIn.set(channelKey(key), {});
      return deliverChosen(context, next.slice(0, most), await findPostedCards(parts.database, next), 'more');
    });
  }

  async function deliverWords(key: OrderKey, pace: Pace, most: number): Promise<Delivery> {
    const channel = channelKey(key);
    const everyMs = parts.adapterFor(key.platform)?.features.messageEveryMs ?? 0;
    const limit = everyMs > 0 || key.lane === 'calm' ? fewestOf(key.lane) : most;
    const look = () => listOnKey(parts.database, key, limit);
    const last = lastIn.get(channel);
    let list = await look();
    const [first] = list;
    if (!first) return IDLE;
    const companyMs = heldMs(pace, first);
    if (companyMs > 0) return later(companyMs);
    const isHeldUp = pace.leftMs(channel, key.lane, everyMs) > 0;
    const waitMs = needsNewMessage(first) ? await pace.takeSlot(channel, key.lane, everyMs) : 0;
    if (waitMs > 0) return later(waitMs);
    // All lanes of a channel share its cards: the second to come must see what the first one posted.
    return inChannelOrder(channel, async () => {
      // Meanwhile the channel may have been closed by a rate limit.
      const closedMs = pace.closedMs(channel);
      if (needsNewMessage(first) && closedMs > 0) return later(closedMs);
      if (isHeldUp || lastIn.get(channel) !== last) list = await look();
      const [head] = list;
      if (!head) return IDLE;
      // Another notice is first now: it needs a slot, and the one before needed none.
      if (needsNewMessage(head) && !needsNewMessage(first) && everyMs > 0) return MORE;
      lastIn.set(channel, {});
      return deliverNext({ ...parts, pace }, { list, isWhole: list.length < limit, isPaced: everyMs > 0, most });
    });
  }

  return {
    deliver,
    async drain() {
      const blocked = new Set<string>();
      let delivered = 0;
      let afterId = 0;
      let moved = false;
      for (;;) {
        const batch = await store.listWaiting(afterId, BATCH);
        const standing = await store.findPostedCards(batch);
        const { results } = await deliverTaken({ ...parts, pace: unpaced }, batch, standing, blocked, store);
        if (parts.outbox && results.some(isStillOwed)) throw new Error('an outbox in memory keeps nothing that failed');
        delivered += results.filter((result) => result.outcome === 'delivered').length;
        moved ||= results.some((result) => result.outcome === 'moved');
        afterId = batch.at(-1)?.id ?? afterId;
        if (batch.length === BATCH) continue;
        if (!moved) return delivered;
        // A rerouted notice waits at its new place and has a lower id.
        afterId = 0;
        moved = false;
      }
    },
  };
}

const IDLE: Delivery = { delivered: 0, woken: [], next: 'idle' };
const MORE: Delivery = { delivered: 0, woken: [], next: 'more' };

function later(afterMs: number): Delivery {
  return { ...MORE, next: { outcome: 'later', afterMs, why: 'pace' } };
}

/** What waits on an order key. */
interface Found {
  readonly list: readonly WaitingNotice[];
  /** Whether `list` is all that waits there. */
  readonly isWhole: boolean;
  /** Whether new messages need a pause between them. */
  readonly isPaced: boolean;
  readonly most: number;
}

/** Delivers the first notice together with others in one message, or else the first ones one by one. */
async function deliverNext(context: DeliveryContext, { list, isWhole, isPaced, most }: Found): Promise<Delivery> {
  const [head] = list;
  if (!head) return IDLE;
  // Without pauses no queue gets long, so only calm notices and alerts are merged.
  const mayMerge = isPaced || head.lane === 'calm' || isAlert(head);
  const fewest = fewestLike(context.pace, head);
  const isMany = (mayMerge && list.length >= fewest) || head.digest !== undefined;
  const gathered = isMany ? await gather(context.database, head, fewest) : undefined;
  noteAlerts(context.pace, head, gathered?.notices.length ?? 1);
  if (gathered) return summed(await deliverDigest(context, gathered), 'more');
  const chosen = mayMerge ? [head] : beforeAlerts(list).slice(0, most);
  const standing = chosen.flatMap((notice) => notice.standing ?? []);
  return deliverChosen(context, chosen, standing, isWhole && chosen.length === list.length ? 'idle' : 'more');
}

/** Delivers those that are still wanted, one after the other, given the cards on the platform. */
async function deliverChosen(
  context: DeliveryContext,
  chosen: readonly TakenNotice[],
  standing: readonly PostedCard[],
  next: 'idle' | 'more',
): Promise<Delivery> {
  const wanted = await markSending(context.database, chosen);
  const taken = chosen.filter(({ id }) => wanted.has(id));
  const { results, tried } = await deliverTaken(context, taken, standing, new Set());
  const untried = taken.slice(tried).map(({ id }) => id);
  if (untried.length > 0) await releaseNotices(context.database, untried);
  // Those that are not wanted may have been tried by another process and wait again.
  return summed(results, taken.length < chosen.length ? 'more' : next);
}

function summed(results: readonly DeliveryResult[], next: 'idle' | 'more'): Delivery {
  return {
    delivered: results.filter(({ outcome }) => outcome === 'delivered').length,
    woken: [...new Set(results.flatMap(wokenBy))],
    next: results.find((result): result is Later => result.outcome === 'later') ?? next,
  };
}

function isStillOwed({ outcome }: DeliveryResult): boolean {
  return outcome === 'later' || outcome === 'moved';
}

function wokenBy(result: DeliveryResult): readonly string[] {
  if (result.outcome === 'moved') return result.orderKeys;
  return result.outcome === 'delivered' && result.behind ? [result.behind] : [];
}

/**
 * Delivers notices one after the other, given the cards on the platform, and saves the delivered ones at the end.
 * Nothing is sent on a `blocked` order key; a notice that has to wait blocks its own. Returns how many were
 * tried, and their results; behind these stand the messages of many notices that have to be redrawn.
 */
async function deliverTaken(
  parts: DeliveryContext,
  notices: readonly TakenNotice[],
  cards: readonly PostedCard[],
  blocked: Set<string>,
  store: DrainStore = tablesOf(parts.database),
): Promise<{ readonly results: readonly DeliveryResult[]; readonly tried: number }> {
  const standing = new Map(cards.map((card) => [cardKey(card), card]));
  const changed = new Map<string, PostedCard>();
  const delivered: number[] = [];
  const behind: number[] = [];
  const results: DeliveryResult[] = [];
  for (const notice of notices) {
    const orderKey = orderKeyText({ ...notice.place, lane: notice.lane });
    if (blocked.has(orderKey)) continue;
    const { result, card, isBehind } = await attempt(parts, notice, standing.get(cardKey(notice)));
    if (card) {
      standing.set(cardKey(card), card);
      changed.set(cardKey(card), card);
    }
    if (isBehind) behind.push(notice.id);
    else if (result.outcome === 'delivered') delivered.push(notice.id);
    if (result.outcome === 'later') blocked.add(orderKey);
    results.push(result);
    if (result.outcome === 'delivered') noteDelivered(parts, notice);
  }
  if (behind.length > 0) await moveToCardLane(parts.database, behind);
  const tried = results.length;
  const done = notices.filter(({ id }) => delivered.includes(id));
  for (const key of await redrawDigests(parts, done)) results.push({ outcome: 'moved', orderKeys: [key] });
  if (delivered.length + changed.size > 0)
    await store.saveDelivered(delivered, [...changed.values()], parts.clock.now());
  return { results, tried };
}
