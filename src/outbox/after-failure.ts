import { MINUTE } from '../lib/instant.ts';
import type { DeliveryContext, DeliveryResult } from './courier.ts';
import { judge, judgeFile, kindOf, type Verdict } from './failure.ts';
import {
  type Destination,
  fallbackElsewhere,
  isSilent,
  nextFallback,
  outOfThread,
  tellAtTarget,
  tellUndelivered,
} from './reroute.ts';
import { addBeside, markDead, markDropped, putBack, reroute, type TakenNotice } from './store.ts';

/** How long after its instant a ping may wait before it goes out on another platform. */
const PING_DEADLINE_MS = MINUTE;
/** Kinds of failure in which a platform accepts nothing at all. */
const DOWN: readonly string[] = ['unavailable', 'unauthorized'];

/** Marks a notice as dropped whose loss does not matter. */
export async function discard({ database, log }: DeliveryContext, notice: TakenNotice): Promise<DeliveryResult> {
  await markDropped(database, notice.id);
  log.info({ noticeId: notice.id, kind: notice.kind }, 'outbox.dropped');
  return { outcome: 'settled' };
}

/** Decides what happens to a notice whose delivery failed, and saves it. */
export async function handleFailure(
  context: DeliveryContext,
  notice: TakenNotice,
  error: unknown,
): Promise<DeliveryResult> {
  if (notice.post.file) return handleFileFailure(context, notice, error);
  const verdict = judge(error, notice.attempts);
  const elsewhere = findOtherPlatform(context, notice, error);
  if (verdict.next === 'wait' && !elsewhere) return postpone(context, [notice], notice, verdict, error);
  if (verdict.next === 'drop') return discard(context, notice);
  if (verdict.next === 'elsewhere' && isToldOrSilent(notice)) return discard(context, notice);
  const about = alarmFacts(notice, error);
  const route = verdict.next === 'elsewhere' ? nextFallback(notice) : elsewhere;
  if (!route) return giveUp(context, notice, error);
  // Where it waits now nothing failed yet: this must not look like a trouble of the other platform.
  const past = elsewhere ? `elsewhere: ${about.error}` : about.error;
  const orderKeys = [await reroute(context.database, notice, route, past)];
  context.log.warn(logFacts(notice, error), 'outbox.rerouted');
  context.alarm({ code: 'outbox.rerouted', ...about });
  if (about.error === 'gone') await context.unreached?.(notice.place);
  return { outcome: 'moved', orderKeys };
}

/** Whether people miss nothing if its card cannot be shown. */
function isToldOrSilent({ lane, post }: TakenNotice): boolean {
  return lane === 'card' || isSilent(post);
}

/** Tells the sender that a file was not delivered; raises the alarm only if the bot lacks a permission. */
async function handleFileFailure(
  context: DeliveryContext,
  notice: TakenNotice,
  error: unknown,
): Promise<DeliveryResult> {
  const verdict = judgeFile(error, notice.attempts);
  if (verdict.next === 'wait') return postpone(context, [notice], notice, verdict, error);
  const about = alarmFacts(notice, error);
  const inChannel = outOfThread(notice, about.error);
  const route = inChannel ?? tellUndelivered(notice, about.error);
  if (!route) return giveUp(context, notice, error);
  const there = inChannel ? undefined : tellAtTarget(notice, about.error);
  // First, because after a crash in between the file is tried again, and the key keeps this from being said twice.
  const beside = there ? [await addBeside(context.database, notice, there)] : [];
  const orderKeys = [...beside, await reroute(context.database, notice, route, about.error)];
  context.log.warn(logFacts(notice, error), 'outbox.file-left');
  if (about.error === 'unauthorized') context.alarm({ code: 'outbox.refused', ...about });
  return { outcome: 'moved', orderKeys };
}

async function giveUp(context: DeliveryContext, notice: TakenNotice, error: unknown): Promise<DeliveryResult> {
  const about = alarmFacts(notice, error);
  await markDead(context.database, notice.id, notice.attempts + 1, about.error);
  context.log.error(logFacts(notice, error), 'outbox.dead');
  context.alarm({ code: 'outbox.dead', ...about });
  if (about.error === 'gone') await context.unreached?.(notice.place);
  return { outcome: 'settled' };
}

/**
 * Where a ping goes that its platform did not take by its deadline: to the next fallback on another platform.
 * undefined: it waits, or there is none. A rate limit only delays.
 */
export function findOtherPlatform(
  { clock }: DeliveryContext,
  notice: TakenNotice,
  error: unknown,
): Destination | undefined {
  const kind = kindOf(error);
  // After downtime every ping is late: a first failure may be over in a second, so it moves none.
  const isTried = notice.attempts > 0 || kind === 'unauthorized';
  const isOverdue = isTried && clock.now() - notice.at >= PING_DEADLINE_MS;
  // A card that must be in this channel waits for its platform.
  const isPing = notice.post.gist !== '' && !notice.post.stands;
  return DOWN.includes(kind) && isOverdue && isPing ? fallbackElsewhere(notice) : undefined;
}

/** Makes notices that were tried together wait again; the log names `head` for all of them. */
export async function postpone(
  { database, log, alarm }: DeliveryContext,
  notices: readonly TakenNotice[],
  head: TakenNotice,
  { attempts, afterMs, alarm: alarming }: Extract<Verdict, { next: 'wait' }>,
  error: unknown,
): Promise<DeliveryResult> {
  const about = alarmFacts(head, error);
  const ids = notices.map(({ id }) => id);
  await putBack(database, ids, attempts, about.error);
  log.warn({ ...logFacts(head, error), count: ids.length, afterMs }, 'outbox.later');
  if (alarming) alarm({ code: 'outbox.refused', ...about });
  return { outcome: 'later', afterMs, why: about.error };
}

export function alarmFacts({ id, place, kind }: TakenNotice, error: unknown) {
  return { noticeId: id, platform: place.platform, kind, error: kindOf(error) };
}

/** For the log: what helps to find the cause, without the message's words. */
export function logFacts(notice: TakenNotice, error: unknown) {
  return { ...alarmFacts(notice, error), channel: notice.place.channelId, subject: notice.subject, err: error };
}
