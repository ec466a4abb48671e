import { Problem } from './schema.ts';

const WHY = {
  401: 'No valid token',
  403: 'The token may not do this',
  404: 'There is no such thing, or the token does not reach it',
  409: 'Another request under the same key is under way, or did something else',
  413: 'The request is too large',
  422: 'Something is missing, unknown, or not allowed now',
  429: 'Too many requests; `Retry-After` says when',
  503: 'The desk takes nothing now; try again',
} as const;

/** The refusals of a route, for the description of the API. */
export function refusals(...statuses: readonly (keyof typeof WHY)[]) {
  return Object.fromEntries(
    statuses.map((status) => [
      status,
      { description: WHY[status], content: { 'application/problem+json': { schema: Problem } } },
    ]),
  );
}
