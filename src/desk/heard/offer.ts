import type { Reply } from '../../chat/reply.ts';
import { t } from '../../i18n/i18n.ts';
import type { TextKey } from '../../lib/text-key.ts';
import { isSamePlace } from '../address/route.ts';
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
/** The same, as the answer to a question of one choice. */
const NO: Choice = { as: 'nothing', label: 'no' };
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
  const rows = mayComplain
    ? [[FAULT, { ...COMPLAINT, style: 'plain' } as const], belongs, [QUESTION, NOTHING]]
    : [[FAULT, QUESTION], belongs, [NOTHING]];
  return offer(ask, said, { title: 'heard.what.title', text: key, rows });
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
  const fault = { ...FAULT, style: 'plain' } as const;
  const text = isShared(ask) ? 'heard.complaint.shared' : 'heard.complaint.text';
  const rows = [[COMPLAINT, fault], about, [NOTHING]];
  return offer(ask, said, { title: 'heard.complaint.title', text, rows, command });
}

/** Offers to report what a person said to others in a channel that is listened to. */
export function offerReport(ask: Ask, said: string): Promise<Reply> {
  return offer(ask, said, { title: 'heard.listen.title', text: 'heard.listen.text', rows: [[FAULT, NO]] });
}

/** Asks whether words in a resolved ticket's thread mean that it is not fixed, or that it is. */
export function askFixed(ask: Ask, said: string, id: number, isFixed: boolean): Promise<Reply> {
  const as = isFixed ? 'fixed' : 'not-fixed';
  const choice: Choice = { as, label: as, ticket: id, style: 'primary' };
  return offer(ask, said, { title: `heard.${as}.title`, text: `heard.${as}.text`, rows: [[choice, NO]], ticket: id });
}

/** Asks about words for a ticket that is over: open it again, or a new fault? A withdrawn one is opened again by staff. */
export function askReopen(ask: Ask, said: string, { id, ticket }: StoredTicket): Promise<Reply> {
  const reopen: Choice[] = ticket.status === 'closed' ? [{ as: 'open-again', label: 'open-again', ticket: id }] : [];
  const rows = [
    [FAULT, ...reopen],
    [QUESTION, NOTHING],
  ];
  return offer(ask, said, { title: 'heard.closed.title', text: 'heard.closed.text', rows, ticket: id });
}

/** Asks what a picture, a file or a voice message is about; says what cannot be read. */
export async function askWordless(ask: Ask, key: TextKey): Promise<Reply> {
  const rows = [[FAULT, NOTHING], (await openTickets(ask)).map(toTicket)];
  return offer(ask, '', { title: 'heard.wordless.title', text: key, rows });
}

/** Asks whether a report is the same as one of a moment ago. */
export function askSame(ask: Ask, said: string, id: number, command: string): Promise<Reply> {
  const choices: Choice[] = [
    { as: 'nothing', label: 'same', ticket: id, style: 'primary' },
    { as: 'again', label: 'again' },
  ];
  return offer(ask, said, { title: 'heard.same.title', text: 'heard.same.text', rows: [choices], ticket: id, command });
}

interface Offer {
  readonly title: TextKey;
  readonly text: TextKey;
  readonly rows: readonly (readonly Choice[])[];
  /** The ticket that the texts name. */
  readonly ticket?: number;
  /** The command that waits for the answer. Left out: a report. */
  readonly command?: string;
}

async function offer(ask: Ask, said: string, offered: Offer): Promise<Reply> {
  const { title, text, rows, ticket, command = 'ticket.report' } = offered;
  const { turn, person, place, message, asker, input } = ask;
  // A mention is known now only; a complaint must not reach the person whom it names.
  const about = personNamedIn(ask.book.source.people, said, { ...place, mentions: ask.mentions });
  const words = { place, message, command, input: { ...input, text: said, ...(about ? { about } : {}) } };
  const kept = await keepWords(turn.tx, words, person, turn.now);
  const { language } = asker;
  const params: Record<string, string> = ticket === undefined ? {} : { ticket: `T-${ticket}` };
  const texts = { title: t(language, title, params), text: t(language, text, params) };
  const isSecret = rows.flat().some(({ as }) => as === 'complaint');
  return privately(choiceCard({ language, kept, said }, texts, rows), isSecret);
}

/** The choice that words belong to a ticket. */
export function toTicket({ id, ticket }: StoredTicket): Choice {
  return { as: 'ticket', label: 'ticket', ticket: id, title: ticket.facts.title };
}

/** Whether others read the channel, so that they saw what the person wrote. */
function isShared({ book, place }: Ask): boolean {
  return Object.values(book.source.channels).some(({ platform, id }) =>
    isSamePlace(place, { platform, channelId: id }),
  );
}

async function openTickets({ turn, asker: { customer } }: Ask): Promise<StoredTicket[]> {
  return customer === undefined ? [] : listOpenTickets(turn.tx, { customer, limit: MOST_TICKETS });
}
