export type Json = Readonly<Record<string, unknown>>;

/** What the platform answers a call with. */
export interface Answer {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body: Json;
  /** Goes out instead of the body. */
  readonly file?: { readonly bytes: Uint8Array };
}

export function give(data: Json): Answer {
  return { status: 200, body: { code: 0, msg: 'success', data } };
}

/** Most refusals of Feishu come as HTTP 400. */
export function fail(code: number, msg: string, status = 400): Answer {
  return { status, body: { code, msg, error: { log_id: '20261124000000' } } };
}
