import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isIP } from 'node:net';
import type { Instant } from '../../lib/instant.ts';
import { LIMITS } from './limits.ts';

/** Headers the page adds to every POST. */
export const TOKEN_HEADER = 'x-deskbell-token';
/** Milliseconds since 1970, by the browser's clock. */
export const STAMP_HEADER = 'x-deskbell-stamp';

/**
 * Whether the request names this server as its host. A foreign page that points its domain at this machine (DNS
 * rebinding) does not. `host`: what the server listens on; if on all addresses, any IP address is accepted.
 */
export function namesThisHost(request: IncomingMessage, host: string): boolean {
  const name = hostName(request.headers.host);
  if (name === undefined) return false;
  if (name === 'localhost' || name === '::1' || /^127\.\d+\.\d+\.\d+$/.test(name)) return true;
  if (host === '0.0.0.0' || host === '::') return isIP(name) !== 0;
  return name === host.toLowerCase();
}

/** Whether the request is from our page: its origin, the token of this process, a timestamp within ±300 s of `now`. */
export function isFromOurPage(request: IncomingMessage, token: string, now: Instant): boolean {
  return (
    request.headers.origin === `http://${request.headers.host}` &&
    sameText(request.headers[TOKEN_HEADER], token) &&
    isFresh(request.headers[STAMP_HEADER], now)
  );
}

function hostName(header: string | undefined): string | undefined {
  const match = /^(?:\[([0-9a-fA-F:.]+)\]|([^:[\]]+))(?::\d+)?$/.exec(header ?? '');
  return (match?.[1] ?? match?.[2])?.toLowerCase();
}

/** Compares in constant time; hashing makes the lengths equal. */
function sameText(given: unknown, expected: string): boolean {
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

function isFresh(stamp: unknown, now: Instant): boolean {
  return typeof stamp === 'string' && /^\d{1,15}$/.test(stamp) && Math.abs(Number(stamp) - now) <= LIMITS.stampMs;
}
