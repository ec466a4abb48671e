import type { ImapFlowOptions } from 'imapflow';
import type { SMTPPoolOptions } from 'nodemailer/lib/smtp-pool';
import { LIMITS } from './limits.ts';

/** A mail account: where it is read, by whom mails are sent, and under which address. */
export interface MailAccount {
  /** `imaps://user:password@host:993/INBOX`; without a path the inbox. */
  readonly imapUrl: string;
  /** `smtps://user:password@host:465`, or `smtp://` with STARTTLS. */
  readonly smtpUrl: string;
  /** `Acme service <service@acme.example>`, or the address alone. */
  readonly from: string;
}

/** On this machine nothing listens in; anywhere else a connection without TLS is refused. */
const LOOPBACK = ['127.0.0.1', '[::1]', 'localhost'];

/** The options of an IMAP connection, and the mailbox that is read. */
export function imapOptions({ imapUrl }: Pick<MailAccount, 'imapUrl'>): { options: ImapFlowOptions; mailbox: string } {
  const { host, port, isSecure, isLocal, user, pass, path } = partsOf(imapUrl, { imaps: 993, imap: 143 });
  return {
    mailbox: path || 'INBOX',
    options: {
      host,
      port,
      secure: isSecure,
      ...(isSecure ? {} : { doSTARTTLS: !isLocal }),
      auth: { user, pass },
      // Its log would have addresses and subjects.
      logger: false,
      connectionTimeout: LIMITS.connectMs,
      greetingTimeout: LIMITS.connectMs,
      socketTimeout: 3 * LIMITS.lookEveryMs,
      maxIdleTime: LIMITS.lookEveryMs,
    },
  };
}

/** The options of the SMTP connections. */
export function smtpOptions({ smtpUrl }: Pick<MailAccount, 'smtpUrl'>): SMTPPoolOptions & { pool: true } {
  const { host, port, isSecure, isLocal, user, pass } = partsOf(smtpUrl, { smtps: 465, smtp: 587 });
  return {
    pool: true,
    maxConnections: 2,
    host,
    port,
    secure: isSecure,
    ...(isSecure || isLocal ? {} : { requireTLS: true }),
    ...(isLocal && !isSecure ? { ignoreTLS: true } : {}),
    ...(user === '' ? {} : { auth: { user, pass } }),
    connectionTimeout: LIMITS.connectMs,
    greetingTimeout: LIMITS.connectMs,
    socketTimeout: LIMITS.sendMs,
    // What a mail contains is made here: nothing is read from files or fetched by address.
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

function partsOf(address: string, ports: Readonly<Record<string, number>>) {
  const url = new URL(address);
  const scheme = url.protocol.slice(0, -1);
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: url.port === '' ? (ports[scheme] ?? 0) : Number(url.port),
    isSecure: scheme.endsWith('s'),
    isLocal: LOOPBACK.includes(url.hostname),
    user: decodeURIComponent(url.username),
    pass: decodeURIComponent(url.password),
    path: decodeURIComponent(url.pathname.slice(1)),
  };
}

/** Our address in small letters, and the name that stands before it; empty if there is none. */
export function senderOf({ from }: Pick<MailAccount, 'from'>): { readonly name: string; readonly address: string } {
  const [, name = '', address = from] = /^\s*(.*?)\s*<([^<>]+)>\s*$/.exec(from) ?? [];
  return { name: name.replace(/^"(.*)"$/, '$1'), address: address.trim().toLowerCase() };
}
