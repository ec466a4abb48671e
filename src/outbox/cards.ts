import type { ChatAdapter } from '../chat/adapter.ts';
import type { Delivery, DeliveryContext } from './courier.ts';
import { redrawDigests } from './digest-part.ts';
import type { OrderKey } from './order-key.ts';
import { channelKey, type PostedCard, updatesKey } from './posted.ts';
import { isSilent } from './reroute.ts';
import { isEditable, refreshed, showsAlready } from './send.ts';
import { listOnKey, saveDelivered, type WaitingNotice } from './store.ts';

/** How many waiting cards of each kind are looked at together. */
const MOST = 25;
/** How often it checks whether another lane has posted the card that is to be changed. */
const HELD_MS = 1_000;

/** Cards that wait for one kind of call, and the pace of that kind. */
interface Waiting {
  readonly cards: readonly WaitingNotice[];
  readonly paceKey: string;
  readonly everyMs: number;
}

/**
 * The next cards of a card lane, once the platform may be called: new cards or changes of cards, whichever may go
 * first. Those that need no call are finished at once: older states of the same card, cards that look right already,
 * and changes of cards that were never posted. Returns a `Delivery` if nothing is left to do now.
 */
export async function nextCards(
  context: DeliveryContext,
  key: OrderKey,
  adapter: ChatAdapter | undefined,
): Promise<readonly WaitingNotice[] | Delivery> {
  const list = await listOnKey(context.database, key, MOST);
  if (list.length === 0) return { delivered: 0, woken: [], next: 'idle' };
  const open = list.filter(({ standing, isBrought }) => standing || !isBrought);
  const rest = await finishWithoutCall(context, open);
  if (rest.length === 0)
    return {
      delivered: 0,
      woken: [],
      next: open.length > 0 ? 'more' : { outcome: 'later', afterMs: HELD_MS, why: 'pace' },
    };
  const { pace, clock } = context;
  const changes = (notice: WaitingNotice) =>
    !adapter || (notice.standing !== undefined && isEditable(adapter, notice.standing, clock.now()));
  const { messageEveryMs = 0, updateEveryMs = 0 } = adapter?.features ?? {};
  const kinds: Waiting[] = [
    { cards: rest.filter((notice) => !changes(notice)), paceKey: channelKey(key), everyMs: messageEveryMs },
    { cards: rest.filter(changes), paceKey: updatesKey(key), everyMs: updateEveryMs },
  ];
  const left = ({ paceKey, everyMs }: Waiting) => pace.leftMs(paceKey, 'card', everyMs);
  const [first] = kinds.filter(({ cards }) => cards.length > 0).sort((one, other) => left(one) - left(other));
  if (!first) return { delivered: 0, woken: [], next: 'more' };
  const waitMs = await pace.takeSlot(first.paceKey, 'card', first.everyMs);
  if (waitMs > 0) return { delivered: 0, woken: [], next: { outcome: 'later', afterMs: waitMs, why: 'pace' } };
  return first.everyMs > 0 ? first.cards.slice(0, 1) : first.cards;
}

/** Finishes those that need no call to the platform. Returns the last state of each other card, the oldest first. */
async function finishWithoutCall(context: DeliveryContext, open: readonly WaitingNotice[]): Promise<WaitingNotice[]> {
  const { database, clock } = context;
  const last = new Map<string, WaitingNotice>();
  for (const notice of open) {
    const before = last.get(notice.subject);
    // A silent change must not replace the earlier notice that posts the card.
    const putsUp = before !== undefined && !isSilent(before.post);
    if (!putsUp || notice.standing || !isSilent(notice.post)) last.set(notice.subject, notice);
  }
  const cards: PostedCard[] = [];
  const rest = [...last.values()].filter((notice) => {
    const { standing, post } = notice;
    const isNeeded = standing ? !showsAlready(notice, standing) : !isSilent(post);
    if (!isNeeded && standing) cards.push(refreshed(standing, notice));
    return isNeeded;
  });
  const isOver = (notice: WaitingNotice) => !rest.includes(notice) && notice.id <= (last.get(notice.subject)?.id ?? 0);
  const done = open.filter(isOver).map(({ id }) => id);
  if (done.length > 0) {
    await redrawDigests(context, open.filter(isOver));
    await saveDelivered(database, done, cards, clock.now());
  }
  return rest;
}
