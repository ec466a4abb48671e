import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Card } from '../../../src/chat/card.ts';
import type { Form } from '../../../src/chat/form.ts';
import type { Reply } from '../../../src/chat/reply.ts';
import { openBrowser } from '../../support/browser.ts';
import { lineOf } from '../contract.ts';
import { openRoom, type Room } from './room.ts';

const TEAM = { platform: 'playground', channelId: 'team', threadId: '' };
const MARKUP = '<img src=x onerror="document.title=1"> & <b>bold</b> &amp; 🔔 ‮אבג';

const FORM: Form = {
  command: 'ticket.report',
  args: {},
  title: 'Report a fault',
  submit: 'Report',
  intro: 'The engineer on duty is told at once.',
  fields: [
    { kind: 'line', name: 'title', label: 'What happened?', hint: '', required: true, initial: '', maxLength: 80 },
    {
      kind: 'choice',
      name: 'site',
      label: 'Which site?',
      hint: '',
      required: true,
      initial: '',
      options: [
        { value: 'main', label: 'Main site' },
        { value: 'branch', label: 'Branch' },
      ],
    },
  ],
};

/** A card like a ticket's: long texts, every state of a clock, two main buttons and a menu. */
function caseCard(command: string, label: string): Card {
  const button = { command, label, args: { ticket: '12' }, style: 'primary', confirm: '' } as const;
  const close = {
    command: 'ticket.close',
    label: 'Close',
    args: {},
    style: 'danger',
    confirm: 'Really close?',
  } as const;
  const states = ['running', 'paused', 'met', 'breached'] as const;
  return {
    subject: 'ticket/12',
    tone: 'bad',
    title: `T-12 ${'A very long title '.repeat(6)}`,
    badges: [{ text: 'breached', tone: 'bad' }],
    parts: [
      { part: 'text', text: MARKUP, style: 'quote' },
      { part: 'fields', fields: [{ label: 'Serial', value: 'X'.repeat(120) }] },
      {
        part: 'clocks',
        clocks: states.map((state) => ({ label: state, when: 'Mon 28 Sep 09:12', state, note: 'note' })),
      },
      { part: 'actions', main: [button, { ...close, label: 'Close now' }], more: [close] },
    ],
  };
}

