import { z } from 'zod';
import { Key, SpanText } from './field.ts';

/** Whom people call (B4, D18): the provider's numbers, and which of them a contract gives to its customers. */

export const Phone = z.string().min(3).max(40).meta({ title: 'phone number' });

export const Hotline = z.strictObject({
  phone: Phone.describe('The number that customers call in the hours of the hotline (B4)'),
  calendar: Key.optional().describe("The hours of the hotline; left out: the office calendar of the customer's policy"),
});
export type Hotline = z.infer<typeof Hotline>;

export const Mailbox = z.strictObject({
  address: z
    .email('a mailbox is written as in service@example.com')
    .max(120)
    .describe('The mailbox to which customers write'),
  reader: Key.describe('The person of the provider who reads it, and owes the answers'),
  answerWithin: SpanText.default('1wd').describe(
    'How soon a mail that became no case is to be answered; then `escalation` hears of it. On the office calendar',
  ),
});
export type Mailbox = z.infer<typeof Mailbox>;

/**
 * `hotline` and `mailbox`: the provider's. `duty`: the person on duty, with their mobile. `ladder`: the line managers,
 * the lowest first, with their numbers. `visitor`: the number of the engineer who is sent to the site.
 */
export const CONTACTS = ['hotline', 'duty', 'mailbox', 'ladder', 'visitor'] as const;
export type Contact = (typeof CONTACTS)[number];

/** Numbers of single people are given only where the book says so. */
export const Contacts = z
  .array(z.enum(CONTACTS))
  .default(['hotline', 'mailbox'])
  .describe(
    'Whom customers may call, and see with numbers: hotline, person on duty, mailbox (B4), the ladder of managers (D18), the engineer who is on the way',
  );
