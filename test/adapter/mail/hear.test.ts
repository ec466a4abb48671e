import { describe, expect, test } from 'vitest';
import { parseMail } from '../../../src/adapter/mail/hear/parse.ts';
import { newWordsOf } from '../../../src/adapter/mail/hear/quote.ts';
import { subjectOf } from '../../../src/adapter/mail/say/compose.ts';
import { imapOptions, senderOf, smtpOptions } from '../../../src/adapter/mail/wire/account.ts';
import { createMessageIds } from '../../../src/adapter/mail/wire/message-id.ts';
import { mailOf } from '../../support/mail-server.ts';

describe('the words of an answer', () => {
  test.each([
    ['Gmail', 'still down\n\nOn Mon, Sep 28, 2026 at 10:10 AM Acme\n<service@acme.example> wrote:\n\n> T-12\n> switch'],
    ['Gmail in Chinese', 'still down\n\nAcme <service@acme.example> 于2026年9月28日周一 10:10写道：\n\n> T-12'],
    [
      'Outlook',
      'still down\n\n________________________________\nFrom: Acme <service@acme.example>\nSent: Monday\nTo: Wang\nSubject: RE: x\n\nT-12',
    ],
    [
      'Outlook in Chinese',
      'still down\n\n发件人: Acme <service@acme.example>\n发送时间: 2026年9月28日\n收件人: Wang\n主题: x\n\nT-12',
    ],
    [
      'QQ',
      'still down\n\n------------------ 原始邮件 ------------------\n发件人: "Acme"<service@acme.example>;\n发送时间: x\n\nT-12',
    ],
    ['NetEase', 'still down\n\n\n在 2026-09-28 10:10:00，"Acme" <service@acme.example> 写道：\n\nT-12'],
    ['an old program', 'still down\n\n-----Original Message-----\nFrom: Acme\n\nT-12'],
    ['our own mark', 'still down\n\n## —— 请在此行以上回复 / Please reply above this line —— ##\n\nT-12'],
    ['a signature', 'still down\n\n-- \nWang Lei\nBureau'],
    ['an answer below the quote', '> T-12 was acknowledged.\n> Li Wei\n\nstill down'],
  ])('of %s', (_, text) => {
    expect(newWordsOf(text)).toBe('still down');
  });

  test.each([
    ['quotes between answers', '> is it up?\n\nno\n\n> which port?\n\n3'],
    ['a line that only begins like a mark', 'On the second floor nothing works\nOn Monday it did'],
    ['a list of fields', 'From: rack 3 to rack 4\nPower: off'],
    ['a line of the person right before it', '在三楼\n还是不通'],
  ])('%s stay', (_, text) => {
    expect(newWordsOf(text)).toBe(text);
  });

  test('are found in a moment in any text', () => {
    const long = [
      'On '.repeat(20_000),
      `${'在'.repeat(280)}\n`.repeat(300),
      '> '.repeat(20_000),
      'From: a\n'.repeat(5_000),
    ];
    const begun = performance.now();
    for (const text of long) newWordsOf(text);
    expect(performance.now() - begun).toBeLessThan(2_000);
  });
});

describe('a hostile mail', () => {
  test.each([
    ['HTML nested very deep', mailOf({ text: '<div>'.repeat(50_000), headers: { 'Content-Type': 'text/html' } })],
    ['many references', mailOf({ headers: { References: '<a@b> '.repeat(50_000) } })],
    ['no headers', 'nothing'],
    ['bytes', Buffer.from(Array.from({ length: 5_000 }, (_, at) => (at * 7919) % 256))],
    ['an endless header', `Subject: ${'x'.repeat(1_000_000)}`],
  ])('of %s is read in a moment', async (_, raw) => {
    const begun = performance.now();
    const mail = await parseMail(Buffer.from(raw));
    expect(performance.now() - begun).toBeLessThan(10_000);
    expect(mail.references.length).toBeLessThanOrEqual(50);
    expect([...mail.subject].length).toBeLessThanOrEqual(200);
  });
});

describe('our Message-IDs', () => {
  const ids = createMessageIds(Buffer.alloc(32, 1), 'service@acme.example');

  test('name the ticket, are the same for the same notice, and cannot be made by others', () => {
    const id = ids.make('acme', '12', 'ticket/7');
    expect(id).toMatch(/^<db\.7\.[0-9a-f.]+@acme\.example>$/);
    expect(ids.make('acme', '12', 'ticket/7')).toBe(id);
    expect(ids.make('other', '12', 'ticket/7')).not.toBe(id);
    expect(ids.read(id)).toBe(7);
    expect(ids.read(ids.make('acme', '12', 'channel/x'))).toBe(0);
    expect(ids.read(id.replace('db.7', 'db.8'))).toBeUndefined();
    expect(createMessageIds(Buffer.alloc(32, 2), 'service@acme.example').read(id)).toBeUndefined();
    expect(ids.read('<x@y>')).toBeUndefined();
  });
});

describe('the account', () => {
  test('user and password are read as in addresses, and TLS is wanted outside this machine', () => {
    const { options, mailbox } = imapOptions({ imapUrl: 'imap://a%40b:p%2Fw@mail.example/Service%20desk' });
    expect(options).toMatchObject({ host: 'mail.example', port: 143, secure: false, doSTARTTLS: true });
    expect(options.auth).toEqual({ user: 'a@b', pass: 'p/w' });
    expect(mailbox).toBe('Service desk');
    expect(imapOptions({ imapUrl: 'imaps://a:b@mail.example' })).toMatchObject({
      mailbox: 'INBOX',
      options: { port: 993, secure: true },
    });
    expect(smtpOptions({ smtpUrl: 'smtp://a:b@mail.example' })).toMatchObject({ port: 587, requireTLS: true });
    expect(smtpOptions({ smtpUrl: 'smtps://mail.example' })).toMatchObject({ port: 465, secure: true });
    expect(smtpOptions({ smtpUrl: 'smtp://127.0.0.1:2525' })).toMatchObject({ ignoreTLS: true });
    expect(senderOf({ from: '"Acme, service" <Service@acme.example>' })).toEqual({
      name: 'Acme, service',
      address: 'service@acme.example',
    });
  });
});

test.each([
  ['Re: RE: 答复：Core switch', 'T-7', true, 'Re: Core switch [T-7]'],
  ['Core switch [T-7]', 'T-7', true, 'Re: Core switch [T-7]'],
  ['About T-70', 'T-7', false, 'About T-70 [T-7]'],
  ['a\nb', '', false, 'a b'],
])('the subject after %j', (topic, number, isAnswer, subject) => {
  expect(subjectOf(topic, number, isAnswer)).toBe(subject);
});