describe("the playground's page", () => {
  let browser: Browser;
  let room: Room;
  let answers: readonly Reply[];
  let complaints: string[];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    answers = [];
    complaints = [];
    room = await openRoom({ hear: () => answers, wall: 'real' });
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await room.close();
  });

  async function openPage(as: string, channel: string, options: BrowserContextOptions = {}): Promise<Page> {
    const context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...options });
    const page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    await page.goto(`${room.origin}/playground/?as=${as}&channel=${channel}`);
    await page.getByRole('main').waitFor();
    return page;
  }

  it('shows what one person says to the others at once, as the text it is', async () => {
    const customer = await openPage('customer1', 'sample');
    const engineer = await openPage('engineer1', 'sample');
    await customer.getByPlaceholder('Message Sample Telecom').fill(MARKUP);
    await customer.keyboard.press('Enter');
    await engineer.getByRole('article').getByText(MARKUP, { exact: true }).waitFor();
    expect(await engineer.locator('article img').count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('reports a fault by keyboard alone, says what is missing, and gives the focus back', async () => {
    answers = [{ kind: 'form', form: FORM }];
    const page = await openPage('customer1', 'sample');
    await page.getByRole('button', { name: 'Report a fault' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Report a fault' });
    await dialog.waitFor();

    await dialog.getByRole('button', { name: 'Report', exact: true }).focus();
    await page.keyboard.press('Enter');
    const title = dialog.getByLabel('What happened?');
    await expect.poll(() => title.evaluate((input) => input === input.ownerDocument.activeElement)).toBe(true);
    expect(await title.getAttribute('aria-invalid')).toBe('true');
    expect(await dialog.getByText('Please fill this in.').count()).toBe(2);

    await page.keyboard.type('core switch down');
    await page.keyboard.press('Tab');
    await page.keyboard.press('ArrowDown');
    answers = [{ kind: 'whisper', text: 'Ticket T-12 is open.', tone: 'plain' }];
    await page.keyboard.press('Enter');
    await page.getByText('Ticket T-12 is open.').waitFor();
    // The whisper comes by the feed, perhaps before the answer that closes the form.
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByText('Only you see this').count()).toBe(1);
    expect(room.heard.at(-1)).toMatchObject({ kind: 'submit', values: { title: 'core switch down', site: 'branch' } });
  });

  it('keeps a form open under a refusal, and closes it on Escape', async () => {
    answers = [{ kind: 'form', form: FORM }];
    const page = await openPage('customer1', 'sample');
    await page.getByRole('button', { name: 'Report a fault' }).click();
    // A click is done before the desk has heard of it: only the open form shows that the first answer was given.
    await page.getByRole('dialog').waitFor();
    answers = [{ kind: 'whisper', text: 'The contract has ended.', tone: 'bad' }];
    await page.getByLabel('What happened?').fill('core switch down');
    await page.getByLabel('Branch').check();
    await page.getByRole('button', { name: 'Report', exact: true }).click();
    await page.getByRole('alert').getByText('The contract has ended.').waitFor();
    expect(await page.getByLabel('What happened?').inputValue()).toBe('core switch down');
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
  });

  it('presses buttons of a card, asks before those that want it, and shows the card that came instead', async () => {
    const posted = await room.adapter.send(
      TEAM,
      { ...lineOf(''), card: caseCard('ticket.acknowledge', 'Acknowledge') },
      'n1',
    );
    const page = await openPage('engineer1', 'team');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    // The page also tells the desk its language, which may come before or after.
    const pressed = () => room.heard.filter(({ kind }) => kind === 'button');
    await expect.poll(() => pressed().at(-1)).toMatchObject({ command: 'ticket.acknowledge', args: { ticket: '12' } });

    await page.getByRole('button', { name: 'More' }).click();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByText('Really close?').waitFor();
    expect(pressed()).toHaveLength(1);
    await page.getByRole('dialog').getByRole('button', { name: 'Close', exact: true }).last().click();
    await expect.poll(() => pressed().at(-1)).toMatchObject({ command: 'ticket.close' });

    await room.adapter.refresh(TEAM, posted, { ...lineOf(''), card: caseCard('ticket.resolve', 'Fixed') });
    await page.getByRole('button', { name: 'Fixed' }).waitFor();
    expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });

  it('answers in a thread, and counts the answer under the card', async () => {
    await room.adapter.send(TEAM, lineOf('T-12 is open'), 'n1');
    const page = await openPage('engineer1', 'team');
    await page.getByRole('button', { name: /Reply in thread/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByPlaceholder('Reply in this thread').fill('on my way');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /1 reply/ }).waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('complementary').count()).toBe(0);
  });

  it('speaks the chosen language, tells it to the desk, and keeps it over a reload', async () => {
    const page = await openPage('customer1', 'sample');
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('button', { name: '我要报障' }).click();
    await expect.poll(() => room.heard.at(-1)).toMatchObject({ word: 'fault', language: 'zh-CN' });
    await page.reload();
    await page.getByRole('button', { name: '我要报障' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('zh-CN');
  });

  it('marks who was pinged, and clears the mark once it was seen', async () => {
    const page = await openPage('engineer1', 'sample');
    await room.adapter.send(TEAM, { ...lineOf('T-12 waits'), mentions: ['engineer1'] }, 'n1');
    const channel = page.getByRole('button', { name: /^Engineers/ });
    await page.getByRole('button', { name: 'Engineers, 1 unread, 1 mention' }).click();
    await page.getByText('@Wang Wei').waitFor();
    const seen = async () => (await room.state('engineer1')).channels.find(({ id }) => id === 'team')?.readUpTo;
    await expect.poll(seen).toBeGreaterThan(0);
    await page.getByRole('button', { name: 'Sample Telecom' }).click();
    await expect.poll(() => channel.getAttribute('aria-label')).toBe('Engineers');
  });

  it('becomes somebody else, and moves the clock', async () => {
    const page = await openPage('customer1', 'sample');
    await page.getByRole('button', { name: /Act as somebody else/ }).click();
    await page.getByRole('menuitemradio', { name: /Zhao Min/ }).click();
    await page.getByRole('button', { name: 'Managers' }).waitFor();
    await expect.poll(() => new URL(page.url()).searchParams.get('as')).toBe('manager1');
    await page.getByRole('button', { name: '+5 min' }).click();
    await page.getByRole('timer').getByText('08:15').waitFor();
    await page.getByRole('button', { name: 'Move to…' }).click();
    await page.getByLabel('Date and time').fill('2026-09-30T17:00');
    await page.keyboard.press('Enter');
    await page.getByRole('timer').getByText('Wed, 30 Sept 2026').waitFor();
  });

  it('lets the clock be moved again only when the move before is done', async () => {
    const page = await openPage('customer1', 'sample');
    const asked = Promise.withResolvers<void>();
    await page.route('**/api/clock', async (route) => {
      await asked.promise;
      await route.continue();
    });
    const forward = page.getByRole('button', { name: '+5 min' });
    await forward.click();
    await expect.poll(() => forward.isDisabled()).toBe(true);
    asked.resolve();
    await forward.click();
    await page.getByRole('timer').getByText('08:20').waitFor();
  });

  it.each([360, 800, 1280])('fits a window %i px wide in both languages', async (width) => {
    const posted = await room.adapter.send(TEAM, { ...lineOf(''), card: caseCard('ticket.show', 'Show') }, 'n1');
    await room.adapter.send({ ...TEAM, threadId: posted.messageId }, lineOf('W'.repeat(300)), 'n2');
    const page = await openPage('engineer1', 'team', { viewport: { width, height: 740 } });
    const overflow = () => page.evaluate('document.documentElement.scrollWidth - innerWidth');
    for (const language of ['中文', 'EN']) {
      await page.getByRole('button', { name: language }).click();
      expect(await overflow()).toBe(0);
    }
    await page.getByRole('button', { name: /1 reply/ }).click();
    await page.getByPlaceholder('Reply in this thread').waitFor();
    expect(await overflow()).toBe(0);
  });

  it('opens the channels as a drawer on a phone, which Escape closes', async () => {
    const page = await openPage('engineer1', 'sample', { viewport: { width: 360, height: 740 } });
    const team = page.getByRole('button', { name: 'Engineers' });
    expect(await team.isVisible()).toBe(false);
    await page.getByRole('button', { name: 'Show channels' }).click();
    await team.waitFor();
    await page.keyboard.press('Escape');
    await team.waitFor({ state: 'hidden' });
  });
});
