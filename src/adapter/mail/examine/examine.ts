import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { type Check, type Finding, finding } from '../../../chat/check.ts';
import { imapOptions, type MailAccount, smtpOptions } from '../wire/account.ts';
import { wordOf } from '../wire/failure.ts';
import { LIMITS } from '../wire/limits.ts';

/** What the book says of mail. */
export interface NamedByMail {
  /** How many channels by mail it has. */
  readonly channels: number;
  /** Whether it names a mailbox with its reader. */
  readonly hasMailbox: boolean;
}

/** The check of a mail account: whether it can be read, and whether it takes mails to be sent. Sends none. */
export function examineMail(account: MailAccount, named: () => Promise<NamedByMail | undefined>): readonly Check[] {
  return [
    {
      name: 'mail',
      limitMs: 3 * LIMITS.connectMs,
      async *find() {
        yield await examineImap(account);
        yield await examineSmtp(account);
        const book = await named();
        if (book) yield* examineNamed(book);
      },
    },
  ];
}

async function examineImap(account: MailAccount): Promise<Finding> {
  const { options, mailbox } = imapOptions(account);
  const client = new ImapFlow({ ...options, disableAutoIdle: true });
  client.on('error', () => {});
  const host = `${options.host}:${options.port}`;
  try {
    await client.connect();
    const opened = await client.mailboxOpen(mailbox, { readOnly: true });
    const level = client.capabilities.has('IDLE') ? 'ok' : 'note';
    const code = level === 'ok' ? 'doctor.mail.read' : 'doctor.mail.read-slowly';
    return finding(level, code, { host, mailbox, count: opened.exists });
  } catch (error) {
    return finding('wrong', 'doctor.mail.not-read', { host, mailbox, why: whyOf(error) });
  } finally {
    client.close();
  }
}

async function examineSmtp(account: MailAccount): Promise<Finding> {
  const { pool: _pool, ...options } = smtpOptions(account);
  const transport = createTransport(options);
  const host = `${options.host}:${options.port}`;
  try {
    await transport.verify();
    return finding('ok', 'doctor.mail.sends', { host });
  } catch (error) {
    return finding('wrong', 'doctor.mail.not-sent', { host, why: whyOf(error) });
  } finally {
    transport.close();
  }
}

function* examineNamed({ channels, hasMailbox }: NamedByMail): Iterable<Finding> {
  if (channels === 0) yield finding('warning', 'doctor.mail.no-channels');
  else yield finding('ok', 'doctor.mail.channels', { count: channels });
  if (!hasMailbox) yield finding('warning', 'doctor.mail.no-reader');
}

/** A code or a word of the server; never a text, which may have an address or a password. */
function whyOf(error: unknown): string {
  const { authenticationFailed, serverResponseCode, code, responseCode } = (error ?? {}) as Record<string, unknown>;
  if (authenticationFailed === true) return 'authentication failed';
  const reply = typeof responseCode === 'number' ? ` ${responseCode}` : '';
  return `${wordOf(serverResponseCode) || wordOf(code) || 'no answer'}${reply}`;
}
