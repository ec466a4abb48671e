import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import { countRefused } from '../../lib/address-limit.ts';
import type { HttpApp } from '../../lib/http-app.ts';
import { drainBody, showMessage } from './answer.ts';
import { createBoardRoutes } from './board/board.ts';
import { serveAsset, serveFile } from './download.ts';
import { serveFeed } from './duty-feed.ts';
import { addPages, rejectLink } from './page-route.ts';
import type { Site, WebContext, WebEnv } from './site.ts';
import { verifyPass } from './verify.ts';
import { verifyLink } from './verify-link.ts';
import { layoutOf } from './visit.ts';

const BASE = '/web/';

/** Everything below `/web/`: pages, files and calendars that a signed link opens, and the board. */
export function createRoutes(site: Site): HttpApp {
  const app = new Hono<WebEnv>();
  // The pattern below takes this path too.
  app.all('/web', (context) => context.notFound());
  app.use(`${BASE}*`, site.underWay.count, async (context, next) => {
    context.set('site', site);
    context.set('layout', layoutOf(context, site, context.req.path.slice(BASE.length)));
    try {
      await next();
      await slowDown(context);
    } finally {
      drainBody(context.env.incoming);
    }
  });
  app.get('/web/asset/:name', (context) => serveAsset(context, context.req.param('name')));
  app.get('/web/f/:token', async (context) => {
    const verified = await verifyLink(site, context.req.param('token'), 'file');
    if (!verified.ok) return rejectLink(context, verified, 'file-gone.text', 'revoked.file');
    return serveFile(context, verified.pass.id);
  });
  app.get('/web/d/:token', async (context) => {
    const token = context.req.param('token').replace(/\.ics$/, '');
    const verified = verifyPass(site.key, token, 'duty', site.clock.now());
    const calendar = verified.ok ? await site.dutyFeed(verified.pass.id) : undefined;
    if (calendar !== undefined) return serveFeed(context, calendar);
    return rejectLink(context, verified.ok ? { why: 'expired' } : verified, 'duty-gone.text', 'duty-gone.text');
  });
  addPages(app);
  app.route('/web/board', createBoardRoutes());
  app.all(`${BASE}*`, (context) => showMessage(context, 404, 'unknown'));
  app.onError((error, context) => {
    // The URL is not logged, because it contains the link.
    site.log.error({ err: error }, 'web.fault');
    const { outgoing } = context.env;
    if (!outgoing.headersSent) return showMessage(context, 500, 'fault');
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  return app as unknown as HttpApp;
}

/** What an address without a valid link or session gets that tries again and again. */
const UNPROVEN: readonly number[] = [401, 403, 404];

async function slowDown(context: WebContext): Promise<void> {
  if (!UNPROVEN.includes(context.res.status)) return;
  const waitS = await countRefused(context.env.incoming);
  if (waitS === 0) return;
  // Otherwise the headers of the answer before would replace those of the next.
  context.res = undefined;
  context.res = showMessage(context, 429, 'busy', { 'retry-after': String(waitS) });
}
