import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Hono } from 'hono';
import { showMessage, showPage } from './answer.ts';
import { postComplain, postComplaint, showComplain, showComplaint } from './page/complaint.ts';
import { postInspection, showInspection } from './page/inspection.ts';
import { renderMessagePage } from './page/layout.ts';
import { postReport, showReport } from './page/report.ts';
import { say, type TextKey } from './page/text.ts';
import { postTicket, showTicket } from './page/ticket.ts';
import type { PassOf } from './schema.ts';
import type { Visit, WebContext, WebEnv } from './site.ts';
import type { Sender } from './upload/quota.ts';
import { readForm, type SentForm } from './upload/upload.ts';
import type { PassError } from './verify.ts';
import { type RefusedLink, verifyLink } from './verify-link.ts';
import { type PagePass, speak, visitOf } from './visit.ts';

/** A page that a link opens, and the form that it sends to its own address. */
interface LinkedPage<K extends PagePass['kind']> {
  readonly show: (visit: Visit, pass: PassOf<K>) => Promise<Response>;
  readonly post: (visit: Visit, pass: PassOf<K>, sent: SentForm) => Promise<Response>;
  /** What a visitor reads whose link expired, or was revoked: how they get another one. */
  readonly rejected: readonly [TextKey, TextKey];
}

/** The pages for people without a chat, each by its kind of link. */
export function addPages(app: Hono<WebEnv>): void {
  const [gone, onReport] = ['gone.text', 'revoked.report'] as const;
  const onSite = ['inspection-gone.text', 'revoked.inspection'] as const;
  addPage(app, 't', 'ticket', { show: showTicket, post: postTicket, rejected: [gone, 'revoked.text'] });
  addPage(app, 'r', 'report', { show: showReport, post: postReport, rejected: [gone, onReport] });
  addPage(app, 'c', 'complain', { show: showComplain, post: postComplain, rejected: [gone, onReport] });
  addPage(app, 'k', 'complaint', { show: showComplaint, post: postComplaint, rejected: [gone, onReport] });
  addPage(app, 'i', 'inspection', { show: showInspection, post: postInspection, rejected: onSite });
}

function addPage<K extends PagePass['kind']>(
  app: Hono<WebEnv>,
  room: string,
  kind: K,
  { show, post, rejected }: LinkedPage<K>,
): void {
  app.on(['GET', 'POST'], `/web/${room}/:token`, async (context) => {
    const token = context.req.param('token');
    const verified = await verifyLink(context.var.site, token, kind);
    if (!verified.ok) return rejectLink(context, verified, ...rejected);
    const pass: PagePass = verified.pass;
    const visit = visitOf(context, token, pass);
    if (!visit) return showMessage(context, 404, 'unknown');
    if (context.req.method !== 'POST') return show(visit, verified.pass);
    const sent = await readSent(visit, pass);
    return sent instanceof Response ? sent : post(visit, verified.pass, sent);
  });
}

/** Reads the form, or answers: it comes too often, or the browser has left. */
async function readSent({ context, site, token }: Visit, pass: PagePass): Promise<SentForm | Response> {
  const waitMs = await site.rateLimit.consume(token).then(
    () => 0,
    (limited: { readonly msBeforeNext: number }) => limited.msBeforeNext,
  );
  if (waitMs > 0) return showMessage(context, 429, 'busy', { 'retry-after': String(Math.ceil(waitMs / 1000)) });
  const sent = await readForm(context.env.incoming, site, senderOf(pass));
  return !sent.ok && sent.problem.code === 'cut' ? RESPONSE_ALREADY_SENT : sent;
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

/** The page for a link that does not open one: 410 if it expired or was revoked, else 404. */
export function rejectLink(
  context: WebContext,
  refused: RefusedLink | { readonly why: PassError },
  expired: TextKey,
  revoked: TextKey,
): Response {
  const { why } = refused;
  if (why !== 'expired' && why !== 'revoked') return showMessage(context, 404, 'unknown');
  if ('pass' in refused) speak(context, refused.pass);
  const { layout } = context.var;
  const [title, text] = why === 'expired' ? (['gone.title', expired] as const) : (['revoked.title', revoked] as const);
  return showPage(context, renderMessagePage(layout, say(layout.language, title), say(layout.language, text)), 410);
}
