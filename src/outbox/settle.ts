import type { Instant } from '../lib/instant.ts';
import type { DeliveryResult, Errand } from './courier.ts';
import { judge, kindOf, type Verdict } from './failure.ts';
import { channelKey } from './posted.ts';
import { nextRoute, tellsNobody } from './reroute.ts';
import { bury, drop, moveOn, putBack, type TakenNotice } from './store.ts';

/** Whether nobody wants it any more. */
export function isLate({ notAfter }: TakenNotice, now: Instant): boolean {
  return notAfter !== undefined && notAfter < now;
}

/** Lets a notice go that nobody misses. */
export async function letGo({ database, log }: Errand, notice: TakenNotice): Promise<DeliveryResult> {
  await drop(database, notice.id);
  log.info({ noticeId: notice.id, kind: notice.kind }, 'outbox.dropped');
  return { outcome: 'settled' };
}

/** Settles on its row what becomes of a notice whose delivery failed. */
export async function settle(errand: Errand, notice: TakenNotice, error: unknown): Promise<DeliveryResult> {
  const verdict = judge(error, notice.attempts);
  if (verdict.next === 'wait') return putOff(errand, [notice], notice, verdict, error);
  if (verdict.next === 'elsewhere' && tellsNobody(notice.post)) return letGo(errand, notice);
  const about = aboutOf(notice, error);
  const route = verdict.next === 'elsewhere' ? nextRoute(notice) : undefined;
  if (route) {
    const job = await moveOn(errand.database, notice.id, route, about.error);
    errand.log.warn(loggedOf(notice, error), 'outbox.rerouted');
    errand.alarm({ code: 'outbox.rerouted', ...about });
    return { outcome: 'moved', jobs: [job] };
  }
  await bury(errand.database, notice.id, notice.attempts + 1, about.error);
  errand.log.error(loggedOf(notice, error), 'outbox.dead');
  errand.alarm({ code: 'outbox.dead', ...about });
  return { outcome: 'settled' };
}

/** Puts back notices that were tried together; `head` stands for them in the log. */
export async function putOff(
  { database, pace, log, alarm }: Errand,
  notices: readonly TakenNotice[],
  head: TakenNotice,
  { attempts, afterMs, alarm: alarming }: Extract<Verdict, { next: 'wait' }>,
  error: unknown,
): Promise<DeliveryResult> {
  const about = aboutOf(head, error);
  if (about.error === 'rate-limited') pace.close(channelKey(head.place), afterMs);
  const ids = notices.map(({ id }) => id);
  await putBack(database, ids, attempts, about.error);
  log.warn({ ...loggedOf(head, error), count: ids.length, afterMs }, 'outbox.later');
  if (alarming) alarm({ code: 'outbox.refused', ...about });
  return { outcome: 'later', afterMs };
}

function aboutOf({ id, place, kind }: TakenNotice, error: unknown) {
  return { noticeId: id, platform: place.platform, kind, error: kindOf(error) };
}

/** What somebody needs who looks for the cause: none of the words. */
export function loggedOf(notice: TakenNotice, error: unknown) {
  return { ...aboutOf(notice, error), channel: notice.place.channelId, subject: notice.subject, err: error };
}
