import { createCipheriv, createHash, randomBytes } from 'node:crypto';
import { APP_ID, TENANT } from './feishu-server.ts';

export const ENCRYPT_KEY = 'an encrypt key of the test';
export const VERIFICATION_TOKEN = 'a verification token of the test';

export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Signing {
  readonly encryptKey?: string;
  /** How many seconds the stamps lie from now. */
  readonly stampOffset?: number;
  /** How the body is written, which is signed as it is. */
  readonly write?: (body: object) => string;
  /** False: no signature at all. */
  readonly signed?: boolean;
  /** Signed with a wrong key. */
  readonly forged?: boolean;
}

/** What comes with every event of Feishu's. */
export function envelopeOf(type: string, event: object, header: object = {}) {
  return {
    schema: '2.0',
    header: {
      event_id: createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 32),
      event_type: type,
      create_time: String(Date.now()),
      token: VERIFICATION_TOKEN,
      app_id: APP_ID,
      tenant_key: TENANT,
      ...header,
    },
    event,
  };
}

export function encrypt(plain: string, encryptKey = ENCRYPT_KEY): string {
  const iv = randomBytes(16);
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(encryptKey).digest(), iv);
  return Buffer.concat([iv, cipher.update(plain, 'utf8'), cipher.final()]).toString('base64');
}

/** Encrypts and signs as Feishu does. */
export function signDelivery(payload: object, signing: Signing = {}): SignedRequest {
  const { write = JSON.stringify, encryptKey = ENCRYPT_KEY } = signing;
  return signBody(write({ encrypt: encrypt(JSON.stringify(payload), encryptKey) }), signing);
}

export function signBody(body: string, signing: Signing = {}) {
  const { encryptKey = ENCRYPT_KEY, stampOffset = 0, signed = true, forged = false } = signing;
  const stamp = String(Math.floor(Date.now() / 1000) + stampOffset);
  const nonce = '1234567';
  const signature = createHash('sha256')
    .update(`${stamp}${nonce}${forged ? 'another' : encryptKey}${body}`)
    .digest('hex');
  const seal: Record<string, string> = signed
    ? { 'x-lark-request-timestamp': stamp, 'x-lark-request-nonce': nonce, 'x-lark-signature': signature }
    : {};
  return { body, headers: { 'content-type': 'application/json; charset=utf-8', ...seal } };
}
