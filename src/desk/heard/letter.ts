import { type Letter, MAIL } from '../../chat/mail.ts';
import { t } from '../../i18n/i18n.ts';
import { DAY } from '../../lib/instant.ts';
import { plainOf, trimSigns } from '../../lib/plain-text.ts';
import type { Ask, Fact } from '../desk.ts';
import { MAX_TEXT, shorten } from '../input.ts';
import { actorOf } from '../ticket/asked-ticket.ts';
import { attachFiles } from '../ticket/attach.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { parseTicketNumber } from '../ticket/case/names.ts';
import { isOver, type TicketId } from '../ticket/case/ticket.ts';
import { maySee, stepTicket, withTerms } from '../ticket/flow.ts';
import { findTicket, listTicketsReported, lockTicket } from '../ticket/store.ts';
import type { Heard } from './heard.ts';
import { readerOf } from './reader-of.ts';
import { reports } from './second-thought.ts';

/**
 * What becomes of a mail. Nothing can be asked back there, and the words of a whole mail are no command: it becomes a case,
 * a note on one, or, if it belongs to no customer, a mail that its reader has to answer.
 */

/** Within this time the same words of the same sender are no second case: programs that answer mails repeat themselves. */
const SAME_WITHIN = DAY;
const LOOKED_AT = 200;
/** All that a mail may say to confirm a fix. Anything more is a note: a step needs a clear word. */
const CONFIRMS = /^(confirm|confirmed|i confirm|确认|确认修复|已确认)$/;

export async function hearLetter(ask: Ask, text: string, letter: Letter): Promise<Heard> {
  const { customer, language } = ask.asker;
  if (customer === undefined || letter.unplaced !== undefined) return receive(letter);
  const about = await ticketsOf(ask, letter);
  const going = about.find(({ ticket }) => !isOver(ticket));
  const words = wordsOf(text, letter, language);
  const reading = readerOf(ask.book.source)(text);
  const [closed] = about;
  // Those whom it may be about must not read it, and the sender cannot be asked whether it is meant so.
  if (reading.meaning === 'complaint' || reading.isDispleased)
    return run('complaint.open', {
      text: withEnd(words, filesNote(ask)),
      ticket: numberOfOne(going ?? closed),
    });
  if (going) return addTo(ask, going, text, words);
  // Thanks for a case that is closed, or a program's answer to its last mail.
  if (closed && (reading.meaning === 'thanks' || reading.meaning === 'status' || text.trim() === '')) return SILENCE;
  const report = withSubject(words, letter.subject);
  if (await isRepeat(ask, report)) return SILENCE;
  const note = closed ? `\n${t(language, 'letter.going-on', { ticket: `T-${closed.id}` })}` : '';
  return run('ticket.report', { text: withEnd(report, note), sure: 'yes' });
}

function numberOfOne(ticket: StoredTicket | undefined): string {
  return ticket ? `T-${ticket.id}` : '';
}

/** A complaint has no files of its own: those of the mail are named, and stay in the mailbox. */
function filesNote({ message, asker: { language } }: Ask): string {
  const names = (message?.files ?? []).map(({ name }) => name).join(', ');
  return names === '' ? '' : `\n${t(language, 'letter.in-mailbox', { names })}`;
}

const SILENCE: Heard = { replies: [], facts: [] };

function receive({ from, subject, unplaced = 'stranger' }: Letter): Heard {
  return run('letter.receive', { from, title: subject, why: unplaced });
}

/**
 * The customer's tickets that a mail may belong to: the one whose mail it answers, those of its conversation, and the one
 * whose number is in its subject. Another customer's ticket is none of them.
 */
async function ticketsOf(ask: Ask, { ticket, subject }: Letter): Promise<StoredTicket[]> {
  const [, number = ''] = /(?<![A-Za-z0-9-])(T-\d{1,9})(?![\w-])/i.exec(subject) ?? [];
  const named = parseTicketNumber(number);
  const ids = [ticket as TicketId | undefined, ...ask.here, named].filter((id) => id !== undefined);
  const found = await Promise.all([...new Set(ids)].map((id) => findTicket(ask.turn.tx, id)));
  return found.filter(
    (each): each is StoredTicket =>
      each !== undefined && maySee(ask.asker, each.ticket.facts) && each.ticket.facts.customer === ask.asker.customer,
  );
}

/** Adds a mail to its ticket: as the customer's answer, their word that it is fixed, or a note. Its files come along. */
async function addTo(ask: Ask, { id, ticket }: StoredTicket, text: string, words: string): Promise<Heard> {
  const number = `T-${id}`;
  const attached = await attachFiles(ask, id);
  if (words === '') return { replies: [], facts: attached };
  const plain = trimSigns(plainOf(text).plain).trim();
  if (ticket.status === 'resolved' && CONFIRMS.test(plain))
    return { ...run('ticket.confirm', { ticket: number }), facts: attached };
  if (ticket.status === 'open' && ticket.waitsForAnswer)
    return { ...run('ticket.customer-answered', { ticket: number, text: words }), facts: attached };
  return { replies: [], facts: [...attached, ...(await say(ask, id, words))] };
}

async function say(ask: Ask, id: TicketId, text: string): Promise<readonly Fact[]> {
  const stored = await lockTicket(ask.turn.tx, id);
  if (!stored) throw new Error(`ticket ${id} is gone`);
  const taken = await stepTicket(ask.turn, await withTerms(ask.turn, stored), { verb: 'say', text }, actorOf(ask));
  return taken.ok ? taken.value.facts : [];
}

/** The words of a mail, as the desk takes them, with the names of the attachments that were not taken. */
function wordsOf(text: string, { untaken }: Letter, language: Ask['asker']['language']): string {
  const names = untaken.map(({ name, why }) => `${name} (${t(language, `letter.untaken.${why}`)})`).join(', ');
  return withEnd(text.trim(), untaken.length === 0 ? '' : `\n${t(language, 'letter.untaken', { names })}`).trim();
}

/** The words with the subject as their first line, unless they begin with it already. */
function withSubject(words: string, subject: string): string {
  const [first = ''] = words.split('\n');
  return subject === '' || (first !== '' && subject.includes(first)) ? words : `${subject}\n${words}`;
}

/** A text with an end that is never cut; together they are not too long. */
function withEnd(text: string, end: string): string {
  const tail = shorten(end, 1_000);
  const room = MAX_TEXT - [...tail].length;
  return [...text].length <= room ? `${text}${tail}` : `${shorten(text, room - 1)}…${tail}`;
}

async function isRepeat({ turn, asker, person }: Ask, words: string): Promise<boolean> {
  const { customer } = asker;
  if (customer === undefined) return false;
  const { now } = turn;
  const recent = await listTicketsReported(turn.tx, {
    ...{ customer, fromAt: now - SAME_WITHIN, toAt: now + 1, limit: LOOKED_AT },
  });
  return recent.some(({ ticket: { facts } }) => {
    const isTheirs = facts.reporter?.platform === MAIL && facts.reporter.userId === person.userId;
    return isTheirs && reports(facts, words);
  });
}

function run(command: string, input: Record<string, string>): Heard {
  return { run: { command, input }, replies: [], facts: [] };
}
