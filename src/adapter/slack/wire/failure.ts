import { webApi } from '@slack/bolt';
import { AdapterError, type AdapterErrorKind } from '../../../chat/adapter.ts';
import { SECOND } from '../../../lib/instant.ts';
import { PLATFORM } from './names.ts';

/** The one table from Slack's word for a failure to its kind. What is not in it Slack will never take: `rejected`. */
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

/** Any failure of a call as the outbox understands it. */
export function adapterErrorOf(cause: unknown): AdapterError {
  if (cause instanceof AdapterError) return cause;
  if (cause instanceof webApi.WebAPIRateLimitedError)
    return new AdapterError(PLATFORM, 'rate-limited', { retryAfterMs: cause.retryAfter * SECOND, cause });
  return new AdapterError(PLATFORM, kindOf(cause), {
    cause: isUnreadable(cause) ? new Error('no answer of Slack') : cause,
  });
}

/** What comes in place of an answer, e.g. a proxy's page, stands where Slack's word for the failure would. */
function isUnreadable(cause: unknown): boolean {
  return cause instanceof webApi.WebAPIPlatformError && !/^[\w-]{1,80}$/.test(cause.data.error);
}

/** A failure as the log may have it: what Slack's client throws holds answers, headers and addresses as well. */
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

/** Slack's own word for a failure, e.g. `missing_scope`, else its kind; a text that is no such word could be anything. */
export function errorCodeOf(cause: unknown): string {
  const word = cause instanceof webApi.WebAPIPlatformError ? cause.data.error : '';
  return /^[a-z_]{1,60}$/.test(word) ? word : adapterErrorOf(cause).kind;
}
