import { customerPlace, inspectionPlace } from '../../chat/page.ts';
import type { Language } from '../../lib/language.ts';
import { languageOf } from './language.ts';
import type { PageLayout } from './page/layout.ts';
import type { PassOf } from './schema.ts';
import type { Site, Visit, WebContext } from './site.ts';
import type { LinkPass } from './verify-link.ts';

/** What the link of a page says; other links are for files, calendars and the board. */
export type PagePass = PassOf<'ticket' | 'report' | 'inspection' | 'complain' | 'complaint'>;

/** The layout of a page whose visitor is not known. `below`: the path after `/web/`. */
export function layoutOf({ req }: WebContext, { book, assets }: Site, below: string): PageLayout {
  const language = languageOf(req.query('lang'), req.header('accept-language'), 'zh-CN');
  const up = '../'.repeat(below.split('/').length - 1);
  return { language, book, up, version: assets.version, switchTo: '' };
}

/** From now on the page speaks the language that the visitor chose, else their browser's, else their customer's. */
export function speak(context: WebContext, pass: LinkPass): PageLayout {
  const { req, var: variables } = context;
  const customer = 'customer' in pass ? variables.site.book.customers.get(pass.customer) : undefined;
  const fallback = customer?.language ?? variables.layout.language;
  const language = languageOf(req.query('lang'), req.header('accept-language'), fallback);
  const other: Language = language === 'en' ? 'zh-CN' : 'en';
  const layout = { ...variables.layout, language, switchTo: `?lang=${other}` };
  context.set('layout', layout);
  return layout;
}

/** undefined: the desk is not started, or the book does not have the customer any more. */
export function visitOf(context: WebContext, token: string, pass: PagePass): Visit | undefined {
  const { site } = context.var;
  const deskClient = site.deskClient();
  if (!deskClient || (pass.kind !== 'inspection' && !site.book.customers.has(pass.customer))) return undefined;
  const place = pass.kind === 'inspection' ? inspectionPlace(pass.id, pass.person) : customerPlace(pass.customer);
  const layout = speak(context, pass);
  const { language } = layout;
  return { context, site, deskClient, layout, language, token, visitor: { place, name: '', language } };
}
