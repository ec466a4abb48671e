import type { IncomingMessage, ServerResponse } from 'node:http';
import { countRefused } from '../../../lib/address-limit.ts';
import type { Clock } from '../../../lib/instant.ts';
import { EVENTS_PATH } from './names.ts';
import { type Credentials, readDelivery } from './verify.ts';

export interface WebhookParts {
  /** Handles a delivery and gives its response; undefined: it was not stored, so Feishu gets 503 and sends it again. */
  readonly handle: (body: object) => Promise<object | undefined>;
  readonly clock: Clock;
}

export interface Webhook {
  /** Answers a request to Feishu's address. False: another address, nothing was written. */
  receive(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** Receives Feishu's encrypted and signed HTTP requests. */
export function createWebhook(seal: Credentials, { handle, clock }: WebhookParts): Webhook {
  async function answer(request: IncomingMessage): Promise<{ status: number; body?: object }> {
    if (request.method !== 'POST') return { status: 405 };
    const delivery = await readDelivery(request, seal, clock.now());
    if (delivery.kind === 'refused') return delivery;
    if (delivery.kind === 'challenge') return { status: 200, body: { challenge: delivery.echo } };
    const body = await handle(delivery.body);
    return body === undefined ? { status: 503 } : { status: 200, body };
  }

  return {
    async receive(request, response) {
      if ((request.url ?? '').split('?', 1)[0] !== EVENTS_PATH) return false;
      const { status, body } = await answer(request);
      const waitS = status === 401 ? await countRefused(request) : 0;
      if (waitS > 0) response.writeHead(429, { 'retry-after': String(waitS) }).end();
      else if (body === undefined) response.writeHead(status, status === 405 ? { allow: 'POST' } : {}).end();
      else response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
      return true;
    },
  };
}
