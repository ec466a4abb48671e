import type { IncomingMessage, ServerResponse } from 'node:http';
import type { BoardAsk } from '../../../chat/board-door.ts';
import { LANGUAGES } from '../../../lib/language.ts';
import type { PageLayout } from '../page/layout.ts';
import type { PageResponse, Site } from '../site.ts';
import { endedCookie, languageCookie, languageIn, publicPlaceOf, secretIn } from './cookie.ts';
import { boardMessage, enterBoard } from './enter.ts';
import { beginLogin, finishLogin } from './login.ts';
import { formTokenOf } from './own-form.ts';
import { renderBoard } from './page.ts';
import { postBoard } from './post.ts';

/** Longest query that is read, in characters: addresses of the board are short. */
const MOST_QUERY = 2_000;

/** Answers a request below `/web/board/`; undefined: the response is written, or being written. `path`: what follows. */
export async function serveBoard(
  request: IncomingMessage,
  response: ServerResponse,
  site: Site,
  layout: PageLayout,
  url: URL,
  path: readonly string[],
): Promise<PageResponse | undefined> {
  const [page = '', token = ''] = path;
  if (path.length === 0) return { to: 'board/open' };
  if (page === 'in' && path.length === 2) return enterBoard(request, site, layout, token);
  const { board } = site;
  if (request.method !== 'POST' && page === 'login' && path.length === 1) return beginLogin(site, layout);
  if (request.method !== 'POST' && page === 'callback' && path.length === 1)
    return finishLogin(request, site, layout, url);
  const mayLogIn = board?.oidc !== undefined;
  const secret = secretIn(request);
  if (!board || secret === undefined || path.length > 1 || url.search.length > MOST_QUERY)
    return boardMessage(layout, 401, 'ended', [], mayLogIn);
  if (request.method === 'POST') return postBoard(request, response, page, { site, board, layout, secret });
  const place = publicPlaceOf(board.publicUrl());
  const switched = LANGUAGES.find((language) => language === url.searchParams.get('lang'));
  if (switched) return { to: withoutLanguage(url, page), cookies: [languageCookie(switched, place)] };
  if (page === '') return { to: 'open' };
  const { as = 'open', ...params } = Object.fromEntries(url.searchParams);
  const isLive = page === 'live';
  const ask: BoardAsk = {
    page: isLive ? as : page,
    params: isLive ? params : { ...params },
    language: languageIn(request),
  };
  if (isLive) {
    board.live.follow(request, response, secret, () => board.door.read(secret, { ...ask, isAgain: true }));
    return undefined;
  }
  const view = await board.door.read(secret, ask);
  if (!view) return boardMessage(layout, 401, 'ended', [endedCookie(place)], mayLogIn);
  return { status: 200, page: renderBoard(view, { page: ask.page, params }, layout, formTokenOf(site.key, secret)) };
}

function withoutLanguage(url: URL, page: string): string {
  const params = new URLSearchParams(url.searchParams);
  params.delete('lang');
  return params.size > 0 ? `${page}?${params}` : page === '' ? 'open' : page;
}
