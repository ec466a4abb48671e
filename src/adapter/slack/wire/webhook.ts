import type { IncomingMessage, ServerResponse } from 'node:http';
import { type App as Bolt, HTTPReceiver } from '@slack/bolt';
import { countRefused } from '../../../lib/address-limit.ts';
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

export interface Webhook {
  /** Answers a request to Slack's address. False: another address, nothing was written. */
  receive(request: IncomingMessage, response: ServerResponse): Promise<boolean>;
}

/**
 * Receives Slack's signed HTTP requests: verifies them, then lets Bolt's receiver answer, without its server. What
 * could not be stored is answered 503: Slack sends events again, and tells the person that a command failed.
 */
export function createWebhook(signingSecret: string, { bolt, clock, log, isStarted: isHeard }: WebhookParts): Webhook {
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

  /** Passes a verified request to Bolt, which answers it; otherwise gives the status to answer. */
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
      const waitS = status === 401 ? await countRefused(request) : 0;
      if (waitS > 0) response.writeHead(429, { 'retry-after': String(waitS) }).end();
      else if (status !== undefined) response.writeHead(status).end();
      return true;
    },
  };
}
