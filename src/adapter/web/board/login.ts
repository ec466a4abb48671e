import { redirectTo, showPage } from '../answer.ts';
import { html } from '../page/html.ts';
import { renderMessagePage } from '../page/layout.ts';
import type { WebContext } from '../site.ts';
import { signPass, verifyPass } from '../verify.ts';
import { endLogin, loginIn, secretIn, startLogin, startSession } from './cookie.ts';
import { boardMessage } from './enter.ts';
import { LOGIN_MS } from './oidc.ts';
import { sayOnBoard } from './text.ts';

/** The two pages of signing in by OpenID Connect. What the issuer must bring back is in a signed cookie of this browser. */

/** Sends the browser to the issuer. */
export async function beginLogin(context: WebContext): Promise<Response> {
  const { board, key, clock, log } = context.var.site;
  const publicUrl = board?.publicUrl();
  if (!board?.oidc || publicUrl === undefined) return boardMessage(context, 401, 'ended');
  try {
    const { to, checks } = await board.oidc.begin(`${publicUrl}/web/board/callback`);
    startLogin(context, signPass(key, { kind: 'login', ...checks, exp: clock.now() + LOGIN_MS }), LOGIN_MS);
    return redirectTo(context, to);
  } catch (error) {
    log.warn({ err: error }, 'board.login-unreachable');
    return boardMessage(context, 502, 'login-unreachable', true);
  }
}

/**
 * The browser comes back. The page has a link instead of leading on by itself: a browser that was sent here by another
 * site sends a strict cookie only from the next page on.
 */
export async function finishLogin(context: WebContext): Promise<Response> {
  const { site, layout } = context.var;
  const { board, key, clock, log } = site;
  const publicUrl = board?.publicUrl();
  if (!board?.oidc || publicUrl === undefined) return boardMessage(context, 401, 'ended');
  const failed = (what: 'login-failed' | 'login-unknown') => {
    endLogin(context);
    return boardMessage(context, 403, what, true);
  };
  const begun = verifyPass(key, loginIn(context), 'login', clock.now());
  if (!begun.ok) return failed('login-failed');
  try {
    const cameBackTo = new URL(`${publicUrl}/web/board/callback${new URL(context.req.url).search}`);
    const named = await board.oidc.finish(cameBackTo, begun.pass);
    const entered = named && (await board.door.signIn(named, secretIn(context)));
    if (!entered) return failed('login-unknown');
    const { secret, name, language } = entered;
    const more = html`<p><a class="button primary" href="open">${sayOnBoard(language, 'enter.submit')}</a></p>`;
    const text = sayOnBoard(language, 'login.text', { name });
    startSession(context, secret);
    endLogin(context);
    const title = sayOnBoard(language, 'enter.title');
    return showPage(context, renderMessagePage({ ...layout, language }, title, text, more));
  } catch (error) {
    log.warn({ err: error }, 'board.login-failed');
    return failed('login-failed');
  }
}
