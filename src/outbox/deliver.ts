import { createLine } from '../lib/series.ts';
import { attempt } from './attempt.ts';
import { nextCards } from './cards.ts';
import type { CourierParts, Delivery, DeliveryResult, Errand, Later } from './courier.ts';
import { deliverDigest } from './digest.ts';
import { type DrainStore, tablesOf } from './drain-store.ts';
import { fewestOf, gather } from './gather.ts';
import { type OrderKey, orderKeyText } from './order-key.ts';
import { type Pace, unpaced } from './pace.ts';
import { cardKey, channelKey, findPostedCards, type PostedCard } from './posted.ts';
import { speaks } from './send.ts';
import { leaveCards, listOnKey, type TakenNotice, takeNotices, untake, type WaitingNotice } from './store.ts';

export type { CourierParts, Delivery, DeliveryAlarm, DeliveryResult } from './courier.ts';

export interface Courier {
  /**
   * Delivers what is next on an order key, which the caller alone holds, at a pace that its platform takes: one message,
   * or where new messages need not keep apart up to `most` notices; on a channel with a long queue many in one message.
   * No transaction is open while the platform is asked, so a crash may leave rows `sending`: the next delivery sends
   * them again under the same key. Where the platform has no such key the adapter is told that the message may stand
   * there, and looks for it first. Throws only when the database fails.
   */
  deliver(key: OrderKey, pace: Pace, most: number): Promise<Delivery>;
  /**
   * Delivers everything that waits, in id order, without the queue or a pace, as the only one that delivers: for
   * `simulate` and flow tests. Gives the number delivered. What has to wait stays pending, and so does what follows it
   * on its order key. Nothing is merged: each notice shows.
   */
  drain(): Promise<number>;
}

const BATCH = 200;

export function createCourier(parts: CourierParts): Courier {
  const inChannelOrder = createLine();
  /** Which key delivered last in a channel: what another one looked up before may be out of date. */
  const lastIn = new Map<string, object>();
  const store = parts.outbox ?? tablesOf(parts.database);

  async function deliver(key: OrderKey, pace: Pace, most: number): Promise<Delivery> {
    return key.lane === 'card' ? deliverCards(key, { ...parts, pace }, most) : deliverWords(key, pace, most);
  }

  /** Cards whose notices were told: each as it is by now. */
  async function deliverCards(key: OrderKey, errand: Errand, most: number): Promise<Delivery> {
    const next = await nextCards(errand, key, parts.adapterFor(key.platform));
    if ('next' in next) return next;
    return inChannelOrder(channelKey(key), async () => {
      lastIn.set(channelKey(key), {});
      return deliverChosen(errand, next.slice(0, most), await findPostedCards(parts.database, next), 'more');
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
    const isHeldUp = pace.leftMs(channel, key.lane, everyMs) > 0;
    const waitMs = speaks(first) ? await pace.takeSlot(channel, key.lane, everyMs) : 0;
    if (waitMs > 0) return later(waitMs);
    // All lanes of a channel share its cards: the second to come must see what the first one posted.
    return inChannelOrder(channel, async () => {
      // The one ahead in the line may have heard that it is closed.
      const closedMs = pace.closedMs(channel);
      if (speaks(first) && closedMs > 0) return later(closedMs);
      if (isHeldUp || lastIn.get(channel) !== last) list = await look();
      const [head] = list;
      if (!head) return IDLE;
      // What is first by now needs a slot, and the one before needed none.
      if (speaks(head) && !speaks(first) && everyMs > 0) return MORE;
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
        const results = await deliverTaken({ ...parts, pace: unpaced }, batch, standing, blocked, store);
        if (parts.outbox && results.some(isStillOwed)) throw new Error('an outbox in memory keeps nothing that failed');
        delivered += results.filter((result) => result.outcome === 'delivered').length;
        moved ||= results.some((result) => result.outcome === 'moved');
        afterId = batch.at(-1)?.id ?? afterId;
        if (batch.length === BATCH) continue;
        if (!moved) return delivered;
        // What took its next route waits there by now, behind us.
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

/** What was found to wait on an order key. */
interface Found {
  readonly list: readonly WaitingNotice[];
  /** Whether that is all that waits there. */
  readonly isWhole: boolean;
  /** Whether new messages have to keep apart there. */
  readonly isPaced: boolean;
  readonly most: number;
}

/** Delivers the head of a list together with others in one message, else the first ones, one after the other. */
async function deliverNext(errand: Errand, { list, isWhole, isPaced, most }: Found): Promise<Delivery> {
  const [head] = list;
  if (!head) return IDLE;
  // Where new messages need not keep apart no queue grows long; what is calm keeps company anywhere.
  const mayMerge = isPaced || head.lane === 'calm';
  if ((mayMerge && list.length >= fewestOf(head.lane)) || head.digest !== undefined) {
    const gathered = await gather(errand.database, head);
    if (gathered) return summed(await deliverDigest(errand, gathered), 'more');
  }
  const chosen = list.slice(0, mayMerge ? 1 : most);
  const standing = chosen.flatMap((notice) => notice.standing ?? []);
  return deliverChosen(errand, chosen, standing, isWhole && chosen.length === list.length ? 'idle' : 'more');
}

/** Takes those that are still wanted, given the cards that stand, and delivers them one after the other. */
async function deliverChosen(
  errand: Errand,
  chosen: readonly TakenNotice[],
  standing: readonly PostedCard[],
  next: 'idle' | 'more',
): Promise<Delivery> {
  const wanted = await takeNotices(
    errand.database,
    chosen.map(({ id }) => id),
  );
  const taken = chosen.filter(({ id }) => wanted.has(id));
  const results = await deliverTaken(errand, taken, standing, new Set());
  const untried = taken.slice(results.length).map(({ id }) => id);
  if (untried.length > 0) await untake(errand.database, untried);
  return summed(results, next);
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
 * Delivers taken notices one after the other, given the cards that stand, and saves what was delivered at the end.
 * Nothing goes out on a `blocked` order key; a notice that has to wait blocks its own. Gives what came of those tried.
 */
async function deliverTaken(
  parts: Errand,
  notices: readonly TakenNotice[],
  cards: readonly PostedCard[],
  blocked: Set<string>,
  store: DrainStore = tablesOf(parts.database),
): Promise<DeliveryResult[]> {
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
  }
  if (behind.length > 0) await leaveCards(parts.database, behind);
  if (delivered.length + changed.size > 0)
    await store.saveDelivered(delivered, [...changed.values()], parts.clock.now());
  return results;
}
