import type { ServerResponse } from 'node:http';

/**
 * On every answer of this server, errors and JSON too, so that no browser runs, frames or guesses at it. Pages replace the
 * policy by their own, which lets their style and script in.
 */
const HEADERS = {
  'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** A year. Only this host: others of its domain are not ours to promise for. */
const STRICT_TRANSPORT = 'max-age=31536000';

/** Sets them before anything answers. `isSecure`: people reach this server by HTTPS. */
export function setSafeHeaders(response: ServerResponse, isSecure: boolean): void {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  if (isSecure) response.setHeader('strict-transport-security', STRICT_TRANSPORT);
}
