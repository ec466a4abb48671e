import { WEB } from '../../chat/page.ts';
import type { Reply } from '../../chat/reply.ts';
import { HOUR, MINUTE } from '../../lib/instant.ts';
import { plainOf, trimSigns } from '../../lib/plain-text.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { Ask } from '../desk.ts';
import { fits } from '../input.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { parseTicketNumber } from '../ticket/case/names.ts';
import { isOver, type ReportFacts } from '../ticket/case/ticket.ts';
import { findTicket, listTicketsReported } from '../ticket/store.ts';
import type { Choice } from './card.ts';
import type { Heard } from './heard.ts';
import { askSame, askWhat, offerComplaint, toTicket } from './offer.ts';
import type { Reading } from './reader/reader.ts';
import { readerOf } from './reader-of.ts';
import { hasKept, keepWords } from './store.ts';

/** Within this time the same report by the same person is asked about. */
const SAME_WITHIN = 10 * MINUTE;
const LOOKED_AT = 50;
/** Within this time a visitor of a page can insist that their words are no complaint. */
const INSISTS_WITHIN = HOUR;

/**
 * What a customer is asked before words of theirs are carried out that others will read: a complaint must stay private,
 * in any command it was put into, and the same report twice is mostly a slip. undefined: nothing to ask. Buttons of our
 * own are not asked about. On a page nothing can be asked: there a complaint is refused once, with the page for it.
 * `isSpeech`: it was no slash command, so that the word for a report may only be how a sentence begins.
 */
export async function secondThought(ask: Ask, command: string, isSpeech: boolean): Promise<Result<Heard | undefined>> {
  const text = ask.input.text ?? ask.input.remark ?? '';
  const isAsked = !ask.asker.staff && ask.by !== 'button' && /^(ticket|rating)\./.test(command);
  if (!isAsked || text.trim() === '' || !fits(text)) return accept(undefined);
  const reading = readerOf(ask.book.source)(text);
  const isComplaint = reading.isDispleased || (reading.meaning === 'complaint' && isSentence(text));
  if (ask.place.platform === WEB) return isComplaint ? refuseOnce(ask, text) : accept(undefined);
  if (isComplaint) return said(await offerComplaint(ask, text, await about(ask, command), command));
  if (command !== 'ticket.report') return accept(undefined);
  if ((isVeiled(reading) && isSentence(text)) || (isSpeech && isOther(reading) && !isName(text)))
    return said(await askWhat(ask, text, [], reading.mayComplain));
  const same = await findSame(ask, text);
  return same ? said(await askSame(ask, text, same.id, command)) : accept(undefined);
}

function said(reply: Reply): Result<Heard> {
  return accept({ replies: [reply], facts: [] });
}

/** The way to go on with what was asked for, if it is about a ticket or a rating. */
async function about({ turn, input }: Ask, command: string): Promise<Choice[]> {
  if (command.startsWith('rating.')) return [{ as: 'again', label: 'rating' }];
  const id = command === 'ticket.report' ? undefined : parseTicketNumber(input.ticket ?? '');
  const stored = id === undefined ? undefined : await findTicket(turn.tx, id);
  return stored ? [{ ...toTicket(stored), as: 'again' }] : [];
}

/** Sent once more as they are, the words are carried out. */
async function refuseOnce({ turn, asker, person, place, message }: Ask, text: string): Promise<Result<undefined>> {
  const page = asker.customer === undefined ? undefined : turn.links.complain(asker.customer, undefined);
  if (page === undefined || (await hasKept(turn.tx, person, text, turn.now - INSISTS_WITHIN))) return accept(undefined);
  await keepWords(turn.tx, { place, message, command: 'ticket.report', input: { text } }, person, turn.now);
  return refuse('heard.complaint.page', { page });
}

/** A person who says that it is a fault is believed, unless a veiled complaint is likelier. */
function isVeiled({ mayComplain, likelihoods }: Reading): boolean {
  return mayComplain && likelihoods.complaint > likelihoods.fault;
}

/** How sure the reader must be that a sentence only begins with the word for a report: "fault report template, please". */
const SURE_OTHER = 0.7;

function isOther({ meaning, likelihoods }: Reading): boolean {
  return ['thanks', 'status', 'duty', 'help'].includes(meaning) || likelihoods.other >= SURE_OTHER;
}

/** Whether it is one word, such as what a device is called. */
function isName(text: string): boolean {
  return !/\s/.test(text.trim()) && (text.match(/\p{Script=Han}/gu) ?? []).length < 4;
}

/** Whether there is enough to read: a few words behind a command, such as `third floor only`, sound like anything. */
function isSentence(text: string): boolean {
  const { plain } = plainOf(text);
  return (plain.match(/\p{Script=Han}/gu) ?? []).length >= 8 || (plain.match(/[a-z']+/g) ?? []).length >= 6;
}

/** The ticket that the person reported with the same words a moment ago. */
async function findSame({ turn, asker, person }: Ask, text: string): Promise<StoredTicket | undefined> {
  const { customer } = asker;
  if (customer === undefined) return undefined;
  if (bare(text) === '') return undefined;
  const from = { customer, fromAt: turn.now - SAME_WITHIN, toAt: turn.now + 1, limit: LOOKED_AT };
  const recent = await listTicketsReported(turn.tx, from);
  return recent.findLast(({ ticket }) => {
    const { facts } = ticket;
    const isTheirs = facts.reporter?.platform === person.platform && facts.reporter.userId === person.userId;
    return isTheirs && !isOver(ticket) && reports(facts, text);
  });
}

/** Whether a report has the same words as a text, however it ends and is spaced. */
export function reports(facts: ReportFacts, text: string): boolean {
  return bare(wordsOf(facts)) === bare(text);
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
