import { describe, expect, test } from 'vitest';
import { checkBookSource } from '../../../src/desk/book/check.ts';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import { placeMail, readerOf } from '../../../src/desk/letter/place.ts';
import { mailBook } from '../../support/mail-house.ts';

type Channel = BookSource['channels'][string];
type Mail = NonNullable<Channel['mail']>;

async function found(change: (channels: Record<string, Channel>) => Record<string, unknown>, mailbox = true) {
  const source = await mailBook();
  const { mailbox: kept, ...provider } = source.provider;
  const changed = {
    ...source,
    provider: mailbox && kept ? { ...provider, mailbox: kept } : provider,
    channels: { ...source.channels, ...change(source.channels) },
  } as BookSource;
  const keys = Object.fromEntries(
    Object.entries(changed).map(([section, entries]) => [section, new Set(Object.keys(entries as object))]),
  );
  return checkBookSource(changed, keys as never)
    .filter(({ path }) => path[0] === 'channels')
    .map(({ path, message }) => `${path.join('.')}: ${message}`);
}

const withMail = (channel: Channel | undefined, mail: Partial<Mail>) => ({
  ...channel,
  mail: { ...channel?.mail, ...mail },
});

describe('channels by mail', () => {
  test('of the test are in order', async () => {
    expect(await found(() => ({}))).toEqual([]);
  });

  test.each<[string, (channels: Record<string, Channel>) => Record<string, unknown>, string]>([
    [
      'a rule at another platform',
      ({ team, bureau }) => ({ team: { ...team, mail: bureau?.mail } }),
      'channels.team.mail: is for channels with "platform: mail" alone',
    ],
    ['no rule', ({ bureau }) => ({ bureau: { ...bureau, mail: undefined } }), 'channels.bureau.mail: missing'],
    [
      'a channel of ours',
      ({ bureau }) => ({ bureau: { ...bureau, purpose: 'team', customer: undefined } }),
      'channels.bureau.platform: mail is for channels with "purpose: customer" alone',
    ],
    [
      'neither senders nor addresses',
      ({ bureau }) => ({ bureau: withMail(bureau, { senders: [] }) }),
      'channels.bureau.mail: has neither',
    ],
    [
      'an unknown reader',
      ({ bureau }) => ({ bureau: withMail(bureau, { reader: 'noone' }) }),
      'channels.bureau.mail.reader: there is no person "noone"',
    ],
    [
      "another customer's senders",
      ({ rival }) => ({ rival: withMail(rival, { senders: ['@bureau.example'] }) }),
      'channels.rival.mail.senders.0: "@bureau.example" belongs to the channel bureau already',
    ],
    [
      'the mailbox of all',
      ({ rival }) => ({ rival: withMail(rival, { to: ['service@acme.example'] }) }),
      'channels.rival.mail.to.0: is the mailbox of all customers',
    ],
    [
      'no one who hears',
      ({ bureau }) => ({ bureau: withMail(bureau, { contacts: [] }) }),
      'channels.bureau.mail.contacts: missing',
    ],
  ])('%s', async (_, change, message) => {
    expect((await found(change)).join('\n')).toContain(message);
  });

  test('without a mailbox of the provider each has a reader of its own', async () => {
    const without = ({ bureau }: Record<string, Channel>) => ({
      bureau: withMail(bureau, { reader: undefined } as never),
    });
    expect((await found(without, false)).join()).toContain('channels.bureau.mail.reader: missing');
    expect(await found(without)).toEqual([]);
  });
});

describe('whose a mail is', () => {
  const rule = (mail: Partial<Mail>) => ({ to: [], senders: [], contacts: [], ...mail });
  const channel = (customer: string, mail: Partial<Mail>) => ({
    platform: 'mail',
    id: customer,
    customer,
    mail: rule(mail),
  });
  const source = {
    channels: {
      a: channel('a', { to: ['a@us.example'], senders: ['@a.example', 'li@partner.example'] }),
      b: channel('b', { to: ['b@us.example'] }),
      c: channel('c', { senders: ['@partner.example', 'boss@a.example'] }),
    },
  } as unknown as BookSource;

  test.each([
    ['by the domain', 'x@a.example', ['service@us.example'], 'a'],
    ['an address before its domain', 'boss@a.example', ['service@us.example'], 'c'],
    ['by sender and address together before that', 'li@partner.example', ['a@us.example'], 'a'],
    ['everybody at an address without senders', 'x@other.example', ['b@us.example'], 'b'],
    ['a sender before the address', 'x@a.example', ['b@us.example'], 'a'],
    ['no stranger at an address with senders', 'x@other.example', ['a@us.example'], undefined],
    ['no domain below a known one', 'x@evil.a.example', [], undefined],
    ['no domain that only ends alike', 'x@nota.example', [], undefined],
  ])('%s', (_, from, to, customer) => {
    expect(placeMail(source, from, to)?.customer).toBe(customer);
  });

  test('its reader is that of the channel, or of the provider', async () => {
    const book = await mailBook();
    expect(readerOf(book, 'mail-sample')).toBe('engineer2');
    expect(readerOf(book, 'unplaced')).toBe('engineer3');
  });
});
