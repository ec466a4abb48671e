import { createRequire } from 'node:module';
import type { AddressInfo, Server, Socket } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/**
 * Local mail servers: hoodiecrow, an IMAP server for tests of clients, and smtp-server of the nodemailer family. Both speak
 * the protocols over real sockets; only the way between them is ours.
 */
export interface MailServer {
  readonly imapUrl: string;
  readonly smtpUrl: string;
  /** What was accepted for sending, in order. */
  readonly sent: readonly SentMail[];
  /** Puts a mail into the mailbox. */
  deliver(raw: string | Buffer): void;
  /** The UID that the next mail gets. */
  uidNext(): number;
  /** Mails that carry the flag `\Seen`, by UID. */
  seen(): readonly number[];
  /** As if a server had restored the mailbox: another UIDVALIDITY, and UIDs from 1 on. */
  renumber(): void;
  /** Cuts every IMAP connection. */
  cut(): void;
  /** How many IMAP connections there were. */
  logins(): number;
  /** What the SMTP server answers instead of accepting a mail; undefined: it accepts. */
  refuse(answer: { readonly at: 'rcpt' | 'data'; readonly code: number } | undefined): void;
  /** Called with each accepted mail: programs that answer. */
  onSent(answer: (mail: SentMail) => void): void;
  close(): Promise<void>;
}

export interface SentMail extends ParsedMail {
  readonly raw: string;
  readonly envelopeTo: readonly string[];
}

/** What is used of hoodiecrow, which brings no types. */
interface Hoodiecrow {
  readonly server: Server;
  listen(port: number, host: string, done: () => void): void;
  close(done: () => void): void;
  appendMessage(box: string, flags: readonly string[], at: Date, raw: string): void;
  getMailbox(name: string): {
    uidvalidity: number;
    uidnext: number;
    readonly messages: { uid: number; readonly flags: readonly string[] }[];
  };
}

const hoodiecrow: (options: object) => Hoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap');
const PLUGINS = ['ID', 'ENABLE', 'IDLE', 'LITERALPLUS', 'UIDPLUS', 'NAMESPACE', 'UNSELECT', 'AUTH-PLAIN', 'SASL-IR'];

export async function openMailServer(): Promise<MailServer> {
  const imap = hoodiecrow({ plugins: PLUGINS, storage: { INBOX: { messages: [] } } });
  const sockets = new Set<Socket>();
  let logins = 0;
  imap.server.on('connection', (socket: Socket) => {
    logins += 1;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => {});
  });
  await new Promise<void>((resolve) => imap.listen(0, '127.0.0.1', resolve));
  const box = () => imap.getMailbox('INBOX');

  const sent: SentMail[] = [];
  let refusal: { readonly at: 'rcpt' | 'data'; readonly code: number } | undefined;
  let answer = (_mail: SentMail): void => {};
  const refused = (code: number) => Object.assign(new Error('refused'), { responseCode: code });
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onAuth: ({ username, password }, _session, done) =>
      password === 'secret'
        ? done(null, { user: username })
        : done(Object.assign(new Error('no'), { responseCode: 535 })),
    onRcptTo: (_address, _session, done) => done(refusal?.at === 'rcpt' ? refused(refusal.code) : null),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (refusal?.at === 'data') return done(refused(refusal.code));
        const raw = Buffer.concat(chunks);
        simpleParser(raw).then((mail) => {
          const envelopeTo = session.envelope.rcptTo.map(({ address }) => address);
          const seen = { ...mail, raw: raw.toString('latin1'), envelopeTo };
          sent.push(seen);
          done();
          answer(seen);
        }, done);
      });
    },
  });
  smtp.on('error', () => {});
  await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', () => resolve()));

  return {
    imapUrl: `imap://testuser:testpass@127.0.0.1:${(imap.server.address() as AddressInfo).port}/INBOX`,
    smtpUrl: `smtp://desk:secret@127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    sent,
    // It wants a text with one sign for each byte.
    deliver: (raw) => imap.appendMessage('INBOX', [], new Date(), Buffer.from(raw).toString('latin1')),
    uidNext: () => box().uidnext,
    seen: () => box().messages.flatMap(({ uid, flags }) => (flags.includes('\\Seen') ? [uid] : [])),
    renumber() {
      const mailbox = box();
      mailbox.uidvalidity += 1;
      mailbox.messages.forEach((message, index) => {
        message.uid = index + 1;
      });
      mailbox.uidnext = mailbox.messages.length + 1;
    },
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    logins: () => logins,
    refuse(next) {
      refusal = next;
    },
    onSent(next) {
      answer = next;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => imap.close(resolve));
      await new Promise<void>((resolve) => smtp.close(() => resolve()));
    },
  };
}

/** A mail as a person's program sends it. Headers with an undefined value are left out. */
export function mailOf(
  given: {
    readonly from?: string;
    readonly to?: string;
    readonly subject?: string;
    readonly text?: string;
    readonly id?: string;
    readonly headers?: Readonly<Record<string, string>>;
  } = {},
): string {
  count += 1;
  const { from = 'Wang Lei <wang@bureau.example>', to = 'service@acme.example', subject = 'Core switch down' } = given;
  const { text = 'Since ten the whole floor is offline.', id = `<m${count}@bureau.example>`, headers = {} } = given;
  const head = {
    From: from,
    To: to,
    Subject: subject,
    Date: 'Mon, 28 Sep 2026 10:10:00 +0800',
    'Message-ID': id,
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=utf-8',
    ...headers,
  };
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return [...lines, '', text].join('\r\n');
}

let count = 0;
