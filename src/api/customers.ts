import { createRoute, z } from '@hono/zod-openapi';
import { needs } from './guard.ts';
import type { ApiApp, ApiParts } from './parts.ts';
import { problem } from './problem.ts';
import { reading } from './reading.ts';
import { refusals } from './refusals.ts';
import { CustomerShape, DeviceShape } from './schema.ts';
import { customerView, deviceView } from './view.ts';

const Key = z.object({ key: z.string().openapi({ description: 'Key of the customer', example: 'telecom' }) });

const listCustomers = createRoute({
  method: 'get',
  path: '/customers',
  summary: 'The customers that the token reaches',
  middleware: [needs('customers:read')] as const,
  responses: {
    200: {
      description: 'By key',
      content: { 'application/json': { schema: z.object({ customers: z.array(CustomerShape) }) } },
    },
    ...refusals(401, 403, 429),
  },
});

const listDevices = createRoute({
  method: 'get',
  path: '/customers/{key}/devices',
  summary: 'The devices of a customer',
  middleware: [needs('customers:read')] as const,
  request: { params: Key },
  responses: {
    200: {
      description: 'In the order of the service book',
      content: { 'application/json': { schema: z.object({ devices: z.array(DeviceShape) }) } },
    },
    ...refusals(401, 403, 404, 429),
  },
});

export function addCustomerRoutes(app: ApiApp, { database }: ApiParts): void {
  app.openapi(listCustomers, (context) =>
    reading(database, context, async ({ customers, inForce: { source }, language }) => {
      const shown = customers.toSorted().flatMap((key) => {
        const customer = source.customers[key];
        return customer ? [customerView(key, customer, language)] : [];
      });
      return context.json({ customers: shown }, 200);
    }),
  );
  app.openapi(listDevices, (context) =>
    reading(database, context, async ({ customers, inForce: { source }, language }) => {
      const { key } = context.req.valid('param');
      const customer = customers.includes(key) ? source.customers[key] : undefined;
      if (!customer) return problem(context, 404, `This token reaches no customer ${key}.`) as never;
      return context.json({ devices: customer.devices.map((device) => deviceView(device, language)) }, 200);
    }),
  );
}
