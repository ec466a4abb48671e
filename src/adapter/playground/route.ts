import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { BusyError, StoppedError } from '../../chat/intake.ts';
import type { HttpApp, HttpEnv } from '../../lib/http-app.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import type { UnderWay } from '../../lib/under-way.ts';
import { ACTIONS, type ActionParts, errorResponse, type JsonResponse } from './action.ts';
import type { DeskClient } from './desk-client.ts';
import { findFile } from './download.ts';
import type { DutyGroups } from './duty-group.ts';
import type { Feed } from './feed.ts';
import { readJson } from './json-body.ts';
import type { Page } from './page-files.ts';
import type { Shelf } from './shelf.ts';
import { isFromOurPage, namesThisHost } from './verify.ts';
import { listMessages, takeSnapshot } from './view.ts';
import { findPerson, type PlaygroundPerson } from './workspace.ts';

/** What routes need besides what actions need. */
export interface RouteParts extends ActionParts {
  readonly host: string;
  readonly token: string;
  readonly wallClock: Clock;
  readonly feed: Feed;
  readonly groups: DutyGroups;
  readonly shelf: Shelf;
  readonly page: Page;
  readonly log: Logger;
  readonly underWay: UnderWay;
  /** undefined while the adapter is not started. */
  readonly deskClient: () => DeskClient | undefined;
}

interface PageEnv extends HttpEnv {
  /** Who looks at the page. */
  Variables: { person: PlaygroundPerson };
}

const BASE = '/playground';
const API = `${BASE}/api`;

/** Everything below `/playground`: the page, what it reads, and what its people do. Answers that are no files are JSON. */
export function createRoutes(parts: RouteParts): HttpApp {
  const { history, shelf, feed, groups, clock, workspace, page, host } = parts;
  const app = new Hono<PageEnv>();
  app.use(`${BASE}/*`, parts.underWay.count, async (context, next) =>
    namesThisHost(context.env.incoming, host) ? next() : json(context, errorResponse(401, 'wrong-host')),
  );
  app.post(`${BASE}/*`, async (context, next) =>
    isFromOurPage(context.env.incoming, parts.token, parts.wallClock.now())
      ? next()
      : json(context, errorResponse(401, 'not-from-the-page')),
  );
  app.post(`${API}/:action`, async (context) => json(context, await act(context, context.req.param('action'), parts)));

  app.get(`${API}/*`, async (context, next) => {
    // A page that names no person gets the first one of the book.
    const person = findPerson(workspace(), context.req.query('as') ?? workspace().people[0]?.userId ?? '');
    if (!person) return json(context, errorResponse(404, 'no-such-person'));
    context.set('person', person);
    return next();
  });
  app.get(`${API}/state`, (context) =>
    json(context, {
      status: 200,
      body: takeSnapshot(history, workspace(), context.var.person, clock.view(), groups.list()),
    }),
  );
  app.get(`${API}/stream`, ({ env, req, var: { person } }) => {
    feed.open(env.outgoing, person.userId, req.header('last-event-id') ?? req.query('after') ?? '');
    return RESPONSE_ALREADY_SENT;
  });
  app.get(`${API}/file`, (context) => {
    const { message = '', id = '' } = context.req.query();
    const found = findFile({ history, shelf }, workspace(), context.var.person, { message, id });
    return found ? context.body(found.bytes, 200, found.headers) : json(context, NOT_FOUND);
  });
  app.get(`${API}/earlier`, (context) => {
    const { channel = '', before = '' } = context.req.query();
    const body = listMessages(history, workspace(), context.var.person, channel, Number(before));
    return json(context, { status: 200, body });
  });

  app.get(BASE, (context) => context.redirect(`${BASE}/`, 308));
  app.get(`${BASE}/*`, (context) => {
    const found = page.find(context.req.path.slice(BASE.length + 1));
    return found ? context.body(found.text, 200, found.headers) : json(context, NOT_FOUND);
  });
  app.post(`${BASE}/*`, (context) => json(context, NOT_FOUND));
  app.all(`${BASE}/*`, (context) => json(context, errorResponse(405, 'method-not-allowed')));
  return app as unknown as HttpApp;
}

const NOT_FOUND = errorResponse(404, 'not-found');

async function act({ env, req }: Context<PageEnv>, name: string, parts: RouteParts): Promise<JsonResponse> {
  const action = ACTIONS.get(name);
  if (!action) return NOT_FOUND;
  const deskClient = parts.deskClient();
  if (!deskClient) return errorResponse(503, 'not-started');
  const body = await readJson(env.incoming);
  if (!body.ok) return errorResponse(body.status, body.error);
  try {
    return await action(body.value, parts, deskClient);
  } catch (error) {
    if (error instanceof BusyError || error instanceof StoppedError) return errorResponse(503, 'busy');
    parts.log.error({ err: error, path: req.path }, 'playground.fault');
    return errorResponse(500, 'fault');
  }
}

function json(context: Context<PageEnv>, { status, body }: JsonResponse): Response {
  const text = JSON.stringify(body);
  return context.body(text, status as ContentfulStatusCode, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(Buffer.byteLength(text)),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
}
