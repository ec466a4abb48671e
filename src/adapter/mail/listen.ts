import { RateLimiterMemory } from 'rate-limiter-flexible';
import type { ChatEvent, ChatFile } from '../../chat/event.ts';
import type { FrontDesk, Work } from '../../chat/intake.ts';
import type { KeepFiles } from '../../chat/keep-files.ts';
import { type Letter, MAIL, type MailMemory, type MailThread, UNPLACED, type UnplacedWhy } from '../../chat/mail.ts';
import { cleanPayload } from '../../lib/clean.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { automaticOf, isForged } from './hear/automatic.ts';
import { readBounce } from './hear/bounce.ts';
import { type IncomingMail, parseMail } from './hear/parse.ts';
import { newWordsOf } from './hear/quote.ts';
import type { AnswerMail } from './say/answer.ts';
import type { MailBook, MailPlace } from './wire/book.ts';
import { LIMITS } from './wire/limits.ts';
import type { MessageIds } from './wire/message-id.ts';

/** Follows one mail from its bytes to the desk. */

export interface ListenParts {
  readonly book: MailBook;
  readonly memory: MailMemory;
  readonly ids: MessageIds;
  /** The desk's clock, and real time. */
  readonly clock: Clock;
  readonly wallClock: Clock;
  readonly log: Logger;
  readonly ourAddress: string;
  /** Left out: attachments are not taken. */
  readonly keepFiles?: KeepFiles | undefined;
  /** Sends a reply of the desk to who wrote. */
  readonly answer: (to: AnswerMail, event: ChatEvent, replies: Awaited<ReturnType<FrontDesk['hear']>>) => Promise<void>;
}

/** What is stored of a mail until its turn is over. */
export interface MailDelivery {
  readonly event: ChatEvent;
  readonly answerTo: AnswerMail;
}

/** What became of a mail. `case`: it belongs to a customer's case. `busy`: the desk takes nothing now; try again later. */
export type Taken = 'case' | 'letter' | 'automatic' | 'busy';

/** How much of a mail was fetched: of one that is too large the headers alone. */
export type Fetched = 'whole' | 'headers';

export interface MailListener {
  /** Takes a mail. Throws only if the database or the disk fails; a mail that cannot be read is taken as such. */
  take(raw: Buffer, fetched: Fetched, desk: FrontDesk): Promise<Taken>;
  /** The work for a stored mail. */
  workOn(delivery: MailDelivery): Work;
}

/** A ticket's number in a subject. */
const NUMBER = /(?<![A-Za-z0-9-])T-\d{1,9}(?![\w-])/i;

