import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type { WebhookAnswer, WebhookMessage, WebhookTarget } from '../../chat/webhook.ts';
import { type Clock, HOUR, SECOND } from '../../lib/instant.ts';
import { lookupPublic, PrivateAddress, refusePrivateHost } from './private-address.ts';
import { signedHeaders } from './sign.ts';

export interface PostOptions {
  /** Real time, which stands in the signature. */
  readonly clock: Clock;
  /** Whether receivers may have addresses of our own network. */
  readonly allowsPrivate: boolean;
  /** How long a receiver has for its answer. */
  readonly timeoutMs: number;
}

/** How long a receiver may ask us to wait at most. */
const LONGEST_RETRY_AFTER = HOUR;

/**
 * Posts a signed message once. Redirects are not followed, because the secret's holder is known by its address; what
 * the receiver says beside its status is not read. Never throws.
 */
export async function postSigned(
  { url, secrets }: WebhookTarget,
  message: WebhookMessage,
  options: PostOptions,
): Promise<WebhookAnswer> {
  try {
    return await request(new URL(url), secrets, message, options);
  } catch (error) {
    if (error instanceof PrivateAddress) return { kind: 'refused', why: error.message };
    return { kind: 'failed', why: wordsOf(error) };
  }
}

async function request(
  url: URL,
  secrets: readonly Uint8Array[],
  message: WebhookMessage,
  { clock, allowsPrivate, timeoutMs }: PostOptions,
): Promise<WebhookAnswer> {
  if (!allowsPrivate) refusePrivateHost(url.hostname);
  const signal = AbortSignal.timeout(timeoutMs);
  const { request: open } = url.protocol === 'https:' ? https : http;
  const asked = open(url, {
    method: 'POST',
    signal,
    ...(allowsPrivate ? {} : { lookup: lookupPublic }),
    headers: {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(message.body),
      'user-agent': 'Deskbell',
      ...signedHeaders(secrets, message, clock.now()),
    },
  });
  asked.end(message.body);
  const [response] = (await once(asked, 'response', { signal })) as [http.IncomingMessage];
  // The status is all we need; a body without an end must hold nothing open.
  asked.on('error', () => {});
  asked.destroy();
  const retryAfterMs = retryAfterOf(response.headers['retry-after']);
  return { kind: 'answered', status: response.statusCode ?? 0, retryAfterMs };
}

/** Seconds alone are understood, as nearly every server writes them. */
function retryAfterOf(header: string | undefined): number | undefined {
  return header !== undefined && /^\d{1,9}$/.test(header)
    ? Math.min(Number(header) * SECOND, LONGEST_RETRY_AFTER)
    : undefined;
}

function wordsOf(error: unknown): string {
  const { name, code } = error as { name?: string; code?: string };
  return name === 'TimeoutError' || name === 'AbortError' ? 'timeout' : (code ?? name ?? 'failed');
}
