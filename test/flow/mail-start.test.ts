import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { seedDatabase } from '../support/database.ts';
import { BLANK, endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT, runDeskbell } from '../support/deskbell.ts';
import { type MailServer, mailOf, openMailServer } from '../support/mail-server.ts';
import { must } from '../support/must.ts';
import { buttonNamed, openClient } from '../support/playground-client.ts';
import { until } from '../support/until.ts';

let folder: string;
let server: MailServer;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-mail-start-'));
  server = await openMailServer();
  await seedDatabase(join(folder, 'data'));
  await mkdir(join(folder, 'book'));
  await copyFile(join(ROOT, 'presets/telecom-province.yaml'), join(folder, 'book/preset.yaml'));
  await writeFile(
    join(folder, 'book/mail.yaml'),
    `channels:
  bureau-mail:
    { purpose: customer, customer: sample, platform: mail, id: bureau, name: By mail, language: zh-CN,
      mail: { senders: ["@bureau.example"], reader: engineer2 } }
`,
  );
  env = {
    DATA_DIR: join(folder, 'data'),
    BOOK: join(folder, 'book'),
    LOG_LEVEL: 'info',
    MAIL_IMAP_URL: server.imapUrl,
    MAIL_SMTP_URL: server.smtpUrl,
    MAIL_FROM: 'Service <service@acme.example>',
  };
});
afterEach(async () => {
  await endDesks();
  await server.close();
  await rm(folder, { recursive: true });
});

it('a customer mails a fault to a real desk, the engineer acknowledges in the playground, the page of the mail opens', async () => {
  const first = await startDesk({ env });
  await until('the mailbox to be open', async () => (first.warned().includes('mail.connected') ? true : undefined));
  expect(await first.end('SIGTERM')).toEqual({ code: 0, signal: null });
  server.deliver(mailOf({ subject: '核心交换机坏了', text: '二楼断网' }));
  const desk = await startDesk({ env });
  const opened = await until('the answer', async () => server.sent[0]);
  expect(opened.subject).toBe('Re: 核心交换机坏了 [T-1]');
  const link = must(/http:\S+\/web\/t\/\S+/.exec(opened.text ?? '')?.[0]);
  const page = await fetch(link);
  expect(page.status).toBe(200);
  expect(await page.text()).toContain('核心交换机坏了');

  const client = await openClient(desk.url);
  const { messages } = await client.state('engineer1');
  const card = must(messages.find((message) => message.card && buttonNamed(message, '响应')));
  const { id: button } = must(buttonNamed(card, '响应'));
  const pressed = { as: 'engineer1', messageId: card.id, threadId: '', button, eventId: 'engineer1-acknowledges' };
  expect((await client.ask('press', pressed)).status).toBe(200);
  const acknowledged = await until('the second mail', async () => server.sent[1]);
  expect(acknowledged.inReplyTo).toBe(opened.messageId);
  expect(acknowledged.text).toContain('T-1 · 核心交换机坏了');
  expect(desk.warned()).not.toMatch(/bureau\.example|交换机/);
  expect(await desk.end('SIGTERM')).toEqual({ code: 0, signal: null });
});

it('doctor says that the account works, and what is wrong with it', async () => {
  const examine = async (change: Record<string, string>) => {
    const all = { ...process.env, ...BLANK, ...env, ...change };
    const { stdout } = await runDeskbell(['doctor', '--json', '--lang', 'en'], ROOT, all);
    const lines = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { code: string; level: string; text: string });
    return lines.filter(({ code }) => code.startsWith('doctor.mail'));
  };
  expect((await examine({})).map(({ level, code }) => [level, code])).toEqual([
    ['ok', 'doctor.mail.read'],
    ['ok', 'doctor.mail.sends'],
    ['ok', 'doctor.mail.channels'],
  ]);
  const wrong = await examine({
    MAIL_IMAP_URL: server.imapUrl.replace('testpass', 'geheim'),
    MAIL_SMTP_URL: server.smtpUrl.replace('secret', 'geheim'),
    BOOK: 'telecom-province',
  });
  expect(wrong.map(({ level, code }) => [level, code])).toEqual([
    ['wrong', 'doctor.mail.not-read'],
    ['wrong', 'doctor.mail.not-sent'],
    ['warning', 'doctor.mail.no-channels'],
  ]);
  expect(wrong[0]?.text).toContain('authentication failed');
  expect(JSON.stringify(wrong)).not.toContain('geheim');
});

it.each([
  [{ MAIL_FROM: 'service@acme.example' }, 'MAIL_IMAP_URL: is missing'],
  [{ MAIL_IMAP_URL: 'https://mail.example' }, 'MAIL_IMAP_URL: allowed is an IMAP address'],
  [{ MAIL_SMTP_URL: 'mail.example' }, 'MAIL_SMTP_URL: allowed is an SMTP address'],
  [{ MAIL_FROM: 'a@b.example\nBcc: c@d.example' }, 'MAIL_FROM: allowed is an address'],
])('settings %o are refused', (settings, problem) => {
  expect(() => readConfig(settings)).toThrow(problem);
});
