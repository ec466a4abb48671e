import type { IncomingMessage, ServerResponse } from 'node:http';
import { customerPlace, inspectionPlace } from '../../chat/page.ts';
import { countRefused } from '../../lib/address-limit.ts';
import type { Language } from '../../lib/language.ts';
import { serveBoard } from './board/board.ts';
import { serveFile } from './download.ts';
import { serveFeed } from './duty-feed.ts';
import { languageOf } from './language.ts';
import { postComplain, postComplaint, showComplain, showComplaint } from './page/complaint.ts';
import { postInspection, showInspection } from './page/inspection.ts';
import { type PageLayout, renderMessagePage } from './page/layout.ts';
import { postReport, showReport } from './page/report.ts';
import { say, type TextKey } from './page/text.ts';
import { postTicket, showTicket } from './page/ticket.ts';
import type { PassOf } from './schema.ts';
import type { PageResponse, Site, Visit } from './site.ts';
import type { Sender } from './upload/quota.ts';
import { readForm, type SentForm } from './upload/upload.ts';
import { type PassError, verifyPass } from './verify.ts';
import { type LinkPass, type RefusedLink, verifyLink } from './verify-link.ts';
import { drainBody, write } from './write.ts';

const BASE = '/web/';

/** Answers requests below `/web/`. False for any other request; nothing was written. */
export async function route(request: IncomingMessage, response: ServerResponse, site: Site): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://web');
  if (!url.pathname.startsWith(BASE)) return false;
  const path = url.pathname.slice(BASE.length).split('/');
  const layout = layoutOf(request, site, url, path);
  try {
    const answer = await respond(request, response, site, layout, url, path);
    if (answer) write(request, response, await slowDown(request, layout, answer));
  } catch (error) {
    // The URL is not logged, because it contains the link.
    site.log.error({ err: error }, 'web.fault');
    if (response.headersSent) response.destroy();
    else write(request, response, messagePage(layout, 500, 'fault'));
  }
  drainBody(request);
  return true;
}

/** What an address without a valid link or session gets that tries again and again. */
const UNPROVEN: readonly number[] = [401, 403, 404];

async function slowDown(request: IncomingMessage, layout: PageLayout, answer: PageResponse): Promise<PageResponse> {
  if (!('status' in answer) || !UNPROVEN.includes(answer.status)) return answer;
  const waitS = await countRefused(request);
  return waitS > 0 ? { ...messagePage(layout, 429, 'busy'), retryAfterS: waitS } : answer;
}

/** The response; undefined if it was written already. */
async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  site: Site,
  layout: PageLayout,
  url: URL,
  [room = '', token = '', ...rest]: readonly string[],
): Promise<PageResponse | undefined> {
  const isPost = request.method === 'POST';
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  if (room === 'board' && (isGet || isPost)) {
    const path = url.pathname.slice(BASE.length).split('/').slice(1);
    return serveBoard(request, response, site, layout, url, path);
  }
  if (rest.length > 0 || (!isGet && !isPost)) return messagePage(layout, 404, 'unknown');
  if (room === 'asset' && isGet)
    return serveAsset(request, response, site, token) ? undefined : messagePage(layout, 404, 'unknown');
  const spokenTo = (refused: RefusedLink) =>
    refused.why === 'revoked' ? speak(request, site, layout, url, refused.pass) : layout;
  if (room === 'f' && isGet) {
    const verified = await verifyLink(site, token, 'file');
    if (!verified.ok) return rejectLink(spokenTo(verified), verified, 'file-gone.text', 'revoked.file');
    return (await serveFile(request, response, site, verified.pass.id))
      ? undefined
      : messagePage(layout, 404, 'unknown');
  }
  if (room === 'd' && isGet) {
    const verified = verifyPass(site.key, token.replace(/\.ics$/, ''), 'duty', site.clock.now());
    const calendar = verified.ok ? await site.dutyFeed(verified.pass.id) : undefined;
    if (calendar === undefined)
      return rejectLink(layout, verified.ok ? { why: 'expired' } : verified, 'duty-gone.text', 'duty-gone.text');
    serveFeed(request, response, calendar);
    return undefined;
  }
  const kind = PAGES.get(room);
  if (kind === undefined) return messagePage(layout, 404, 'unknown');
  const verified = await verifyLink(site, token, kind);
  if (!verified.ok) {
    return rejectLink(spokenTo(verified), verified, ...REJECTED[kind]);
  }
  const visit = visitOf(request, site, layout, url, token, verified.pass);
  if (!visit) return messagePage(layout, 404, 'unknown');
  return isPost ? post(request, visit, verified.pass) : show(visit, verified.pass);
}

type PagePass = PassOf<'ticket' | 'report' | 'inspection' | 'complain' | 'complaint'>;

/** The first part of the path below `/web/` → the kind of page. */
const PAGES: ReadonlyMap<string, PagePass['kind']> = new Map([
  ['t', 'ticket'],
  ['r', 'report'],
  ['i', 'inspection'],
  ['c', 'complain'],
  ['k', 'complaint'],
]);

