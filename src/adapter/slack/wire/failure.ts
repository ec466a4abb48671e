import { webApi } from '@slack/bolt';
import { AdapterError, type AdapterErrorKind } from '../../../chat/adapter.ts';
import { SECOND } from '../../../lib/instant.ts';
import { PLATFORM } from './names.ts';

/**
 * Slack's error codes and the kind each stands for. A code that is missing here will not succeed later either:
 * `rejected`.
 */
const KINDS: Readonly<Record<string, AdapterErrorKind>> = {
  ratelimited: 'rate-limited',
  rate_limited: 'rate-limited',
  message_limit_exceeded: 'rate-limited',

  internal_error: 'unavailable',
  fatal_error: 'unavailable',
  service_unavailable: 'unavailable',
  request_timeout: 'unavailable',
  team_added_to_org: 'unavailable',

  not_authed: 'unauthorized',
  invalid_auth: 'unauthorized',
  account_inactive: 'unauthorized',
  token_revoked: 'unauthorized',
  token_expired: 'unauthorized',
  missing_scope: 'unauthorized',
  no_permission: 'unauthorized',
  access_denied: 'unauthorized',
  ekm_access_denied: 'unauthorized',
  org_login_required: 'unauthorized',

  channel_not_found: 'gone',
  is_archived: 'gone',
  not_in_channel: 'gone',
  user_not_found: 'gone',
  user_disabled: 'gone',
  user_not_in_channel: 'gone',
  cannot_dm_bot: 'gone',
  messages_tab_disabled: 'gone',
  message_not_found: 'gone',
  thread_not_found: 'gone',
  cant_update_message: 'gone',
  edit_window_closed: 'gone',
  expired_trigger_id: 'gone',
  trigger_expired: 'gone',
  file_not_found: 'gone',
  file_deleted: 'gone',

  file_upload_size_restricted: 'too-large',
};

/** Turns any failure of a call into an AdapterError. */
export function adapterErrorOf(cause: unknown): AdapterError {
  if (cause instanceof AdapterError) return cause;
  if (cause instanceof webApi.WebAPIRateLimitedError)
    return new AdapterError(PLATFORM, 'rate-limited', { retryAfterMs: cause.retryAfter * SECOND, cause });
  return new AdapterError(PLATFORM, kindOf(cause), {
    cause: isUnreadable(cause) ? new Error('no answer of Slack') : cause,
  });
}

/** Whether something else answered, e.g. a proxy's page. The SDK puts its text where Slack's error code would be. */
function isUnreadable(cause: unknown): boolean {
  return cause instanceof webApi.WebAPIPlatformError && !/^[\w-]{1,80}$/.test(cause.data.error);
}

/** The error without what must not be logged: those of Slack's client contain responses, headers and addresses. */
export function loggable(error: unknown): unknown {
  return error instanceof webApi.SlackError ? adapterErrorOf(error) : error;
}

function kindOf(cause: unknown): AdapterErrorKind {
  if (isUnreadable(cause)) return 'unavailable';
  if (cause instanceof webApi.WebAPIPlatformError) return KINDS[cause.data.error] ?? 'rejected';
  if (cause instanceof webApi.WebAPIHTTPError) {
    if (cause.statusCode === 401 || cause.statusCode === 403) return 'unauthorized';
    if (cause.statusCode === 413) return 'too-large';
    return cause.statusCode === 429 ? 'rate-limited' : cause.statusCode < 500 ? 'rejected' : 'unavailable';
  }
  return 'unavailable';
}

/**
 * Slack's error code, e.g. `missing_scope`, or the AdapterError's kind if there is none or it does not look like a
 * code.
 */
export function errorCodeOf(cause: unknown): string {
  const word = cause instanceof webApi.WebAPIPlatformError ? cause.data.error : '';
  return /^[a-z_]{1,60}$/.test(word) ? word : adapterErrorOf(cause).kind;
}
