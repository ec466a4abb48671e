import type { IncomingMessage, ServerResponse } from 'node:http';
import { BusyError, StoppedError } from '../../chat/intake.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { ACTIONS, type ActionParts, errorResponse, type JsonResponse } from './action.ts';
import type { DeskClient } from './desk-client.ts';
import { serveFile } from './download.ts';
import type { DutyGroups } from './duty-group.ts';
import type { Feed } from './feed.ts';
import { readJson } from './json-body.ts';
import type { Page } from './page-files.ts';
import type { Shelf } from './shelf.ts';
import { isFromOurPage, namesThisHost } from './verify.ts';
import { listMessages, takeSnapshot } from './view.ts';
import { findPerson } from './workspace.ts';

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
  /** undefined while the adapter is not started. */
  readonly deskClient: () => DeskClient | undefined;
}

const BASE = '/playground';
const API = `${BASE}/api/`;

/** Answers requests below `/playground`. False for any other request; nothing was written. */
export async function route(request: IncomingMessage, response: ServerResponse, parts: RouteParts): Promise<boolean> {
  const url = new URL(request.url ?? '/', 'http://playground');
  if (url.pathname !== BASE && !url.pathname.startsWith(`${BASE}/`)) return false;
  const answer = await respond(request, response, url, parts);
  if (answer) write(response, answer);
  return true;
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  parts: RouteParts,
): Promise<JsonResponse | undefined> {
  if (!namesThisHost(request, parts.host)) return errorResponse(401, 'wrong-host');
  if (request.method === 'POST') return post(request, url.pathname, parts);
  if (request.method === 'GET' || request.method === 'HEAD') return get(request, response, url, parts);
  return errorResponse(405, 'method-not-allowed');
}

async function post(request: IncomingMessage, path: string, parts: RouteParts): Promise<JsonResponse> {
  if (!isFromOurPage(request, parts.token, parts.wallClock.now())) return errorResponse(401, 'not-from-the-page');
  const act = path.startsWith(API) ? ACTIONS.get(path.slice(API.length)) : undefined;
  if (!act) return errorResponse(404, 'not-found');
  const deskClient = parts.deskClient();
  if (!deskClient) return errorResponse(503, 'not-started');
  const body = await readJson(request);
  if (!body.ok) return errorResponse(body.status, body.error);
  try {
    return await act(body.value, parts, deskClient);
  } catch (error) {
    if (error instanceof BusyError || error instanceof StoppedError) return errorResponse(503, 'busy');
    parts.log.error({ err: error, path }, 'playground.fault');
    return errorResponse(500, 'fault');
  }
}

/** The response to a GET; undefined if it was written already. */
function get(
  request: IncomingMessage,
  response: ServerResponse,
  url: URL,
  parts: RouteParts,
): JsonResponse | undefined {
  if (url.pathname === BASE) {
    response.writeHead(308, { location: `${BASE}/` }).end();
    return undefined;
  }
  if (url.pathname.startsWith(API)) return getForPerson(request, response, url, parts);
  const served = parts.page.serve(url.pathname.slice(BASE.length + 1), request, response);
  return served ? undefined : errorResponse(404, 'not-found');
}

function getForPerson(
  request: IncomingMessage,
  response: ServerResponse,
  { pathname, searchParams }: URL,
  { history, shelf, feed, groups, clock, workspace }: RouteParts,
): JsonResponse | undefined {
  const present = workspace();
  // A page that names no person gets the first one of the book.
  const person = findPerson(present, searchParams.get('as') ?? present.people[0]?.userId ?? '');
  if (!person) return errorResponse(404, 'no-such-person');
  switch (pathname.slice(API.length)) {
    case 'state':
      return { status: 200, body: takeSnapshot(history, present, person, clock.view(), groups.list()) };
    case 'stream': {
      const resumed = request.headers['last-event-id'];
      feed.open(response, person.userId, resumed?.toString() ?? searchParams.get('after') ?? '');
      return undefined;
    }
    case 'file':
      return serveFile(request, response, { history, shelf }, present, person, searchParams)
        ? undefined
        : errorResponse(404, 'not-found');
    case 'earlier': {
      const before = Number(searchParams.get('before'));
      return { status: 200, body: listMessages(history, present, person, searchParams.get('channel') ?? '', before) };
    }
    default:
      return errorResponse(404, 'not-found');
  }
}

function write(response: ServerResponse, { status, body }: JsonResponse): void {
  const text = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(text);
}
