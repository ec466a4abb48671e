import type { IncomingMessage } from 'node:http';
import { html } from '../page/html.ts';
import { type PageLayout, renderMessagePage } from '../page/layout.ts';
import type { PageResponse, Site } from '../site.ts';
import { signPass, verifyPass } from '../verify.ts';
import { endedLoginCookie, loginCookie, loginIn, publicPlaceOf, secretIn, sessionCookie } from './cookie.ts';
import { boardMessage } from './enter.ts';
import { LOGIN_MS } from './oidc.ts';
import { sayOnBoard } from './text.ts';

/** The two pages of signing in by OpenID Connect. What the issuer must bring back is in a signed cookie of this browser. */

/** Sends the browser to the issuer. */
export async function beginLogin(site: Site, layout: PageLayout): Promise<PageResponse> {
  const { board, key, clock, log } = site;
  const publicUrl = board?.publicUrl();
  if (!board?.oidc || publicUrl === undefined) return boardMessage(layout, 401, 'ended');
  try {
    const { to, checks } = await board.oidc.begin(`${publicUrl}/web/board/callback`);
    const sealed = signPass(key, { kind: 'login', ...checks, exp: clock.now() + LOGIN_MS });
    return { to, cookies: [loginCookie(sealed, LOGIN_MS, publicPlaceOf(publicUrl))] };
  } catch (error) {
    log.warn({ err: error }, 'board.login-unreachable');
    return boardMessage(layout, 502, 'login-unreachable', [], true);
  }
}

/**
 * The browser comes back. The page has a link instead of leading on by itself: a browser that was sent here by another
 * site sends a strict cookie only from the next page on.
 */
export async function finishLogin(
  request: IncomingMessage,
  site: Site,
  layout: PageLayout,
  url: URL,
): Promise<PageResponse> {
  const { board, key, clock, log } = site;
  const publicUrl = board?.publicUrl();
  if (!board?.oidc || publicUrl === undefined) return boardMessage(layout, 401, 'ended');
  const place = publicPlaceOf(publicUrl);
  const over = [endedLoginCookie(place)];
  const begun = verifyPass(key, loginIn(request), 'login', clock.now());
  if (!begun.ok) return boardMessage(layout, 403, 'login-failed', over, true);
  try {
    const cameBackTo = new URL(`${publicUrl}/web/board/callback${url.search}`);
    const named = await board.oidc.finish(cameBackTo, begun.pass);
    const entered = named && (await board.door.signIn(named, secretIn(request)));
    if (!entered) return boardMessage(layout, 403, 'login-unknown', over, true);
    const { secret, name, language } = entered;
    const more = html`<p><a class="button primary" href="open">${sayOnBoard(language, 'enter.submit')}</a></p>`;
    const text = sayOnBoard(language, 'login.text', { name });
    const page = renderMessagePage({ ...layout, language }, sayOnBoard(language, 'enter.title'), text, more);
    return { status: 200, page, cookies: [sessionCookie(secret, place), ...over] };
  } catch (error) {
    log.warn({ err: error }, 'board.login-failed');
    return boardMessage(layout, 403, 'login-failed', over, true);
  }
}
