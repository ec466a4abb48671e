import type { HttpBindings } from '@hono/node-server';
import type { Hono } from 'hono';

/** Node's own request and response beside each request, for what reads raw bytes or streams its answer. */
export interface HttpEnv {
  Bindings: HttpBindings;
}

/** Routes that the one HTTP server answers: pages, the API, hooks, metrics. */
export type HttpApp = Hono<HttpEnv>;
