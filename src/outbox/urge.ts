import { AdapterError, type PostedMessage, URGENCIES, type Urgency } from '../chat/adapter.ts';
import { SECOND } from '../lib/instant.ts';
import { alarmFacts, logFacts } from './after-failure.ts';
import type { DeliveryContext } from './courier.ts';
import { kindOf } from './failure.ts';
import { giveBackUse, mayAlarmUsedUp, type Quota, takeUse } from './quota.ts';
import type { TakenNotice } from './store.ts';

const RETRY_MS = 2 * SECOND;
const LONGEST_WAIT = 15 * SECOND;

/** What to do after a failed call: wait and try the same way again, or try the next milder way at once. */
export type Patience = 'waits' | 'steps-down';

/**
 * Makes a notice's message on the platform as urgent as it should be: by telephone, else by SMS, else in the app, as
 * far as the platform has these ways and their quotas last. The message counts as delivered in any case; if no way
 * works the alarm is raised. Returns how long to wait before the next try; undefined: done.
 */
export async function urge(
  context: DeliveryContext,
  notice: TakenNotice,
  posted: PostedMessage,
  patience: Patience,
): Promise<number | undefined> {
  const { place, post } = notice;
  const adapter = context.adapterFor(place.platform);
  if (!adapter || post.mentions.length === 0) return undefined;
  const quotas = thisAndMilder(post.urgent)
    .map((way): Quota => ({ platform: place.platform, way, perDay: adapter.features.urgentPerDay[way] }))
    .filter(({ perDay }) => perDay > 0);
  let failure: unknown;
  for (const quota of quotas) {
    if (!(await mayUse(context, notice, quota))) continue;
    try {
      await adapter.urge(place, posted, post.mentions, quota.way);
      return undefined;
    } catch (error) {
      failure = error;
      context.meter?.callFailed(place.platform, kindOf(error));
      const mayPass = MAY_PASS.includes(kindOf(error));
      context.log.warn({ ...logFacts(notice, error), way: quota.way }, 'outbox.urgent-failed');
      if (mayPass && patience === 'waits') return waitAfter(error);
      // If the call may have been made, the use counts.
      if (!mayPass) await giveBackUse(context.database, quota, notice.id);
    }
  }
  if (failure === undefined) return undefined;
  context.log.error(logFacts(notice, failure), 'outbox.not-urged');
  context.alarm({ code: 'outbox.not-urged', ...alarmFacts(notice, failure) });
  return undefined;
}

/** Kinds of failure after which the same call may succeed. */
const MAY_PASS: readonly string[] = ['rate-limited', 'unavailable'];

/** This way and the milder ones, the most urgent first. */
function thisAndMilder(urgent: Urgency | undefined): readonly Urgency[] {
  return urgent === undefined ? [] : URGENCIES.slice(0, URGENCIES.indexOf(urgent) + 1).reverse();
}

async function mayUse(
  { database, clock, log, alarm }: DeliveryContext,
  notice: TakenNotice,
  quota: Quota,
): Promise<boolean> {
  if (quota.perDay === Number.POSITIVE_INFINITY) return true;
  const now = clock.now();
  if (await takeUse(database, quota, notice.id, now)) return true;
  const { platform, way } = quota;
  log.warn({ noticeId: notice.id, platform, way }, 'outbox.urgent-used-up');
  if (await mayAlarmUsedUp(database, quota, now))
    alarm({ code: 'outbox.urgent-used-up', noticeId: notice.id, platform, kind: notice.kind, error: way });
  return false;
}

function waitAfter(error: unknown): number {
  const told = error instanceof AdapterError ? error.retryAfterMs : undefined;
  return Math.min(told ?? RETRY_MS, LONGEST_WAIT);
}
