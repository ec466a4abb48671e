import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Whether a form comes from a page of the board. Three things stand against forms of other sites: the session's cookie is
 * `SameSite=Strict`, the browser says where a request begins, and each form carries a token that only our pages know.
 */

/** The hidden field of every form: the same for one session, and of no use with another. */
export function formTokenOf(key: Buffer, secret: string): string {
  return createHmac('sha256', key).update(`board-form/${secret}`).digest('base64url');
}

export function isFormTokenOf(key: Buffer, secret: string, given: string | undefined): boolean {
  const expected = Buffer.from(formTokenOf(key, secret));
  const sent = Buffer.from(given ?? '');
  return sent.length === expected.length && timingSafeEqual(sent, expected);
}

/**
 * Whether the browser says that another site sent a request. Older ones say only the origin, which is `null` from pages
 * that tell no referrer, as ours.
 */
export function isFromElsewhere({ headers }: IncomingMessage, publicUrl: string | undefined): boolean {
  const { 'sec-fetch-site': from, origin, host } = headers;
  if (from !== undefined) return from !== 'same-origin';
  if (origin === undefined || origin === 'null') return false;
  const own = publicUrl === undefined ? undefined : new URL(publicUrl).host;
  const given = URL.canParse(origin) ? new URL(origin).host : '';
  return given !== host && given !== own;
}
