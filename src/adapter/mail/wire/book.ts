import type { Language } from '../../../lib/language.ts';

/** What the adapter needs of the service book. */
export interface MailBook {
  /** The channel that a mail belongs to; undefined: of no customer whom the book knows. Addresses in small letters. */
  place(from: string, recipients: readonly string[]): MailPlace | undefined;
  /** A channel by its id; undefined: the book has none of that id by mail. */
  find(channelId: string): MailPlace | undefined;
  /** Every address of ours to which people write. */
  own(): readonly string[];
  /** The language of people whom the book does not know. */
  language(): Language;
}

/** A customer's channel by mail. */
export interface MailPlace {
  readonly id: string;
  readonly customer: string;
  readonly language: Language;
  /** The address to which answers should come; undefined: to our sender. */
  readonly replyTo: string | undefined;
  /** Who gets mails of cases that did not begin by mail. */
  readonly contacts: readonly string[];
  /** Whether a copied person is one of the customer's senders. */
  isSender(address: string): boolean;
}
