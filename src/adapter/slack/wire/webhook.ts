import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type App as Bolt, HTTPReceiver } from '@slack/bolt';
import { Hono } from 'hono';
import { type HttpApp, refuseRequest } from '../../../lib/http-app.ts';
import type { Clock } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import { quietLogger } from './client.ts';
import { EVENTS_PATH } from './names.ts';
import { contentTypeOf, readSigned } from './verify.ts';

export interface WebhookParts {
  readonly bolt: Bolt;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether the adapter is started. If not, requests get 503 and Slack sends them again. */
  readonly isStarted: () => boolean;
}

/**
 * Receives Slack's signed HTTP requests: verifies them, then lets Bolt's receiver answer, without its server. What
 * could not be stored is answered 503: Slack sends events again, and tells the person that a command failed.
 */
export function createWebhook(signingSecret: string, { bolt, clock, log, isStarted: isHeard }: WebhookParts): HttpApp {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: EVENTS_PATH,
    logger: quietLogger(log),
    processEventErrorHandler: async ({ response }) => {
      if (!response.headersSent) response.writeHead(503, { 'retry-after': '1' }).end();
      return false;
    },
  });
  receiver.init(bolt);

  const app: HttpApp = new Hono();
  app.post(EVENTS_PATH, async (context) => {
    const { incoming, outgoing } = context.env;
    const signed = await readSigned(incoming, signingSecret, clock.now());
    if (!signed.ok) return refuseRequest(context, signed.status);
    if (!isHeard()) return context.body(null, 503);
    incoming.headers['content-type'] = contentTypeOf(incoming);
    receiver.requestListener(Object.assign(incoming, { rawBody: signed.raw }), outgoing);
    return RESPONSE_ALREADY_SENT;
  });
  app.all(EVENTS_PATH, (context) => context.body(null, 405));
  return app;
}
