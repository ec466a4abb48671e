import type { PostedMessage } from '../chat/adapter.ts';
import { SECOND } from '../lib/instant.ts';
import { adapterOf } from './attempt.ts';
import type { DeliveryResult, Errand } from './courier.ts';
import { judge, kindOf } from './failure.ts';
import { type Gathered, scatter } from './gather.ts';
import { orderKeyText } from './order-key.ts';
import { cardKey, findPostedCards } from './posted.ts';
import { mayStandSince } from './send.ts';
import { findElsewhere, isLate, letGo, loggedOf, putOff, settle } from './settle.ts';
import { leaveCards, saveDelivered, type TakenNotice } from './store.ts';
import { urge } from './urge.ts';

/**
 * Tells gathered notices in one message and marks them delivered together. A failure puts all back; if their
 * place was deleted each goes to its own fallback place; what the platform never accepts together goes out one by one.
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
  const behind = await saveTold(errand, wanted);
  errand.log.info({ count: wanted.length, platform: head.place.platform }, 'outbox.merged');
  const outcome = 'delivered';
  return wanted.map(({ id }) => (behind.has(id) ? { outcome, behind: cardLaneOf(head) } : { outcome }));
}

function cardLaneOf({ place }: TakenNotice): string {
  return orderKeyText({ ...place, lane: 'card' });
}

/** Marks notices delivered; cards of theirs that stand there, or are to stand, are left to the card lane: gives whose. */
async function saveTold({ database, clock }: Errand, notices: readonly TakenNotice[]): Promise<ReadonlySet<number>> {
  const standing = new Set((await findPostedCards(database, notices)).map(cardKey));
  const [behind, told] = divide(notices, (notice) => {
    const { card, stands } = notice.post;
    return card !== undefined && (stands === true || standing.has(cardKey(notice)));
  });
  if (behind.length > 0) await leaveCards(database, behind);
  if (told.length > 0) await saveDelivered(database, told, [], clock.now());
  return new Set(behind);
}

/** The ids of those that are so, and of the others. */
function divide(notices: readonly TakenNotice[], isSo: (notice: TakenNotice) => boolean): [number[], number[]] {
  const ids = (wanted: boolean) => notices.filter((notice) => isSo(notice) === wanted).map(({ id }) => id);
  return [ids(true), ids(false)];
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
