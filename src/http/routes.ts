import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import type { ChatAdapter } from '../chat/adapter.ts';
import { BusyError, StoppedError } from '../chat/intake.ts';
import type { HttpApp, HttpEnv } from '../lib/http-app.ts';
import type { Logger } from '../lib/log.ts';
import type { Meter } from '../lib/meter.ts';

/** What the server answers. */
export interface Answering {
  readonly adapters: readonly ChatAdapter[];
  /** Whether the desk can work; the whole result is shown on `/readyz`. */
  readonly ready: () => Promise<{ readonly ok: boolean }>;
  /** Routes beside those of the adapters, asked before them, e.g. `/metrics`; each is mounted at the root. */
  readonly routes?: readonly HttpApp[];
  readonly log: Logger;
  /** Left out: nothing is counted. */
  readonly meter?: Meter;
}

const NO_STORE = { 'cache-control': 'no-store' } as const;

/**
 * Every route of the server: health checks, the given routes, then those of the adapters. What no route takes gets 404, a
 * full intake 503, any other fault 500 and a log entry.
 */
export function createRoutes({ adapters, ready, routes = [], log }: Answering): HttpApp {
  const app = new Hono<HttpEnv>();
  app.all('/healthz', (context) => context.json({ ok: true }, 200, NO_STORE));
  app.all('/readyz', async (context) => {
    const state = await ready();
    return context.json(state, state.ok ? 200 : 503, NO_STORE);
  });
  if (adapters.some(({ platform }) => platform === 'playground')) {
    app.all('/', (context) => context.redirect('/playground/'));
  }
  const own = adapters.flatMap((adapter) => adapter.routes ?? []);
  for (const route of [...routes, ...own]) app.route('/', route);
  app.notFound((context) => context.json({ error: 'not-found' }, 404, NO_STORE));
  app.onError((error, context) => answerError(error, context, log));
  return app;
}

/** A client that disconnects before its request is complete gets no response, and it is not logged as an error. */
function answerError(error: Error, context: Context<HttpEnv>, log: Logger): Response {
  const { incoming, outgoing } = context.env;
  if (incoming.destroyed && !incoming.complete) {
    log.debug('http.cut-off');
    outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const isBusy = error instanceof BusyError || error instanceof StoppedError;
  if (isBusy && !outgoing.headersSent) return context.json({ error: 'busy' }, 503, NO_STORE);
  log.error({ err: error }, 'http.fault');
  if (!outgoing.headersSent) return context.json({ error: 'fault' }, 500, NO_STORE);
  outgoing.destroy();
  return RESPONSE_ALREADY_SENT;
}