export function createMailListener(parts: ListenParts): MailListener {
  const { book, memory, ids, clock, wallClock, log, ourAddress, keepFiles, answer } = parts;
  const perSender = new RateLimiterMemory({ points: LIMITS.perSender, duration: LIMITS.perSenderMs / 1000 });

  async function take(raw: Buffer, fetched: Fetched, desk: FrontDesk): Promise<Taken> {
    const whole = await parseMail(raw).catch(() => undefined);
    const mail = whole ?? (await parseMail(headersIn(raw)));
    const automatic = automaticOf(mail, [ourAddress, ...book.own()]);
    if (automatic === 'bounce') return takeBounce(mail, raw, desk);
    if (automatic) {
      log.info({ why: automatic }, 'mail.skipped');
      return 'automatic';
    }
    const missing = fetched === 'headers' ? 'too-large' : whole ? undefined : 'unreadable';
    return takeWritten(mail, missing, desk);
  }

  /** A mail that a person wrote; `missing`: why there are only its headers. */
  async function takeWritten(mail: IncomingMail, missing: UnplacedWhy | undefined, desk: FrontDesk): Promise<Taken> {
    const [from = '', ...others] = mail.from;
    const isClear = from !== '' && others.length === 0 && !isForged(mail);
    const place = isClear ? book.place(from, mail.recipients) : undefined;
    const isTooMuch =
      isClear &&
      !(await perSender.consume(from).then(
        () => true,
        () => false,
      ));
    const unplaced = !isClear ? 'forged' : isTooMuch ? 'too-many' : !place ? 'stranger' : missing;
    if (unplaced) return pass(mail, place, undefined, { from, subject: mail.subject, untaken: [], unplaced }, desk);
    return place ? takeOfCustomer(mail, place, from, desk) : 'automatic';
  }

  /** A customer's mail: finds its conversation, stores its files, and tells the desk. */
  async function takeOfCustomer(mail: IncomingMail, place: MailPlace, from: string, desk: FrontDesk): Promise<Taken> {
    const known = await memory.findThread(
      place.id,
      [...mail.references, mail.messageId].filter((id) => id !== ''),
    );
    const ours = mail.references.map((id) => ids.read(id)).find((number) => number !== undefined);
    const answered = ours === 0 ? undefined : ours;
    const sender = { link: `mail/${from}`, customer: place.customer };
    const { kept, untaken } = keepFiles
      ? await keepFiles(mail.files, sender)
      : { kept: [], untaken: mail.files.map(({ name }) => ({ name, why: 'off' as const })) };
    const copied = mail.recipients.filter((each) => place.isSender(each) && !book.own().includes(each));
    const first = mail.messageId === '' ? `<${mail.id}@deskbell.invalid>` : mail.messageId;
    const thread: MailThread = {
      channelId: place.id,
      id: known?.id ?? first,
      topic: known?.topic ?? mail.subject,
      people: [...new Set([...(known?.people ?? []), from, ...copied])].slice(0, LIMITS.people),
      about: known?.about || (answered === undefined ? '' : `ticket/${answered}`),
      last: first,
      card: undefined,
    };
    const letter: Letter = {
      from,
      subject: mail.subject,
      ...(answered === undefined ? {} : { ticket: answered }),
      untaken,
      ...(ours === 0 && !known?.about.startsWith('ticket/') ? { unplaced: 'other' as const } : {}),
    };
    const isAnswer = answered !== undefined || (known !== undefined && known.id !== first) || NUMBER.test(mail.subject);
    // Before the desk hears of it: our answer has to find the conversation. A repeat changes nothing.
    await memory.noteMail(first, thread, wallClock.now());
    return pass(mail, place, { thread, files: kept, isAnswer }, letter, desk);
  }

  async function takeBounce(mail: IncomingMail, raw: Buffer, desk: FrontDesk): Promise<Taken> {
    const bounce = readBounce(raw, ids);
    if (!bounce || bounce.address === '') {
      log.info({ why: 'bounce' }, 'mail.skipped');
      return 'automatic';
    }
    const subject = bounce.ticket === 0 ? mail.subject : `T-${bounce.ticket} · ${mail.subject}`;
    return pass(mail, undefined, undefined, { from: bounce.address, subject, untaken: [], unplaced: 'bounced' }, desk);
  }

  /** Gives a mail to the desk, which stores it. */
  async function pass(
    mail: IncomingMail,
    place: MailPlace | undefined,
    said: { readonly thread: MailThread; readonly files: readonly ChatFile[]; readonly isAnswer: boolean } | undefined,
    letter: Letter,
    desk: FrontDesk,
  ): Promise<Taken> {
    const channelId = place?.id ?? UNPLACED;
    const threadId = said?.thread.id ?? '';
    const isFirst = said !== undefined && !said.isAnswer;
    const event: ChatEvent = {
      kind: 'words',
      id: mail.id,
      at: clock.now(),
      person: { platform: MAIL, teamId: '', userId: letter.from, displayName: mail.name, external: true },
      place: { platform: MAIL, channelId, threadId: said?.isAnswer ? threadId : '' },
      language: mail.language,
      message: said ? { threadId, link: '', files: said.files } : undefined,
      word: isFirst ? 'fault' : '',
      text: isFirst ? wordsOfFirst(mail) : said ? newWordsOf(mail.text) : '',
      mentions: {},
      letter,
    };
    const answerTo: AnswerMail = {
      to: letter.from,
      subject: mail.subject,
      messageId: mail.messageId,
      references: mail.references,
    };
    const delivery = cleanPayload({ event: withoutGaps(event), answerTo }) as MailDelivery;
    const personId = letter.unplaced === undefined ? letter.from : '';
    const given = { platform: MAIL, id: mail.id, channelId, personId, payload: delivery, isAwaited: false };
    const isTaken = await desk.accept(given, workOn(delivery));
    if (!isTaken) return 'busy';
    return letter.unplaced === undefined ? 'case' : 'letter';
  }

  function workOn({ event, answerTo }: MailDelivery): Work {
    return async (hear) => {
      const replies = await hear(event);
      await answer(answerTo, event, replies);
    };
  }

  return { take, workOn };
}

/** The first mail of a case: its subject, without marks of answers, then all of its words, history included. */
function wordsOfFirst({ subject, text }: IncomingMail): string {
  const title = subject.replace(/^(?:\s*(?:re|fw|fwd|aw|答复|回复|转发)\s*[:：])+\s*/i, '');
  return [title, text.trim()].filter((each) => each !== '').join('\n');
}

/** The event as it is read back from JSON: fields without a value are left out there. */
function withoutGaps(event: ChatEvent): unknown {
  return JSON.parse(JSON.stringify(event));
}

/** The headers of a mail whose content cannot be read. */
function headersIn(raw: Buffer): Buffer {
  const end = raw.indexOf('\r\n\r\n');
  return Buffer.from(end === -1 ? raw.subarray(0, 100_000) : raw.subarray(0, end + 4));
}
