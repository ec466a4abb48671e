import type { IncomingMessage } from 'node:http';
import { HOUR, SECOND } from '../../../lib/instant.ts';
import { LANGUAGES, type Language } from '../../../lib/language.ts';

/** The cookies of the board: the session's secret, the language that its reader switched to, and a login that is under way. */

const SESSION = 'deskbell_board';
const LANGUAGE = 'deskbell_board_language';
const LOGIN = 'deskbell_board_login';
/** As long as a session lasts, after which the desk refuses it in any case. */
const KEPT_S = (12 * HOUR) / SECOND;

/** Where the pages are reached from outside: a proxy may serve them below a path, and by HTTPS. */
export interface PublicPlace {
  readonly path: string;
  readonly isSecure: boolean;
}

export function publicPlaceOf(url: string | undefined): PublicPlace {
  if (url === undefined) return { path: '', isSecure: false };
  const { pathname, protocol } = new URL(url);
  return { path: pathname.replace(/\/$/, ''), isSecure: protocol === 'https:' };
}

export function sessionCookie(secret: string, place: PublicPlace): string {
  return cookie(SESSION, secret, KEPT_S, place);
}

export function endedCookie(place: PublicPlace): string {
  return cookie(SESSION, '', 0, place);
}

export function languageCookie(language: Language, place: PublicPlace): string {
  return cookie(LANGUAGE, language, KEPT_S, place);
}

/** What a login has to bring back, signed. The issuer's site leads the browser back, so it is not a strict one. */
export function loginCookie(sealed: string, ms: number, place: PublicPlace): string {
  return cookie(LOGIN, sealed, ms / SECOND, place, 'Lax');
}

export function endedLoginCookie(place: PublicPlace): string {
  return cookie(LOGIN, '', 0, place, 'Lax');
}

export function loginIn(request: IncomingMessage): string {
  return cookieIn(request, LOGIN);
}

function cookie(
  name: string,
  value: string,
  seconds: number,
  { path, isSecure }: PublicPlace,
  site = 'Strict',
): string {
  const secure = isSecure ? '; Secure' : '';
  return `${name}=${value}; Path=${path}/web/board; Max-Age=${seconds}; HttpOnly; SameSite=${site}${secure}`;
}

/** The session's secret; undefined: the browser sent none, or none that can be ours. */
export function secretIn(request: IncomingMessage): string | undefined {
  return /^[A-Za-z0-9_-]{43}$/.exec(cookieIn(request, SESSION))?.[0];
}

export function languageIn(request: IncomingMessage): Language | undefined {
  const value = cookieIn(request, LANGUAGE);
  return LANGUAGES.find((language) => language === value);
}

function cookieIn({ headers }: IncomingMessage, name: string): string {
  const pairs = (headers.cookie ?? '').split(';').map((pair) => pair.trim());
  return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
}
