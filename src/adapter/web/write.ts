import type { IncomingMessage, ServerResponse } from 'node:http';
import { LIMITS } from './limits.ts';
import type { PageResponse } from './site.ts';

const PAGE_HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex, nofollow',
  'cross-origin-opener-policy': 'same-origin',
} as const;

/** Writes a page or a redirect. */
export function write(request: IncomingMessage, response: ServerResponse, answer: PageResponse): void {
  if (answer.cookies) response.setHeader('set-cookie', answer.cookies);
  if ('to' in answer) {
    response.writeHead(303, { ...PAGE_HEADERS, location: answer.to }).end();
    return;
  }
  const { status, page, retryAfterS } = answer;
  if (retryAfterS !== undefined) response.setHeader('retry-after', retryAfterS);
  response.writeHead(status, {
    ...PAGE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-length': Buffer.byteLength(page),
  });
  response.end(request.method === 'HEAD' ? undefined : page);
}

/** Reads and drops the rest of the body for a moment: closing the connection at once could lose the response too. */
export function drainBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const timer = setTimeout(() => request.destroy(), LIMITS.lingerMs);
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
