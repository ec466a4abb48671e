import type { ChatAdapter, PostedMessage } from '../chat/adapter.ts';
import { SECOND } from '../lib/instant.ts';
import { adapterOf } from './attempt.ts';
import type { DeliveryResult, Errand } from './courier.ts';
import { judge, kindOf } from './failure.ts';
import { type Gathered, scatter } from './gather.ts';
import { cardKey, findPostedCards, type PostedCard } from './posted.ts';
import { isEditable, mayStandSince, refreshCard, refreshed } from './send.ts';
import { findElsewhere, isLate, letGo, loggedOf, putOff, settle } from './settle.ts';
import { saveDelivered, type TakenNotice } from './store.ts';
import { urge } from './urge.ts';

/**
 * Tells gathered notices in one message and marks them delivered in one statement. A failure puts all back; where their
 * place is no more each takes its own next route; what the platform never takes together goes out one by one.
 */
export async function deliverDigest(errand: Errand, { digest, notices }: Gathered): Promise<DeliveryResult[]> {
  const now = errand.clock.now();
  const late = notices.filter((notice) => isLate(notice, now));
  for (const notice of late) await letGo(errand, notice);
  const wanted = notices.filter((notice) => !late.includes(notice));
  const [head] = wanted;
  if (!head) return [{ outcome: 'settled' }];
  const post = errand.digest(wanted.map((notice) => notice.post));
  let posted: PostedMessage;
  try {
    const adapter = adapterOf(errand, head.place.platform);
    posted = await adapter.send(head.place, post, `${digest}-digest`, mayStandSince(adapter, wanted));
  } catch (error) {
    return settleAll(errand, wanted, head, error);
  }
  if (post.urgent) await urge(errand, { ...head, id: digest, post }, posted, 'steps-down');
  const ids = wanted.map(({ id }) => id);
  await saveDelivered(errand.database, ids, [], now);
  errand.log.info({ count: ids.length, platform: head.place.platform }, 'outbox.merged');
  await refreshStanding(errand, wanted);
  return wanted.map(() => ({ outcome: 'delivered' }));
}

async function settleAll(
  errand: Errand,
  notices: readonly TakenNotice[],
  head: TakenNotice,
  error: unknown,
): Promise<DeliveryResult[]> {
  const verdict = judge(error, Math.max(...notices.map(({ attempts }) => attempts)));
  const areOverdue = notices.every((notice) => findElsewhere(errand, notice, error) !== undefined);
  if (verdict.next === 'wait' && !areOverdue) return [await putOff(errand, notices, head, verdict, error)];
  switch (verdict.next) {
    case 'wait':
    case 'elsewhere': {
      const results: DeliveryResult[] = [];
      for (const notice of notices) results.push(await settle(errand, notice, error));
      return results;
    }
    case 'dead':
      await scatter(errand.database, notices, kindOf(error));
      errand.log.error({ ...loggedOf(head, error), count: notices.length }, 'outbox.scattered');
      return [{ outcome: 'later', afterMs: SECOND, why: kindOf(error) }];
  }
}

/** Cards of theirs that stand there are brought up to date, as far as it goes: what they tell has been told. */
async function refreshStanding(errand: Errand, notices: readonly TakenNotice[]): Promise<void> {
  const standing = new Map((await findPostedCards(errand.database, notices)).map((card) => [cardKey(card), card]));
  const brought = new Map<string, PostedCard>();
  try {
    for (const notice of notices) {
      const key = cardKey(notice);
      const card = brought.get(key) ?? standing.get(key);
      if (!card || !notice.post.card) continue;
      if (await isRefreshed(errand, notice, card)) brought.set(key, refreshed(card, notice));
    }
  } catch (error) {
    errand.log.warn({ error: kindOf(error), err: error }, 'outbox.cards-behind');
  }
  if (brought.size > 0) await saveDelivered(errand.database, [], [...brought.values()], errand.clock.now());
}

async function isRefreshed(errand: Errand, notice: TakenNotice, card: PostedCard): Promise<boolean> {
  const adapter: ChatAdapter = adapterOf(errand, notice.place.platform);
  return isEditable(adapter, card, errand.clock.now()) && refreshCard(adapter, notice, card);
}
