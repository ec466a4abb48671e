import { WEB } from '../../chat/page.ts';
import { MINUTE } from '../../lib/instant.ts';
import { plainOf, trimSigns } from '../../lib/plain-text.ts';
import type { Ask } from '../desk.ts';
import { fits } from '../input.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { isOver } from '../ticket/case/ticket.ts';
import { listTicketsReported } from '../ticket/store.ts';
import type { Heard } from './heard.ts';
import { askSame, askWhat, offerComplaint } from './offer.ts';
import { readerOf } from './reader-of.ts';

/** Within this time the same report by the same person is asked about. */
const SAME_WITHIN = 10 * MINUTE;
const LOOKED_AT = 50;
/** From this likelihood on words after `/fault` may be a complaint that is said as something else. */
const VEILED = 0.3;

/**
 * What a customer is asked before words of theirs are carried out that others will read: a complaint must stay private,
 * in any command it was put into, and the same report twice is mostly a slip. undefined: nothing to ask. Buttons of our
 * own and pages are not asked about, and neither is what the person confirmed.
 */
export async function secondThought(ask: Ask, command: string): Promise<Heard | undefined> {
  const { text = '', sure } = ask.input;
  const isAsked = !ask.asker.staff && ask.by !== 'button' && sure !== 'yes' && ask.place.platform !== WEB;
  if (!isAsked || text.trim() === '' || !fits(text) || !command.startsWith('ticket.')) return undefined;
  const { meaning, likelihoods } = readerOf(ask.book.source)(text);
  if (meaning === 'complaint') return { replies: [await offerComplaint(ask, text)], facts: [] };
  if (command !== 'ticket.report') return undefined;
  // A person who says that it is a fault is believed, unless a veiled complaint is likelier.
  if (likelihoods.complaint >= VEILED && likelihoods.complaint > likelihoods.fault)
    return { replies: [await askWhat(ask, text, [], true)], facts: [] };
  const same = await findSame(ask, text);
  return same && { replies: [await askSame(ask, text, same.id, command)], facts: [] };
}

/** The ticket that the person reported with the same words a moment ago. */
async function findSame({ turn, asker, person }: Ask, text: string): Promise<StoredTicket | undefined> {
  const { customer } = asker;
  if (customer === undefined) return undefined;
  const from = { customer, fromAt: turn.now - SAME_WITHIN, toAt: turn.now + 1, limit: LOOKED_AT };
  const recent = await listTicketsReported(turn.tx, from);
  return recent.findLast(({ ticket }) => {
    const { facts } = ticket;
    const isTheirs = facts.reporter?.platform === person.platform && facts.reporter.userId === person.userId;
    return isTheirs && !isOver(ticket) && bare(`${facts.title} ${facts.details}`) === bare(text);
  });
}

/** Words alone, so that another sign at the end or another blank makes no difference. */
function bare(text: string): string {
  return trimSigns(plainOf(text).plain).replace(/[\s\p{P}]+/gu, ' ');
}
