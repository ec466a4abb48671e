import { createTransport } from 'nodemailer';
import { type MailAccount, senderOf, smtpOptions } from './account.ts';
import { adapterErrorOf } from './failure.ts';

/** A mail to be sent. */
export interface OutgoingMail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly messageId: string;
  /** Message-IDs of the conversation, the first mail first; the last one is answered. */
  readonly references: readonly string[];
  /** Whether it answers a mail, or tells of something by itself. */
  readonly isAnswer: boolean;
  readonly replyTo?: string | undefined;
  readonly file?: { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array };
}

/** Sends a mail; resolves once the server has accepted it for all recipients. Throws AdapterError. */
export type SendMail = (mail: OutgoingMail) => Promise<void>;

export interface Smtp {
  readonly send: SendMail;
  close(): void;
}

/** Old programs and some servers do not take longer lists. */
const REFERENCES = 20;

export function openSmtp(account: MailAccount, ownMark: string): Smtp {
  const transport = createTransport(smtpOptions(account));
  const from = senderOf(account);
  // An idle connection that the server closes is no failure of a mail.
  transport.on('error', () => {});
  return {
    async send({ to, subject, text, html, messageId, references, isAnswer, replyTo, file }) {
      const [first, ...others] = references;
      const last = references.at(-1);
      try {
        await transport.sendMail({
          from,
          to: [...to],
          subject,
          text,
          html,
          messageId,
          ...(replyTo === undefined ? {} : { replyTo }),
          ...(last === undefined ? {} : { inReplyTo: last }),
          ...(first === undefined ? {} : { references: [first, ...others.slice(-REFERENCES)] }),
          headers: {
            'Auto-Submitted': isAnswer ? 'auto-replied' : 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            'X-Deskbell': ownMark,
          },
          ...(file
            ? {
                attachments: [{ filename: file.name, contentType: file.mediaType, content: Buffer.from(file.bytes) }],
              }
            : {}),
        });
      } catch (error) {
        throw adapterErrorOf(error);
      }
    },
    close: () => transport.close(),
  };
}
