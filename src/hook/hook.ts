import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type ApiEnv, createGuard } from '../api/guard.ts';
import type { ApiParts } from '../api/parts.ts';
import { problem } from '../api/problem.ts';
import { reading } from '../api/reading.ts';
import { cleanPayload } from '../lib/clean.ts';
import type { HttpApp } from '../lib/http-app.ts';
import type { Logger } from '../lib/log.ts';
import { createLine } from '../lib/series.ts';
import { EXPECTED, readAlerts } from './shape.ts';
import { takeAlerts } from './take.ts';

export interface HookParts extends ApiParts {
  readonly log: Logger;
}

const MOST_BYTES = 2 * 1024 * 1024;

/**
 * `POST /hooks/<key>`: alerts of a monitoring system become tickets by the rule of the service book. A wrong token, and a token
 * that is not for this hook, get the same 401. Alerts of one hook are taken one request after the other.
 */
export function createHooks(parts: HookParts): HttpApp {
  const app = new Hono<ApiEnv>();
  const inLine = createLine();
  const guard = createGuard(parts);
  const limit = bodyLimit({
    maxSize: MOST_BYTES,
    onError: (context) => problem(context, 413, `At most ${MOST_BYTES} bytes.`),
  });
  app.post('/hooks/:name', guard, limit, async (context) => {
    const name = context.req.param('name');
    if (!context.var.token.scopes.includes(`hook:${name}`)) return unknownToken(context);
    return inLine(name, () => answer(context, parts, name));
  });
  return app as unknown as HttpApp;
}

async function answer(context: Context<ApiEnv>, parts: HookParts, name: string): Promise<Response> {
  const rule = await reading(parts.database, context, async ({ inForce: { source } }) =>
    Object.hasOwn(source.hooks ?? {}, name) ? source.hooks?.[name] : undefined,
  );
  if (!rule) return problem(context, 404, `The service book has no hook ${name}.`);
  const body = cleanPayload(await context.req.json().catch(() => undefined));
  const read = readAlerts(rule.shape, body);
  if (!read.ok) {
    const { field = '', value = '' } = read.params as { field?: string; value?: string };
    return problem(context, 400, `Not understood (${field}: ${value}). Expected: ${EXPECTED[rule.shape]}.`, field);
  }
  const taken = await takeAlerts(context, parts, { name, rule, alerts: read.value });
  for (const why of new Set(taken.problems)) parts.log.warn({ hook: name, why }, 'hook.alert-refused');
  if (taken.problems.length > 0 && taken.tickets.length === 0) return problem(context, 422, taken.problems.join(' '));
  return context.json(taken, 200, { 'cache-control': 'no-store' });
}

/** As `createGuard` answers a wrong token: it says nothing of which hooks there are. */
function unknownToken(context: Context): Response {
  return problem(context, 401, 'A valid token is needed: Authorization: Bearer …', undefined, {
    'www-authenticate': 'Bearer realm="deskbell"',
  });
}
