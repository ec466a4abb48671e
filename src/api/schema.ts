import { z } from '@hono/zod-openapi';

/** The shapes of the HTTP API, from which its description (docs/openapi.json) is made. */

const Instant = z.string().openapi({ format: 'date-time', example: '2026-10-08T01:30:00.000Z' });
const optionalInstant = (what: string) => Instant.optional().openapi({ description: `${what}. Left out: it has not` });

/** A problem, as RFC 9457 writes it. */
export const Problem = z
  .object({
    status: z.int().openapi({ example: 422 }),
    title: z.string().openapi({ example: 'Unprocessable Content' }),
    detail: z
      .string()
      .openapi({ description: 'What is wrong and what is allowed, in the language that was asked for' }),
    field: z.string().optional().openapi({ description: 'The field of the request that it is about' }),
  })
  .openapi('Problem');

export const TicketNumber = z
  .string()
  .regex(/^T-\d{1,9}$/, 'a number like T-12')
  .openapi({ example: 'T-12' });

export const STATUSES = ['open', 'resolved', 'closed', 'withdrawn'] as const;

export const TicketShape = z
  .object({
    number: TicketNumber,
    customer: z.string().openapi({ description: 'Key of the customer in the service book', example: 'telecom' }),
    kind: z.enum(['fault', 'question', 'requirement']),
    status: z.enum(STATUSES),
    level: z.string().optional().openapi({ description: 'Key of the level; left out: it has none yet' }),
    title: z.string(),
    details: z.string(),
    site: z.string().openapi({ description: 'Key of the site' }),
    device: z.string().optional().openapi({ description: 'Key of the device' }),
    serial: z.string().optional(),
    contact: z.string(),
    assignee: z.string().optional().openapi({ description: 'Key of the person who works on it' }),
    reportedAt: Instant,
    respondedAt: optionalInstant('When it was first responded to'),
    arrivedAt: optionalInstant('When someone of ours arrived'),
    resolvedAt: optionalInstant('When it was last resolved'),
    closedAt: optionalInstant('When it was closed'),
    dueAt: Instant.optional().openapi({
      description: 'When its earliest promise falls due that is still owed, broken ones included. Left out: none is',
    }),
    broken: z.array(z.string()).openapi({ description: 'Promises that were broken: `response`, `on-site`, …' }),
  })
  .openapi('Ticket');

export const EntryShape = z
  .object({
    seq: z.int(),
    at: Instant,
    by: z.string().openapi({ description: 'Key of a person, `customer` or `clock`' }),
    kind: z.string().openapi({ example: 'ticket.acknowledged' }),
    text: z.string().openapi({ description: 'What happened, in the language that was asked for' }),
  })
  .openapi('Entry');

export const CustomerShape = z
  .object({
    key: z.string().openapi({ example: 'telecom' }),
    name: z.string(),
    policy: z.string().openapi({ description: 'Key of the policy whose promises it has' }),
    sites: z.array(z.object({ key: z.string(), name: z.string() })),
    devices: z.int().openapi({ description: 'How many devices it has' }),
  })
  .openapi('Customer');

export const DeviceShape = z
  .object({
    key: z.string(),
    name: z.string(),
    site: z.string().openapi({ description: 'Key of its site' }),
    serials: z.array(z.string()),
  })
  .openapi('Device');

const Line = (most: number) => z.string().trim().min(1).max(most);

export const NewTicket = z
  .strictObject({
    customer: Line(100).openapi({ description: 'Key of the customer', example: 'telecom' }),
    text: Line(4_000).openapi({ description: 'What is wrong; the first line becomes the title' }),
    kind: z.enum(['fault', 'question', 'requirement']).default('fault'),
    device: Line(200).optional().openapi({ description: 'Key or serial number of the device' }),
    site: Line(100).optional().openapi({ description: 'Key of the site; left out: the device’s, or the first' }),
    level: Line(100).optional().openapi({ description: 'Key of the level; left out: the desk decides' }),
    contact: Line(200).optional().openapi({ description: 'Whom to call, and how' }),
  })
  .openapi('NewTicket');

export const NewNote = z.strictObject({ text: Line(4_000) }).openapi('NewNote');
