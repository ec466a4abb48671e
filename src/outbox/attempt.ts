import { AdapterError, type ChatAdapter } from '../chat/adapter.ts';
import type { Platform } from '../chat/place.ts';
import type { DeliveryResult, Errand } from './courier.ts';
import { askedWaitMs, kindOf } from './failure.ts';
import { orderKeyText } from './order-key.ts';
import { channelKey, type PostedCard, updatesKey } from './posted.ts';
import { type Sent, sendNotice } from './send.ts';
import { settle } from './settle.ts';
import { putBack, type TakenNotice } from './store.ts';
import { urge } from './urge.ts';

/** What came of trying; `card` is the card as it stands now, where the notice shows one. */
export interface Attempt {
  readonly result: DeliveryResult;
  readonly card: PostedCard | undefined;
  /** The card was left to the card lane: the row is to be put there. */
  readonly isBehind?: true;
}

/**
 * Tries to deliver a taken notice, given the card of its subject that stands there. A failure is settled on the row;
 * a success is not yet saved: the caller saves several at once.
 */
export async function attempt(errand: Errand, notice: TakenNotice, standing: PostedCard | undefined): Promise<Attempt> {
  // Its message stands, and was not made urgent yet.
  if (notice.post.urgent && standing?.noticeId === notice.id) return insist(errand, notice, standing, notice.attempts);
  const now = errand.clock.now();
  let sent: Sent;
  try {
    const adapter = adapterOf(errand, notice.place.platform);
    const sources = { database: errand.database, adapterOf: (platform: Platform) => adapterOf(errand, platform) };
    sent = await sendNotice(adapter, notice, standing, now, sources, mayUpdate(errand, notice, adapter));
  } catch (error) {
    return { result: await settle(errand, notice, error), card: undefined };
  }
  const { card } = sent;
  if (sent.isBehind) {
    if (standing && notice.post.urgent) await urge(errand, notice, standing.posted, 'steps-down');
    return leftBehind(notice, sent);
  }
  return card && notice.post.urgent ? insist(errand, notice, card, 0) : { result: { outcome: 'delivered' }, card };
}

/** Whether a card may be changed at once. The card lane has waited for it; others do not wait, and leave the card to it. */
function mayUpdate({ pace }: Errand, { place, lane }: TakenNotice, { features }: ChatAdapter): boolean {
  return lane === 'card' || pace.leftMs(updatesKey(place), lane, features.updateEveryMs) === 0;
}

function leftBehind(notice: TakenNotice, { card, hasTold }: Sent): Attempt {
  const behind = orderKeyText({ ...notice.place, lane: 'card' });
  const result: DeliveryResult = hasTold ? { outcome: 'delivered', behind } : { outcome: 'moved', orderKeys: [behind] };
  return { result, card, isBehind: true };
}

/** How often an urgent call is tried again before the next milder way is used. */
const MOST_RETRIES = 3;

/**
 * Makes a message urgent that stands as this card. A notice that has to wait for it is owed on, without another
 * message: `retries` counts how often it did.
 */
async function insist(errand: Errand, notice: TakenNotice, card: PostedCard, retries: number): Promise<Attempt> {
  const waitMs = await urge(errand, notice, card.posted, retries < MOST_RETRIES ? 'waits' : 'steps-down');
  if (waitMs === undefined) return { result: { outcome: 'delivered' }, card };
  await putBack(errand.database, [notice.id], retries + 1, 'not-urged');
  return { result: { outcome: 'later', afterMs: waitMs, why: 'not-urged' }, card };
}

/**
 * The platform's adapter, its new messages and changes counted; what it refuses for its rate is closed for as long as it
 * asks, in that channel and for that way of calling alone. A platform without an adapter (its token was taken out) is one
 * that cannot be reached for now.
 */
export function adapterOf({ adapterFor, pace }: Errand, platform: Platform): ChatAdapter {
  const adapter = adapterFor(platform);
  if (!adapter) throw new AdapterError(platform, 'unavailable', { cause: new Error(`no adapter for ${platform}`) });
  const { messageEveryMs, updateEveryMs } = adapter.features;
  const counted = async <T>(key: string, everyMs: number, call: () => Promise<T>): Promise<T> => {
    pace.spoke(key, everyMs);
    try {
      return await call();
    } catch (error) {
      if (kindOf(error) === 'rate-limited') pace.close(key, askedWaitMs(error));
      throw error;
    }
  };
  return {
    ...adapter,
    send: (place, ...rest) => counted(channelKey(place), messageEveryMs, () => adapter.send(place, ...rest)),
    refresh: (place, ...rest) => counted(updatesKey(place), updateEveryMs, () => adapter.refresh(place, ...rest)),
    sendFile(place, ...rest) {
      // A file may have been refused where it comes from: that is no reason to keep quiet here.
      pace.spoke(channelKey(place), messageEveryMs);
      return adapter.sendFile(place, ...rest);
    },
  };
}
