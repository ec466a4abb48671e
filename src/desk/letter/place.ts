import { MAIL } from '../../chat/mail.ts';
import type { BookSource } from '../book/schema.ts';

/** A channel by mail, as the book has it. */
export interface MailChannel {
  readonly id: string;
  readonly customer: string;
  readonly language: BookSource['provider']['language'];
  readonly to: readonly string[];
  readonly senders: readonly string[];
  readonly contacts: readonly string[];
}

/** The channels by mail. */
export function mailChannels({ channels }: Pick<BookSource, 'channels'>): MailChannel[] {
  return Object.values(channels).flatMap(({ platform, id, customer, language, mail }) =>
    platform === MAIL && mail && customer !== undefined ? [{ ...mail, id, customer, language }] : [],
  );
}

/** Whether a channel's list of senders has an address, by itself or by its domain. */
export function isSender({ senders }: Pick<MailChannel, 'senders'>, address: string): boolean {
  return senders.includes(address) || senders.includes(domainOf(address));
}

/**
 * Whose a mail is; undefined: of no customer whom the book knows. Addresses are in small letters. A sender whom the book
 * names counts more than the address that was written to, so that no answer about one customer goes to another.
 */
export function placeMail(
  source: Pick<BookSource, 'channels'>,
  from: string,
  recipients: readonly string[],
): MailChannel | undefined {
  const all = mailChannels(source);
  const isWrittenTo = ({ to }: MailChannel) => to.some((each) => recipients.includes(each));
  return (
    all.find((each) => isWrittenTo(each) && isSender(each, from)) ??
    all.find(({ senders }) => senders.includes(from)) ??
    all.find(({ senders }) => senders.includes(domainOf(from))) ??
    all.find((each) => each.senders.length === 0 && isWrittenTo(each))
  );
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@'));
}

/** Who owes the answers to mails of a channel: its own reader, or the provider's; undefined: the book names none. */
export function readerOf({ channels, provider }: BookSource, channelId: string): string | undefined {
  const channel = Object.values(channels).find(({ platform, id }) => platform === MAIL && id === channelId);
  return channel?.mail?.reader ?? provider.mailbox?.reader;
}
