import type { BoardView } from '../../../chat/board.ts';
import { named } from '../../../lib/language.ts';
import { renderAlert } from '../page/form.ts';
import { html } from '../page/html.ts';
import type { PageLayout } from '../page/layout.ts';
import { addressOf } from './address.ts';
import { renderBlock } from './block.ts';

/** Where a reader is: the page as its address names it, and the query. */
export interface Address {
  readonly page: string;
  readonly params: Readonly<Record<string, string>>;
}

/** How often a live page is loaded again where there is no script, in seconds. */
const RELOAD_S = 60;

/** Renders a page of the board. Without a script a live page loads itself again. `token`: of its forms (`own-form.ts`). */
export function renderBoard(
  view: BoardView,
  { page, params }: Address,
  { book, up, version }: PageLayout,
  token: string,
): string {
  const { language, words, nav, isLive, title } = view;
  const provider = named(book.provider, language);
  const other = language === 'en' ? 'zh-CN' : 'en';
  const here = { page: page as 'open', params };
  const markup = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title} · ${words.board} · ${provider}</title>
<link rel="stylesheet" href="${up}asset/page.css?v=${version}">
<link rel="stylesheet" href="${up}asset/board.css?v=${version}">
${isLive && html`<noscript><meta http-equiv="refresh" content="${RELOAD_S}"></noscript>`}
<script src="${up}asset/board.js?v=${version}" type="module"></script>
</head>
<body class="board">
<a class="skip" href="#content">${words.skip}</a>
<header>
<p class="brand"><span class="provider">${provider}</span> <span class="soft">${words.board}</span></p>
<form class="find" role="search" action="find" method="get">
<label class="hidden" for="find-words">${words.search}</label>
<input id="find-words" type="search" name="search" placeholder="${words.search}" maxlength="200"${page === 'find' && html` value="${params.search ?? ''}"`}>
</form>
<div class="who"><span class="reader">${view.reader}</span>
<a class="language" href="${addressOf(here, { lang: other })}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>
<form method="post" action="leave"><input type="hidden" name="token" value="${token}"><button class="quiet">${words.leave}</button></form></div>
<nav aria-label="${words.board}"><ul>${nav.map(
    ({ label, to, isHere }) =>
      html`<li><a href="${addressOf(to)}"${isHere && html` aria-current="page"`}>${label}</a></li>`,
  )}</ul></nav>
</header>
<main id="content" tabindex="-1">
<div class="headline"><h1>${title}</h1>
<p class="soft"><span>${view.scope}</span> · <span id="as-of">${view.asOf}</span>
${isLive && html`<span id="live" class="live" role="status" data-live="${words.live}" data-lost="${words.lost}" data-ended="${words.ended}"></span>`}
<a class="refresh" href="${addressOf(here)}">${words.refresh}</a></p></div>
${renderAlert(view.alert)}
${view.blocks.map((block) => renderBlock(block, language, token))}
</main>
</body>
</html>
`;
  return markup.toString();
}
