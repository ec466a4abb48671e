import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/**
 * Sends a calendar of shifts. Calendars fetch it again and again; none of them may keep it for others, and one that has
 * it already (`If-None-Match`) gets 304 alone.
 */
export function serveFeed(request: IncomingMessage, response: ServerResponse, calendar: string): void {
  const etag = `"${createHash('sha256').update(calendar).digest('base64url')}"`;
  const known = request.headers['if-none-match'] ?? '';
  if (known.split(',').some((each) => each.trim().replace(/^W\//, '') === etag)) {
    response.writeHead(304, { etag, 'cache-control': 'private, no-cache' });
    response.end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'text/calendar; charset=utf-8',
    etag,
    'content-length': Buffer.byteLength(calendar),
    'content-disposition': 'inline; filename="duty.ics"',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'cache-control': 'private, no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : calendar);
}
