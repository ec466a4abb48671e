import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Handler, Hono } from 'hono';
import type { BoardAsk } from '../../../chat/board-door.ts';
import { LANGUAGES } from '../../../lib/language.ts';
import { redirectTo, showPage } from '../answer.ts';
import type { WebContext, WebEnv } from '../site.ts';
import { endSession, keepLanguage, languageIn, secretIn } from './cookie.ts';
import { boardMessage, enterBoard } from './enter.ts';
import { beginLogin, finishLogin } from './login.ts';
import { formTokenOf } from './own-form.ts';
import { renderBoard } from './page.ts';
import { postBoard } from './post.ts';
import type { BoardVisit } from './visit.ts';

/** Longest query that is read, in characters: addresses of the board are short. */
const MOST_QUERY = 2_000;
const METHODS = ['GET', 'POST'];

/** What follows `/web/board`: signing in, the pages and what they send. */
export function createBoardRoutes(): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.on(METHODS, '/', (context) => redirectTo(context, 'board/open'));
  app.on(METHODS, '/in/:token{[^/]*}', (context) => enterBoard(context, context.req.param('token')));
  app.get('/login', beginLogin);
  app.get('/callback', finishLogin);
  app.post('/:page{[^/]*}', inSession(postBoard));
  app.get('/live', inSession(followBoard));
  app.get('/:page{[^/]*}', inSession(showBoard));
  app.on(METHODS, '/*', ended);
  return app;
}

function inSession(answer: (visit: BoardVisit) => Response | Promise<Response>): Handler<WebEnv> {
  return (context) => {
    const { board } = context.var.site;
    const secret = secretIn(context);
    const url = new URL(context.req.url);
    if (!board || secret === undefined || url.search.length > MOST_QUERY) return ended(context);
    return answer({ context, board, secret, page: url.pathname.split('/').at(-1) ?? '', query: url.searchParams });
  };
}

function ended(context: WebContext): Response {
  return boardMessage(context, 401, 'ended', context.var.site.board?.oidc !== undefined);
}

/** Sends what changes on the page that the query names with `as`. */
function followBoard({ context, board, secret, query }: BoardVisit): Response {
  const { as = 'open', ...params } = Object.fromEntries(query);
  const ask: BoardAsk = { page: as, params, language: languageIn(context), isAgain: true };
  const isOpen = board.live.follow(context.env, secret, () => board.door.read(secret, ask));
  return isOpen ? RESPONSE_ALREADY_SENT : context.body(null, 503, { 'retry-after': '60' });
}

async function showBoard({ context, board, secret, page, query }: BoardVisit): Promise<Response> {
  const switched = LANGUAGES.find((language) => language === query.get('lang'));
  if (switched) {
    keepLanguage(context, switched);
    return redirectTo(context, withoutLanguage(query, page));
  }
  if (page === '') return redirectTo(context, 'open');
  const { as: _, ...params } = Object.fromEntries(query);
  const view = await board.door.read(secret, { page, params, language: languageIn(context) });
  if (!view) {
    endSession(context);
    return ended(context);
  }
  const { site, layout } = context.var;
  return showPage(context, renderBoard(view, { page, params }, layout, formTokenOf(site.key, secret)));
}

function withoutLanguage(query: URLSearchParams, page: string): string {
  const params = new URLSearchParams(query);
  params.delete('lang');
  return params.size > 0 ? `${page}?${params}` : page === '' ? 'open' : page;
}
