import { z } from '@hono/zod-openapi';
import type { ApiApp } from './parts.ts';
import { TicketShape } from './schema.ts';

/** The shape of what webhooks are told, for the description of the API; `src/events` makes it. */

const At = z.string().openapi({ format: 'date-time', example: '2026-10-08T01:30:00.000Z' });

const LogEntry = z.object({
  seq: z.int().openapi({ description: 'Its place in the log, from 1' }),
  kind: z.string().openapi({ example: 'ticket.acknowledged' }),
  by: z.string().openapi({ description: 'Key of a person, `customer` or `clock`' }),
  at: At,
  what: z.string().optional().openapi({
    description: 'What was done, where a kind stands for several things: `ticket.updated` by `note`, …',
  }),
});

export const MatterShape = z
  .object({
    number: z.string().openapi({ description: 'As people write it, `C-3`; else its kind and number, `followup-3`' }),
    feature: z.string().openapi({ example: 'complaint' }),
    customer: z.string().openapi({ description: 'Key of the customer; empty: it is about no single one' }),
    status: z.string().openapi({ description: '`open` while something is owed', example: 'open' }),
    ticket: z.string().optional().openapi({ description: 'The ticket that it belongs to', example: 'T-12' }),
  })
  .openapi('Matter');

export const EventShape = z
  .object({
    type: z.string().openapi({ description: 'The kind of the entry, or `deskbell.test`', example: 'ticket.opened' }),
    timestamp: At.openapi({ description: 'When it happened' }),
    data: z.object({
      ticket: TicketShape.optional().openapi({ description: 'The ticket as it was after it' }),
      matter: MatterShape.optional().openapi({ description: 'What is owed beside a ticket. Never its words' }),
      entry: LogEntry.optional(),
    }),
  })
  .openapi('Event');
export type Event = z.infer<typeof EventShape>;

/** Describes the one message that webhooks get. */
export function describeWebhooks(app: ApiApp): void {
  const header = (description: string) => z.string().openapi({ description });
  app.openAPIRegistry.registerWebhook({
    method: 'post',
    path: 'event',
    summary: 'An entry of the log of a ticket or a matter (docs/webhooks.md)',
    security: [],
    request: {
      headers: z.object({
        'webhook-id': header('The same for every try and for a replay: know repeats by it'),
        'webhook-timestamp': header('Seconds since 1970; refuse what is older than five minutes'),
        'webhook-signature': header(
          '`v1,` and the HMAC-SHA256 of `id.timestamp.body` in base64; two of them after a change of the secret',
        ),
      }),
      body: { content: { 'application/json': { schema: EventShape } } },
    },
    responses: {
      204: { description: 'Taken. Any status from 200 to 299 will do' },
      410: { description: 'No more: the webhook is disabled' },
    },
  });
}
