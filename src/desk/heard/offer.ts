import type { Reply } from '../../chat/reply.ts';
import { t } from '../../i18n/i18n.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { personNamedIn } from '../complaint/about.ts';
import type { Ask } from '../desk.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import { listOpenTickets } from '../ticket/store.ts';
import { type Choice, choiceCard, privately } from './card.ts';
import { keepWords } from './store.ts';

/** What is asked in private about words that may mean one thing or another. */

/** How many tickets a person may choose from: the others they name by their number. */
const MOST_TICKETS = 4;

const NOTHING: Choice = { as: 'nothing', label: 'nothing' };
const FAULT: Choice = { as: 'fault', label: 'fault', style: 'primary' };
const QUESTION: Choice = { as: 'question', label: 'question' };
const COMPLAINT: Choice = { as: 'complaint', label: 'complaint', style: 'primary' };

/** Asks what unclear words are about. `about`: the tickets that they may belong to; none: the customer's open ones. */
export async function askWhat(
  ask: Ask,
  said: string,
  about: readonly StoredTicket[],
  mayComplain: boolean,
): Promise<Reply> {
  const tickets = about.length > 0 ? about : await openTickets(ask);
  const belongs = tickets.slice(0, MOST_TICKETS).map(toTicket);
  const key = mayComplain ? 'heard.what.complaint' : 'heard.what.text';
  const complaint = mayComplain ? [{ ...COMPLAINT, style: 'plain' } as const] : [];
  return offer(ask, said, 'heard.what.title', key, [FAULT, ...complaint, QUESTION, ...belongs, NOTHING]);
}

/**
 * Offers to file a complaint, which only its manager reads. `about`: what else the words may be, if they are about a
 * ticket; `command`: what the person asked for.
 */
export async function offerComplaint(
  ask: Ask,
  said: string,
  about: readonly Choice[],
  command = 'ticket.report',
): Promise<Reply> {
  const choices: Choice[] = [COMPLAINT, ...about, { ...FAULT, style: 'plain' }, NOTHING];
  return offer(ask, said, 'heard.complaint.title', 'heard.complaint.text', choices, {}, command);
}

/** Offers to report what a person said to others in a channel that is listened to. */
export function offerReport(ask: Ask, said: string): Promise<Reply> {
  return offer(ask, said, 'heard.listen.title', 'heard.listen.text', [FAULT, NOTHING]);
}

/** Asks whether words in a resolved ticket's thread mean that it is not fixed, or that it is. */
export function askFixed(ask: Ask, said: string, id: number, isFixed: boolean): Promise<Reply> {
  const choice = isFixed
    ? ({ as: 'fixed', label: 'fixed', ticket: id, style: 'primary' } as const)
    : ({ as: 'not-fixed', label: 'not-fixed', ticket: id, style: 'primary' } as const);
  const params = { ticket: `T-${id}` };
  return isFixed
    ? offer(ask, said, 'heard.fixed.title', 'heard.fixed.text', [choice, NOTHING], params)
    : offer(ask, said, 'heard.not-fixed.title', 'heard.not-fixed.text', [choice, NOTHING], params);
}

/** Asks about words for a ticket that is over: open it again, or a new fault? A withdrawn one is opened again by staff. */
export function askReopen(ask: Ask, said: string, { id, ticket }: StoredTicket): Promise<Reply> {
  const reopen: Choice[] = ticket.status === 'closed' ? [{ as: 'open-again', label: 'open-again', ticket: id }] : [];
  return offer(ask, said, 'heard.closed.title', 'heard.closed.text', [FAULT, ...reopen, QUESTION, NOTHING], {
    ticket: `T-${id}`,
  });
}

/** Asks what a picture, a file or a voice message is about; says what cannot be read. */
export async function askWordless(ask: Ask, key: TextKey): Promise<Reply> {
  const tickets = (await openTickets(ask)).slice(0, MOST_TICKETS).map(toTicket);
  return offer(ask, '', 'heard.wordless.title', key, [FAULT, ...tickets, NOTHING]);
}

/** Asks whether a report is the same as one of a moment ago. */
export function askSame(ask: Ask, said: string, id: number, command: string): Promise<Reply> {
  const choices: Choice[] = [
    { as: 'nothing', label: 'same', ticket: id, style: 'primary' },
    { as: 'again', label: 'again' },
  ];
  return offer(ask, said, 'heard.same.title', 'heard.same.text', choices, { ticket: `T-${id}` }, command);
}

async function offer(
  ask: Ask,
  said: string,
  title: TextKey,
  text: TextKey,
  choices: readonly Choice[],
  params: Record<string, string> = {},
  command = 'ticket.report',
): Promise<Reply> {
  const { turn, person, place, message, asker, input } = ask;
  // A mention is known now only; a complaint must not reach the person whom it names.
  const about = personNamedIn(ask.book.source.people, said, { ...place, mentions: ask.mentions });
  const words = { place, message, command, input: { ...input, text: said, ...(about ? { about } : {}) } };
  const kept = await keepWords(turn.tx, words, person, turn.now);
  const { language } = asker;
  const texts = { title: t(language, title, params), text: t(language, text, params) };
  const isSecret = choices.some(({ as }) => as === 'complaint');
  return privately(choiceCard({ language, kept, said }, texts, choices), isSecret);
}

/** The choice that words belong to a ticket. */
export function toTicket({ id }: StoredTicket): Choice {
  return { as: 'ticket', label: 'ticket', ticket: id };
}

async function openTickets({ turn, asker: { customer } }: Ask): Promise<StoredTicket[]> {
  return customer === undefined ? [] : listOpenTickets(turn.tx, { customer, limit: MOST_TICKETS });
}
