import type { IncomingMessage, ServerResponse } from 'node:http';

/** Sends a calendar of shifts. Calendars fetch it again and again; none of them may keep it for others. */
export function serveFeed(request: IncomingMessage, response: ServerResponse, calendar: string): void {
  response.writeHead(200, {
    'content-type': 'text/calendar; charset=utf-8',
    'content-length': Buffer.byteLength(calendar),
    'content-disposition': 'inline; filename="duty.ics"',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow',
    'cache-control': 'private, no-cache',
  });
  response.end(request.method === 'HEAD' ? undefined : calendar);
}
