import { randomUUID } from 'node:crypto';
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { createOncePerKey, type OncePerKey } from '../adapter/web/once-per-key.ts';
import { numberIn, refusalOf, subjectOf } from '../chat/read-replies.ts';
import { unitNamed } from '../desk/ticket/case/unit.ts';
import { findRequest, insertRequest } from '../desk/token/store.ts';
import { type ApiEnv, needs } from './guard.ts';
import type { ApiApp, ApiParts } from './parts.ts';
import { problem } from './problem.ts';
import { type Reading, reading } from './reading.ts';
import { refusals } from './refusals.ts';
import { NewNote, NewTicket, TicketShape } from './schema.ts';
import { submit, type Wish } from './submit.ts';
import { findListed, NumberParam, noTicket } from './tickets.ts';
import { ticketView } from './view.ts';

const Once = z.object({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,100}$/, 'up to 100 visible ASCII characters')
    .optional()
    .openapi({ description: 'Repeats under the same key within 30 days change nothing and get the same ticket' }),
});

const reportRoute = createRoute({
  method: 'post',
  path: '/tickets',
  summary: 'Report a fault, ask a question, or request a change',
  middleware: [needs('tickets:write')] as const,
  request: {
    headers: Once,
    body: { required: true, content: { 'application/json': { schema: NewTicket } } },
  },
  responses: {
    201: { description: 'The new ticket', content: { 'application/json': { schema: TicketShape } } },
    200: { description: 'The ticket of an earlier request', content: { 'application/json': { schema: TicketShape } } },
    ...refusals(401, 403, 404, 409, 413, 422, 429, 503),
  },
});

const noteRoute = createRoute({
  method: 'post',
  path: '/tickets/{number}/notes',
  summary: 'Add a note, which customer and team read',
  middleware: [needs('tickets:write')] as const,
  request: {
    params: NumberParam,
    headers: Once,
    body: { required: true, content: { 'application/json': { schema: NewNote } } },
  },
  responses: {
    201: { description: 'The ticket with its note', content: { 'application/json': { schema: TicketShape } } },
    200: { description: 'The note was there already', content: { 'application/json': { schema: TicketShape } } },
    ...refusals(401, 403, 404, 409, 413, 422, 429, 503),
  },
});

export function addWriteRoutes(app: ApiApp, parts: ApiParts): void {
  const underWay = createOncePerKey<number>();
  app.openapi(reportRoute, async (context) => {
    const { customer, device, contact, ...values } = context.req.valid('json');
    const found = await reading(parts.database, context, async ({ customers, inForce: { source } }) =>
      customers.includes(customer) ? source.customers[customer] : undefined,
    );
    if (!found) return problem(context, 404, `This token reaches no customer ${customer}.`, 'customer') as never;
    const said = {
      ...values,
      device: device === undefined ? undefined : (unitNamed(found, device) ?? device),
      contact: [context.var.token.name, contact].filter(Boolean).join(' · '),
    };
    const wish = { customer, command: 'ticket.report', ticket: undefined, values: said };
    return (await write(context, parts, underWay, wish)) as never;
  });
  app.openapi(noteRoute, async (context) => {
    const { number } = context.req.valid('param');
    const found = await reading(parts.database, context, (read) => findListed(read, number));
    if (!found) return noTicket(context, number) as never;
    const { customer } = found.ticket.facts;
    const wish = { customer, command: 'ticket.update', ticket: found.id, values: context.req.valid('json') };
    return (await write(context, parts, underWay, wish)) as never;
  });
}

/** Does what is wished once for each key. Answers with the ticket as it stands then. */
async function write(
  context: Context<ApiEnv>,
  parts: ApiParts,
  underWay: OncePerKey<number>,
  wish: Wish,
): Promise<Response> {
  const { database, clock } = parts;
  const { token } = context.var;
  const key = context.req.header('idempotency-key') ?? randomUUID();
  const before = await reading(database, context, ({ tx }) => findRequest(tx, token.id, key));
  if (before !== undefined) return answer(context, database, before, 200);
  let refused: Response | undefined;
  const ticket = await underWay.once(`${token.id}/${key}`, async () => {
    const language = await reading(database, context, async (read) => languageFor(context, read, wish.customer));
    const replies = await submit(parts, { ...wish, token, language, id: `api/${token.id}/${key}` });
    const refusal = refusalOf(replies);
    if (refusal) refused = problem(context, 422, refusal.text, refusal.field);
    const made = refusal ? undefined : (wish.ticket ?? numberIn(subjectOf(replies)));
    if (made !== undefined)
      await database.transaction((tx) => insertRequest(tx, { tokenId: token.id, key, ticket: made }, clock.now()));
    return made;
  });
  if (ticket !== undefined) return answer(context, database, ticket, 201);
  return refused ?? problem(context, 409, 'A request under this key was taken before.');
}

function languageFor(context: Context<ApiEnv>, { language, inForce: { source } }: Reading, customer: string) {
  const isChosen = context.req.header('accept-language') !== undefined;
  return isChosen ? language : (source.customers[customer]?.language ?? language);
}

function answer(
  context: Context<ApiEnv>,
  database: ApiParts['database'],
  ticket: number,
  status: 200 | 201,
): Promise<Response> {
  return reading(database, context, async (read) => {
    const number = `T-${ticket}`;
    const found = await findListed(read, number);
    return found ? context.json(ticketView(found), status) : noTicket(context, number);
  });
}
