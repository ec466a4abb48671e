import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createAddressLimit, setCaller } from '../lib/address-limit.ts';
import { countBody, createBodyBudget } from '../lib/body.ts';
import { createAddressOf, type TrustedProxies } from '../lib/client-address.ts';
import { silentMeter } from '../lib/meter.ts';
import { readTarget } from '../lib/target.ts';
import { limitConnections } from './connections.ts';
import { doorOf, isRefusal } from './door.ts';
import { setSafeHeaders } from './headers.ts';
import { listen } from './listen.ts';
import { type Answering, createRoutes } from './routes.ts';
import { warnSeldom } from './warn-seldom.ts';

export interface HttpOptions extends Answering {
  readonly host: string;
  /** 0 picks a free port. */
  readonly port: number;
  /** How long a body may take, except for file uploads; left out: 30 s. */
  readonly bodyMs?: number;
  /** Open connections; left out: 1,000. */
  readonly connections?: number;
  /** Bytes of all bodies together that are held before their sender is verified; left out: 32 MiB. */
  readonly heldBytes?: number;
  /** Whether people reach this server by HTTPS, through a proxy. */
  readonly isSecure?: boolean;
  /** Whose `X-Forwarded-For` is believed; left out: of none. */
  readonly trustedProxies?: TrustedProxies | undefined;
  /** Requests of one address that may be refused within a minute before the answer is 429; left out: 60. */
  readonly refusedPerMinute?: number;
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
const REFUSED_PER_MINUTE = 60;
/** What a target that names no path of ours is read as; it has no route. */
const NOWHERE = '/*';

/**
 * The one HTTP server: health checks, the platforms' webhooks, playground and web pages. It limits connections and the
 * bytes of held bodies, so that many slow or large requests cannot use up the memory.
 */
export function createHttpServer(options: HttpOptions): HttpServer {
  const { bodyMs = REQUEST_TIMEOUT_MS, heldBytes = HELD_BYTES, log, meter = silentMeter } = options;
  const tell = warnSeldom(log);
  const budget = createBodyBudget(heldBytes, () => tell('http.too-many-bytes'));
  const open = new Set<ServerResponse>();
  const clientOf = createAddressOf(options.trustedProxies);
  const refused = createAddressLimit(options.refusedPerMinute ?? REFUSED_PER_MINUTE, 60);
  const answer = getRequestListener(createRoutes(options).fetch, {
    // The pages stream and drain bodies themselves, and other libraries of this process keep their own Request.
    overrideGlobalObjects: false,
    autoCleanupIncoming: false,
  });
  const server = createServer((request, response) => {
    open.add(response);
    response.on('close', () => open.delete(response));
    limitTime(request, bodyMs);
    countBody(request, budget);
    setCaller(request, { address: clientOf(request), refused });
    setSafeHeaders(response, options.isSecure === true);
    request.url = readTarget(request.url ?? '/') ?? NOWHERE;
    const door = doorOf(request.url);
    response.once('finish', () => {
      if (isRefusal(response.statusCode)) meter.refused(door, response.statusCode);
    });
    meter
      .time({ is: 'request', door }, async () => answer(request, response))
      .catch((error: unknown) => {
        // Routes answer their own faults. What the listener itself throws ends this request, never the process.
        log.error({ err: error }, 'http.fault');
        response.destroy();
      });
  });
  const sockets = limitConnections(server, options.connections ?? CONNECTIONS, (isRefused) => {
    tell('http.too-many-connections');
    if (isRefused) meter.refused('other', 503);
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = SENDING_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return { listen: () => listen(server, options), close: () => close(server, open, sockets) };
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
