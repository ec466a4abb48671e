import type { Instant } from '../lib/instant.ts';
import type { Card } from './card.ts';
import type { Platform } from './place.ts';

/** The platform name of mail (`src/adapter/mail`). */
export const MAIL: Platform = 'mail';

/** The channel id of mails that belong to no customer. */
export const UNPLACED = 'unplaced';

/**
 * Why a mail is not worked like others. `stranger`: the book knows neither its sender nor its recipient. `forged`: its
 * sender has no single address, or our own mail server found that the address is false. `too-large` and `unreadable`:
 * only its headers were read. `too-many`: its sender wrote too often. `bounced`: a mail of ours was not delivered.
 * `other`: it answers a mail of ours that was about no ticket.
 */
export const UNPLACED_WHYS = ['stranger', 'forged', 'too-large', 'unreadable', 'too-many', 'bounced', 'other'] as const;
export type UnplacedWhy = (typeof UNPLACED_WHYS)[number];

/** Why an attachment was not taken. `off`: this desk takes no files. */
export const UNTAKEN_WHYS = [
  'off',
  'type',
  'too-large',
  'empty',
  'too-many',
  'full',
  'infected',
  'not-scanned',
] as const;
export type UntakenWhy = (typeof UNTAKEN_WHYS)[number];

/** What is known of a mail besides its words. */
export interface Letter {
  /** The sender's address in small letters; of a bounce the address that was not reached. */
  readonly from: string;
  /** The subject as it was written. */
  readonly subject: string;
  /** The number of the ticket whose mail of ours it answers; left out: it answers none. */
  readonly ticket?: number;
  /** Attachments that were not taken. */
  readonly untaken: readonly { readonly name: string; readonly why: UntakenWhy }[];
  /** Left out: it is a customer's mail in good order. */
  readonly unplaced?: UnplacedWhy;
}

/** A conversation by mail. */
export interface MailThread {
  readonly channelId: string;
  /** The Message-ID of its first mail. */
  readonly id: string;
  /** The subject of its first mail. */
  readonly topic: string;
  /** Addresses of the people who wrote in it, or were copied. Our answers go to them. */
  readonly people: readonly string[];
  /** What it is about, e.g. `ticket/12`; empty: not known yet. */
  readonly about: string;
  /** The Message-ID of its latest mail. */
  readonly last: string;
  /** The card in its latest state; undefined: none was sent yet. */
  readonly card: Card | undefined;
}

/** Where the reading of a mailbox stands: the last UID that was taken. UIDs count only under their UIDVALIDITY. */
export interface MailCursor {
  readonly validity: string;
  readonly uid: number;
}

/** What has to be remembered of mails, beyond a restart. */
export interface MailMemory {
  findCursor(mailbox: string): Promise<MailCursor | undefined>;
  saveCursor(mailbox: string, cursor: MailCursor, now: Instant): Promise<void>;
  /** Whether a mail with this Message-ID was noted in the channel. */
  hasMail(channelId: string, messageId: string): Promise<boolean>;
  /** The conversation of the first of these Message-IDs that is known in the channel. */
  findThread(channelId: string, messageIds: readonly string[]): Promise<MailThread | undefined>;
  /** The latest conversation about a subject in the channel. */
  findThreadAbout(channelId: string, about: string): Promise<MailThread | undefined>;
  /** Notes a mail as the latest of its conversation. A repeat changes nothing. */
  noteMail(messageId: string, thread: MailThread, now: Instant): Promise<void>;
  /** Keeps the state of a conversation's card; it is shown in the next mail. */
  saveCard(channelId: string, threadId: string, card: Card): Promise<void>;
}
