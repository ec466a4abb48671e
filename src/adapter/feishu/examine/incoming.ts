import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto';
import { type Finding, finding } from '../../../chat/check.ts';
import type { FeishuAccess } from '../wire/client.ts';
import { LIMITS } from '../wire/limits.ts';
import { EVENTS_PATH } from '../wire/names.ts';

/** The secrets of Feishu's requests. */
export interface Incoming {
  readonly encryptKey: string;
  readonly verificationToken: string;
}

type Answer =
  | { readonly kind: 'answered'; readonly status: number; readonly text: string }
  /** Nothing listens there. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'silent' };

/**
 * Checks that the running desk accepts what Feishu encrypts and nothing else. Sends Feishu's own check of the address,
 * which changes nothing. Whether Feishu can reach the address, only Feishu can tell.
 */
export async function examineWebhook(incoming: Incoming, deskUrl: string | undefined): Promise<Finding> {
  if (deskUrl === undefined) return finding('warning', 'doctor.feishu.desk-unknown');
  const url = new URL(EVENTS_PATH, deskUrl).href;
  const challenge = randomUUID();
  const question = { type: 'url_verification', token: incoming.verificationToken, challenge };
  const genuine = await post(url, { encrypt: encrypt(question, incoming.encryptKey) });
  if (genuine.kind === 'refused') return finding('warning', 'doctor.feishu.desk-down', { url });
  if (genuine.kind === 'silent') return finding('wrong', 'doctor.feishu.desk-silent', { url });
  if (genuine.status === 400 || genuine.status === 401)
    return finding('wrong', 'doctor.feishu.secret-differs', { url });
  if (genuine.status !== 200 || !genuine.text.includes(challenge))
    return finding('wrong', 'doctor.feishu.desk-other', { url, status: genuine.status });
  for (const forged of [question, { encrypt: encrypt(question, randomUUID()) }]) {
    const answer = await post(url, forged);
    if (answer.kind !== 'answered' || answer.status < 400)
      return finding('wrong', 'doctor.feishu.forgery-taken', { url });
  }
  return finding('ok', 'doctor.feishu.webhook', { url });
}

/**
 * Checks that Feishu gives the app an address for a long connection. None is opened, because Feishu sends each event to
 * any one of an app's connections.
 */
export async function examineSocket({ appId, appSecret, domain }: FeishuAccess): Promise<Finding> {
  const answer = await post(`${domain}/callback/ws/endpoint`, { AppID: appId, AppSecret: appSecret });
  if (answer.kind !== 'answered') return finding('wrong', 'doctor.feishu.socket-silent');
  const { code, data } = readJson(answer.text);
  if (code !== 0) return finding('wrong', 'doctor.feishu.socket-refused', { error: String(code ?? answer.status) });
  const isThere = typeof data === 'object' && data !== null && 'URL' in data;
  return isThere ? finding('ok', 'doctor.feishu.socket') : finding('wrong', 'doctor.feishu.socket-silent');
}

/** No redirects: the bodies contain secrets. */
async function post(url: string, body: object): Promise<Answer> {
  const headers = { 'content-type': 'application/json' };
  const signal = AbortSignal.timeout(LIMITS.askTimeoutMs);
  try {
    const response = await fetch(url, {
      method: 'POST',
      body: JSON.stringify(body),
      headers,
      redirect: 'manual',
      signal,
    });
    return { kind: 'answered', status: response.status, text: await response.text() };
  } catch (error) {
    const { cause } = error as { cause?: { code?: unknown } };
    return { kind: cause?.code === 'ECONNREFUSED' ? 'refused' : 'silent' };
  }
}

/** Encrypts as Feishu does: a 16-byte IV, then AES-256-CBC with the key's SHA-256. */
function encrypt(value: object, encryptKey: string): string {
  const start = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), start);
  return Buffer.concat([start, cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]).toString('base64');
}

function readJson(text: string): { readonly code?: unknown; readonly data?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : {};
  } catch {
    return {};
  }
}
