import { type BookNames, checkKnown } from './check-names.ts';
import type { Finding } from './problem.ts';
import type { BookSource } from './schema.ts';

/** Channels by mail: each has its rule, a reader, and senders and addresses that no other customer has. */
export function* checkMail({ channels, provider }: BookSource, names: BookNames): Iterable<Finding> {
  const owners = new Map<string, string>();
  for (const [key, { platform, purpose, mail, customer }] of Object.entries(channels)) {
    const path = ['channels', key];
    if (platform !== 'mail') {
      if (mail) yield { path: [...path, 'mail'], message: 'is for channels with "platform: mail" alone' };
      continue;
    }
    if (purpose !== 'customer')
      yield { path: [...path, 'platform'], message: 'mail is for channels with "purpose: customer" alone' };
    if (!mail) {
      yield { path: [...path, 'mail'], message: 'missing; it says which mails are this customer\'s: "to", "senders"' };
      continue;
    }
    if (mail.to.length === 0 && mail.senders.length === 0)
      yield { path: [...path, 'mail'], message: 'has neither "to" nor "senders", so no mail would ever be theirs' };
    if (mail.reader !== undefined) yield* checkKnown([...path, 'mail', 'reader'], mail.reader, 'people', names);
    else if (!provider.mailbox)
      yield {
        path: [...path, 'mail', 'reader'],
        message: 'missing; without "provider.mailbox" there is no other reader',
      };
    for (const field of ['to', 'senders'] as const)
      for (const [i, each] of mail[field].entries()) {
        const owner = owners.get(`${field} ${each}`);
        const at = [...path, 'mail', field, i];
        if (owner !== undefined) yield { path: at, message: `"${each}" belongs to the channel ${owner} already` };
        owners.set(`${field} ${each}`, key);
        if (field === 'to' && each === provider.mailbox?.address.toLowerCase())
          yield { path: at, message: 'is the mailbox of all customers; list this customer\'s "senders" instead' };
      }
    if (mail.contacts.length === 0 && !hasOther(channels, key, customer))
      yield {
        path: [...path, 'mail', 'contacts'],
        message:
          'missing; this customer has no other channel, so nobody would hear of cases that did not begin by mail',
      };
  }
}

function hasOther(channels: BookSource['channels'], key: string, customer: string | undefined): boolean {
  return Object.entries(channels).some(
    ([each, { purpose, customer: theirs, platform }]) =>
      each !== key && purpose === 'customer' && theirs === customer && platform !== 'mail',
  );
}
