import { randomUUID } from 'node:crypto';
import { type Finding, finding } from '../../../chat/check.ts';
import type { Clock } from '../../../lib/instant.ts';
import { LIMITS } from '../wire/limits.ts';
import { EVENTS_PATH } from '../wire/names.ts';
import { signatureOf } from '../wire/verify.ts';

type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  /** Nothing listens there. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'silent' };

/**
 * Checks that the running desk accepts what Slack signs and nothing else. Sends Slack's own `url_verification`, which
 * changes nothing. Whether Slack can reach the address, only Slack can tell.
 */
export async function examineWebhook(secret: string, deskUrl: string | undefined, clock: Clock): Promise<Finding> {
  if (deskUrl === undefined) return finding('warning', 'doctor.slack.desk-unknown');
  const url = new URL(EVENTS_PATH, deskUrl).href;
  const challenge = randomUUID();
  const stamp = String(Math.floor(clock.now() / 1000));
  const genuine = await post(url, challenge, secret, stamp);
  if (genuine.kind === 'refused') return finding('warning', 'doctor.slack.desk-down', { url });
  if (genuine.kind === 'silent') return finding('wrong', 'doctor.slack.desk-silent', { url });
  if (genuine.status === 401) return finding('wrong', 'doctor.slack.secret-differs', { url });
  if (genuine.status !== 200 || !genuine.text.includes(challenge))
    return finding('wrong', 'doctor.slack.desk-other', { url, status: genuine.status });
  const forged = await post(url, challenge, randomUUID(), stamp);
  return forged.kind === 'answered' && forged.status === 401
    ? finding('ok', 'doctor.slack.webhook', { url })
    : finding('wrong', 'doctor.slack.forgery-taken', { url });
}

async function post(url: string, challenge: string, secret: string, stamp: string): Promise<Answer> {
  const body = JSON.stringify({ type: 'url_verification', challenge });
  const headers = {
    'content-type': 'application/json',
    'x-slack-request-timestamp': stamp,
    'x-slack-signature': signatureOf(secret, stamp, body),
  };
  const signal = AbortSignal.timeout(LIMITS.askTimeoutMs);
  try {
    const response = await fetch(url, { method: 'POST', body, headers, redirect: 'manual', signal });
    return { kind: 'answered', status: response.status, text: await response.text() };
  } catch (error) {
    const { cause } = error as { cause?: { code?: unknown } };
    return { kind: cause?.code === 'ECONNREFUSED' ? 'refused' : 'silent' };
  }
}
