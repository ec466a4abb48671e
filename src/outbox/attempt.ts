import { AdapterError, type ChatAdapter } from '../chat/adapter.ts';
import type { Platform } from '../chat/place.ts';
import { handleFailure } from './after-failure.ts';
import type { DeliveryContext, DeliveryResult } from './courier.ts';
import { setDutyGroup } from './duty-group.ts';
import { askedWaitMs, kindOf } from './failure.ts';
import { orderKeyText } from './order-key.ts';
import { channelKey, type PostedCard, updatesKey } from './posted.ts';
import { type Sent, sendNotice } from './send.ts';
import { putBack, type TakenNotice } from './store.ts';
import { urge } from './urge.ts';

/** The result of a try. `card`: the card as it is now on the platform, if the notice shows one. */
export interface Attempt {
  readonly result: DeliveryResult;
  readonly card: PostedCard | undefined;
  /** The card is left to the card lane: the row must be moved there. */
  readonly isBehind?: true;
}

/**
 * Tries to deliver a notice, given its subject's card on the platform. After a failure the row is up to date; after a
 * success it is not: the caller saves several at once.
 */
export async function attempt(
  context: DeliveryContext,
  notice: TakenNotice,
  standing: PostedCard | undefined,
): Promise<Attempt> {
  // Its message is there already, and was not made urgent yet.
  if (notice.post.urgent && standing?.noticeId === notice.id)
    return urgeOrRetry(context, notice, standing, notice.attempts);
  const now = context.clock.now();
  let sent: Sent;
  try {
    const { dutyGroup } = notice.post;
    if (dutyGroup) return { result: await setDutyGroup(context, notice, dutyGroup), card: undefined };
    const adapter = adapterOf(context, notice.place.platform);
    const sources = { database: context.database, adapterOf: (platform: Platform) => adapterOf(context, platform) };
    sent = await sendNotice(adapter, notice, standing, now, sources, mayUpdate(context, notice, adapter));
  } catch (error) {
    return { result: await handleFailure(context, notice, error), card: undefined };
  }
  const { card } = sent;
  if (sent.isBehind) {
    if (standing && notice.post.urgent) await urge(context, notice, standing.posted, 'steps-down');
    return leftToCardLane(notice, sent);
  }
  return card && notice.post.urgent
    ? urgeOrRetry(context, notice, card, 0)
    : { result: { outcome: 'delivered' }, card };
}

/**
 * Whether a card may be changed at once. The card lane has waited for that; other lanes do not wait and leave the card
 * to it.
 */
function mayUpdate({ pace }: DeliveryContext, { place, lane }: TakenNotice, { features }: ChatAdapter): boolean {
  return lane === 'card' || pace.leftMs(updatesKey(place), lane, features.updateEveryMs) === 0;
}

function leftToCardLane(notice: TakenNotice, { card, hasTold }: Sent): Attempt {
  const behind = orderKeyText({ ...notice.place, lane: 'card' });
  const result: DeliveryResult = hasTold ? { outcome: 'delivered', behind } : { outcome: 'moved', orderKeys: [behind] };
  return { result, card, isBehind: true };
}

/** How often an urgent call is tried again before the next milder way is used. */
const MOST_RETRIES = 3;

/**
 * Makes the message of a card urgent. If that has to wait, the notice stays owed, and no second message is sent:
 * `retries` counts how often it waited.
 */
async function urgeOrRetry(
  context: DeliveryContext,
  notice: TakenNotice,
  card: PostedCard,
  retries: number,
): Promise<Attempt> {
  const waitMs = await urge(context, notice, card.posted, retries < MOST_RETRIES ? 'waits' : 'steps-down');
  if (waitMs === undefined) return { result: { outcome: 'delivered' }, card };
  await putBack(context.database, [notice.id], retries + 1, 'not-urged');
  return { result: { outcome: 'later', afterMs: waitMs, why: 'not-urged' }, card };
}

/**
 * The platform's adapter, with its new messages and changes counted for the pace. After a rate limit the channel is
 * closed for that kind of call, for as long as the platform asks. A platform without an adapter (its token was removed)
 * counts as unavailable.
 */
export function adapterOf({ adapterFor, pace, meter }: DeliveryContext, platform: Platform): ChatAdapter {
  const adapter = adapterFor(platform);
  if (!adapter) throw new AdapterError(platform, 'unavailable', { cause: new Error(`no adapter for ${platform}`) });
  const { messageEveryMs, updateEveryMs } = adapter.features;
  const noteFailure = (error: unknown): never => {
    meter?.callFailed(platform, kindOf(error));
    throw error;
  };
  const counted = async <T>(key: string, everyMs: number, call: () => Promise<T>): Promise<T> => {
    pace.noteMessage(key, everyMs);
    try {
      return await call();
    } catch (error) {
      if (kindOf(error) === 'rate-limited') pace.close(key, askedWaitMs(error));
      return noteFailure(error);
    }
  };
  return {
    ...adapter,
    send: (place, ...rest) => counted(channelKey(place), messageEveryMs, () => adapter.send(place, ...rest)),
    refresh: (place, ...rest) => counted(updatesKey(place), updateEveryMs, () => adapter.refresh(place, ...rest)),
    sendFile(place, ...rest) {
      // The refusal may come from the platform that the file is fetched from: it must not close this channel.
      pace.noteMessage(channelKey(place), messageEveryMs);
      return adapter.sendFile(place, ...rest).catch(noteFailure);
    },
  };
}
