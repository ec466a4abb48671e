import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

/** Message-IDs of our own mails. They name the ticket, and are signed, so that an answer's headers tell which one it is. */
export interface MessageIds {
  /**
   * The Message-ID of a notice's mail: the same each time, so that a second copy of the mail does no harm. `about`: e.g.
   * `ticket/12`.
   */
  make(channelId: string, key: string, about: string): string;
  /** The ticket's number in one of our Message-IDs, 0 for mails about nothing with a number; undefined: not ours. */
  read(messageId: string): number | undefined;
}

const OURS = /^<db\.(\d{1,9})\.([0-9a-f]{24})\.([0-9a-f]{24})@[^<>\s]{1,255}>$/i;

/** `from`: our address, whose domain the Message-IDs have. */
export function createMessageIds(key: Buffer, from: string): MessageIds {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const sign = (number: string, hash: string) =>
    createHmac('sha256', key).update(`mail ${number} ${hash}`).digest('hex').slice(0, 24);
  return {
    make(channelId, noticeKey, about) {
      const number = /^ticket\/(\d{1,9})$/.exec(about)?.[1] ?? '0';
      const hash = createHash('sha256')
        .update(JSON.stringify([channelId, noticeKey]))
        .digest('hex')
        .slice(0, 24);
      return `<db.${number}.${hash}.${sign(number, hash)}@${domain}>`;
    },
    read(messageId) {
      const [, number, hash, signature] = OURS.exec(messageId) ?? [];
      if (number === undefined || hash === undefined || signature === undefined) return undefined;
      const expected = Buffer.from(sign(number, hash.toLowerCase()));
      return timingSafeEqual(expected, Buffer.from(signature.toLowerCase())) ? Number(number) : undefined;
    },
  };
}
