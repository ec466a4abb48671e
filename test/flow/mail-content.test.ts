import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type MailHouse, mailBook, openMailHouse } from '../support/mail-house.ts';
import { mailOf } from '../support/mail-server.ts';

/** One point. */
const SMALL_PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

describe('what a mail contains', () => {
  let house: MailHouse;
  beforeEach(async () => {
    house = await openMailHouse();
  });
  afterEach(() => house.close());

  const show = async (ticket = 1) => (await house.say('engineer1', 'team', `/desk show T-${ticket}`)).card;
  const log = async (ticket = 1) =>
    JSON.stringify((await house.say('engineer1', 'team', `/desk log T-${ticket}`)).card);

  /** A mail with parts, each with its headers. */
  function mixed(parts: readonly (readonly [headers: string, body: string])[], kind = 'mixed'): string {
    const body = parts.map(([headers, content]) => `--x\r\n${headers}\r\n\r\n${content}\r\n`).join('');
    return mailOf({ text: `${body}--x--\r\n`, headers: { 'Content-Type': `multipart/${kind}; boundary=x` } });
  }
  const attached = (name: string, bytes: Uint8Array, type = 'application/octet-stream') =>
    [
      `Content-Type: ${type}; name="${name}"\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename="${name}"`,
      Buffer.from(bytes).toString('base64').replace(/.{76}/g, '$&\r\n'),
    ] as const;
  const TEXT = ['Content-Type: text/plain; charset=utf-8', 'See the picture.'] as const;

  test('attachments are checked by the rules of the page, and those that fail are named', async () => {
    await house.receive(
      mixed([
        TEXT,
        attached('switch.png', SMALL_PNG, 'image/png'),
        attached('../../etc/log.txt', Buffer.from('port 3 down')),
        attached('setup.exe', Buffer.from('MZ')),
        attached('photo.jpg', Buffer.from('no picture')),
        attached('empty.txt', new Uint8Array()),
      ]),
    );
    const card = JSON.stringify(await show());
    expect(card).toContain('switch.png');
    expect(card).toContain('log.txt');
    expect(card).not.toContain('etc/log');
    expect(card).toContain(
      'Not taken: setup.exe (this kind of file is not allowed), photo.jpg (this kind of file is not allowed), empty.txt (empty)',
    );
    const kept = await house.database.prisma.attachment.findMany({ orderBy: { name: 'asc' } });
    expect(kept.map(({ name, mediaType }) => [name, mediaType])).toEqual([
      ['log.txt', 'text/plain; charset=utf-8'],
      ['switch.png', 'image/png'],
    ]);
  });

  test('files of a later mail come to its case, and the pictures of a signature do not', async () => {
    await house.receive(mailOf({ id: '<first@bureau.example>' }));
    const logo = [
      'Content-Type: image/png\r\nContent-ID: <logo>\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: inline; filename="logo.png"',
      Buffer.from(SMALL_PNG).toString('base64'),
    ] as const;
    const html = ['Content-Type: text/html; charset=utf-8', '<p>And a log.</p><img src="cid:logo">'] as const;
    const related = `--y\r\n${html[0]}\r\n\r\n${html[1]}\r\n--y\r\n${logo[0]}\r\n\r\n${logo[1]}\r\n--y--`;
    const mail = mixed([
      ['Content-Type: multipart/related; boundary=y', related],
      attached('port.log', Buffer.from('port 3 down')),
    ]);
    await house.receive(mail.replace('MIME-Version', 'In-Reply-To: <first@bureau.example>\r\nMIME-Version'));
    expect(await log()).toContain('And a log.');
    expect((await house.database.prisma.attachment.findMany()).map(({ name }) => name)).toEqual(['port.log']);
    expect(house.seen('team').cards).toHaveLength(1);
  });

  test('without a store for files they are named, and the case is made', async () => {
    await house.close();
    house = await openMailHouse(undefined, 'no files');
    await house.receive(mixed([TEXT, attached('switch.png', SMALL_PNG, 'image/png')]));
    expect(JSON.stringify(await show())).toContain('Not taken: switch.png (this desk takes no files)');
  });

  test.each([
    ['GBK', 'gbk', Buffer.from('bacbd0c4bdbbbbbbbbfabbb5c1cb', 'hex')],
    ['GB 18030', 'gb18030', Buffer.from('bacbd0c4bdbbbbbbbbfabbb5c1cb', 'hex')],
    ['Big5', 'big5', Buffer.from('a4dfa5e6b4abbef7c361a446', 'hex')],
    ['GBK that says nothing of itself', undefined, Buffer.from('bacbd0c4bdbbbbbbbbfabbb5c1cb', 'hex')],
    ['GBK that calls itself UTF-8', 'utf-8', Buffer.from('bacbd0c4bdbbbbbbbbfabbb5c1cb', 'hex')],
    ['ISO-2022-JP', 'iso-2022-jp', Buffer.from('\x1b$B3K?4EE8;\x1b(B', 'latin1')],
  ])('a mail in %s is read', async (name, charset, bytes) => {
    const headers: Record<string, string> = { 'Content-Type': `text/plain${charset ? `; charset=${charset}` : ''}` };
    const raw = Buffer.concat([Buffer.from(mailOf({ text: '', headers, subject: 'x' })), bytes]);
    await house.receive(raw);
    const text = JSON.stringify(await show());
    expect(text).not.toContain('\ufffd');
    expect(text).toMatch(name.includes('JP') ? /核心電源/ : name === 'Big5' ? /心交換機壞了/ : /核心交换机坏了/);
  });

  test('a subject in raw GBK, and one in an encoded word, are read', async () => {
    const raw = Buffer.concat([
      Buffer.from('Subject: '),
      Buffer.from('bacbd0c4bdbbbbbbbbfabbb5c1cb', 'hex'),
      Buffer.from(`\r\n${mailOf({ text: 'x' }).replace(/Subject:.*\r\n/, '')}`),
    ]);
    await house.receive(raw, mailOf({ subject: '=?gb2312?B?tv7Ctw==?=', text: 'y' }));
    expect(house.seen('team').cards.map(({ title }) => title)).toEqual(['T-1 · 核心交换机坏了', 'T-2 · 二路']);
  });

  test('a mail of HTML alone is read as text, without scripts and addresses of pictures', async () => {
    const text =
      '<html><style>p{color:red}</style><body><p>The <b>core switch</b> is down</p><script>alert(1)</script><ul><li>floor 2</li></ul><img src="https://spy.example/x.gif"></body></html>';
    await house.receive(mailOf({ subject: 'Help', text, headers: { 'Content-Type': 'text/html; charset=utf-8' } }));
    const shown = JSON.stringify(await show());
    expect(shown).toContain('The core switch is down');
    expect(shown).toContain('floor 2');
    expect(shown).not.toMatch(/alert|color:red|<b>|spy\.example/);
  });

  test.each([
    ['two senders', { From: 'wang@bureau.example, boss@bureau.example' }],
    ['no sender', { From: 'undisclosed' }],
    [
      'a sender that our server found false',
      { 'Authentication-Results': 'mx.acme.example; dmarc=fail (p=reject) header.from=bureau.example' },
    ],
  ])('a mail with %s opens no case and is not answered; the reader is told', async (_, headers) => {
    await house.receive(mailOf({ headers }));
    expect(house.seen('team').cards).toEqual([]);
    expect(house.server.sent).toEqual([]);
    expect(JSON.stringify(house.seen('@engineer3').cards)).toContain('address is false or not clear');
  });

  test('a result below that of our own server decides nothing', async () => {
    const mail = mailOf({ headers: { 'Authentication-Results': 'fake.example; dmarc=fail' } });
    await house.receive(`Authentication-Results: mx.acme.example; dmarc=pass\r\n${mail}`);
    expect(house.seen('team').cards).toHaveLength(1);
  });

  test('an answer goes to the sender alone, whatever another header asks for', async () => {
    await house.receive(
      mailOf({ headers: { 'Reply-To': 'thief@evil.example', Cc: 'thief@evil.example, liu@bureau.example' } }),
    );
    expect(house.server.sent.map(({ envelopeTo }) => envelopeTo)).toEqual([
      ['wang@bureau.example', 'liu@bureau.example'],
    ]);
  });

  test('a mail that is too large is not fetched: its sender and the reader are told', async () => {
    const text = 'x'.repeat(41 * 1024 * 1024);
    await house.receive(mailOf({ subject: 'Core switch', text }));
    expect(house.seen('team').cards).toEqual([]);
    expect(house.server.sent.map(({ text: said }) => said?.includes('too large'))).toEqual([true]);
    expect(house.seen('@engineer2').lines).toEqual([
      'M-1: a mail of wang@bureau.example waits in the mailbox; please answer it.',
    ]);
  });

  test('a mail whose content cannot be read is told to its sender and the reader', async () => {
    const headers = { 'Content-Type': 'multipart/mixed; boundary=x' };
    await house.receive(mailOf({ text: '--x\r\n\r\na\r\n'.repeat(20_000), headers }));
    expect(house.seen('team').cards).toEqual([]);
    expect(house.server.sent.map(({ text }) => text?.includes('could not read'))).toEqual([true]);
    expect(JSON.stringify(house.seen('@engineer2').cards)).toContain('could not be read');
  });

  test('a very long text is cut, and its subject cannot add headers to our mails', async () => {
    const subject = `=?UTF-8?B?${Buffer.from('Down\r\nBcc: thief@evil.example').toString('base64')}?=`;
    await house.receive(mailOf({ subject, text: '漢🔔 '.repeat(20_000) }));
    const [told] = house.server.sent;
    expect(told?.headers.has('bcc')).toBe(false);
    expect(told?.envelopeTo).toEqual(['wang@bureau.example']);
    expect(told?.subject).toBe('Re: Down Bcc: thief@evil.example [T-1]');
    expect(Math.max(...(told?.raw.split('\r\n') ?? []).map(({ length }) => length))).toBeLessThan(998);
  });

  test('a complaint by mail is no case: those whom it may be about do not read it', async () => {
    await house.receive(
      mailOf({
        subject: 'Complaint',
        text: 'I want to complain about your engineer: he was rude and left our site without a word. This is unacceptable.',
      }),
    );
    expect(house.seen('team').cards).toEqual([]);
    expect(JSON.stringify(house.seen().messages.map(({ card }) => card?.subject))).toContain('complaint/1');
    const [told] = house.server.sent;
    expect(told?.text).toContain('C-1');
    await house.receive(mailOf({ subject: 'Re', text: 'x', headers: { 'In-Reply-To': told?.messageId ?? '' } }));
    // What answers that is for the reader, and no case.
    expect(house.seen('team').cards).toEqual([]);
  });

  test('in Chinese', async () => {
    await house.close();
    house = await openMailHouse(await mailBook('zh-CN'));
    await house.receive(mailOf({ subject: '核心交换机坏了', text: '二楼全部断网。' }));
    const [told] = house.server.sent;
    expect(told?.subject).toBe('Re: 核心交换机坏了 [T-1]');
    expect(told?.text).toContain('直接回复本邮件，内容会记入 T-1。');
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    const quoted = `已通电，还是不通\r\n\r\n------------------ 原始邮件 ------------------\r\n发件人: "Acme service" <service@acme.example>;\r\n主题: Re: 核心交换机坏了 [T-1]\r\n\r\n${told?.text}`;
    await house.receive(mailOf({ subject: '回复：核心交换机坏了 [T-1]', text: quoted }));
    const said = await log();
    expect(said).toContain('已通电，还是不通');
    expect(said).not.toContain('原始邮件');
  });
});
