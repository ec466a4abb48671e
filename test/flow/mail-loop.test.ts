import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MailHouse, openMailHouse } from '../support/mail-house.ts';
import { mailOf } from '../support/mail-server.ts';

describe('mails that no person wrote', () => {
  let house: MailHouse;
  beforeEach(async () => {
    house = await openMailHouse();
  });
  afterEach(() => house.close());

  const cases = () => house.seen('team').cards.length;

  test.each([
    ['an automatic reply', { 'Auto-Submitted': 'auto-replied' }],
    ['a generated mail', { 'Auto-Submitted': 'auto-generated; type=x' }],
    ['a bulk mail', { Precedence: 'bulk' }],
    ['a mail of Exchange that wants no answer', { 'X-Auto-Response-Suppress': 'OOF, AutoReply' }],
    ['a vacation program without a standard', { 'X-Autorespond': 'yes' }],
    ['spam', { 'X-Spam-Flag': 'YES' }],
    ['a mail without a way back', { 'Return-Path': '<>' }],
    ['another Deskbell', { 'X-Deskbell': '0123456789abcdef' }],
    ['one of our own addresses', { From: 'service@acme.example' }],
    ['an absence, by its subject', { Subject: 'Automatic reply: Core switch down' }],
    ['an absence in Chinese', { Subject: '=?UTF-8?B?6Ieq5Yqo5Zue5aSN77ya5Zyo5Lya?=' }],
    ['a receipt', { 'Content-Type': 'multipart/report; report-type=disposition-notification; boundary=x' }],
  ])('%s becomes no case and gets no answer', async (_, headers) => {
    await house.receive(mailOf({ headers }));
    expect(cases()).toBe(0);
    expect(house.server.sent).toEqual([]);
    expect(house.seen().messages).toEqual([]);
    // People see that nothing became of it.
    expect(house.server.seen()).toEqual([]);
  });

  test('a person who says that it is no automatic mail is heard', async () => {
    await house.receive(mailOf({ headers: { 'Auto-Submitted': 'no' } }));
    expect(cases()).toBe(1);
    expect(house.server.seen()).toEqual([1]);
  });

  test.each([
    ['keeps to the standard', { 'Auto-Submitted': 'auto-replied' }, 'reply'],
    ['has no headers of its own and answers ours', {}, 'reply'],
    ['has no headers of its own and begins a new conversation each time', {}, 'fresh'],
  ])('two programs that answer each other stop after one answer: the other one %s', async (_, headers, how) => {
    let answers = 0;
    house.server.onSent((mail) => {
      answers += 1;
      if (answers > 20) return;
      const about = how === 'reply' ? { 'In-Reply-To': mail.messageId ?? '', References: mail.messageId ?? '' } : {};
      const subject = how === 'reply' ? `Re: ${mail.subject}` : 'Absent';
      const text = 'I am away until Monday and read no mails; please turn to my deputy.';
      house.server.deliver(mailOf({ subject, text, headers: { ...headers, ...about } }));
    });
    await house.receive(mailOf({ subject: 'Core switch down' }));
    await settle(house);
    const toPerson = house.server.sent.map(({ subject }) => subject);
    // One more case at most, and one answer for each case.
    expect(toPerson).toHaveLength(how === 'fresh' ? 2 : 1);
    expect(cases()).toBe(toPerson.length);
  });

  test('a stranger gets one answer a day, and the reader one word', async () => {
    const stranger = (day: string) => mailOf({ from: 'x@stranger.example', text: `Please call me ${day}` });
    let answers = 0;
    house.server.onSent(({ messageId }) => {
      answers += 1;
      if (answers > 20) return;
      house.server.deliver(
        mailOf({ from: 'x@stranger.example', text: 'automatic', headers: { 'In-Reply-To': messageId ?? '' } }),
      );
    });
    await house.receive(stranger('today'), stranger('today, please'));
    await settle(house);
    expect(house.server.sent.map(({ envelopeTo }) => envelopeTo)).toEqual([['x@stranger.example']]);
    expect(house.server.sent[0]?.text).toContain('We do not know your address yet');
    expect(cases()).toBe(0);
    // engineer3 reads the provider's mailbox.
    expect(house.seen('@engineer3').lines).toEqual([
      'M-1: a mail of x@stranger.example waits in the mailbox; please answer it.',
    ]);

    await house.press('engineer3', '@engineer3', 'letter.answered');
    expect(house.seen('@engineer3').cards[0]?.badges.map(({ text }) => text)).toEqual(['answered']);
    await house.forward({ minutes: 24 * 60 });
    expect(house.seen('escalation').lines.filter((line) => line.startsWith('M-1'))).toEqual([]);
    await house.receive(stranger('tomorrow'));
    await settle(house);
    expect(house.server.sent).toHaveLength(2);
    expect(house.logged()).not.toMatch(/stranger\.example|call me/);
  });

  test('a stranger whom nobody answers is told to the escalation channel', async () => {
    await house.receive(mailOf({ from: 'x@stranger.example' }));
    await house.forward({ minutes: 5 * 60 });
    await house.forward({ minutes: 3 * 60 });
    expect(house.seen('escalation').lines).toContain('M-1: the mail of x@stranger.example is still not answered.');
    expect((await house.say('engineer3', 'team', '/desk mails')).card?.title).toBe('Mails without a case (1)');
  });

  test('a mail of ours that bounces is told to the reader, once, and a report about other mails to no one', async () => {
    await house.receive(mailOf());
    const ours = house.server.sent[0]?.messageId ?? '';
    const report = (id: string, action = 'failed') =>
      mailOf({
        from: 'MAILER-DAEMON@mx.example',
        subject: 'Undelivered',
        text: [
          '--x',
          'Content-Type: message/delivery-status',
          '',
          `Final-Recipient: rfc822; Wang@bureau.example`,
          `Action: ${action}`,
          '',
          '--x',
          'Content-Type: text/rfc822-headers',
          '',
          `Message-ID: ${id}`,
          '',
          '--x--',
        ].join('\r\n'),
        headers: { 'Content-Type': 'multipart/report; report-type=delivery-status; boundary=x', 'Return-Path': '<>' },
      });
    const forged = ours.replace(/\.[0-9a-f]{24}@/, `.${'0'.repeat(24)}@`);
    await house.receive(
      report('<other@x.example>'),
      report(forged),
      report(ours, 'delayed'),
      report(ours),
      report(ours),
    );
    const told = house.seen('@engineer3');
    expect(told.cards.map(({ title }) => title)).toEqual(['M-1 · Mail · T-1 · Undelivered']);
    expect(house.server.sent).toHaveLength(1);
  });

  test('a sender who writes very often opens a bounded number of cases', async () => {
    const many = Array.from({ length: 30 }, (_, at) => mailOf({ subject: `Port ${at} is down` }));
    await house.receive(...many);
    expect(cases()).toBe(20);
    expect(house.server.sent).toHaveLength(20);
    const told = house.seen('@engineer2').cards.filter(({ subject }) => subject.startsWith('letter/'));
    expect(told).toHaveLength(1);
  });
});

/** Until no program answers any more. */
async function settle(house: MailHouse): Promise<void> {
  for (let sent = -1; sent !== house.server.sent.length; ) {
    sent = house.server.sent.length;
    await house.settled();
  }
}
