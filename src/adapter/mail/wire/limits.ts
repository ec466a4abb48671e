import { HOUR, MINUTE, SECOND } from '../../../lib/instant.ts';

const MEGABYTE = 1024 * 1024;

/** Limits of mails, in and out. */
export const LIMITS = {
  /** A mail with all its attachments, as it comes; a larger one is not fetched. */
  mailBytes: 40 * MEGABYTE,
  /** The part of a mail's HTML that is read, in characters. */
  htmlChars: 1024 * 1024,
  /** The words of a mail that are read, in characters; the desk takes fewer. */
  textChars: 20_000,
  /** A longer subject is cut, coming and going. */
  subjectChars: 200,
  /** Message-IDs of a mail's headers that are looked up. */
  references: 50,
  /** A Message-ID of another program that is longer is not kept. */
  messageIdChars: 500,
  recipients: 50,
  /** People of one conversation who get the answers. */
  people: 20,
  /** Inline pictures that are smaller belong to signatures. */
  signatureBytes: 8 * 1024,
  /** Mails of one sender that are taken in `perSenderMs`. */
  perSender: 20,
  perSenderMs: HOUR,
  /** A text of a card in a mail; the page shows all of it. */
  cardTextChars: 4_000,
  cardFields: 40,
  /** The largest file that we send. */
  fileBytes: 15 * MEGABYTE,
  connectMs: 20 * SECOND,
  /** An SMTP server may look at a mail for long before it accepts it. */
  sendMs: 2 * MINUTE,
  /** The mailbox is looked at this often even if the server announces nothing. */
  lookEveryMs: 2 * MINUTE,
  /** Between tries to connect, at first and at most. */
  retryMs: SECOND,
  retryMostMs: MINUTE,
  /** With a new UIDVALIDITY mails of this long ago are looked at again; those that were taken are known. */
  lookBackMs: 48 * HOUR,
} as const;

/** The beginning of a text, with an ellipsis if it is longer than `max` code points. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const points = [...text];
  return points.length <= max ? text : `${points.slice(0, max - 1).join('')}…`;
}
