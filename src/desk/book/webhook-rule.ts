import { z } from 'zod';
import { type BookNames, checkKnown, checkListed } from './check-names.ts';
import { Key } from './field.ts';
import type { FieldPath, Finding } from './problem.ts';

/** A program that is told what happens. Its secret is never in the book: `deskbell webhook secret <key>` prints it. */

/** The first words of the kinds of entries in the logs of tickets and matters. */
export const EVENT_FAMILIES: readonly string[] = [
  // Of tickets.
  'ticket sla clock dispatch callback triage incident go-live',
  // Of matters.
  'complaint part loaner paper followup rating survey inspection plan assurance appointment attendance patch sheet file term',
  'month morning cover duty deletion letter',
].flatMap((line) => line.split(' '));

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]'];

const Address = z
  .url({ protocol: /^https?$/, error: 'an https address' })
  .max(500)
  .refine(isSafe, 'https only (http for this machine alone: 127.0.0.1, localhost), without a user name in it');

const Pattern = z
  .string()
  .regex(/^(\*|[a-z-]+\.(\*|[a-z-]+))$/, 'a kind of event such as ticket.opened, all of a family, ticket.*, or *');

export const WebhookRule = z.strictObject({
  url: Address.describe('Where events are posted, signed (docs/webhooks.md); https, or http for this machine'),
  events: z
    .array(Pattern)
    .min(1)
    .max(50)
    .describe('Which events: `ticket.opened`, `sla.*`; `*` is everything but complaints, which have to be named'),
  customers: z
    .array(Key)
    .min(1)
    .optional()
    .describe('Of these customers alone; left out: of all that are not confidential, which have to be named'),
});
export type WebhookRule = z.infer<typeof WebhookRule>;

function isSafe(text: string): boolean {
  const url = URL.parse(text);
  if (url?.username !== '' || url.password !== '') return false;
  return url.protocol === 'https:' || LOOPBACK.includes(url.hostname);
}

/** A webhook's customers are of the book, and its events of families that there are. */
export function* checkWebhook(
  path: FieldPath,
  { events, customers }: WebhookRule,
  names: BookNames,
): Iterable<Finding> {
  for (const [i, key] of (customers ?? []).entries())
    yield* checkKnown([...path, 'customers', i], key, 'customers', names);
  for (const [i, pattern] of events.entries()) {
    const [family = ''] = pattern.split('.');
    if (pattern !== '*') yield* checkListed([...path, 'events', i], family, 'family of events', EVENT_FAMILIES);
  }
}

/** Whether a pattern means this kind of event. Complaints are for few eyes: only patterns that name them mean them. */
export function matchesEvent(pattern: string, kind: string): boolean {
  const [family] = kind.split('.');
  if (pattern === '*') return family !== 'complaint';
  return pattern.endsWith('.*') ? `${family}.*` === pattern : pattern === kind;
}

/** Whether a webhook is told of an event. `isConfidential`: of the customer; undefined customer: it is about none. */
export function isToldOf(
  { events, customers }: WebhookRule,
  event: { readonly kind: string; readonly customer: string | undefined; readonly isConfidential: boolean },
): boolean {
  const isNamed = event.customer !== undefined && customers?.includes(event.customer) === true;
  if (customers ? !isNamed : event.isConfidential) return false;
  return events.some((pattern) => matchesEvent(pattern, event.kind));
}
