import { createHash } from 'node:crypto';
import type { WebContext } from './site.ts';

/**
 * Sends a calendar of shifts. Calendars fetch it again and again; none of them may keep it for others, and one that has
 * it already (`If-None-Match`) gets 304 alone.
 */
export function serveFeed(context: WebContext, calendar: string): Response {
  const etag = `"${createHash('sha256').update(calendar).digest('base64url')}"`;
  const known = context.req.header('if-none-match') ?? '';
  const headers = { etag, 'cache-control': 'private, no-cache' };
  if (known.split(',').some((each) => each.trim().replace(/^W\//, '') === etag))
    return context.body(null, 304, headers);
  return context.body(calendar, 200, {
    ...headers,
    'content-type': 'text/calendar; charset=utf-8',
    'content-length': String(Buffer.byteLength(calendar)),
    'content-disposition': 'inline; filename="duty.ics"',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
  });
}
