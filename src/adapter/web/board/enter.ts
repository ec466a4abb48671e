import { redirectTo, showPage } from '../answer.ts';
import { html } from '../page/html.ts';
import { renderMessagePage } from '../page/layout.ts';
import type { WebContext } from '../site.ts';
import { verifyPass } from '../verify.ts';
import { secretIn, startSession } from './cookie.ts';
import { isFromElsewhere } from './own-form.ts';
import { type BoardTextKey, sayOnBoard } from './text.ts';

/** An id that no link has: what is looked up for a token that is not ours, so that each refusal takes the same way. */
const NO_LINK = '-'.repeat(32);

/**
 * The page of a personal link. It has one button, because only a request from our own page carries a cookie that is not
 * sent across sites, and because chats look at links by themselves, which must not use them up. A link that is forged,
 * expired, used, revoked or another person's gets one and the same answer.
 */
export async function enterBoard(context: WebContext, token: string): Promise<Response> {
  const { layout, site } = context.var;
  const { board, key, clock } = site;
  if (!board) return boardMessage(context, 403, 'refused');
  const mayLogIn = board.oidc !== undefined;
  const verified = verifyPass(key, token, 'board', clock.now());
  const id = verified.ok ? verified.pass.id : NO_LINK;
  if (context.req.method !== 'POST') {
    const guest = await board.door.guestOf(id);
    if (!guest) return boardMessage(context, 403, 'refused', mayLogIn);
    const { name, language } = guest;
    const button = html`<form method="post"><button class="primary">${sayOnBoard(language, 'enter.submit')}</button></form>`;
    const [title, text] = [sayOnBoard(language, 'enter.title'), sayOnBoard(language, 'enter.text', { name })];
    return showPage(context, renderMessagePage({ ...layout, language }, title, text, button));
  }
  // Another site could sign a browser in as a person it chose.
  const secret = isFromElsewhere(context.env.incoming, board.publicUrl())
    ? undefined
    : await board.door.enter(id, secretIn(context));
  if (secret === undefined) return boardMessage(context, 403, 'refused', mayLogIn);
  startSession(context, secret);
  return redirectTo(context, '../open');
}

/** A page with a message, for who is not signed in. `mayLogIn`: it offers to sign in by OpenID Connect. */
export function boardMessage(
  context: WebContext,
  status: number,
  what: 'refused' | 'ended' | 'left' | 'elsewhere' | 'busy' | 'login-failed' | 'login-unknown' | 'login-unreachable',
  mayLogIn = false,
  headers: Readonly<Record<string, string>> = {},
): Response {
  const { layout } = context.var;
  const { language, up } = layout;
  const say = (part: 'title' | 'text') => sayOnBoard(language, `${what}.${part}` as BoardTextKey);
  const login = html`<p><a class="button" href="${up}board/login">${sayOnBoard(language, 'login.submit')}</a></p>`;
  return showPage(context, renderMessagePage(layout, say('title'), say('text'), mayLogIn && login), status, headers);
}
