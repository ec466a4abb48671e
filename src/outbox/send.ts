import { AdapterError, type ChatAdapter } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import { DAY, type Instant } from '../lib/instant.ts';
import { kindOf } from './failure.ts';
import { deliverFile, type FileSources } from './file.ts';
import { type PostedCard, shownBy } from './posted.ts';
import { isSilent } from './reroute.ts';
import type { TakenNotice, WaitingNotice } from './store.ts';

/** What was sent to a platform. */
export interface Sent {
  /** The card as it is on the platform now; undefined: the notice shows none, or its card was left to the card lane. */
  readonly card: PostedCard | undefined;
  /** The card on the platform was not updated. */
  readonly isBehind: boolean;
  /** Whether any words were sent. */
  readonly hasTold: boolean;
}

/**
 * Sends a notice to its platform. If its card is there already, it is updated and the line goes into its thread;
 * otherwise the whole post is sent. If cards may not be changed now, the line goes out alone. Throws what the adapter
 * throws.
 */
export async function sendNotice(
  adapter: ChatAdapter,
  notice: TakenNotice,
  standing: PostedCard | undefined,
  now: Instant,
  sources: FileSources,
  mayUpdate: boolean,
): Promise<Sent> {
  const { post, place } = notice;
  if (post.file) {
    const since = mayStandSince(adapter, [notice]);
    await deliverFile(sources, adapter, notice, post.file.file, threadFor(place, standing), since);
    return TOLD;
  }
  // A card that was never posted there is not updated.
  if (!standing && isSilent(post)) return TOLD;
  if (!post.card) {
    await adapter.send(threadFor(place, standing), post, String(notice.id), mayStandSince(adapter, [notice]));
    return TOLD;
  }
  if (standing && isEditable(adapter, standing, now)) {
    const how = await refreshIfMay(adapter, notice, standing, mayUpdate);
    if (how !== 'gone') {
      const hasTold = await sendLine(adapter, notice, standing);
      return how === 'behind' ? { card: undefined, isBehind: true, hasTold } : told(refreshed(standing, notice));
    }
  }
  const posted = await adapter.send(place, post, String(notice.id), mayStandSince(adapter, [notice]));
  return told({ subject: notice.subject, place, posted, postedAt: now, noticeId: notice.id, shown: shownBy(post) });
}

const TOLD: Sent = { card: undefined, isBehind: false, hasTold: true };

function told(card: PostedCard): Sent {
  return { ...TOLD, card };
}

/** `behind`: the platform accepts no changes there now. The card lane waits for that; words of other lanes do not. */
async function refreshIfMay(
  adapter: ChatAdapter,
  notice: TakenNotice,
  standing: PostedCard,
  mayUpdate: boolean,
): Promise<'done' | 'behind' | 'gone'> {
  if (showsAlready(notice, standing)) return 'done';
  if (!mayUpdate) return 'behind';
  try {
    return (await refreshCard(adapter, notice, standing)) ? 'done' : 'gone';
  } catch (error) {
    if (notice.lane === 'card' || kindOf(error) !== 'rate-limited') throw error;
    return 'behind';
  }
}

/** Whether the card on the platform shows this state, or a newer one, already: the urgent lane overtakes others. */
export function showsAlready({ id, post }: TakenNotice, standing: PostedCard): boolean {
  if (standing.noticeId > id) return true;
  // Only an update shows whether a pinned card was deleted.
  return !post.afresh && !post.pinned && standing.shown === shownBy(post);
}

/** Whether a notice probably needs a new message, and not only an update of a card. */
export function needsNewMessage({ post, standing }: WaitingNotice): boolean {
  return post.line !== '' || post.mentions.length > 0 || !post.card || !standing;
}

/** Whether a card may still be edited. A day before the platform stops taking edits a new card replaces it. */
export function isEditable(adapter: ChatAdapter, standing: PostedCard, now: Instant): boolean {
  return now - standing.postedAt < (adapter.features.refreshDays - 1) * DAY;
}

/** `false` if the message was deleted on the platform: then a new one is sent. */
async function refreshCard(adapter: ChatAdapter, notice: TakenNotice, standing: PostedCard): Promise<boolean> {
  const { card } = notice.post;
  if (!card) return true;
  try {
    await adapter.refresh(standing.place, standing.posted, { ...notice.post, card });
    return true;
  } catch (error) {
    if (error instanceof AdapterError && error.kind === 'gone') return false;
    throw error;
  }
}

/** The card as it is after a notice updated it. */
export function refreshed(standing: PostedCard, { id, post }: TakenNotice): PostedCard {
  return standing.noticeId > id ? standing : { ...standing, noticeId: id, shown: shownBy(post) };
}

/** Edits are easy to miss, so the words of an updated card go to its thread. Returns whether there were any. */
async function sendLine(adapter: ChatAdapter, notice: TakenNotice, standing: PostedCard): Promise<boolean> {
  const { line, mentions } = notice.post;
  if (line === '' && mentions.length === 0) return false;
  // A key of its own: the notice's key may already be that of a card that was sent and then deleted.
  const post = { ...notice.post, card: undefined };
  await adapter.send(threadFor(notice.place, standing), post, `${notice.id}-line`, mayStandSince(adapter, [notice]));
  return true;
}

/**
 * Since when an earlier try of a message may have arrived; undefined if there was none, or the platform itself
 * recognises the key. The time of that try is not known; the instant that the notice tells of is a safe bound, because
 * nothing is told in advance.
 */
export function mayStandSince(adapter: ChatAdapter, notices: readonly TakenNotice[]): Instant | undefined {
  const tried = notices.some(({ attempts }) => attempts > 0);
  return tried && !adapter.features.sendsOncePerKey ? Math.min(...notices.map(({ at }) => at)) : undefined;
}

function threadFor(place: ChatPlace, standing: PostedCard | undefined): ChatPlace {
  if (place.threadId !== '' || !standing) return place;
  return { ...place, threadId: standing.posted.threadId };
}
