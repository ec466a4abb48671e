import { createLine } from '../lib/series.ts';
import { attempt } from './attempt.ts';
import type { CourierParts, DeliveryResult, Errand } from './courier.ts';
import { deliverDigest } from './digest.ts';
import { gather } from './gather.ts';
import { type Pace, unpaced } from './pace.ts';
import { cardKey, channelKey, findPostedCards, type PostedCard } from './posted.ts';
import { findOwed, listWaiting, saveDelivered, type TakenNotice, takeNotice } from './store.ts';

export type { CourierParts, DeliveryAlarm, DeliveryResult } from './courier.ts';

export interface Courier {
  /**
   * Delivers one notice, whose job the caller holds, at a pace that its platform takes; on a channel with a long queue
   * together with what waits there. No transaction is open while the platform is asked, so a crash
   * may leave the row `sending`: the next delivery sends it again under the same key. Where the platform has no such
   * key the adapter is told that the message may stand there, and looks for it first.
   * Throws only when the database fails.
   */
  deliver(noticeId: number, pace: Pace): Promise<DeliveryResult>;
  /**
   * Delivers everything that waits, in id order, without the queue or a pace and with nobody delivering beside it: for
   * `simulate` and flow tests. Gives the number delivered. What has to wait stays pending, and so does what follows it
   * on its order key. Nothing is merged: each notice shows.
   */
  drain(): Promise<number>;
}

const BATCH = 200;

export function createCourier(parts: CourierParts): Courier {
  const inChannelOrder = createLine();
  return {
    async deliver(noticeId, pace) {
      const owed = await findOwed(parts.database, noticeId);
      if (!owed) return { outcome: 'settled' };
      const channel = channelKey(owed);
      const everyMs = parts.adapterFor(owed.platform)?.features.messageEveryMs ?? 0;
      const waitMs = owed.speaks ? await pace.takeSlot(channel, owed.lane, everyMs) : pace.closedMs(channel);
      if (waitMs > 0) return { outcome: 'later', afterMs: waitMs };
      // Both lanes of a channel share its cards: the second to come must see what the first one posted.
      return inChannelOrder(channel, async () => {
        // Whoever was ahead in the line may have heard that it is closed.
        const closedMs = pace.closedMs(channel);
        if (closedMs > 0) return { outcome: 'later', afterMs: closedMs };
        const notice = await takeNotice(parts.database, noticeId);
        if (!notice) return { outcome: 'settled' };
        // Where new messages need not keep apart no queue grows long; what is calm keeps company anywhere.
        const mayMerge = everyMs > 0 || notice.lane === 'calm' || notice.digest !== undefined;
        const gathered = mayMerge ? await gather(parts.database, notice, parts.clock.now()) : undefined;
        if (gathered) return deliverDigest({ ...parts, pace }, gathered);
        const [result] = await deliverTaken({ ...parts, pace }, [notice], new Set());
        return result ?? { outcome: 'settled' };
      });
    },

    async drain() {
      const blocked = new Set<string>();
      let delivered = 0;
      let afterId = 0;
      let moved = false;
      for (;;) {
        const batch = await listWaiting(parts.database, afterId, BATCH);
        const results = await deliverTaken({ ...parts, pace: unpaced }, batch, blocked);
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

/**
 * Delivers taken notices one after the other, and saves what was delivered at the end. Nothing goes out on a `blocked`
 * order key; a notice that has to wait blocks its own.
 */
async function deliverTaken(
  parts: Errand,
  notices: readonly TakenNotice[],
  blocked: Set<string>,
): Promise<DeliveryResult[]> {
  const standing = new Map((await findPostedCards(parts.database, notices)).map((card) => [cardKey(card), card]));
  const changed = new Map<string, PostedCard>();
  const delivered: number[] = [];
  const results: DeliveryResult[] = [];
  for (const notice of notices) {
    const orderKey = JSON.stringify([notice.place.platform, notice.place.channelId, notice.lane]);
    if (blocked.has(orderKey)) continue;
    const { result, card } = await attempt(parts, notice, standing.get(cardKey(notice)));
    if (card) {
      standing.set(cardKey(card), card);
      changed.set(cardKey(card), card);
    }
    if (result.outcome === 'delivered') delivered.push(notice.id);
    if (result.outcome === 'later') blocked.add(orderKey);
    results.push(result);
  }
  if (delivered.length + changed.size > 0)
    await saveDelivered(parts.database, delivered, [...changed.values()], parts.clock.now());
  return results;
}
