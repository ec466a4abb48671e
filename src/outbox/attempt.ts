import { AdapterError, type AdapterErrorKind, type ChatAdapter } from '../chat/adapter.ts';
import type { Platform } from '../chat/event.ts';
import type { Database } from '../db/open.ts';
import type { DeliveryJob } from '../db/turn.ts';
import type { Clock } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import { judge, kindOf } from './failure.ts';
import type { Pace } from './pace.ts';
import { channelKey, type PostedCard } from './posted.ts';
import { nextRoute, tellsNobody } from './reroute.ts';
import { sendNotice } from './send.ts';
import { bury, drop, moveOn, putBack, type TakenNotice } from './store.ts';

export type DeliveryResult =
  | { readonly outcome: 'delivered' }
  /** Nothing is owed any more: it was withdrawn or delivered before, its time had passed, or it is dead. */
  | { readonly outcome: 'settled' }
  /** Still owed; try again after this wait. Whatever follows on the same order key waits behind it. */
  | { readonly outcome: 'later'; readonly afterMs: number }
  /** Still owed, somewhere else: the job it had is for nothing, it needs this one. */
  | { readonly outcome: 'moved'; readonly job: DeliveryJob };

/** Somebody has to look: a notice died or took its next route, or a platform no longer takes our token. */
export interface DeliveryAlarm {
  readonly code: 'outbox.dead' | 'outbox.rerouted' | 'outbox.refused';
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

/** A courier on its way, at a pace. */
export interface Errand extends CourierParts {
  readonly pace: Pace;
}

/** What came of trying; `card` is the card as it stands now, where the notice shows one. */
export interface Attempt {
  readonly result: DeliveryResult;
  readonly card: PostedCard | undefined;
}

/**
 * Tries to deliver a taken notice, given the card of its subject that stands there. A failure is settled on the row;
 * a success is not yet saved: the caller saves several at once.
 */
export async function attempt(parts: Errand, notice: TakenNotice, standing: PostedCard | undefined): Promise<Attempt> {
  const now = parts.clock.now();
  if (notice.notAfter !== undefined && notice.notAfter < now) {
    return { result: await letGo(parts, notice), card: undefined };
  }
  try {
    const card = await sendNotice(adapterOf(parts, notice), notice, standing, now);
    return { result: { outcome: 'delivered' }, card };
  } catch (error) {
    return { result: await settleFailure(parts, notice, error), card: undefined };
  }
}

async function letGo(parts: CourierParts, notice: TakenNotice): Promise<DeliveryResult> {
  await drop(parts.database, notice.id);
  parts.log.info({ noticeId: notice.id, kind: notice.kind }, 'outbox.dropped');
  return { outcome: 'settled' };
}

async function settleFailure(parts: Errand, notice: TakenNotice, error: unknown): Promise<DeliveryResult> {
  const verdict = judge(error, notice.attempts);
  if (verdict.next === 'elsewhere' && tellsNobody(notice.post)) return letGo(parts, notice);
  const about = { noticeId: notice.id, platform: notice.place.platform, kind: notice.kind, error: kindOf(error) };
  const logged = { ...about, channel: notice.place.channelId, subject: notice.subject, err: error };
  const route = verdict.next === 'elsewhere' ? nextRoute(notice) : undefined;
  if (route) {
    const job = await moveOn(parts.database, notice.id, route, about.error);
    parts.log.warn(logged, 'outbox.rerouted');
    parts.alarm({ code: 'outbox.rerouted', ...about });
    return { outcome: 'moved', job };
  }
  if (verdict.next !== 'wait') {
    await bury(parts.database, notice.id, notice.attempts + 1, about.error);
    parts.log.error(logged, 'outbox.dead');
    parts.alarm({ code: 'outbox.dead', ...about });
    return { outcome: 'settled' };
  }
  if (about.error === 'rate-limited') parts.pace.close(channelKey(notice.place), verdict.afterMs);
  await putBack(parts.database, notice.id, verdict.attempts, about.error);
  parts.log.warn({ ...logged, afterMs: verdict.afterMs }, 'outbox.later');
  if (verdict.alarm) parts.alarm({ code: 'outbox.refused', ...about });
  return { outcome: 'later', afterMs: verdict.afterMs };
}

/**
 * The adapter, its new messages counted. A platform without an adapter (its token was taken out) is one that cannot be
 * reached for now.
 */
function adapterOf({ adapterFor, pace }: Errand, notice: TakenNotice): ChatAdapter {
  const { platform } = notice.place;
  const adapter = adapterFor(platform);
  if (!adapter) throw new AdapterError(platform, 'unavailable', { cause: new Error(`no adapter for ${platform}`) });
  return {
    ...adapter,
    send(place, post, key, mayStandSince) {
      pace.spoke(channelKey(place), adapter.features.messageEveryMs);
      return adapter.send(place, post, key, mayStandSince);
    },
  };
}
