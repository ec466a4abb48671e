import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Clock } from '../../../lib/instant.ts';
import { EVENTS_PATH } from './names.ts';
import { type Credentials, readDelivery } from './verify.ts';

export interface WebhookParts {
  /** Works on a delivery; what it is answered with, or undefined when it is not ours for sure: Feishu comes again then. */
  readonly handle: (body: object) => Promise<object | undefined>;
  readonly clock: Clock;
}

export interface Webhook {
  /** Answers a request to the address where Feishu sends things; false: another address, nothing was written. */
  receive(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/** The way in by requests that Feishu encrypts and signs. */
export function createWebhook(seal: Credentials, { handle: take, clock }: WebhookParts): Webhook {
  async function answer(request: IncomingMessage): Promise<{ status: number; body?: object }> {
    if (request.method !== 'POST') return { status: 405 };
    const delivery = await readDelivery(request, seal, clock.now());
    if (delivery.kind === 'refused') return delivery;
    if (delivery.kind === 'challenge') return { status: 200, body: { challenge: delivery.echo } };
    const body = await take(delivery.body);
    return body === undefined ? { status: 503 } : { status: 200, body };
  }

  return {
    async receive(request, response) {
      if ((request.url ?? '').split('?', 1)[0] !== EVENTS_PATH) return false;
      const { status, body } = await answer(request);
      if (body === undefined) response.writeHead(status, status === 405 ? { allow: 'POST' } : {}).end();
      else response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body));
      return true;
    },
  };
}
