import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { ACTIONS, type ActionParts, errorResponse, type JsonResponse } from './action.ts';
import type { DeskClient } from './desk-client.ts';
import type { Feed } from './feed.ts';
import { readJson } from './json-body.ts';
import type { Page } from './page-files.ts';
import type { PictureStore } from './picture-store.ts';
import { isFromOurPage, namesThisHost } from './verify.ts';
import { listMessages, maySee, takeSnapshot } from './view.ts';
import { findPerson } from './workspace.ts';

/** What routes need besides what actions need. */
export interface RouteParts extends ActionParts {
  readonly host: string;
  readonly token: string;
  readonly wallClock: Clock;
  readonly feed: Feed;
  readonly page: Page;
  readonly pictures: PictureStore;
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
  { history, feed, clock, workspace, pictures }: RouteParts,
): JsonResponse | undefined {
  const present = workspace();
  // A page that names no person gets the first one of the book.
  const person = findPerson(present, searchParams.get('as') ?? present.people[0]?.userId ?? '');
  if (!person) return errorResponse(404, 'no-such-person');
  switch (pathname.slice(API.length)) {
    case 'state':
      return { status: 200, body: takeSnapshot(history, present, person, clock.view()) };
    case 'stream': {
      const resumed = request.headers['last-event-id'];
      feed.open(response, person.userId, resumed?.toString() ?? searchParams.get('after') ?? '');
      return undefined;
    }
    case 'earlier': {
      const before = Number(searchParams.get('before'));
      return { status: 200, body: listMessages(history, present, person, searchParams.get('channel') ?? '', before) };
    }
    case 'picture': {
      const message = history.find(searchParams.get('message') ?? '');
      const bytes = message?.picture && maySee(present, person, message) ? pictures.find(message.id) : undefined;
      if (!bytes) return errorResponse(404, 'not-found');
      writePicture(request, response, bytes);
      return undefined;
    }
    default:
      return errorResponse(404, 'not-found');
  }
}

/** A picture never changes: the browser may keep it. */
function writePicture(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array): void {
  response.writeHead(200, {
    'content-type': 'image/png',
    'content-length': bytes.length,
    'content-security-policy': "default-src 'none'",
    'cache-control': 'private, max-age=86400, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  response.end(request.method === 'HEAD' ? undefined : bytes);
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
