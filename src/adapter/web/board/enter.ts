import type { IncomingMessage } from 'node:http';
import { html } from '../page/html.ts';
import { type PageLayout, renderMessagePage } from '../page/layout.ts';
import type { PageResponse, Site } from '../site.ts';
import { verifyPass } from '../verify.ts';
import { publicPlaceOf, secretIn, sessionCookie } from './cookie.ts';
import { isFromElsewhere } from './own-form.ts';
import { type BoardTextKey, sayOnBoard } from './text.ts';

/** An id that no link has: what is looked up for a token that is not ours, so that each refusal takes the same way. */
const NO_LINK = '-'.repeat(32);

/**
 * The page of a personal link. It has one button, because only a request from our own page carries a cookie that is not
 * sent across sites, and because chats look at links by themselves, which must not use them up. A link that is forged,
 * expired, used, revoked or another person's gets one and the same answer.
 */
export async function enterBoard(
  request: IncomingMessage,
  site: Site,
  layout: PageLayout,
  token: string,
): Promise<PageResponse> {
  const { board, key, clock } = site;
  if (!board) return boardMessage(layout, 403, 'refused');
  const mayLogIn = board.oidc !== undefined;
  const verified = verifyPass(key, token, 'board', clock.now());
  const id = verified.ok ? verified.pass.id : NO_LINK;
  if (request.method !== 'POST') {
    const guest = await board.door.guestOf(id);
    if (!guest) return boardMessage(layout, 403, 'refused', [], mayLogIn);
    const { name, language } = guest;
    const button = html`<form method="post"><button class="primary">${sayOnBoard(language, 'enter.submit')}</button></form>`;
    const [title, text] = [sayOnBoard(language, 'enter.title'), sayOnBoard(language, 'enter.text', { name })];
    return { status: 200, page: renderMessagePage({ ...layout, language }, title, text, button) };
  }
  // Another site could sign a browser in as a person it chose.
  const secret = isFromElsewhere(request, board.publicUrl())
    ? undefined
    : await board.door.enter(id, secretIn(request));
  if (secret === undefined) return boardMessage(layout, 403, 'refused', [], mayLogIn);
  return { to: '../open', cookies: [sessionCookie(secret, publicPlaceOf(board.publicUrl()))] };
}

/** A page with a message, for who is not signed in. `mayLogIn`: it offers to sign in by OpenID Connect. */
export function boardMessage(
  layout: PageLayout,
  status: number,
  what: 'refused' | 'ended' | 'left' | 'elsewhere' | 'busy' | 'login-failed' | 'login-unknown' | 'login-unreachable',
  cookies: readonly string[] = [],
  mayLogIn = false,
): Extract<PageResponse, { readonly page: string }> {
  const say = (part: 'title' | 'text') => sayOnBoard(layout.language, `${what}.${part}` as BoardTextKey);
  const { language, up } = layout;
  const login = html`<p><a class="button" href="${up}board/login">${sayOnBoard(language, 'login.submit')}</a></p>`;
  return { status, page: renderMessagePage(layout, say('title'), say('text'), mayLogIn && login), cookies };
}
