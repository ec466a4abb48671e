import { AdapterError, type AdapterErrorKind } from '../../../chat/adapter.ts';
import { MAIL } from '../../../chat/mail.ts';

/** What an error of nodemailer tells: its own code, and the server's reply if there was one. */
interface MailError {
  readonly code?: unknown;
  readonly command?: unknown;
  readonly responseCode?: unknown;
}

/**
 * Turns any failure to send into an AdapterError. Its text may have addresses, so the cause that is logged has only codes.
 */
export function adapterErrorOf(error: unknown): AdapterError {
  if (error instanceof AdapterError) return error;
  const { code, command, responseCode } = (error ?? {}) as MailError;
  const reply = typeof responseCode === 'number' ? responseCode : 0;
  const cause = new Error(`${wordOf(code)} ${wordOf(command)} ${reply}`);
  return new AdapterError(MAIL, kindOf(wordOf(code), wordOf(command), reply), { cause });
}

function kindOf(code: string, command: string, reply: number): AdapterErrorKind {
  if (code === 'EAUTH' || reply === 530 || reply === 535) return 'unauthorized';
  if (reply === 552 || reply === 523) return 'too-large';
  // The server asks for patience: greylisting, a full disk, too many connections.
  if (reply === 0 || reply < 500) return 'unavailable';
  // A recipient that does not exist: others are told instead.
  return code === 'EENVELOPE' || command.startsWith('RCPT') ? 'gone' : 'rejected';
}

/** A word that may be logged. */
export function wordOf(value: unknown): string {
  return typeof value === 'string' && /^[A-Za-z][\w -]{0,39}$/.test(value) ? value : '';
}
