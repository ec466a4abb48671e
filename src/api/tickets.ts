import { createRoute, z } from '@hono/zod-openapi';
import { bookOf } from '../desk/address/turn-book.ts';
import { termsOf } from '../desk/ticket/flow.ts';
import { listEntries } from '../desk/ticket/store.ts';
import { lineOf } from '../desk/ticket/view/line.ts';
import { type ListedTicket, listTickets } from '../desk/token/store.ts';
import { isoOf } from '../lib/instant.ts';
import { needs } from './guard.ts';
import type { ApiApp, ApiParts } from './parts.ts';
import { problem } from './problem.ts';
import { type Reading, reading } from './reading.ts';
import { refusals } from './refusals.ts';
import { EntryShape, STATUSES, TicketNumber, TicketShape } from './schema.ts';
import { ticketView } from './view.ts';

const MOST_TICKETS = 100;

export const NumberParam = z.object({ number: TicketNumber });

const listRoute = createRoute({
  method: 'get',
  path: '/tickets',
  summary: 'Tickets, in the order of their numbers',
  middleware: [needs('tickets:read')] as const,
  request: {
    query: z.object({
      customer: z.string().optional().openapi({ description: 'Key of one customer' }),
      status: z.enum(STATUSES).optional(),
      after: TicketNumber.optional().openapi({ description: 'Begin behind this ticket: `next` of the page before' }),
      limit: z.coerce.number().int().min(1).max(MOST_TICKETS).default(50),
    }),
  },
  responses: {
    200: {
      description: 'A page. `next` is left out on the last one',
      content: {
        'application/json': { schema: z.object({ tickets: z.array(TicketShape), next: TicketNumber.optional() }) },
      },
    },
    ...refusals(401, 403, 404, 422, 429),
  },
});

const showRoute = createRoute({
  method: 'get',
  path: '/tickets/{number}',
  summary: 'One ticket',
  middleware: [needs('tickets:read')] as const,
  request: { params: NumberParam },
  responses: {
    200: { description: 'As it stands now', content: { 'application/json': { schema: TicketShape } } },
    ...refusals(401, 403, 404, 422, 429),
  },
});

const logRoute = createRoute({
  method: 'get',
  path: '/tickets/{number}/log',
  summary: 'The log of a ticket, notes of the team included',
  middleware: [needs('tickets:read')] as const,
  request: { params: NumberParam },
  responses: {
    200: {
      description: 'The oldest entry first',
      content: { 'application/json': { schema: z.object({ entries: z.array(EntryShape) }) } },
    },
    ...refusals(401, 403, 404, 422, 429),
  },
});

export function addTicketRoutes(app: ApiApp, { database }: ApiParts): void {
  app.openapi(listRoute, (context) =>
    reading(database, context, async ({ tx, customers }) => {
      const { customer, status, after, limit } = context.req.valid('query');
      if (customer !== undefined && !customers.includes(customer))
        return problem(context, 404, `This token reaches no customer ${customer}.`) as never;
      const whose = customer === undefined ? customers : [customer];
      const listed = await listTickets(tx, { customers: whose, status, after: idOf(after ?? 'T-0'), limit: limit + 1 });
      const page = listed.slice(0, limit);
      const last = page.at(-1);
      const next = listed.length > limit && last ? { next: `T-${last.id}` } : {};
      return context.json({ tickets: page.map(ticketView), ...next }, 200);
    }),
  );
  app.openapi(showRoute, (context) =>
    reading(database, context, async (read) => {
      const { number } = context.req.valid('param');
      const found = await findListed(read, number);
      return found ? context.json(ticketView(found), 200) : (noTicket(context, number) as never);
    }),
  );
  app.openapi(logRoute, (context) =>
    reading(database, context, async (read) => {
      const { number } = context.req.valid('param');
      const found = await findListed(read, number);
      if (!found) return noTicket(context, number) as never;
      const { source } = read.inForce;
      const terms = termsOf(await bookOf(read, found.book), found.ticket.facts);
      const entries = (await listEntries(read.tx, found.id)).map((entry, index) => ({
        seq: index + 1,
        at: isoOf(entry.at),
        by: entry.by,
        kind: entry.kind,
        text: lineOf(entry, { source, language: read.language, terms }),
      }));
      return context.json({ entries }, 200);
    }),
  );
}

/** `T-12` → 12. */
export function idOf(number: string): number {
  return Number(number.slice(2));
}

/** The ticket of this number, if the token reaches its customer. */
export async function findListed({ tx, customers }: Reading, number: string): Promise<ListedTicket | undefined> {
  const id = idOf(number);
  const [found] = await listTickets(tx, { customers, status: undefined, after: id - 1, limit: 1 });
  return found?.id === id ? found : undefined;
}

export function noTicket(context: Parameters<typeof problem>[0], number: string): Response {
  return problem(context, 404, `This token reaches no ticket ${number}.`);
}
