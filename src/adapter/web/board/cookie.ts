import { getCookie } from 'hono/cookie';
import { HOUR, SECOND } from '../../../lib/instant.ts';
import { LANGUAGES, type Language } from '../../../lib/language.ts';
import type { WebContext } from '../site.ts';

/** The cookies of the board: the session's secret, the language that its reader switched to, and a login that is under way. */

const SESSION = 'deskbell_board';
const LANGUAGE = 'deskbell_board_language';
const LOGIN = 'deskbell_board_login';
/** As long as a session lasts, after which the desk refuses it in any case. */
const KEPT_S = (12 * HOUR) / SECOND;

export function startSession(context: WebContext, secret: string): void {
  setCookie(context, SESSION, secret, KEPT_S);
}

export function endSession(context: WebContext): void {
  setCookie(context, SESSION, '', 0);
}

export function keepLanguage(context: WebContext, language: Language): void {
  setCookie(context, LANGUAGE, language, KEPT_S);
}

/** What a login has to bring back, signed. The issuer's site leads the browser back, so it is not a strict one. */
export function startLogin(context: WebContext, sealed: string, ms: number): void {
  setCookie(context, LOGIN, sealed, ms / SECOND, 'Lax');
}

export function endLogin(context: WebContext): void {
  setCookie(context, LOGIN, '', 0, 'Lax');
}

export function loginIn(context: WebContext): string {
  return getCookie(context, LOGIN) ?? '';
}

/** The session's secret; undefined: the browser sent none, or none that can be ours. */
export function secretIn(context: WebContext): string | undefined {
  return /^[A-Za-z0-9_-]{43}$/.exec(getCookie(context, SESSION) ?? '')?.[0];
}

export function languageIn(context: WebContext): Language | undefined {
  const value = getCookie(context, LANGUAGE);
  return LANGUAGES.find((language) => language === value);
}

function setCookie(context: WebContext, name: string, value: string, seconds: number, site = 'Strict'): void {
  const { path, isSecure } = publicPlaceOf(context.var.site.board?.publicUrl());
  const secure = isSecure ? '; Secure' : '';
  const cookie = `${name}=${value}; Path=${path}/web/board; Max-Age=${seconds}; HttpOnly; SameSite=${site}${secure}`;
  context.header('set-cookie', cookie, { append: true });
}

/** Where the pages are reached from outside: a proxy may serve them below a path, and by HTTPS. */
interface PublicPlace {
  readonly path: string;
  readonly isSecure: boolean;
}

function publicPlaceOf(url: string | undefined): PublicPlace {
  if (url === undefined) return { path: '', isSecure: false };
  const { pathname, protocol } = new URL(url);
  return { path: pathname.replace(/\/$/, ''), isSecure: protocol === 'https:' };
}
