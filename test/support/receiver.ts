import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';

/** One request that a receiver got. */
export interface Received {
  readonly id: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** When it came, by the receiver's clock. */
  readonly at: number;
  /** The status that it was answered with; undefined: none. */
  readonly status: number | undefined;
}

/** A status, or no answer at all. */
export type Says = number | 'nothing';

/** Another program that is told what happens: a server on this machine, which answers as it is told. */
export async function openReceiver(now: () => number = Date.now) {
  const received: Received[] = [];
  const held: ServerResponse[] = [];
  let says: (id: string) => Says = () => 204;
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const id = String(request.headers['webhook-id']);
    const said = says(id);
    received.push({ id, headers: request.headers, body, at: now(), status: said === 'nothing' ? undefined : said });
    if (said === 'nothing') held.push(response);
    else response.writeHead(said, said === 302 ? { location: '/elsewhere' } : {}).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events?of=desk`,
    received,
    /** What it says from now on. */
    say(next: Says | ((id: string) => Says)) {
      says = typeof next === 'function' ? next : () => next;
    },
    /** The messages that it took, each checked by the library of the standard, on the clock of when it came. */
    taken(secret: string) {
      return received
        .filter(({ status }) => status !== undefined && status < 300)
        .map(({ body, headers, at }) => verify(secret, body, headers, at));
    },
    async close() {
      for (const response of held) response.destroy();
      server.closeAllConnections();
      server.close();
    },
  };
}
export type Receiver = Awaited<ReturnType<typeof openReceiver>>;

/** The message, if its signature is right and it is fresh; throws otherwise. */
// biome-ignore lint/suspicious/noExplicitAny: what a program reads is checked by the test.
export function verify(secret: string, body: string, headers: IncomingHttpHeaders, now: number): any {
  vi.useFakeTimers({ toFake: ['Date'], now });
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>);
  } finally {
    vi.useRealTimers();
  }
}
