import { AdapterError, type AdapterErrorKind } from '../../../chat/adapter.ts';
import { SECOND } from '../../../lib/instant.ts';
import { PLATFORM } from './names.ts';

/** Feishu refused a call. Keeps its code but not its message, which may repeat our texts. */
export class FeishuRefusal extends Error {
  readonly status: number;
  /** undefined: the response was not from the Open Platform, e.g. a gateway's page. */
  readonly code: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: number | undefined, retryAfterMs: number | undefined, detail: string) {
    super(`HTTP ${status}, code ${code ?? 'none'}${detail}`);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Codes for an expired or invalid token; a new one may work. */
const STALE_TOKEN = [99991663, 99991668, 99991677];

/** One row of the table: several codes of one kind. */
const each = (kind: AdapterErrorKind, codes: readonly number[]) => codes.map((code) => [code, kind] as const);

/** Feishu's error codes and the kind each stands for. For other codes the HTTP status decides. */
const KINDS: ReadonlyMap<number, AdapterErrorKind> = new Map([
  // Rate limit of the gateway; of one chat, over all bots.
  ...each('rate-limited', [99991400, 230020, 232019]),
  // Errors inside Feishu; a message that is still being sent.
  ...each('unavailable', [1500, 1503, 2200, 230049, 231000]),
  // Wrong secret, app, scope or token; the bot ability or external sharing is off. An administrator has to fix it.
  ...each('unauthorized', [10003, 10014, 10015, 99991661, 99991662, 99991672, 99991673, 230006, 230027]),
  ...each('unauthorized', STALE_TOKEN),
  // The bot or the person is not in the chat; the message was recalled or deleted, or is not ours.
  ...each('gone', [230002, 230003, 230011, 230012, 230110, 231003]),
  // The message is over 14 days old or was updated too often; a new one takes its place.
  ...each('gone', [230031, 230072, 230075]),
  // The person cannot or does not want to receive messages; the chat does not accept any from us.
  ...each('gone', [230013, 230018, 230035, 230038, 230053]),
  // Chat deleted, invalid or of another organisation; or invalid user id.
  ...each('gone', [230034, 232006, 232009, 232010, 232011, 232033, 99992351, 99992352]),
  // The file is no longer in the message, or we may not see the message.
  ...each('gone', [234003, 234004, 234005]),
  // Too large to upload; to download.
  ...each('too-large', [234006, 234037]),
  // No downloads from groups with other organisations, nor from restricted groups.
  ...each('rejected', [234009, 234038]),
  // Sensitive words, too large, contact data, cards not allowed here, invalid card.
  ...each('rejected', [230001, 230022, 230025, 230028, 230054, 230099]),
  // Cannot be made urgent: too many unread ones, quota used up, the group's settings.
  ...each('rejected', [230023, 230024, 230052]),
]);

/** Turns any failure of a call into an AdapterError. */
export function adapterErrorOf(cause: unknown): AdapterError {
  if (cause instanceof AdapterError) return cause;
  const asked = cause instanceof FeishuRefusal ? cause.retryAfterMs : undefined;
  const kind = kindOf(cause);
  return new AdapterError(PLATFORM, kind, {
    cause,
    ...(kind === 'rate-limited' && asked !== undefined ? { retryAfterMs: asked } : {}),
  });
}

/** Feishu's code for the failure; undefined if it gave none. */
export function codeOf(error: unknown): number | undefined {
  const cause = error instanceof AdapterError ? error.cause : error;
  return cause instanceof FeishuRefusal ? cause.code : undefined;
}

/** Feishu's code for the failure, or the AdapterError's kind if it gave none. */
export function errorCodeOf(cause: unknown): string {
  return String(codeOf(cause) ?? adapterErrorOf(cause).kind);
}

/** Whether a new token may help. */
export function isStaleToken(cause: unknown): boolean {
  return STALE_TOKEN.includes(codeOf(cause) ?? 0);
}

function kindOf(cause: unknown): AdapterErrorKind {
  if (!(cause instanceof FeishuRefusal)) return 'unavailable';
  const { status, code } = cause;
  const known = code === undefined ? undefined : KINDS.get(code);
  if (known) return known;
  if (status === 429) return 'rate-limited';
  if (status === 413) return 'too-large';
  if (status === 401 || status === 403) return 'unauthorized';
  // A code on HTTP 200 is a refusal. A page without a code, or a redirect, is not from Feishu.
  if (status >= 500 || (code === undefined && status < 400)) return 'unavailable';
  return 'rejected';
}

/** Reads an unsuccessful response. `headers` have lower-case names. */
export function refusalOf(status: number, body: unknown, headers: Readonly<Record<string, unknown>>): FeishuRefusal {
  const { code, msg } = typeof body === 'object' && body !== null ? (body as { code?: unknown; msg?: unknown }) : {};
  const reset = Number(headers['x-ogw-ratelimit-reset'] ?? Number.NaN);
  const retryAfterMs = Number.isFinite(reset) && reset >= 0 ? Math.max(reset, 1) * SECOND : undefined;
  return new FeishuRefusal(status, typeof code === 'number' ? code : undefined, retryAfterMs, detailOf(msg));
}

/** Keeps only safe parts of Feishu's message: the inner code of an invalid card, the names of missing scopes. */
function detailOf(msg: unknown): string {
  const said = typeof msg === 'string' ? msg : '';
  const inner = /ErrCode: ?(\d+)/.exec(said)?.[1];
  const scopes = /scopes? (?:is |are )?required:? ?\[([\w:., -]*)\]/i.exec(said)?.[1];
  return [inner ? `, inner code ${inner}` : '', scopes ? `, needs ${scopes}` : ''].join('');
}
