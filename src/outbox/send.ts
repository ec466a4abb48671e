import { AdapterError, type ChatAdapter } from '../chat/adapter.ts';
import type { ChatPlace } from '../chat/place.ts';
import { DAY, type Instant } from '../lib/instant.ts';
import { kindOf } from './failure.ts';
import { carryFile, type FileSources } from './file.ts';
import { type PostedCard, shownBy } from './posted.ts';
import { isSilent } from './reroute.ts';
import type { TakenNotice, WaitingNotice } from './store.ts';

/** What was put on a platform. */
export interface Sent {
  /** The card as it stands afterwards; undefined: the notice shows none, or its card was left behind. */
  readonly card: PostedCard | undefined;
  /** The card that stands was not brought up to date. */
  readonly isBehind: boolean;
  /** Whether anything was said. */
  readonly hasTold: boolean;
}

/**
 * Puts a notice on its platform: a card that stands there already is refreshed and the line goes to its thread,
 * otherwise the whole post is sent. Where cards may not be changed for now the line goes out all alone.
 * Throws what the adapter throws.
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
    await carryFile(sources, adapter, notice, post.file.file, threadFor(place, standing), since);
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

/** `behind`: the platform takes no changes there for now. The card lane waits for it; what others say does not. */
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

/** Whether the card that stands shows this state, or a newer one, already: the urgent lane overtakes. */
export function showsAlready({ id, post }: TakenNotice, standing: PostedCard): boolean {
  if (standing.noticeId > id) return true;
  // Whether a pinned card was deleted shows when it is refreshed.
  return !post.afresh && !post.pinned && standing.shown === shownBy(post);
}

/** Whether a notice takes a new message, as far as can be foreseen: otherwise a card that stands there is refreshed. */
export function needsNewMessage({ post, standing }: WaitingNotice): boolean {
  return post.line !== '' || post.mentions.length > 0 || !post.card || !standing;
}

/** A day before the platform stops taking edits, a long case gets a successor card. */
export function isEditable(adapter: ChatAdapter, standing: PostedCard, now: Instant): boolean {
  return now - standing.postedAt < (adapter.features.refreshDays - 1) * DAY;
}

/** False when the message is gone from the platform: then a new one takes its place. */
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

/** The card that stands, after a notice was to bring it up to date. */
export function refreshed(standing: PostedCard, { id, post }: TakenNotice): PostedCard {
  return standing.noticeId > id ? standing : { ...standing, noticeId: id, shown: shownBy(post) };
}

/** Edits are easy to miss: what is said with a refreshed card goes to its thread. Gives whether anything was. */
async function sendLine(adapter: ChatAdapter, notice: TakenNotice, standing: PostedCard): Promise<boolean> {
  const { line, mentions } = notice.post;
  if (line === '' && mentions.length === 0) return false;
  // A key of its own: the notice's key may already name a card that was sent and then deleted.
  const post = { ...notice.post, card: undefined };
  await adapter.send(threadFor(notice.place, standing), post, `${notice.id}-line`, mayStandSince(adapter, [notice]));
  return true;
}

/**
 * Since when an earlier try of what goes out as one message may stand; undefined where there was none, or the platform
 * itself tells by the key. We do not know when that try was; the instant that is told of is a safe bound, for nothing is
 * told in advance.
 */
export function mayStandSince(adapter: ChatAdapter, notices: readonly TakenNotice[]): Instant | undefined {
  const tried = notices.some(({ attempts }) => attempts > 0);
  return tried && !adapter.features.sendsOncePerKey ? Math.min(...notices.map(({ at }) => at)) : undefined;
}

function threadFor(place: ChatPlace, standing: PostedCard | undefined): ChatPlace {
  if (place.threadId !== '' || !standing) return place;
  return { ...place, threadId: standing.posted.threadId };
}
