import { createHash } from 'node:crypto';

/** The kinds of settings in the log, and where the rows are that it speaks of. */

const NAME_DIGITS = 16;

/** Of each kind of setting the rows that count now: which one it is, and what it says. */
export const ROWS = {
  book: `select id::text as about, jsonb_build_object('hash', hash, 'by', applied_by, 'via', applied_via, 'at', ${msOf('applied_at')})
      || case when masked_hash is null then '{}'::jsonb else jsonb_build_object('masked', masked_hash) end as value
    from book_version`,
  'channel-language': `select platform || '/' || channel as about, jsonb_build_object('language', language) as value
    from channel_language`,
  'channel-customer': `select platform || '/' || channel as about, jsonb_build_object('customer', customer, 'by', by, 'at', ${msOf('at')}) as value
    from channel_binding`,
  account: `select person || '/' || platform as about, jsonb_build_object('user', ${nameOf("platform || '/' || user_id")}, 'at', ${msOf('at')}) as value
    from person_link`,
  holidays: `select year::text as about, jsonb_build_object('id', id, 'notice', notice, 'by', by, 'at', ${msOf('at')}) as value
    from holiday_load where state = 'applied'`,
  swap: `select id::text as about, jsonb_build_object('rotation', rotation, 'from', ${msOf('from_at')}, 'until', ${msOf('until_at')},
      'person', person, 'by', by, 'at', ${msOf('at')}, 'cancelledAt', ${msOf('cancelled_at')}, 'cancelledBy', cancelled_by) as value
    from duty_override`,
  token: `select id as about, jsonb_build_object('name', name, 'hash', hash, 'scopes', to_jsonb(scopes), 'customers', to_jsonb(customers),
      'by', created_by, 'at', ${msOf('created_at')}, 'until', ${msOf('expires_at')}, 'revokedAt', ${msOf('revoked_at')}) as value
    from api_token`,
  export: `select id::text as about, jsonb_build_object('by', by, 'who', who, 'what', what, 'about', about, 'customer', customer,
      'format', format, 'rows', rows, 'sha256', sha256, 'at', ${msOf('at')}) as value
    from export_record`,
  'board-session': `select ${nameOf('id')} as about, jsonb_build_object('person', person, 'customer', customer, 'platform', platform,
      'user', ${nameOf("platform || '/' || user_id")}, 'at', ${msOf('at')}, 'openedAt', ${msOf('opened_at')}, 'endsAt', ${msOf('ends_at')},
      'revokedAt', ${msOf('revoked_at')}) as value
    from board_session`,
  'calendar-link': `select ${nameOf('id')} as about, jsonb_build_object('owner', owner, 'rotation', rotation, 'at', ${msOf('at')},
      'revokedAt', ${msOf('revoked_at')}) as value
    from duty_feed`,
  'links-ended': `select id::text as about, jsonb_build_object('scope', scope, 'subject', subject, 'by', by, 'at', ${msOf('at')}) as value
    from link_revocation`,
  webhook: `select key as about, jsonb_build_object('rotation', rotation, 'rotatedAt', ${msOf('rotated_at')},
      'disabledAt', ${msOf('disabled_at')}) as value
    from webhook where rotation > 0 or disabled_at is not null`,
  configuration: `select id::text as about, jsonb_build_object('changed', to_jsonb(changed), 'hashes', hashes, 'salt', salt, 'by', by,
      'at', ${msOf('at')}) as value
    from configuration`,
} as const;

/**
 * `book`: a version of the service book, by its number. `channel-language`, `channel-customer`: chosen in chat, by platform and
 * channel. `account`: a person's, by person and platform. `holidays`: loaded, by year. `swap`: of a shift, by its number.
 * `token`: of a program, by its id. `export`: a list or a case that was taken out, by its number. `board-session`,
 * `calendar-link`: a personal link and what it opened, by `nameOfSecret`. `links-ended`: a revocation of links, by its number.
 * `webhook`: the secret of one was changed, or it was disabled, by its key. `configuration`: what the desk was started with,
 * by its number.
 */
export type Setting = keyof typeof ROWS;
export const SETTINGS = Object.keys(ROWS) as Setting[];

/** A column's instant in milliseconds, which no session's time zone shifts. */
export function msOf(column: string): string {
  return `(extract(epoch from ${column}) * 1000)::bigint`;
}

/** How the log calls a row whose id may not be read from it, because a link carries the id. */
export function nameOf(column: string): string {
  return `left(encode(sha256(convert_to(${column}, 'UTF8')), 'hex'), ${NAME_DIGITS})`;
}

/** What `nameOf` gives for an id. */
export function nameOfSecret(id: string): string {
  return createHash('sha256').update(id).digest('hex').slice(0, NAME_DIGITS);
}

/** The kinds of logs that were begun before each log said which kinds it covers. */
export const FIRST_SETTINGS: readonly Setting[] = [
  'book',
  'channel-language',
  'channel-customer',
  'account',
  'holidays',
  'swap',
  'token',
  'export',
];
