import type { HttpBindings } from '@hono/node-server';
import type { Context, Hono } from 'hono';
import { countRefused } from './address-limit.ts';

/** Node's own request and response beside each request, for what reads raw bytes or streams its answer. */
export interface HttpEnv {
  Bindings: HttpBindings;
}

/** Routes that the one HTTP server answers: pages, the API, hooks, metrics. */
export type HttpApp = Hono<HttpEnv>;

/**
 * Refuses a request without a body. An address that proved nothing (401) too often gets 429 instead, with the seconds that
 * it has to wait.
 */
export async function refuseRequest(context: Context<HttpEnv>, status: 400 | 401 | 413 | 415 | 503): Promise<Response> {
  const waitS = status === 401 ? await countRefused(context.env.incoming) : 0;
  return waitS > 0 ? context.body(null, 429, { 'retry-after': String(waitS) }) : context.body(null, status);
}
