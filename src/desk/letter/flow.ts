import { MAIL, type UnplacedWhy } from '../../chat/mail.ts';
import { t } from '../../i18n/i18n.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import type { Directory } from '../address/notice.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, calendarOf } from '../book/book.ts';
import { spanOf } from '../book/schema.ts';
import { showTicketButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import type { DeskTurn, Fact } from '../desk.ts';
import { defineMatter, type NamedMatter } from '../matter/matter.ts';
import { layOut, reach } from '../sla/sla.ts';
import { subjectOf } from '../ticket/case/names.ts';
import { findTicket } from '../ticket/store.ts';
import { letterCard } from './card.ts';
import { arriveLetter, type LetterEntry, type LetterReminder, letterReminders, type UnplacedLetter } from './letter.ts';
import { mailChannels, readerOf } from './place.ts';

/** Mails that belong to no case, as a kind of matter. */
export const letters = defineMatter<LetterReminder, UnplacedLetter, LetterEntry>({
  feature: 'letter',
  reminders: letterReminders,
  card: letterCard,
  noticesOf,
});

/** Without a mailbox in the book there is no other time for the answer. */
const ANSWER_WITHIN = '1wd';

/** Tells the reader of a mail that belongs to no case; the answer is owed by the office calendar. */
export async function receiveLetter(
  turn: DeskTurn,
  book: Book,
  given: { readonly channelId: string; readonly customer: string; readonly from: string; readonly title: string } & {
    readonly why: UnplacedWhy;
  },
): Promise<void> {
  const { channelId, ...letter } = given;
  const { provider } = book.source;
  const reader = readerOf(book.source, channelId) ?? inLine(book.source, undefined, ['desk', 'coordinator'])[0] ?? '';
  const calendars = { office: calendarOf(book, provider.officeCalendar), always: book.always };
  const within = layOut(spanOf(provider.mailbox?.answerWithin ?? ANSWER_WITHIN), turn.now, calendars);
  const overdue = reach(within, { excluded: [], heldSince: undefined }) ?? turn.now;
  await letters.begin(turn, book, arriveLetter({ ...letter, reader }, overdue, turn.now));
}

function noticesOf(matter: NamedMatter<UnplacedLetter>, entry: LetterEntry, key: string, house: Directory): Notice[] {
  const { subject, number, state } = matter;
  const { source } = house;
  const isOverdue = entry.kind === 'letter.overdue';
  const customer = state.customer === '' ? undefined : state.customer;
  const shown = {
    key,
    subject,
    at: entry.at,
    to: isOverdue ? ['escalation'] : [state.reader],
    inPlace: inLine(source, customer, ['desk', 'coordinator']),
    customer,
  };
  if (entry.kind === 'letter.answered')
    return redraw(house, { ...shown, to: [state.reader, 'escalation'] }, (_, language) =>
      letterCard(matter, source, language),
    );
  const announcement = { ...shown, kind: entry.kind, fields: {}, unlisted: true as const };
  return announce(house, announcement, (_, language) => ({
    card: letterCard(matter, source, language),
    line: t(language, isOverdue ? 'line.letter.overdue' : 'line.letter.arrived', { letter: number, from: state.from }),
    pings: [state.reader],
    ...(isOverdue ? { aloud: true as const } : {}),
  }));
}

/** A case that began by mail: the named reader hears of it, because they owe the answers to these mails. */
export async function onTicketOpened(turn: DeskTurn, { ticketId }: Extract<Fact, { kind: 'ticket.opened' }>) {
  const book = await bookOf(turn, turn.book);
  if (mailChannels(book.source).length === 0) return;
  const stored = await findTicket(turn.tx, ticketId);
  const origin = stored?.ticket.facts.origin;
  if (!stored || origin?.platform !== MAIL) return;
  const { facts, assignee } = stored.ticket;
  const reader = readerOf(book.source, origin.channelId);
  // The engineer on duty is pinged by the ticket itself.
  if (reader === undefined || reader === assignee) return;
  const subject = subjectOf(ticketId);
  const number = `T-${ticketId}`;
  const announcement = {
    key: `${subject}|letter.reader`,
    kind: 'letter.reader',
    subject: `${subject}/letter`,
    at: turn.now,
    to: [reader],
    inPlace: inLine(book.source, facts.customer, ['desk', 'coordinator']),
    customer: facts.customer,
    fields: {},
    unlisted: true as const,
  };
  const notices = announce(directoryOf(turn, book), announcement, (_, language) => ({
    card: {
      subject: `${subject}/letter`,
      tone: 'neutral',
      title: `${number} · ${facts.title}`,
      badges: [],
      parts: [
        {
          part: 'text',
          style: 'plain',
          text: t(language, 'letter.became', {
            ticket: number,
            customer: customerName(book.source, facts.customer, language),
          }),
        },
        { part: 'actions', main: [showTicketButton(ticketId, language)], more: [] },
      ],
    },
    line: t(language, 'line.letter.reader', { ticket: number }),
    pings: [reader],
  }));
  await enqueue(turn, notices, []);
}
