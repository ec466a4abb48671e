import { MINUTE } from '../lib/instant.ts';
import type { DeliveryResult, Errand } from './courier.ts';
import { judge, judgeFile, kindOf, type Verdict } from './failure.ts';
import { nextRoute, outOfThread, type Route, routeElsewhere, tellLeft, tellsNobody, tellThere } from './reroute.ts';
import { addBeside, bury, drop, moveOn, putBack, type TakenNotice } from './store.ts';

/** How long after its instant a ping may still be on its way before it goes out on another platform. */
const PING_DEADLINE_MS = MINUTE;
/** Kinds of failure with which a platform takes nothing at all. */
const DOWN: readonly string[] = ['unavailable', 'unauthorized'];

/** Discards a notice whose loss does not matter. */
export async function letGo({ database, log }: Errand, notice: TakenNotice): Promise<DeliveryResult> {
  await drop(database, notice.id);
  log.info({ noticeId: notice.id, kind: notice.kind }, 'outbox.dropped');
  return { outcome: 'settled' };
}

/** Settles on its row what becomes of a notice whose delivery failed. */
export async function settle(errand: Errand, notice: TakenNotice, error: unknown): Promise<DeliveryResult> {
  if (notice.post.file) return settleFile(errand, notice, error);
  const verdict = judge(error, notice.attempts);
  const elsewhere = findElsewhere(errand, notice, error);
  if (verdict.next === 'wait' && !elsewhere) return putOff(errand, [notice], notice, verdict, error);
  if (verdict.next === 'elsewhere' && isToldOrSilent(notice)) return letGo(errand, notice);
  const about = aboutOf(notice, error);
  const route = verdict.next === 'elsewhere' ? nextRoute(notice) : elsewhere;
  if (!route) return giveUp(errand, notice, error);
  const orderKeys = [await moveOn(errand.database, notice, route, about.error)];
  errand.log.warn(loggedOf(notice, error), 'outbox.rerouted');
  errand.alarm({ code: 'outbox.rerouted', ...about });
  return { outcome: 'moved', orderKeys };
}

/** Whether people miss nothing where its card cannot stand. */
function isToldOrSilent({ lane, post }: TakenNotice): boolean {
  return lane === 'card' || tellsNobody(post);
}

/** Tells the sender that a file was not delivered; raises the alarm only if the bot lacks a permission. */
async function settleFile(errand: Errand, notice: TakenNotice, error: unknown): Promise<DeliveryResult> {
  const verdict = judgeFile(error, notice.attempts);
  if (verdict.next === 'wait') return putOff(errand, [notice], notice, verdict, error);
  const about = aboutOf(notice, error);
  const inChannel = outOfThread(notice, about.error);
  const route = inChannel ?? tellLeft(notice, about.error);
  if (!route) return giveUp(errand, notice, error);
  const there = inChannel ? undefined : tellThere(notice, about.error);
  // First, for after a crash between the two the file is tried again, and its key keeps this from being said twice.
  const beside = there ? [await addBeside(errand.database, notice, there)] : [];
  const orderKeys = [...beside, await moveOn(errand.database, notice, route, about.error)];
  errand.log.warn(loggedOf(notice, error), 'outbox.file-left');
  if (about.error === 'unauthorized') errand.alarm({ code: 'outbox.refused', ...about });
  return { outcome: 'moved', orderKeys };
}

async function giveUp(errand: Errand, notice: TakenNotice, error: unknown): Promise<DeliveryResult> {
  const about = aboutOf(notice, error);
  await bury(errand.database, notice.id, notice.attempts + 1, about.error);
  errand.log.error(loggedOf(notice, error), 'outbox.dead');
  errand.alarm({ code: 'outbox.dead', ...about });
  return { outcome: 'settled' };
}

/**
 * Where a ping goes that its platform has not taken by its deadline: to the next route on another platform. Undefined:
 * it waits, or there is none. A rate limit delays, and moves nothing.
 */
export function findElsewhere({ clock }: Errand, notice: TakenNotice, error: unknown): Route | undefined {
  const kind = kindOf(error);
  // After downtime every ping is late: a first failure that may be over in a second moves none.
  const isTried = notice.attempts > 0 || kind === 'unauthorized';
  const isOverdue = isTried && clock.now() - notice.at >= PING_DEADLINE_MS;
  // A card that is to stand here waits for its platform.
  const isPing = notice.post.gist !== '' && !notice.post.stands;
  return DOWN.includes(kind) && isOverdue && isPing ? routeElsewhere(notice) : undefined;
}

/** Puts back notices that were tried together; `head` stands for them in the log. */
export async function putOff(
  { database, log, alarm }: Errand,
  notices: readonly TakenNotice[],
  head: TakenNotice,
  { attempts, afterMs, alarm: alarming }: Extract<Verdict, { next: 'wait' }>,
  error: unknown,
): Promise<DeliveryResult> {
  const about = aboutOf(head, error);
  const ids = notices.map(({ id }) => id);
  await putBack(database, ids, attempts, about.error);
  log.warn({ ...loggedOf(head, error), count: ids.length, afterMs }, 'outbox.later');
  if (alarming) alarm({ code: 'outbox.refused', ...about });
  return { outcome: 'later', afterMs, why: about.error };
}

export function aboutOf({ id, place, kind }: TakenNotice, error: unknown) {
  return { noticeId: id, platform: place.platform, kind, error: kindOf(error) };
}

/** For the log: what helps to find the cause, without the message's words. */
export function loggedOf(notice: TakenNotice, error: unknown) {
  return { ...aboutOf(notice, error), channel: notice.place.channelId, subject: notice.subject, err: error };
}
