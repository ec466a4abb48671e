import { AdapterError, type ChatAdapter } from '../chat/adapter.ts';
import type { Platform } from '../chat/event.ts';
import type { DeliveryResult, Errand } from './courier.ts';
import { channelKey, type PostedCard } from './posted.ts';
import { sendNotice } from './send.ts';
import { isLate, letGo, settle } from './settle.ts';
import type { TakenNotice } from './store.ts';

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
  const now = errand.clock.now();
  if (isLate(notice, now)) return { result: await letGo(errand, notice), card: undefined };
  try {
    const adapter = adapterOf(errand, notice.place.platform);
    const sources = { database: errand.database, adapterOf: (platform: Platform) => adapterOf(errand, platform) };
    const card = await sendNotice(adapter, notice, standing, now, sources);
    return { result: { outcome: 'delivered' }, card };
  } catch (error) {
    return { result: await settle(errand, notice, error), card: undefined };
  }
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
