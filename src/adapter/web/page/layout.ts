import { type Language, named } from '../../../lib/language.ts';
import type { WebBook } from '../book-view.ts';
import { type Html, html } from './html.ts';
import { say } from './text.ts';

/** What every page needs around its content. */
export interface PageLayout {
  readonly language: Language;
  readonly book: WebBook;
  /**
   * The relative path up to `/web/`, e.g. `../`. All addresses are relative, so that a proxy may serve the pages below
   * any path.
   */
  readonly up: string;
  /** The version of style sheet and script. */
  readonly version: string;
  /** The address of the page in the other language; empty if it is not offered. */
  readonly switchTo: string;
}

/** Renders a whole page. */
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

/** Renders a page with only a title and a message. */
export function renderMessagePage(layout: PageLayout, title: string, text: string, more: Html | false = false): string {
  return renderPage(layout, title, html`<section class="notice"><h1>${title}</h1><p>${text}</p>${more}</section>`);
}