/** What a visitor reads whose link expired, or was revoked: how they get another one. */
const REJECTED: Readonly<Record<PagePass['kind'], readonly [TextKey, TextKey]>> = {
  ticket: ['gone.text', 'revoked.text'],
  report: ['gone.text', 'revoked.report'],
  inspection: ['inspection-gone.text', 'revoked.inspection'],
  complain: ['gone.text', 'revoked.report'],
  complaint: ['gone.text', 'revoked.report'],
};

function show(visit: Visit, pass: PagePass): Promise<PageResponse> {
  switch (pass.kind) {
    case 'ticket':
      return showTicket(visit, pass);
    case 'report':
      return showReport(visit, pass);
    case 'inspection':
      return showInspection(visit, pass);
    case 'complain':
      return showComplain(visit, pass);
    case 'complaint':
      return showComplaint(visit, pass);
  }
}

function handlePost(visit: Visit, pass: PagePass, sent: SentForm): Promise<PageResponse> {
  switch (pass.kind) {
    case 'ticket':
      return postTicket(visit, pass, sent);
    case 'report':
      return postReport(visit, pass, sent);
    case 'inspection':
      return postInspection(visit, pass, sent);
    case 'complain':
      return postComplain(visit, pass, sent);
    case 'complaint':
      return postComplaint(visit, pass, sent);
  }
}

async function post(request: IncomingMessage, visit: Visit, pass: PagePass): Promise<PageResponse | undefined> {
  const { site, token, layout } = visit;
  const waitMs = await site.rateLimit.consume(token).then(
    () => 0,
    (limited: { readonly msBeforeNext: number }) => limited.msBeforeNext,
  );
  if (waitMs > 0) return { ...messagePage(layout, 429, 'busy'), retryAfterS: Math.ceil(waitMs / 1000) };
  const sent = await readForm(request, site, senderOf(pass));
  if (!sent.ok && sent.problem.code === 'cut') return undefined;
  return handlePost(visit, pass, sent);
}

/** Quotas count per page, not per link: each day's link has another signature. */
function senderOf(pass: PagePass): Sender {
  switch (pass.kind) {
    case 'ticket':
    case 'complaint':
      return { link: `${pass.kind}/${pass.id}`, customer: pass.customer };
    case 'report':
    case 'complain':
      return { link: `${pass.kind}/${pass.customer}`, customer: pass.customer };
    case 'inspection':
      return { link: `inspection/${pass.id}/${pass.person}`, customer: `person/${pass.person}` };
  }
}

function visitOf(
  request: IncomingMessage,
  site: Site,
  layout: PageLayout,
  url: URL,
  token: string,
  pass: PagePass,
): Visit | undefined {
  const deskClient = site.deskClient();
  if (!deskClient || (pass.kind !== 'inspection' && !site.book.customers.has(pass.customer))) return undefined;
  const place = pass.kind === 'inspection' ? inspectionPlace(pass.id, pass.person) : customerPlace(pass.customer);
  const spoken = speak(request, site, layout, url, pass);
  const { language } = spoken;
  return { site, deskClient, layout: spoken, language, token, url, visitor: { place, name: '', language } };
}

/** The layout in the language that the visitor chose, else their browser's, else their customer's. */
function speak(request: IncomingMessage, site: Site, layout: PageLayout, url: URL, pass: LinkPass): PageLayout {
  const customer = 'customer' in pass ? site.book.customers.get(pass.customer) : undefined;
  const fallback = customer?.language ?? layout.language;
  const language = languageOf(url.searchParams.get('lang'), request.headers['accept-language'], fallback);
  const other: Language = language === 'en' ? 'zh-CN' : 'en';
  return { ...layout, language, switchTo: `?lang=${other}` };
}

/** The layout of a page whose visitor is not known. */
function layoutOf(request: IncomingMessage, site: Site, url: URL, path: readonly string[]): PageLayout {
  const language = languageOf(url.searchParams.get('lang'), request.headers['accept-language'], 'zh-CN');
  const { book, assets } = site;
  return { language, book, up: '../'.repeat(path.length - 1), version: assets.version, switchTo: '' };
}

function rejectLink(
  layout: PageLayout,
  { why }: { readonly why: PassError | 'revoked' },
  expired: TextKey,
  revoked: TextKey,
): PageResponse {
  if (why !== 'expired' && why !== 'revoked') return messagePage(layout, 404, 'unknown');
  const { language } = layout;
  const [title, text] = why === 'expired' ? (['gone.title', expired] as const) : (['revoked.title', revoked] as const);
  return { status: 410, page: renderMessagePage(layout, say(language, title), say(language, text)) };
}

function messagePage(
  layout: PageLayout,
  status: number,
  what: 'unknown' | 'fault' | 'busy',
): PageResponse & { readonly status: number } {
  const { language } = layout;
  return { status, page: renderMessagePage(layout, say(language, `${what}.title`), say(language, `${what}.text`)) };
}

function serveAsset(request: IncomingMessage, response: ServerResponse, { assets }: Site, name: string): boolean {
  const asset = assets.find(name);
  if (!asset) return false;
  const { mediaType, content } = asset;
  response.writeHead(200, {
    'content-type': mediaType,
    'content-length': content.length,
    'cache-control': 'public, max-age=3600',
    'x-content-type-options': 'nosniff',
  });
  response.end(request.method === 'HEAD' ? undefined : content);
  return true;
}
