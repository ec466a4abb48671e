import { createDecipheriv, createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { readBody } from '../../../lib/body.ts';
import type { Instant } from '../../../lib/instant.ts';
import { Challenge, Header, Sealed } from './envelope.ts';
import { INCOMING } from './incoming-limits.ts';
import { readInstant } from './time.ts';

/** What a request is verified against. */
export interface Credentials {
  readonly appId: string;
  readonly encryptKey: string;
  readonly verificationToken: string;
}

/** A verified event; a check of our address, to be answered with `echo`; or the status to refuse it with. */
export type ReadResult =
  | { readonly kind: 'event'; readonly body: object }
  | { readonly kind: 'challenge'; readonly echo: string }
  | { readonly kind: 'refused'; readonly status: 400 | 401 | 413 | 415 | 503 };

const refused = (status: 400 | 401 | 413 | 415 | 503): ReadResult => ({ kind: 'refused', status });

/**
 * Reads a request's body and checks, in this order: JSON of a size we accept, with `{"encrypt": …}` and nothing else;
 * its signature over the raw bytes, if there is one; decryption to an object; our verification token. Feishu's check of
 * the address is the only unsigned request and is answered now. All others must be signed, for our app, and at most
 * seven hours old. Never throws because of the content.
 */
export async function readDelivery(request: IncomingMessage, seal: Credentials, now: Instant): Promise<ReadResult> {
  const read = await readBody(request, INCOMING.bodyBytes);
  if (contentTypeOf(request) !== 'application/json') return refused(415);
  if (!read.ok) return refused(read.status);
  const { raw } = read;
  const sealed = Sealed.safeParse(parseJson(raw.toString('utf8')));
  if (!sealed.success) return refused(400);
  const signature = signatureOf(request.headers);
  if (signature && !isSigned(signature, raw, seal.encryptKey)) return refused(401);
  const body = decrypt(sealed.data.encrypt, seal.encryptKey);
  if (body === undefined) return refused(400);
  const challenge = Challenge.safeParse(body);
  const header = Header.safeParse(body);
  const token = challenge.success ? challenge.data.token : header.data?.header.token;
  if (token === undefined || !isSame(token, seal.verificationToken)) return refused(401);
  if (challenge.success) return { kind: 'challenge', echo: challenge.data.challenge };
  if (!signature || header.data?.header.app_id !== seal.appId) return refused(401);
  const stamps = [signature.stamp, header.data.header.create_time].filter((stamp) => stamp !== '');
  return stamps.every((stamp) => isFresh(stamp, now)) ? { kind: 'event', body } : refused(401);
}

/** The media type without parameters such as the charset. */
function contentTypeOf({ headers }: IncomingMessage): string {
  return (headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';
}

interface Signature {
  readonly stamp: string;
  readonly nonce: string;
  readonly given: string;
}

/** undefined if there is no signature. One with a missing part is given as wrong. */
function signatureOf(headers: IncomingHttpHeaders): Signature | undefined {
  const [stamp, nonce, given] = ['timestamp', 'nonce']
    .map((name) => headers[`x-lark-request-${name}`])
    .concat([headers['x-lark-signature']]) as (string | undefined)[];
  return stamp || nonce || given ? { stamp: stamp ?? '', nonce: nonce ?? '', given: given ?? '' } : undefined;
}

/**
 * Lower-case hex SHA-256 over timestamp, nonce, encrypt key and the raw body:
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/uYDNxYjL2QTM24iN0EjN/event-subscription-configure-/encrypt-key-encryption-configuration-case
 */
function isSigned({ stamp, nonce, given }: Signature, raw: Buffer, encryptKey: string): boolean {
  if (!/^\d{1,12}$/.test(stamp)) return false;
  const expected = createHash('sha256').update(`${stamp}${nonce}${encryptKey}`).update(raw).digest('hex');
  return isSame(given, expected);
}

/** Compares in constant time. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}

const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const BLOCK_BYTES = 16;

/** A 16-byte IV, then AES-256-CBC with the key's SHA-256. undefined if it does not decrypt to an object. */
function decrypt(encrypted: string, encryptKey: string): object | undefined {
  const bytes = BASE64.test(encrypted) ? Buffer.from(encrypted, 'base64') : Buffer.alloc(0);
  if (bytes.length < 2 * BLOCK_BYTES || bytes.length % BLOCK_BYTES !== 0) return undefined;
  const key = createHash('sha256').update(encryptKey).digest();
  try {
    // OpenSSL checks every byte of the padding.
    const cipher = createDecipheriv('aes-256-cbc', key, bytes.subarray(0, BLOCK_BYTES));
    const plain = Buffer.concat([cipher.update(bytes.subarray(BLOCK_BYTES)), cipher.final()]);
    const value = parseJson(new TextDecoder('utf-8', { fatal: true }).decode(plain));
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFresh(stamp: string, now: Instant): boolean {
  const at = readInstant(stamp);
  return at !== undefined && now - at <= INCOMING.oldestMs && at - now <= INCOMING.aheadMs;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
