import type { PostedMessage } from '../chat/adapter.ts';
import { SECOND } from '../lib/instant.ts';
import { adapterOf } from './attempt.ts';
import type { DeliveryResult, Errand } from './courier.ts';
import { judge, kindOf } from './failure.ts';
import { type Gathered, scatter } from './gather.ts';
import { orderKeyText } from './order-key.ts';
import { cardKey, findPostedCards } from './posted.ts';
import { mayStandSince } from './send.ts';
import { findElsewhere, loggedOf, putOff, settle } from './settle.ts';
import { leaveCards, saveDelivered, type TakenNotice } from './store.ts';
import { urge } from './urge.ts';

/**
 * Tells gathered notices in one message and marks them delivered together. A failure puts all back; if their
 * place was deleted each goes to its own fallback place; what the platform never accepts together goes out one by one.
 */
export async function deliverDigest(errand: Errand, { digest, notices }: Gathered): Promise<DeliveryResult[]> {
  const [head] = notices;
  if (!head) return [{ outcome: 'settled' }];
  const post = errand.digest(notices.map((notice) => notice.post));
  let posted: PostedMessage;
  try {
    const adapter = adapterOf(errand, head.place.platform);
    posted = await adapter.send(head.place, post, `${digest}-digest`, mayStandSince(adapter, notices));
  } catch (error) {
    return settleAll(errand, notices, head, error);
  }
  if (post.urgent) await urge(errand, { ...head, id: digest, post }, posted, 'steps-down');
  const behind = await saveTold(errand, notices);
  errand.log.info({ count: notices.length, platform: head.place.platform }, 'outbox.merged');
  const outcome = 'delivered';
  return notices.map(({ id }) => (behind.has(id) ? { outcome, behind: cardLaneOf(head) } : { outcome }));
}

function cardLaneOf({ place }: TakenNotice): string {
  return orderKeyText({ ...place, lane: 'card' });
}

/** Marks notices delivered; cards of theirs that stand there, or are to stand, are left to the card lane: gives whose. */
async function saveTold({ database, clock }: Errand, notices: readonly TakenNotice[]): Promise<ReadonlySet<number>> {
  const standing = new Set((await findPostedCards(database, notices)).map(cardKey));
  const { behind = [], told = [] } = Object.groupBy(notices, (notice) => {
    const { card, stands } = notice.post;
    return card !== undefined && (stands === true || standing.has(cardKey(notice))) ? 'behind' : 'told';
  });
  if (behind.length > 0) await leaveCards(database, behind.map(idOf));
  if (told.length > 0) await saveDelivered(database, told.map(idOf), [], clock.now());
  return new Set(behind.map(idOf));
}

function idOf({ id }: TakenNotice): number {
  return id;
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
