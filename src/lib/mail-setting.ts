import { z } from 'zod';

/** Settings of a mail account: what is allowed, and that they come together. */

const url = (schemes: RegExp, message: string) => z.url({ protocol: schemes, error: message });

export const MailAddress = {
  imap: url(/^imaps?$/, 'an IMAP address: imaps://user:password@host:993/INBOX'),
  smtp: url(/^smtps?$/, 'an SMTP address: smtps://user:password@host:465'),
  from: z
    .string()
    .regex(
      /^(?:[^<>\r\n]*<[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+>|[^<>@\s]+@[^<>@\s]+\.[^<>@\s]+)$/,
      'an address: service@example.com, or Example service <service@example.com>',
    ),
} as const;

const NAMES = ['MAIL_IMAP_URL', 'MAIL_SMTP_URL', 'MAIL_FROM'] as const;

/** An account that is read but cannot answer, or the reverse, would look served. */
export function missingMailSettings(env: Readonly<Record<string, string | undefined>>): string[] {
  const missing = NAMES.filter((name) => !env[name]);
  if (missing.length === 0 || missing.length === NAMES.length) return [];
  return missing.map((name) => `${name}: is missing; a mail account needs ${NAMES.join(', ')} together`);
}
