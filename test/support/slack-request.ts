import { createHmac } from 'node:crypto';

export const SIGNING_SECRET = 'a signing secret of the test';

/** A payload as Slack sends it: an event as JSON, a command as a form, a click or a modal in a form's `payload`. */
export type SlackPayload =
  | { readonly json: object }
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly payload: object };

export interface SignedRequest {
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Signing {
  readonly secret?: string;
  /** How many seconds the stamp lies from now. */
  readonly stampOffset?: number;
  /** Headers beside the seal. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** Signs with the real time, for Bolt looks at the real clock. */
export function signPayload(payload: SlackPayload, signing: Signing = {}): SignedRequest {
  return 'json' in payload
    ? signBody(JSON.stringify(payload.json), 'application/json', signing)
    : signBody(formOf(payload), 'application/x-www-form-urlencoded', signing);
}

export function signBody(body: string, contentType: string, signing: Signing = {}): SignedRequest {
  const { secret = SIGNING_SECRET, stampOffset = 0, headers: others = {} } = signing;
  const stamp = String(Math.floor(Date.now() / 1000) + stampOffset);
  const signature = `v0=${createHmac('sha256', secret).update(`v0:${stamp}:${body}`).digest('hex')}`;
  const headers = {
    ...others,
    'content-type': contentType,
    'x-slack-request-timestamp': stamp,
    'x-slack-signature': signature,
  };
  return { body, headers };
}

function formOf(payload: Exclude<SlackPayload, { json: object }>): string {
  const fields = 'form' in payload ? payload.form : { payload: JSON.stringify(payload.payload) };
  return new URLSearchParams(fields).toString();
}
