import type { Wordless } from '../../chat/event.ts';
import type { Reply } from '../../chat/reply.ts';
import { MINUTE } from '../../lib/instant.ts';
import { plainOf } from '../../lib/plain-text.ts';
import { numberOf } from '../address/number.ts';
import { isSamePlace } from '../address/route.ts';
import { readWish } from '../cover/wish-words.ts';
import type { Ask } from '../desk.ts';
import { fits, MAX_TEXT, shorten } from '../input.ts';
import type { StoredTicket } from '../ticket/case/loaded.ts';
import type { HeardAs } from '../ticket/case/record.ts';
import { isOver, type TicketId } from '../ticket/case/ticket.ts';
import { maySee } from '../ticket/flow.ts';
import { findTicket } from '../ticket/store.ts';
import { whisper } from './card.ts';
import type { Heard, Said } from './heard.ts';
import { hearInThread, hearStaff } from './in-thread.ts';
import { askReopen, askWhat, askWordless, offerComplaint, offerReport, toTicket } from './offer.ts';
import { asksForAllCases } from './reader/cue/all-cases.ts';
import { isLikelyFault, type Reading } from './reader/reader.ts';
import { readerOf } from './reader-of.ts';
import { noteOffer } from './store.ts';

/** Decides what becomes of words without a command: they are read, and what would be a guess is asked about in private. */

const SILENCE: Heard = { replies: [], facts: [] };
/** Within this time a person is not offered a second time to report what they say in a channel. */
const CONVERSATION = 30 * MINUTE;

/** Hears words without a command, a message without words, or what people say among themselves. */
export async function hear(ask: Ask, given: Said): Promise<Heard> {
  const isLong = !fits(given.text);
  const said = { ...given, text: isLong ? `${shorten(given.text, MAX_TEXT - 1)}…` : shorten(given.text, MAX_TEXT) };
  const about = await ticketsOf(ask, said);
  const unclosed = about.filter(({ ticket }) => !isOver(ticket));
  if (said.wordless !== undefined) return hearWordless(ask, said.wordless, said.overheard, unclosed);
  if (ask.asker.staff) return hearOurs(ask, said, about);
  // It is refused there, with the limit.
  if (isLong && !said.overheard) return run('ticket.report', { text: given.text });
  const isForUs = !said.overheard || unclosed.length === 1;
  if (!isForUs && !isListening(ask)) return SILENCE;
  if (!said.overheard && asksForAllCases(said.text)) return run('dossier.cases');
  const read = readerOf(ask.book.source);
  const reading = read(said.text);
  if (!isForUs) return hearAmongOthers(ask, said.text, reading);
  // A number makes words sound like news of a ticket: whether they complain is read without it as well.
  const bare = read(said.text.replace(NUMBERS, ' '));
  if (reading.meaning === 'complaint' || bare.meaning === 'complaint')
    return reply(await offerComplaint(ask, said.text, unclosed.map(toTicket)));
  const [only] = unclosed.length === 1 ? unclosed : [];
  // In their direct messages no one has read it yet: the engineer whom it may be about does not get it unasked.
  const isDirect = ask.place.channelId.startsWith('@');
  if (only && isDirect && (reading.mayComplain || bare.mayComplain))
    return reply(await askWhat(ask, said.text, [only], true));
  if (only) return hearInThread(ask, said, only, reading);
  const [closed] = about;
  if (closed && unclosed.length === 0 && needsTicket(reading)) return reply(await askReopen(ask, said.text, closed));
  return hearAlone(ask, said.text, reading, unclosed);
}

/** What our own people say without a command belongs to one ticket, or to none. */
async function hearOurs(ask: Ask, said: Said, about: readonly StoredTicket[]): Promise<Heard> {
  const [first, ...others] = about;
  if (!first) return said.overheard ? SILENCE : hearWish(said.text);
  if (others.length === 0) return hearStaff(ask, said, first);
  const tickets = about.map(({ id }) => numberOf('ticket', id)).join(', ');
  return said.overheard ? SILENCE : reply(whisper(ask.asker.language, 'ticket.thread-of-several', { tickets }));
}

