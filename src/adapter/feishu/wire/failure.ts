import { AdapterError, type AdapterErrorKind } from '../../../chat/adapter.ts';
import { SECOND } from '../../../lib/instant.ts';
import { PLATFORM } from './names.ts';

/** Feishu said no. Holds its code and no words: its message may repeat ours. */
export class FeishuRefusal extends Error {
  readonly status: number;
  /** Undefined: the answer was none of the open platform's, e.g. a gateway's page. */
  readonly code: number | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(status: number, code: number | undefined, retryAfterMs: number | undefined, detail: string) {
    super(`HTTP ${status}, code ${code ?? 'none'}${detail}`);
    this.status = status;
    this.code = code;
    this.retryAfterMs = retryAfterMs;
  }
}

/** Our token is no longer taken; a new one may be. */
const STALE_TOKEN = [99991663, 99991668, 99991677];

/** Reads codes in a row of the table. */
const each = (kind: AdapterErrorKind, codes: readonly number[]) => codes.map((code) => [code, kind] as const);

/** The one table from Feishu's codes to kinds. What is not in it is told by the HTTP status. */
const KINDS: ReadonlyMap<number, AdapterErrorKind> = new Map([
  // Gateway; one chat, by all its bots.
  ...each('rate-limited', [99991400, 230020]),
  // Errors inside Feishu; a message that is still being sent.
  ...each('unavailable', [1500, 1503, 2200, 230049, 231000]),
  // Secret, app, scope, token; the bot ability or external sharing is off: somebody has to set it right.
  ...each('unauthorized', [10003, 10014, 10015, 99991661, 99991662, 99991672, 99991673, 230006, 230027]),
  ...each('unauthorized', STALE_TOKEN),
  // The bot, or the person, is not in the chat; the message was recalled, deleted or is not ours.
  ...each('gone', [230002, 230003, 230011, 230012, 230110, 231003]),
  // The message is over 14 days old, or was changed as often as may be: another takes its place.
  ...each('gone', [230031, 230072, 230075]),
  // The person cannot be written to, or does not want to be; the chat takes nothing from us.
  ...each('gone', [230013, 230018, 230035, 230038, 230053]),
  // The chat is no more, is none, or is another tenant's; the person is none.
  ...each('gone', [230034, 232006, 232009, 232010, 232011, 232033, 99992351, 99992352]),
  // A file that is not in the message any more, or a message that we may not see.
  ...each('gone', [234003, 234004, 234005]),
  // Uploaded, downloaded.
  ...each('too-large', [234006, 234037]),
  // Files are not handed out of groups with other organisations, nor of restricted ones.
  ...each('rejected', [234009, 234038]),
  // Sensitive words, too big, contact data, cards not taken here, a bad card.
  ...each('rejected', [230001, 230022, 230025, 230028, 230054, 230099]),
  // Not to be made urgent: too many that are unread, the paid quota is used up, the group's settings.
  ...each('rejected', [230023, 230024, 230052]),
]);

/** Any failure of a call as the outbox understands it. */
export function adapterErrorOf(cause: unknown): AdapterError {
  if (cause instanceof AdapterError) return cause;
  const asked = cause instanceof FeishuRefusal ? cause.retryAfterMs : undefined;
  const kind = kindOf(cause);
  return new AdapterError(PLATFORM, kind, {
    cause,
    ...(kind === 'rate-limited' && asked !== undefined ? { retryAfterMs: asked } : {}),
  });
}

/** Feishu's code for the failure; undefined where it gave none. */
export function codeOf(error: unknown): number | undefined {
  const cause = error instanceof AdapterError ? error.cause : error;
  return cause instanceof FeishuRefusal ? cause.code : undefined;
}

/** Feishu's own number for a failure, else its kind. */
export function errorCodeOf(cause: unknown): string {
  return String(codeOf(cause) ?? adapterErrorOf(cause).kind);
}

/** Whether the call may succeed with a new token. */
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
  // A code on HTTP 200 is a refusal; a page on it, or anything redirected, comes from something that is not Feishu.
  if (status >= 500 || (code === undefined && status < 400)) return 'unavailable';
  return 'rejected';
}

/** What an answer that is no success says; `headers` by their lower-case names. */
export function refusalOf(status: number, body: unknown, headers: Readonly<Record<string, unknown>>): FeishuRefusal {
  const { code, msg } = typeof body === 'object' && body !== null ? (body as { code?: unknown; msg?: unknown }) : {};
  const reset = Number(headers['x-ogw-ratelimit-reset'] ?? Number.NaN);
  const retryAfterMs = Number.isFinite(reset) && reset >= 0 ? Math.max(reset, 1) * SECOND : undefined;
  return new FeishuRefusal(status, typeof code === 'number' ? code : undefined, retryAfterMs, detailOf(msg));
}

/** Of Feishu's words only what is surely its own: the inner code of a bad card, the names of missing scopes. */
function detailOf(msg: unknown): string {
  const said = typeof msg === 'string' ? msg : '';
  const inner = /ErrCode: ?(\d+)/.exec(said)?.[1];
  const scopes = /scopes? (?:is |are )?required:? ?\[([\w:., -]*)\]/i.exec(said)?.[1];
  return [inner ? `, inner code ${inner}` : '', scopes ? `, needs ${scopes}` : ''].join('');
}
