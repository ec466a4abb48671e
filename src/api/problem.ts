import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

const TITLES: Readonly<Partial<Record<ContentfulStatusCode, string>>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  409: 'Conflict',
  413: 'Content Too Large',
  422: 'Unprocessable Content',
  429: 'Too Many Requests',
  503: 'Service Unavailable',
};

/** A refusal as RFC 9457 writes it. `field`: what in the request it is about. */
export function problem(
  context: Context,
  status: ContentfulStatusCode,
  detail: string,
  field?: string,
  headers: Record<string, string> = {},
): Response {
  const body = { status, title: TITLES[status] ?? '', detail, ...(field === undefined ? {} : { field }) };
  return context.json(body, status, {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': 'no-store',
    ...headers,
  });
}
