import type { IncomingMessage } from 'node:http';
import { readBody } from '../../lib/body.ts';
import { cleanPayload } from '../../lib/clean.ts';
import { LIMITS } from './limits.ts';

export type JsonBody =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400; readonly error: 'not-json' }
  | { readonly ok: false; readonly status: 413; readonly error: 'too-large' }
  | { readonly ok: false; readonly status: 503; readonly error: 'busy' };

/**
 * Reads a request's JSON and cleans its texts. A body that is too large is read to its end but not kept, so that the
 * sender gets the response.
 */
export async function readJson(request: IncomingMessage): Promise<JsonBody> {
  const body = await readBody(request, LIMITS.bodyBytes);
  if (!body.ok) {
    return body.status === 413
      ? { ok: false, status: 413, error: 'too-large' }
      : { ok: false, status: 503, error: 'busy' };
  }
  try {
    return { ok: true, value: cleanPayload(JSON.parse(body.raw.toString('utf8'))) };
  } catch {
    return { ok: false, status: 400, error: 'not-json' };
  }
}
