import type { IncomingMessage } from 'node:http';
import { LIMITS } from './limits.ts';

export type Body =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly status: 400; readonly error: 'not-json' }
  | { readonly ok: false; readonly status: 413; readonly error: 'too-large' };

/** Reads a request's JSON. What is too large is read to its end but not kept, so that the answer reaches the sender. */
export async function readBody(request: IncomingMessage): Promise<Body> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMITS.bodyBytes) chunks.push(chunk);
  }
  if (size > LIMITS.bodyBytes) return { ok: false, status: 413, error: 'too-large' };
  try {
    return { ok: true, value: JSON.parse(Buffer.concat(chunks).toString('utf8')) };
  } catch {
    return { ok: false, status: 400, error: 'not-json' };
  }
}
