import { createHmac } from 'node:crypto';
import { type Instant, SECOND } from '../../lib/instant.ts';

/**
 * The headers by which a receiver knows that a message is ours and fresh, as https://www.standardwebhooks.com describes
 * them: one signature for each secret, so that a secret can be changed without a gap. `at`: real time.
 */
export function signedHeaders(
  secrets: readonly Uint8Array[],
  { id, body }: { readonly id: string; readonly body: string },
  at: Instant,
): Record<string, string> {
  const timestamp = String(Math.floor(at / SECOND));
  const signatures = secrets.map((secret) => {
    const mac = createHmac('sha256', secret).update(`${id}.${timestamp}.${body}`).digest('base64');
    return `v1,${mac}`;
  });
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') };
}
