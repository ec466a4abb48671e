import { z } from 'zod';
import { Key } from './field.ts';

/** A customer's channel by mail: which mails are theirs, who gets the answers, and who of ours reads them. */

const Address = z.email('an address is written as in service@example.com').max(120).toLowerCase();

/** An address, or a domain with `@` before it. */
const Sender = z
  .string()
  .max(120)
  .toLowerCase()
  .regex(/^[^@\s]*@[a-z0-9][a-z0-9.-]*\.[a-z]{2,}$/, 'a sender is an address, or all of a domain as in @example.com')
  .meta({ title: 'sender' });

export const MailRule = z.strictObject({
  to: z
    .array(Address)
    .default([])
    .describe(
      'Addresses of ours to which this customer alone writes; what comes there is theirs. They lead into the same mailbox',
    ),
  senders: z
    .array(Sender)
    .default([])
    .describe(
      'Who may write for this customer: addresses, or `@example.com` for all of a domain. Their mails are theirs at any address of ours. Left out: everybody who writes to an address of `to`',
    ),
  contacts: z
    .array(Address)
    .default([])
    .describe(
      'Who gets mails of cases that did not begin by mail. Left out: such cases are told in the other channels only',
    ),
  reader: Key.optional().describe(
    "The person of ours who owes the answers to these mails. Left out: the reader of the provider's mailbox",
  ),
});
export type MailRule = z.infer<typeof MailRule>;
