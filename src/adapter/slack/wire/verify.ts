import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { readBody } from '../../../lib/body.ts';
import type { Instant } from '../../../lib/instant.ts';
import { LIMITS } from './limits.ts';

export type SignedBody =
  | { readonly ok: true; readonly raw: Buffer }
  | { readonly ok: false; readonly status: 400 | 401 | 413 | 503 };

/**
 * Reads a request's body and checks its signature: `v0=` and the HMAC-SHA256 of `v0:{timestamp}:{raw body}`
 * (https://docs.slack.dev/authentication/verifying-requests-from-slack), timestamp within ±300 s of `now`. Bolt checks
 * again but accepts future timestamps. Bodies that are too large are not kept. Bodies that are no JSON object are
 * refused here: a signed `null` would be an unhandled rejection in Bolt.
 */
export async function readSigned(request: IncomingMessage, secret: string, now: Instant): Promise<SignedBody> {
  const body = await readBody(request, LIMITS.bodyBytes);
  if (!body.ok) return body;
  const { raw } = body;
  if (!isSigned(request, raw, secret, now)) return { ok: false, status: 401 };
  return isReadable(raw, contentTypeOf(request)) ? { ok: true, raw } : { ok: false, status: 400 };
}

/** The signature Slack puts on a body; `stamp` is in seconds since 1970. */
export function signatureOf(secret: string, stamp: string, raw: string | Buffer): string {
  return `v0=${createHmac('sha256', secret).update(`v0:${stamp}:`).update(raw).digest('hex')}`;
}

/** The media type without parameters: Bolt compares it as a whole, and a proxy may add a charset. */
export function contentTypeOf(request: IncomingMessage): string {
  return (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

function isSigned({ headers }: IncomingMessage, raw: Buffer, secret: string, now: Instant): boolean {
  const stamp = headers['x-slack-request-timestamp'];
  const signature = headers['x-slack-signature'];
  if (typeof stamp !== 'string' || typeof signature !== 'string' || !/^\d{1,12}$/.test(stamp)) return false;
  if (Math.abs(Number(stamp) * 1000 - now) > LIMITS.stampMs) return false;
  const expected = Buffer.from(signatureOf(secret, stamp, raw));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

function isReadable(raw: Buffer, contentType: string): boolean {
  const text = raw.toString('utf8');
  if (contentType !== 'application/x-www-form-urlencoded') return isJsonObject(text);
  const fields = new URLSearchParams(text);
  const payload = fields.get('payload');
  return payload === null ? fields.size > 0 : isJsonObject(payload);
}

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
