import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { ChatAdapter } from './chat/adapter.ts';
import { BusyError, StoppedError } from './chat/intake.ts';
import { type BodyBudget, countBody, createBodyBudget } from './lib/body.ts';
import { MINUTE } from './lib/instant.ts';
import type { Logger } from './lib/log.ts';
import { readTarget } from './lib/target.ts';

export interface HttpOptions {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  readonly adapters: readonly ChatAdapter[];
  /** Whether the desk can work; the whole result is shown on `/readyz`. */
  readonly ready: () => Promise<{ readonly ok: boolean }>;
  readonly log: Logger;
  /** How long a body may take, except for file uploads; left out: 30 s. */
  readonly bodyMs?: number;
  /** Open connections; left out: 1,000. */
  readonly connections?: number;
  /** Bytes of all bodies together that are held before their sender is verified; left out: 32 MiB. */
  readonly heldBytes?: number;
}

export interface HttpServer {
  /** Starts to listen and gives the port. Throws an error that names the address if it cannot. */
  listen(): Promise<number>;
  /** Takes no new requests, ends live feeds, lets running responses finish for up to 5 s, then closes everything. */
  close(): Promise<void>;
}

const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Files come from phones on slow networks; the handler that reads them sets its own limit on stalls. */
const SENDING = '/web/';
const SENDING_TIMEOUT_MS = 15 * 60_000;
const KEEP_ALIVE_MS = 5_000;
const CLOSE_GRACE_MS = 5_000;
const CONNECTIONS = 1_000;
const HELD_BYTES = 32 * 1024 * 1024;
const FULL = 'HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\ncontent-length: 0\r\nconnection: close\r\n\r\n';

/**
 * The one HTTP server: health checks, the platforms' webhooks, playground and web pages. It limits connections and the
 * bytes of held bodies, so that many slow or large requests cannot use up the memory.
 */
export function createHttpServer(options: HttpOptions): HttpServer {
  const { bodyMs = REQUEST_TIMEOUT_MS, heldBytes = HELD_BYTES, log } = options;
  const tell = warnSeldom(log);
  const budget = createBodyBudget(heldBytes, () => tell('http.too-many-bytes'));
  const open = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    answer(request, response, options, budget, bodyMs).catch((error: unknown) =>
      answerError(request, response, error, log),
    );
  });
  const sockets = limitConnections(server, options.connections ?? CONNECTIONS, () => tell('http.too-many-connections'));
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = SENDING_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return { listen: () => listen(server, options), close: () => close(server, open, sockets) };
}

/**
 * Allows at most `most` connections. For one more, the longest idle one is closed; if none is idle, the new one gets
 * 503. Gives the set of open connections.
 */
function limitConnections(server: Server, most: number, onFull: () => void): ReadonlySet<Socket> {
  const sockets = new Set<Socket>();
  /** Connections without a running request, the longest idle first. */
  const waiting = new Set<Socket>();
  server.on('connection', (socket) => {
    if (sockets.size >= most) {
      onFull();
      const [oldest] = waiting;
      if (!oldest) {
        socket.write(FULL);
        socket.destroySoon();
        return;
      }
      oldest.destroy();
      sockets.delete(oldest);
      waiting.delete(oldest);
    }
    sockets.add(socket);
    waiting.add(socket);
    socket.on('close', () => {
      sockets.delete(socket);
      waiting.delete(socket);
    });
  });
  server.on('request', ({ socket }, response) => {
    waiting.delete(socket);
    response.once('close', () => {
      if (sockets.has(socket)) waiting.add(socket);
    });
  });
  return sockets;
}

/** Logs the first warning of a kind at once, and once a minute how many more there were. */
function warnSeldom(log: Logger): (what: string) => void {
  const more = new Map<string, number>();
  return (what) => {
    const known = more.get(what);
    more.set(what, known === undefined ? 0 : known + 1);
    if (known !== undefined) return;
    log.warn(what);
    setTimeout(() => {
      const times = more.get(what) ?? 0;
      more.delete(what);
      if (times > 0) log.warn({ times }, what);
    }, MINUTE).unref();
  };
}

/**
 * Node has only one limit for all requests, so slow bodies are cut off here. Once the body is complete, the response
 * may take as long as it needs, as live feeds do.
 */
function limitTime(request: IncomingMessage, bodyMs: number): void {
  if (request.url?.startsWith(SENDING)) return;
  const timer = setTimeout(() => request.complete || request.destroy(), bodyMs).unref();
  request.once('close', () => clearTimeout(timer));
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  options: HttpOptions,
  budget: BodyBudget,
  bodyMs: number,
): Promise<void> {
  const target = readTarget(request.url ?? '/');
  if (target === undefined) return writeJson(response, 404, { error: 'not-found' });
  request.url = target;
  limitTime(request, bodyMs);
  countBody(request, budget);
  const path = target.split('?', 1)[0];
  if (path === '/healthz') return writeJson(response, 200, { ok: true });
  if (path === '/readyz') {
    const state = await options.ready();
    return writeJson(response, state.ok ? 200 : 503, state);
  }
  if (path === '/' && options.adapters.some((adapter) => adapter.platform === 'playground')) {
    response.writeHead(302, { location: '/playground/' }).end();
    return;
  }
  for (const adapter of options.adapters) {
    if (await adapter.receive(request, response)) return;
  }
  writeJson(response, 404, { error: 'not-found' });
}

/** A client that disconnects before its request is complete gets no response, and it is not logged as an error. */
function answerError(request: IncomingMessage, response: ServerResponse, error: unknown, log: Logger): void {
  if (request.destroyed && !request.complete) {
    log.debug('http.cut-off');
    response.destroy();
    return;
  }
  const isBusy = error instanceof BusyError || error instanceof StoppedError;
  if (isBusy && !response.headersSent) {
    writeJson(response, 503, { error: 'busy' });
    return;
  }
  log.error({ err: error }, 'http.fault');
  if (response.headersSent) response.destroy();
  else writeJson(response, 500, { error: 'fault' });
}

function writeJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' });
  response.end(JSON.stringify(body));
}

async function listen(server: Server, { host, port }: HttpOptions): Promise<number> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (cause) {
    throw new Error(`cannot listen on ${host}:${port}: ${reasonOf(cause)}`, { cause });
  }
  return (server.address() as AddressInfo).port;
}

function reasonOf(error: unknown): string {
  switch ((error as NodeJS.ErrnoException).code) {
    case 'EADDRINUSE':
      return 'another process uses this port; stop it, or set PORT to another one (0 picks a free one)';
    case 'EACCES':
      return 'this user may not use the port; set PORT to one above 1023';
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return 'this machine does not have that address; set HOST to one it has, such as 127.0.0.1';
    default:
      return String(error);
  }
}

async function close(server: Server, open: ReadonlySet<ServerResponse>, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  const busy = new Set<Socket | null>();
  for (const response of open) {
    const { socket } = response;
    busy.add(socket);
    response.once('close', () => socket?.end());
    if (String(response.getHeader('content-type')).startsWith('text/event-stream')) response.end();
  }
  // Node does not count a connection as idle if it was never used; browsers open such ones in advance.
  for (const socket of sockets) if (!busy.has(socket)) socket.destroy();
  const grace = setTimeout(() => server.closeAllConnections(), CLOSE_GRACE_MS);
  await closed;
  clearTimeout(grace);
}
