import { ImapFlow } from 'imapflow';
import type { MailMemory } from '../../../chat/mail.ts';
import type { Clock } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import { imapOptions, type MailAccount } from './account.ts';
import { wordOf } from './failure.ts';
import { LIMITS } from './limits.ts';

/**
 * Reads a mailbox: every mail that comes, once and in order, over any number of restarts and lost connections. The last
 * UID is kept after each mail that was taken; a mail that the desk cannot take now is asked for again.
 */
export interface MailboxReader {
  start(): void;
  /** Ends after the mail under way. */
  stop(): Promise<void>;
}

/** What became of a mail: only one that was worked is marked as read, so that people see the others. */
export type TakeMail = (raw: Buffer, fetched: 'whole' | 'headers') => Promise<'case' | 'letter' | 'automatic' | 'busy'>;

export interface ReaderParts {
  readonly account: MailAccount;
  readonly memory: Pick<MailMemory, 'findCursor' | 'saveCursor'>;
  readonly take: TakeMail;
  readonly clock: Clock;
  readonly log: Logger;
}

export function createMailboxReader({ account, memory, take, clock, log }: ReaderParts): MailboxReader {
  const { options, mailbox } = imapOptions(account);
  // Two accounts, or two mailboxes of one, have a place each.
  const name = `${options.auth?.user}@${options.host}/${mailbox}`;
  const stopping = new AbortController();
  let running: Promise<void> | undefined;
  let client: ImapFlow | undefined;
  let isBetween = true;

  async function run(): Promise<void> {
    let waitMs: number = LIMITS.retryMs;
    while (!stopping.signal.aborted) {
      const begunAt = clock.now();
      try {
        await readUntilClosed();
      } catch (error) {
        log.warn({ code: codeOf(error) }, 'mail.disconnected');
      }
      // A connection that held for a while is opened again at once.
      if (clock.now() - begunAt > LIMITS.retryMostMs) waitMs = LIMITS.retryMs;
      await pause(waitMs, stopping.signal);
      waitMs = Math.min(2 * waitMs, LIMITS.retryMostMs);
    }
  }

  async function readUntilClosed(): Promise<void> {
    const opened = new ImapFlow(options);
    client = opened;
    let wake = () => {};
    const closed = new Promise<void>((resolve) => opened.once('close', () => resolve()));
    opened.on('error', (error) => log.warn({ code: codeOf(error) }, 'mail.connection-failed'));
    opened.on('exists', () => wake());
    void closed.then(() => wake());
    try {
      await opened.connect();
      await opened.mailboxOpen(mailbox);
      log.info('mail.connected');
      while (opened.usable && !stopping.signal.aborted) {
        const news = new Promise<void>((resolve) => {
          wake = resolve;
        });
        const isDone = await takeNew(opened);
        if (!opened.usable || stopping.signal.aborted) break;
        // Waits on the server's word; another command ends it.
        const idle = opened.idle().catch(() => false);
        await Promise.race([news, closed, pause(isDone ? LIMITS.lookEveryMs : LIMITS.retryMs, stopping.signal)]);
        if (opened.usable) await opened.noop();
        await idle;
      }
      if (opened.usable) await opened.logout();
    } finally {
      opened.close();
      client = undefined;
    }
  }

  /** Takes what came since the last look. False: the desk takes nothing now. */
  async function takeNew(opened: ImapFlow): Promise<boolean> {
    const box = opened.mailbox;
    if (!box) return true;
    const validity = String(box.uidValidity);
    const cursor = await memory.findCursor(name);
    if (!cursor) {
      // Mails that were there before this desk have been read by people.
      await memory.saveCursor(name, { validity, uid: box.uidNext - 1 }, clock.now());
      return true;
    }
    const isSame = cursor.validity === validity;
    const uids = await listUids(
      opened,
      isSame ? { uid: `${cursor.uid + 1}:*` } : { since: new Date(clock.now() - LIMITS.lookBackMs) },
    );
    for (const uid of uids) {
      if (isSame && uid <= cursor.uid) continue;
      if (stopping.signal.aborted) return false;
      if (!(await takeOne(opened, uid))) return false;
      await memory.saveCursor(name, { validity, uid }, clock.now());
    }
    if (!isSame && uids.length === 0) await memory.saveCursor(name, { validity, uid: box.uidNext - 1 }, clock.now());
    return true;
  }

  async function takeOne(opened: ImapFlow, uid: number): Promise<boolean> {
    const found = await opened.fetchOne(String(uid), { uid: true, size: true }, { uid: true });
    // A person moved or deleted it meanwhile.
    if (!found) return true;
    const isWhole = (found.size ?? 0) <= LIMITS.mailBytes;
    const mail = await opened.fetchOne(String(uid), isWhole ? { source: true } : { headers: true }, { uid: true });
    const raw = mail && (isWhole ? mail.source : mail.headers);
    if (!raw) return true;
    isBetween = false;
    try {
      const taken = await take(raw, isWhole ? 'whole' : 'headers');
      if (taken === 'busy') return false;
      if (taken === 'case') await opened.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true }).catch(() => false);
      return true;
    } finally {
      isBetween = true;
    }
  }

  return {
    start() {
      running ??= run();
    },
    async stop() {
      stopping.abort();
      if (isBetween) client?.close();
      await running;
    },
  };
}

/** The UIDs that fit, in order. */
async function listUids(
  opened: ImapFlow,
  wanted: { readonly uid: string } | { readonly since: Date },
): Promise<number[]> {
  const found = await opened.search(wanted, { uid: true });
  return found ? [...found].sort((one, other) => one - other) : [];
}

function codeOf(error: unknown): string {
  const { code, serverResponseCode, authenticationFailed } = (error ?? {}) as Record<string, unknown>;
  if (authenticationFailed === true) return 'authentication-failed';
  return wordOf(serverResponseCode) || wordOf(code) || 'unknown';
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal.addEventListener('abort', end);
  });
}
