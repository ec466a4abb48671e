import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App as Bolt, HTTPReceiver } from '@slack/bolt';
import type { Clock } from '../../../lib/instant.ts';
import type { Logger } from '../../../lib/log.ts';
import { quietLogger } from './client.ts';
import { EVENTS_PATH } from './names.ts';
import { contentTypeOf, readSigned } from './verify.ts';

export interface WebhookParts {
  readonly bolt: Bolt;
  readonly clock: Clock;
  readonly log: Logger;
  /** Whether somebody is there to hear it; otherwise Slack is asked to come again. */
  readonly isHeard: () => boolean;
}

export interface Webhook {
  /** Answers a request to the address where Slack sends things; false: another address, nothing was written. */
  receive(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/**
 * The way in by signed HTTP requests: they are verified, then answered by Bolt's own receiver, without its server. What
 * could not be stored is answered with 503: Slack sends events again, and tells people that their command failed.
 */
export function createWebhook(signingSecret: string, { bolt, clock, log, isHeard }: WebhookParts): Webhook {
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

  /** Gives a genuine request to Bolt, which answers it; otherwise the status to answer with. */
  async function handOver(request: IncomingMessage, response: ServerResponse): Promise<number | undefined> {
    if (request.method !== 'POST') return 405;
    const signed = await readSigned(request, signingSecret, clock.now());
    if (!signed.ok) return signed.status;
    if (!isHeard()) return 503;
    request.headers['content-type'] = contentTypeOf(request);
    receiver.requestListener(Object.assign(request, { rawBody: signed.raw }), response);
    return undefined;
  }

  return {
    async receive(request, response) {
      if ((request.url ?? '').split('?', 1)[0] !== EVENTS_PATH) return false;
      const status = await handOver(request, response);
      if (status !== undefined) response.writeHead(status).end();
      return true;
    },
  };
}
