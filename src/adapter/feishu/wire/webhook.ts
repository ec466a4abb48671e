import { Hono } from 'hono';
import { type HttpApp, refuseRequest } from '../../../lib/http-app.ts';
import type { Clock } from '../../../lib/instant.ts';
import { EVENTS_PATH } from './names.ts';
import { type Credentials, readDelivery } from './verify.ts';

export interface WebhookParts {
  /** Handles a delivery and gives its response; undefined: it was not stored, so Feishu gets 503 and sends it again. */
  readonly handle: (body: object) => Promise<object | undefined>;
  readonly clock: Clock;
}

/** Receives Feishu's encrypted and signed HTTP requests. */
export function createWebhook(seal: Credentials, { handle, clock }: WebhookParts): HttpApp {
  const app: HttpApp = new Hono();
  app.post(EVENTS_PATH, async (context) => {
    const delivery = await readDelivery(context.env.incoming, seal, clock.now());
    if (delivery.kind === 'refused') return refuseRequest(context, delivery.status);
    const answer = delivery.kind === 'challenge' ? { challenge: delivery.echo } : await handle(delivery.body);
    if (answer === undefined) return context.body(null, 503);
    return context.json(answer, 200, { 'content-type': 'application/json; charset=utf-8' });
  });
  app.all(EVENTS_PATH, (context) => context.body(null, 405, { allow: 'POST' }));
  return app;
}
