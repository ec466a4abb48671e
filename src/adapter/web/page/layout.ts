import { type Language, named } from '../../../lib/language.ts';
import type { WebBook } from '../book-view.ts';
import { type Html, html } from './html.ts';
import { say } from './text.ts';

/** What every page stands in. */
export interface PageLayout {
  readonly language: Language;
  readonly book: WebBook;
  /** How often the address goes up to `/web/`: addresses on pages are relative, so that a proxy may put them anywhere. */
  readonly up: string;
  /** Of the style and the script. */
  readonly version: string;
  /** The same page in the other language; empty: it is not offered. */
  readonly switchTo: string;
}

/** A whole page. */
export function renderPage({ language, book, up, version, switchTo }: PageLayout, title: string, main: Html): string {
  const provider = named(book.provider, language);
  const other = language === 'en' ? 'zh-CN' : 'en';
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, nofollow">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="stylesheet" href="${up}asset/page.css?v=${version}">
<script src="${up}asset/page.js?v=${version}" type="module"></script>
</head>
<body>
<header><span class="provider">${provider}</span>${switchTo !== '' && html`<a class="language" href="${switchTo}" lang="${other}" hreflang="${other}">${say(language, 'language')}</a>`}</header>
<main>${main}</main>
</body>
</html>
`;
  return page.toString();
}

/** A page that says one thing. */
export function renderNotice(layout: PageLayout, title: string, text: string, more: Html | false = false): string {
  return renderPage(layout, title, html`<section class="notice"><h1>${title}</h1><p>${text}</p>${more}</section>`);
}
