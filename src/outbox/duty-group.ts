import type { DutyGroupPost, GroupTrouble } from '../chat/duty-group.ts';
import { isoOf } from '../lib/instant.ts';
import { logFacts } from './after-failure.ts';
import type { DeliveryContext, DeliveryResult } from './courier.ts';
import { judge } from './failure.ts';
import type { TakenNotice } from './store.ts';

/**
 * Sets the members of a duty group on its platform, and writes down how that went, for the desk to tell people. What may
 * pass by itself (a rate limit, a platform that is down) is thrown: the notice then waits as any other. Nothing else is
 * tried again here, because the desk asks again every hour. After a crash in between it is done once more, which changes
 * nothing.
 */
export async function setDutyGroup(
  context: DeliveryContext,
  notice: TakenNotice,
  wanted: DutyGroupPost,
): Promise<DeliveryResult> {
  const trouble = await troubleOf(context, notice, wanted);
  if (trouble)
    context.log.warn({ ...logFacts(notice, undefined), group: wanted.group, trouble }, 'outbox.group-refused');
  await context.database.query(trouble ? SAVE_TROUBLE : SAVE_DONE, [
    notice.place.platform,
    wanted.group,
    ...(trouble ? [trouble, isoOf(context.clock.now())] : []),
  ]);
  return { outcome: 'delivered' };
}

async function troubleOf(
  { adapterFor, log }: DeliveryContext,
  notice: TakenNotice,
  wanted: DutyGroupPost,
): Promise<GroupTrouble | undefined> {
  const adapter = adapterFor(notice.place.platform);
  if (!adapter?.features.dutyGroups) return 'unsupported';
  try {
    return await adapter.setDutyGroup(wanted);
  } catch (error) {
    if (judge(error, notice.attempts).next === 'wait') throw error;
    log.error(logFacts(notice, error), 'outbox.group-failed');
    return 'refused';
  }
}

/** What was told of a trouble is forgotten; that a person has no account is not the platform's affair. */
const SAVE_DONE = `
  update duty_group set trouble = null, told = case when trouble is null then told end
   where platform = $1 and name = $2`;

/** A trouble that people were not told of is due at once. */
const SAVE_TROUBLE = `
  update duty_group set trouble = $3,
    next_due_at = case when told is distinct from $3 then least(next_due_at, $4::timestamptz) else next_due_at end
   where platform = $1 and name = $2`;
