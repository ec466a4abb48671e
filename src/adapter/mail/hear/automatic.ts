import type { IncomingMail } from './parse.ts';

/**
 * Mails that no person wrote to us. None of them becomes a case, and none is answered, so that two programs that answer
 * each other stop at once. `bounce`: a mail of ours was not delivered.
 */
export type Automatic = 'automatic' | 'bounce' | 'spam' | 'own';

/** The header that our own mails have. */
export const OWN_HEADER = 'x-deskbell';

const SUBJECT =
  /^\s*(?:(?:auto(?:matic)?[ -]?(?:reply|response|answer)|out of (?:the )?office|vacation reply)\b|(?:自动回复|自动答复|自动回覆|外出自动))/i;
const PRECEDENCE = /^(?:bulk|junk|list|auto[_-]?reply)$/i;

/** What kind of automatic mail it is; undefined: a person wrote it. `own`: addresses from which we send. */
export function automaticOf(mail: IncomingMail, own: readonly string[]): Automatic | undefined {
  const has = (name: string, test: (value: string) => boolean) => mail.header(name).some(test);
  if (has(OWN_HEADER, () => true) || mail.from.some((each) => own.includes(each))) return 'own';
  if (has('x-spam-flag', isYes) || has('x-spam-status', isYes)) return 'spam';
  const isReport = mail.contentType === 'multipart/report';
  if (isReport && mail.reportType !== 'disposition-notification') return 'bounce';
  if (isReport || has('x-failed-recipients', () => true)) return isReport ? 'automatic' : 'bounce';
  if (has('return-path', (value) => value.trim() === '<>')) return 'bounce';
  const isAutomatic =
    has('auto-submitted', (value) => !/^no\b/i.test(value.trim())) ||
    has('precedence', (value) => PRECEDENCE.test(value.trim())) ||
    has('x-auto-response-suppress', (value) => !/^none$/i.test(value.trim())) ||
    has('x-autoreply', (value) => !/^no$/i.test(value.trim())) ||
    has('x-autorespond', () => true) ||
    SUBJECT.test(mail.subject);
  return isAutomatic ? 'automatic' : undefined;
}

function isYes(value: string): boolean {
  return /^\s*yes\b/i.test(value);
}

/**
 * Whether our own mail server found that the sender's address is false (DMARC). Only the topmost result counts, which the
 * last server wrote; a result below it may be the sender's own.
 */
export function isForged({ header }: Pick<IncomingMail, 'header'>): boolean {
  const [latest = ''] = header('authentication-results');
  return /\bdmarc\s*=\s*fail\b/i.test(latest);
}
