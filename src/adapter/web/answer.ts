import type { IncomingMessage } from 'node:http';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { LIMITS } from './limits.ts';
import { renderMessagePage } from './page/layout.ts';
import { say } from './page/text.ts';
import type { WebContext } from './site.ts';

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

type Headers = Readonly<Record<string, string>>;

/** Answers with a page. `headers`: beside those of every page. */
export function showPage(context: WebContext, page: string, status = 200, headers: Headers = {}): Response {
  return context.html(page, status as ContentfulStatusCode, {
    ...PAGE_HEADERS,
    'content-type': 'text/html; charset=utf-8',
    'content-length': String(Buffer.byteLength(page)),
    ...headers,
  });
}

/** Answers with a page that has only a title and a text, in the language of the layout. */
export function showMessage(
  context: WebContext,
  status: number,
  what: 'unknown' | 'fault' | 'busy',
  headers: Headers = {},
): Response {
  const { layout } = context.var;
  const [title, text] = [say(layout.language, `${what}.title`), say(layout.language, `${what}.text`)];
  return showPage(context, renderMessagePage(layout, title, text), status, headers);
}

/** Sends the browser to another address, which may be relative to this one. */
export function redirectTo(context: WebContext, to: string): Response {
  return context.body(null, 303, { ...PAGE_HEADERS, location: to });
}

/** Reads and drops the rest of the body for a moment: closing the connection at once could lose the response too. */
export function drainBody(request: IncomingMessage): void {
  if (request.complete || request.destroyed) return;
  const timer = setTimeout(() => request.destroy(), LIMITS.lingerMs);
  request.once('close', () => clearTimeout(timer));
  request.resume();
}
