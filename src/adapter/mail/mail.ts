import { createHash } from 'node:crypto';
import { AdapterError, type ChatAdapter, NEVER_URGENT } from '../../chat/adapter.ts';
import type { FrontDesk } from '../../chat/intake.ts';
import type { KeepFiles } from '../../chat/keep-files.ts';
import { MAIL, type MailMemory } from '../../chat/mail.ts';
import type { PageLinks } from '../../chat/page.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { createMailListener, type MailDelivery } from './listen.ts';
import { sendAnswer } from './say/answer.ts';
import { refreshCard, sendFile, sendPost } from './say/send.ts';
import { type MailAccount, senderOf } from './wire/account.ts';
import type { MailBook } from './wire/book.ts';
import { LIMITS } from './wire/limits.ts';
import { createMailboxReader } from './wire/mailbox.ts';
import { createMessageIds } from './wire/message-id.ts';
import { openSmtp } from './wire/smtp.ts';

export interface MailOptions {
  readonly account: MailAccount;
  /** Signs our Message-IDs; it must stay the same over restarts. */
  readonly key: Buffer;
  readonly memory: MailMemory;
  readonly book: MailBook;
  /** Links to our pages as of now. */
  readonly links: () => Promise<PageLinks>;
  /** Left out: attachments are not taken. */
  readonly keepFiles?: KeepFiles | undefined;
  /** The desk's clock. */
  readonly clock: Clock;
  /** Real time. */
  readonly wallClock: Clock;
  readonly log: Logger;
}

/**
 * Customers by mail (docs/decision/0040): what comes into one mailbox becomes cases or notes on them; what customers are
 * told goes out as mails of the same conversation. Only customers: the sender of a mail proves nothing, so it gives no
 * rights of staff.
 */
export function createMailAdapter(options: MailOptions): ChatAdapter {
  const { account, key, memory, book, links, keepFiles, clock, wallClock, log } = options;
  const { address } = senderOf(account);
  const ids = createMessageIds(key, address);
  const smtp = openSmtp(account, createHash('sha256').update(key).digest('hex').slice(0, 16));
  const say = { book, memory, ids, send: smtp.send, links, wallClock };
  const listener = createMailListener({
    ...{ book, memory, ids, clock, wallClock, log, keepFiles, ourAddress: address },
    answer: (to, event, replies) => {
      const language = event.language ?? book.find(event.place.channelId)?.language ?? book.language();
      const isAboutTicket = event.kind === 'words' && event.letter?.unplaced === undefined;
      return sendAnswer({ send: smtp.send, ids }, to, { ...event, isAboutTicket }, replies, language);
    },
  });
  let desk: FrontDesk | undefined;
  const reader = createMailboxReader({
    account,
    memory,
    clock: wallClock,
    log,
    take: async (raw, fetched) => (desk ? listener.take(raw, fetched, desk) : 'busy'),
  });
  const rejected = async (): Promise<never> => {
    throw new AdapterError(MAIL, 'rejected');
  };

  return {
    platform: MAIL,
    features: {
      slashCommands: false,
      forms: false,
      threads: true,
      // What was sent cannot be changed; the next mail has the card's new state.
      refreshDays: Number.POSITIVE_INFINITY,
      sendsOncePerKey: true,
      messageEveryMs: 0,
      updateEveryMs: 0,
      bilingual: false,
      pins: false,
      fileBytes: LIMITS.fileBytes,
      urgentPerDay: NEVER_URGENT,
      dutyGroups: false,
    },
    async start(front) {
      desk = front;
      reader.start();
    },
    resume: (payload) => listener.workOn(payload as MailDelivery),
    async stop() {
      await reader.stop();
      desk = undefined;
      smtp.close();
    },
    send: (place, post, noticeKey) => sendPost(say, place, post, noticeKey),
    refresh: (place, posted, post) => refreshCard(say, place, posted, post),
    fetchFile: rejected,
    sendFile: (place, file, readers, noticeKey) => sendFile(say, place, file, readers, noticeKey),
    urge: rejected,
    findAccount: async () => 'unknown',
    setDutyGroup: async () => undefined,
  };
}
