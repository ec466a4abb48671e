import type { IncomingMessage, ServerResponse } from 'node:http';
import { App, HTTPReceiver } from '@slack/bolt';
import type { ChatAdapter, Hear } from '../../chat/adapter.ts';
import type { Clock } from '../../lib/instant.ts';
import type { Logger } from '../../lib/log.ts';
import { createAnswering } from './answer.ts';
import { createClient, quietLogger, type SlackAccess } from './client.ts';
import { adapterErrorOf } from './failure.ts';
import { createIdentity } from './identity.ts';
import { LIMITS } from './limits.ts';
import { createListening } from './listen.ts';
import { EVENTS_PATH, PLATFORM } from './names.ts';
import { createPeople } from './people.ts';
import { createSending } from './send.ts';
import { contentTypeOf, readSigned } from './verify.ts';

export interface SlackConfig extends SlackAccess {
  readonly signingSecret: string;
}

export interface SlackParts {
  /** Real time: the stamps of requests are held against it. */
  readonly clock: Clock;
  readonly log: Logger;
}

/**
 * A Slack workspace by signed HTTP requests at `/slack/events`: the shared server hands them over, they are verified,
 * and Bolt takes them from there. Every payload is acknowledged first and worked on then; `stop` waits for that work.
 * `start` throws when Slack refuses the token; a Slack that cannot be reached is asked again later.
 */
export function createSlackAdapter(config: SlackConfig, { clock, log }: SlackParts): ChatAdapter {
  const sending = createSending(createClient(config, LIMITS.sendTimeoutMs, log), clock, log);
  const asking = createClient(config, LIMITS.askTimeoutMs, log);
  const identity = createIdentity(asking, log);
  const people = createPeople(createClient(config, LIMITS.personTimeoutMs, log), clock);
  const answering = createAnswering(asking, log);
  const underWay = new Set<Promise<void>>();
  let hear: Hear | undefined;
  const receiver = createReceiver(config, log, (body) => {
    if (!hear) return;
    const work = listening.listen(body, hear).finally(() => underWay.delete(work));
    underWay.add(work);
  });
  const listening = createListening({ identity, people, answering, clock, log });

  return {
    platform: PLATFORM,
    features: {
      slashCommands: true,
      forms: true,
      threads: true,
      refreshDays: Number.POSITIVE_INFINITY,
      sendsOncePerKey: false,
      messageEveryMs: LIMITS.messageEveryMs,
      pins: true,
    },
    async start(heard) {
      try {
        await identity.find();
      } catch (cause) {
        throw new Error('Slack refuses SLACK_BOT_TOKEN: it was revoked, or belongs to another app', { cause });
      }
      hear = heard;
    },
    async stop() {
      hear = undefined;
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    async receive(request, response) {
      if ((request.url ?? '').split('?', 1)[0] !== EVENTS_PATH) return false;
      const status = await handOver(request, response);
      if (status !== undefined) response.writeHead(status).end();
      return true;
    },
    send: sending.send,
    refresh: sending.refresh,
  };

  /** Gives a genuine request to Bolt, which answers it; otherwise the status to answer with. */
  async function handOver(request: IncomingMessage, response: ServerResponse): Promise<number | undefined> {
    if (request.method !== 'POST') return 405;
    const signed = await readSigned(request, config.signingSecret, clock.now());
    if (!signed.ok) return signed.status;
    if (!hear) return 503;
    request.headers['content-type'] = contentTypeOf(request);
    receiver.requestListener(Object.assign(request, { rawBody: signed.raw }), response);
    return undefined;
  }
}

/** Bolt's own HTTP receiver, without its server. Every kind of payload is acknowledged at once, then given to `take`. */
function createReceiver(config: SlackConfig, log: Logger, take: (body: unknown) => void): HTTPReceiver {
  const logger = quietLogger(log);
  const receiver = new HTTPReceiver({ signingSecret: config.signingSecret, endpoints: EVENTS_PATH, logger });
  const app = new App({
    receiver,
    logger,
    ignoreSelf: false,
    authorize: async () => ({ botToken: config.botToken }),
    clientOptions: { slackApiUrl: config.apiUrl, timeout: LIMITS.askTimeoutMs, retryConfig: { retries: 0 } },
  });
  app.use(async (args) => {
    if ('ack' in args && typeof args.ack === 'function') await args.ack();
    take(args.body);
  });
  app.error(async (error) => log.error({ kind: adapterErrorOf(error).kind, code: error.code }, 'slack.fault'));
  return receiver;
}
