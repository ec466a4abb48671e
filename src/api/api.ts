import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type { HttpApp } from '../lib/http-app.ts';
import { addCustomerRoutes } from './customers.ts';
import { describeWebhooks } from './event-shape.ts';
import { type ApiEnv, createGuard } from './guard.ts';
import type { ApiApp, ApiParts } from './parts.ts';
import { problem } from './problem.ts';
import { addTicketRoutes } from './tickets.ts';
import { addWriteRoutes } from './write.ts';

const MOST_BYTES = 64 * 1024;

/**
 * The HTTP API for other programs (decision 43), below `/api/v1/`: tickets, their logs, customers and devices to read;
 * reports and notes to write, which pass the same turn as a customer's words in chat.
 */
export function createApi(parts: ApiParts): HttpApp {
  const mounted = new OpenAPIHono<ApiEnv>().basePath('/api/v1');
  mounted.route('/', routesOf(parts));
  return mounted as unknown as HttpApp;
}

function routesOf(parts: ApiParts): ApiApp {
  const app: ApiApp = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, context) => {
      if (result.success) return undefined;
      const [issue] = result.error.issues;
      const field = issue?.path.join('.') || undefined;
      return problem(context, 422, issue?.message ?? 'not understood', field);
    },
  });
  app.get('/openapi.json', (context) => context.json(describe(app)));
  app.use(createGuard(parts));
  app.use(
    bodyLimit({ maxSize: MOST_BYTES, onError: (context) => problem(context, 413, `At most ${MOST_BYTES} bytes.`) }),
  );
  addCustomerRoutes(app, parts);
  addTicketRoutes(app, parts);
  addWriteRoutes(app, parts);
  describeWebhooks(app);
  app.notFound((context) => problem(context, 404, 'There is no such address; /api/v1/openapi.json lists them.'));
  app.onError((error, context) => {
    if (error instanceof HTTPException) return problem(context, error.status as 400, error.message);
    throw error;
  });
  return app;
}

/** The description of the API as OpenAPI 3.1; `docs/openapi.json` is the same. */
function describe(app: ApiApp): object {
  app.openAPIRegistry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer' });
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Deskbell',
      version: '1',
      description:
        'Tickets, notes, customers and devices of a Deskbell. Every request carries a token (`deskbell token create`). Instants are in UTC. Texts are in the language of `Accept-Language`, else in the customer’s.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
  });
}

/** The description without a desk that runs. */
export function describeApi(): object {
  // None of the parts is used before a request comes.
  return describe(routesOf({} as ApiParts));
}
