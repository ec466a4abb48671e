import { AdapterError, type ChatAdapter } from '../chat/adapter.ts';
import type { Platform } from '../chat/event.ts';
import type { DeliveryResult, Errand } from './courier.ts';
import { channelKey, type PostedCard } from './posted.ts';
import { sendNotice } from './send.ts';
import { isLate, letGo, settle } from './settle.ts';
import { putBack, type TakenNotice } from './store.ts';
import { urge } from './urge.ts';

/** What came of trying; `card` is the card as it stands now, where the notice shows one. */
export interface Attempt {
  readonly result: DeliveryResult;
  readonly card: PostedCard | undefined;
}

/**
 * Tries to deliver a taken notice, given the card of its subject that stands there. A failure is settled on the row;
 * a success is not yet saved: the caller saves several at once.
 */
export async function attempt(errand: Errand, notice: TakenNotice, standing: PostedCard | undefined): Promise<Attempt> {
  // Its message stands, and was not made urgent yet.
  if (notice.post.urgent && standing?.noticeId === notice.id) return insist(errand, notice, standing, notice.attempts);
  const now = errand.clock.now();
  if (isLate(notice, now)) return { result: await letGo(errand, notice), card: undefined };
  let card: PostedCard | undefined;
  try {
    const adapter = adapterOf(errand, notice.place.platform);
    const sources = { database: errand.database, adapterOf: (platform: Platform) => adapterOf(errand, platform) };
    card = await sendNotice(adapter, notice, standing, now, sources);
  } catch (error) {
    return { result: await settle(errand, notice, error), card: undefined };
  }
  return card && notice.post.urgent ? insist(errand, notice, card, 0) : { result: { outcome: 'delivered' }, card };
}

/** So often a call that reaches somebody urgently is tried again; then a milder way is taken. */
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
 * The platform's adapter, its new messages counted. A platform without one (its token was taken out) is one that cannot
 * be reached for now.
 */
export function adapterOf({ adapterFor, pace }: Errand, platform: Platform): ChatAdapter {
  const adapter = adapterFor(platform);
  if (!adapter) throw new AdapterError(platform, 'unavailable', { cause: new Error(`no adapter for ${platform}`) });
  return {
    ...adapter,
    send(place, post, key, mayStandSince) {
      pace.spoke(channelKey(place), adapter.features.messageEveryMs);
      return adapter.send(place, post, key, mayStandSince);
    },
    sendFile(place, ...rest) {
      pace.spoke(channelKey(place), adapter.features.messageEveryMs);
      return adapter.sendFile(place, ...rest);
    },
  };
}