/** A colleague asks for cover or a swap in their own words: they get its form with the shift that they mean. */
function hearWish(text: string): Heard {
  const wish = readWish(text);
  return wish ? run(wish === 'swap' ? 'oncall.swap' : 'cover.ask', { rotation: text }) : SILENCE;
}

/** Words outside any ticket's thread, or in the thread of several. */
async function hearAlone(ask: Ask, text: string, reading: Reading, about: readonly StoredTicket[]): Promise<Heard> {
  switch (reading.meaning) {
    case 'thanks':
      return reply(whisper(ask.asker.language, reading.saysThanks ? 'heard.thanks' : 'heard.all-right'));
    case 'status':
      return run('ticket.open');
    case 'duty':
      return run('oncall.show');
    case 'help':
      return run('desk.help');
    case 'fault':
      if (about.length === 0) return reportAs(text, { as: 'fault', like: reading.like });
      break;
    default:
  }
  const mayPage = ask.book.source.pageUnclear === true && !reading.mayComplain && reading.meaning === 'unclear';
  if (mayPage && about.length === 0) return reportAs(text, { as: 'unclear', like: reading.like });
  return reply(await askWhat(ask, text, about, reading.mayComplain));
}

/** What a customer says to others in a channel that is listened to. Each conversation gets one offer. */
async function hearAmongOthers(ask: Ask, text: string, reading: Reading): Promise<Heard> {
  const isComplaint = reading.meaning === 'complaint';
  if (!isComplaint && !isLikelyFault(reading)) return SILENCE;
  const { turn, place, person } = ask;
  const isFirst = await noteOffer(turn.tx, place, person.userId, turn.now, turn.now - CONVERSATION);
  if (!isFirst) return SILENCE;
  return reply(await (isComplaint ? offerComplaint(ask, text, []) : offerReport(ask, text)));
}

async function hearWordless(
  ask: Ask,
  kind: Wordless,
  overheard: boolean,
  about: readonly StoredTicket[],
): Promise<Heard> {
  const hasFiles = (ask.message?.files ?? []).length > 0;
  const [only] = about.length === 1 ? about : [];
  const { staff, customer, language } = ask.asker;
  if (only && hasFiles && !staff) {
    return hearInThread(ask, { text: '', overheard, wordless: kind }, only, undefined);
  }
  if (overheard) return SILENCE;
  const key = `heard.wordless.${kind}` as const;
  if (staff || customer === undefined || !hasFiles) return reply(whisper(language, key));
  return reply(await askWordless(ask, key));
}

/** The tickets that words are about: those that they name, else those of the thread. */
async function ticketsOf(ask: Ask, { text, overheard }: Said): Promise<StoredTicket[]> {
  const named = overheard ? [] : numbersIn(text);
  const found: StoredTicket[] = [];
  for (const id of named.length > 0 ? named : ask.here) {
    const stored = await findTicket(ask.turn.tx, id);
    if (stored && maySee(ask.asker, stored.ticket.facts)) found.push(stored);
  }
  return found;
}

/** Numbers of tickets: `T-12`, `t12`. */
const NUMBERS = /(?<![a-z0-9-])t ?-? ?(\d{1,9})(?![a-z0-9-])/gi;

/** The numbers of tickets in a text, each once. */
function numbersIn(text: string): TicketId[] {
  const found = plainOf(text).plain.matchAll(NUMBERS);
  return [...new Set([...found].map(([, number]) => Number(number) as TicketId))].slice(0, 5);
}

function needsTicket({ meaning }: Reading): boolean {
  return meaning === 'fault' || meaning === 'unclear' || meaning === 'other';
}

function isListening({ book, place }: Ask): boolean {
  return Object.values(book.source.channels).some(
    ({ platform, id, listen }) => listen === 'offer' && isSamePlace(place, { platform, channelId: id }),
  );
}

function run(command: string, input: Record<string, string> = {}): Heard {
  return { run: { command, input }, replies: [], facts: [] };
}

function reportAs(text: string, heard: HeardAs): Heard {
  return { ...run('ticket.report', { text }), heard };
}

function reply(one: Reply): Heard {
  return { replies: [one], facts: [] };
}
