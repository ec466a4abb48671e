import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Instant } from '../../lib/instant.ts';
import { Pass, type PassOf } from './schema.ts';

/** Why a token is not accepted. `foreign`: it is for another kind of page. */
export type PassError = 'forged' | 'expired' | 'foreign';
export type Verified<K extends Pass['kind']> =
  | { readonly ok: true; readonly pass: PassOf<K> }
  | { readonly ok: false; readonly why: PassError };

const TOKEN = /^([A-Za-z0-9_-]{1,100000})\.([A-Za-z0-9_-]{43})$/;

/** Signs a pass as `payload.signature`, both base64url. The content can be read but not changed. */
export function signPass(key: Buffer, pass: Pass): string {
  const payload = Buffer.from(JSON.stringify(pass)).toString('base64url');
  return `${payload}.${signatureOf(key, payload)}`;
}

/** Reads a token. It has to be signed by us, of this kind, and not expired. */
export function verifyPass<K extends Pass['kind']>(key: Buffer, token: string, kind: K, now: Instant): Verified<K> {
  const [, payload = '', signature = ''] = TOKEN.exec(token) ?? [];
  const expected = Buffer.from(signatureOf(key, payload));
  const given = Buffer.from(signature);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return { ok: false, why: 'forged' };
  const parsed = Pass.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
  if (!parsed.success) return { ok: false, why: 'forged' };
  if (parsed.data.kind !== kind) return { ok: false, why: 'foreign' };
  return parsed.data.exp > now ? { ok: true, pass: parsed.data as PassOf<K> } : { ok: false, why: 'expired' };
}

function signatureOf(key: Buffer, payload: string): string {
  return createHmac('sha256', key).update(payload).digest('base64url');
}
