import type { PostedMessage } from '../chat/adapter.ts';
import { SECOND } from '../lib/instant.ts';
import { findOtherPlatform, handleFailure, logFacts, postpone } from './after-failure.ts';
import { adapterOf } from './attempt.ts';
import type { DeliveryContext, DeliveryResult } from './courier.ts';
import { digestSubject, findNews, saveDigest } from './digest-part.ts';
import { judge, kindOf } from './failure.ts';
import { type Gathered, scatter } from './gather.ts';
import { noteDelivered } from './note-delivered.ts';
import { orderKeyText } from './order-key.ts';
import { cardKey, findPostedCards, shownBy } from './posted.ts';
import { mayStandSince } from './send.ts';
import { moveToCardLane, saveDelivered, type TakenNotice } from './store.ts';
import { urge } from './urge.ts';

/**
 * Sends notices as one message and marks them delivered together. After a failure all wait again. If their place is
 * gone each goes to its own fallback; if the platform will never take the message they go out one by one.
 */
export async function deliverDigest(
  context: DeliveryContext,
  { digest, notices }: Gathered,
): Promise<DeliveryResult[]> {
  const [head] = notices;
  if (!head) return [{ outcome: 'settled' }];
  const subject = digestSubject(digest);
  const news = await findNews(context.database, notices);
  const post = context.digest(
    notices.map((notice) => ({ post: notice.post, latest: news.get(cardKey(notice)) })),
    subject,
  );
  let posted: PostedMessage;
  try {
    const adapter = adapterOf(context, head.place.platform);
    posted = await adapter.send(head.place, post, `${digest}-digest`, mayStandSince(adapter, notices));
  } catch (error) {
    return handleFailures(context, notices, head, error);
  }
  if (post.urgent) await urge(context, { ...head, id: digest, post }, posted, 'steps-down');
  for (const notice of notices) noteDelivered(context, notice);
  const { place } = head;
  const card = { subject, place, posted, postedAt: context.clock.now(), noticeId: digest, shown: shownBy(post) };
  await saveDigest(context.database, digest, notices, card);
  const behind = await saveTold(context, notices);
  context.log.info({ count: notices.length, platform: head.place.platform }, 'outbox.merged');
  const outcome = 'delivered';
  return notices.map(({ id }) => (behind.has(id) ? { outcome, behind: cardLaneOf(head) } : { outcome }));
}

function cardLaneOf({ place }: TakenNotice): string {
  return orderKeyText({ ...place, lane: 'card' });
}

/**
 * Marks notices as delivered. Those with a card that is on the platform, or has to be, are left to the card lane:
 * returns their ids.
 */
async function saveTold(
  { database, clock }: DeliveryContext,
  notices: readonly TakenNotice[],
): Promise<ReadonlySet<number>> {
  const standing = new Set((await findPostedCards(database, notices)).map(cardKey));
  const { behind = [], told = [] } = Object.groupBy(notices, (notice) => {
    const { card, stands } = notice.post;
    return card !== undefined && (stands === true || standing.has(cardKey(notice))) ? 'behind' : 'told';
  });
  if (behind.length > 0) await moveToCardLane(database, behind.map(idOf));
  if (told.length > 0) await saveDelivered(database, told.map(idOf), [], clock.now());
  return new Set(behind.map(idOf));
}

function idOf({ id }: TakenNotice): number {
  return id;
}

async function handleFailures(
  context: DeliveryContext,
  notices: readonly TakenNotice[],
  head: TakenNotice,
  error: unknown,
): Promise<DeliveryResult[]> {
  const verdict = judge(error, Math.max(...notices.map(({ attempts }) => attempts)));
  const areOverdue = notices.every((notice) => findOtherPlatform(context, notice, error) !== undefined);
  if (verdict.next === 'wait' && !areOverdue) return [await postpone(context, notices, head, verdict, error)];
  switch (verdict.next) {
    case 'wait':
    case 'drop':
    case 'elsewhere': {
      const results: DeliveryResult[] = [];
      for (const notice of notices) results.push(await handleFailure(context, notice, error));
      return results;
    }
    case 'dead':
      await scatter(context.database, notices, kindOf(error));
      context.log.error({ ...logFacts(head, error), count: notices.length }, 'outbox.scattered');
      return [{ outcome: 'later', afterMs: SECOND, why: kindOf(error) }];
  }
}
