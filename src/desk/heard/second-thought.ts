import { WEB } from '../../chat/page.ts';
import { MINUTE } from '../../lib/instant.ts';
import { plainOf, trimSigns } from '../../lib/plain-text.ts';
import type { Ask } from '../desk.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { isOver, type ReportFacts } from '../ticket/case/ticket.ts';
import { listTicketsReported } from '../ticket/store.ts';
import type { Heard } from './heard.ts';
import { askSame, askWhat, offerComplaint } from './offer.ts';
import type { Reading } from './reader/reader.ts';
import { readerOf } from './reader-of.ts';

/** Within this time the same report by the same person is asked about. */
const SAME_WITHIN = 10 * MINUTE;
const LOOKED_AT = 50;

/**
 * What a customer is asked before words of theirs are carried out that others will read: a complaint must stay private,
 * in any command it was put into, and the same report twice is mostly a slip. undefined: nothing to ask. Buttons of our
 * own and pages are not asked about, and neither is what the person confirmed. `isSpeech`: it was no slash command, so that
 * the word for a report may only be how a sentence begins.
 */
export async function secondThought(ask: Ask, command: string, isSpeech: boolean): Promise<Heard | undefined> {
  const { text = '', sure } = ask.input;
  const isAsked = !ask.asker.staff && ask.by !== 'button' && sure !== 'yes' && ask.place.platform !== WEB;
  if (!isAsked || text.trim() === '' || !command.startsWith('ticket.')) return undefined;
  const reading = readerOf(ask.book.source)(text);
  if (reading.meaning === 'complaint') return { replies: [await offerComplaint(ask, text)], facts: [] };
  if (command !== 'ticket.report') return undefined;
  if (mayComplainRather(reading) || (isSpeech && isOther(reading)))
    return { replies: [await askWhat(ask, text, [], reading.mayComplain)], facts: [] };
  const same = await findSame(ask, text);
  return same && { replies: [await askSame(ask, text, same.id, command)], facts: [] };
}

/** A person who says that it is a fault is believed, unless a veiled complaint is likelier. */
function mayComplainRather({ mayComplain, likelihoods }: Reading): boolean {
  return mayComplain && likelihoods.complaint > likelihoods.fault;
}

/** How sure the reader must be that a sentence only begins with the word for a report: "fault report template, please". */
const SURE_OTHER = 0.7;

function isOther({ meaning, likelihoods }: Reading): boolean {
  return ['thanks', 'status', 'duty', 'help'].includes(meaning) || likelihoods.other >= SURE_OTHER;
}

/** The ticket that the person reported with the same words a moment ago. */
async function findSame({ turn, asker, person }: Ask, text: string): Promise<StoredTicket | undefined> {
  const { customer } = asker;
  if (customer === undefined) return undefined;
  const words = bare(text);
  if (words === '') return undefined;
  const from = { customer, fromAt: turn.now - SAME_WITHIN, toAt: turn.now + 1, limit: LOOKED_AT };
  const recent = await listTicketsReported(turn.tx, from);
  return recent.findLast(({ ticket }) => {
    const { facts } = ticket;
    const isTheirs = facts.reporter?.platform === person.platform && facts.reporter.userId === person.userId;
    return isTheirs && !isOver(ticket) && bare(wordsOf(facts)) === words;
  });
}

/** The words of a report: a first line too long for a title is in the details in full. */
function wordsOf({ title, details }: ReportFacts): string {
  const isCut = title.endsWith('…') && details.startsWith(title.slice(0, -1));
  return isCut ? details : `${title} ${details}`;
}

/** Words alone, so that another sign at the end or another blank makes no difference. */
function bare(text: string): string {
  return trimSigns(plainOf(text).plain).replace(/[\s\p{P}]+/gu, ' ');
}
