import { once } from 'node:events';
import { Agent, request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request to the platform; `lost`: it is done, but the line is cut before its answer. */
export type Sky = 'fair' | 'rate-limited' | 'broken' | 'html' | 'silent' | 'lost';

/** Stands between the desk and a platform, and can spoil what goes through. */
export interface Weather {
  /** Instead of the platform's own address. */
  readonly origin: string;
  /** How many requests were spoilt so far. */
  readonly spoilt: number;
  /** What happens to requests that `concerns` from now on; left out: to all. */
  turn(sky: Sky, concerns?: (path: string, method: string) => boolean): void;
  close(): Promise<void>;
}

const SPOILS: Readonly<Record<'rate-limited' | 'broken' | 'html', readonly [number, Record<string, string>, string]>> =
  {
    'rate-limited': [
      429,
      { 'retry-after': '1', 'x-ogw-ratelimit-reset': '1', 'content-type': 'application/json' },
      '{"ok":false,"error":"ratelimited","code":99991400}',
    ],
    broken: [500, { 'content-type': 'text/plain' }, 'Internal Server Error'],
    html: [200, { 'content-type': 'text/html' }, '<html><body>Maintenance</body></html>'],
  };

/** Forwards everything to `target` (an origin, such as `http://127.0.0.1:1`). */
export async function openWeather(target: string): Promise<Weather> {
  const agent = new Agent({ keepAlive: true });
  let sky: Sky = 'fair';
  let concerns = (_path: string, _method: string) => true;
  let spoilt = 0;
  const hanging = new Set<ServerResponse>();

  function forward(request: IncomingMessage, body: Buffer, response: ServerResponse, isLost: boolean): void {
    const { method, url: path, headers } = request;
    const { hostname, port } = new URL(target);
    const onward = ask({ hostname, port, method, path, headers, agent }, (answer) => {
      if (isLost) {
        answer.resume();
        answer.once('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.once('error', () => request.socket.destroy());
    onward.end(body);
  }

  async function meet(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const met = concerns(request.url ?? '', request.method ?? '') ? sky : 'fair';
    if (met === 'fair' || met === 'lost') {
      if (met === 'lost') spoilt += 1;
      forward(request, body, response, met === 'lost');
      return;
    }
    spoilt += 1;
    if (met === 'silent') {
      hanging.add(response);
      return;
    }
    const [status, headers, text] = SPOILS[met];
    response.writeHead(status, headers).end(text);
  }

  const server = createServer((request, response) => void meet(request, response).catch(() => response.destroy()));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get spoilt() {
      return spoilt;
    },
    turn(next, which = () => true) {
      sky = next;
      concerns = which;
      // Who was left without an answer learns by a cut line that it is over.
      for (const response of hanging) response.destroy();
      hanging.clear();
    },
    async close() {
      agent.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
