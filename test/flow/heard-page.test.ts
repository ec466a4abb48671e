import { writeFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openPageHouse, type PageHouse } from '../support/page-house.ts';
import { smallPng } from '../support/small-png.ts';

/** `npm run screenshot` keeps the pictures there. */
const FOLDER = process.env.DESKBELL_PICTURES;
const CUSTOMER = 'customer-sample-1';

/** What people say and read in each language. */
const ZH = {
  name: 'zh',
  locale: 'zh-CN',
  channel: '省电信公司服务群',
  fault: '核心交换机不通，全省业务中断',
  unclear: '昨天那个事情',
  complaint: '李伟态度恶劣，我要投诉他',
  inThread: '中午之前要用',
  heardInThread: /陈静.*中午之前要用/,
  asked: '请问这是什么事？',
  isComplaint: '您是要投诉吗？',
  belongs: '属于 T-1：核心交换机不通，全省业务中断',
  report: '报障',
  file: '提交投诉',
  filed: /C-1/,
  thread: '在话题中回复',
  onlyYou: '仅你可见',
  switchPerson: /切换身份/,
  engineer: /李伟/,
};
type Words = typeof ZH;
const EN: Words = {
  name: 'en',
  locale: 'en-GB',
  channel: 'Provincial Telecom service',
  fault: 'core switch is down, all branches offline',
  unclear: 'about that thing yesterday',
  complaint: 'Li Wei was rude to us, I want to complain',
  inThread: 'we need it at noon',
  heardInThread: /Chen Jing.*we need it at noon/,
  asked: 'What is this about?',
  isComplaint: 'Is this a complaint?',
  belongs: 'It belongs to T-1: core switch is down, all…',
  report: 'Report a fault',
  file: 'File a complaint',
  filed: /C-1/,
  thread: 'Reply in thread',
  onlyYou: 'Only you see this',
  switchPerson: /Act as somebody else/,
  engineer: /Li Wei/,
};

let browser: Browser;
let house: PageHouse;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  house = await openPageHouse();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await house.close();
});

async function openPage(as: string, channel: string, { locale }: Words): Promise<Page> {
  const viewport = { width: 1280, height: 900 };
  const page = await (await browser.newContext({ locale, viewport, reducedMotion: 'reduce' })).newPage();
  await page.goto(`${house.origin}/playground/?as=${as}&channel=${channel}`);
  await page.getByRole('main').waitFor();
  return page;
}

/** Writes to the channel, or into the open thread. */
async function write(page: Page, text: string, where: 'main' | '.thread' = 'main'): Promise<void> {
  await page.locator(`${where} .composer textarea`).fill(text);
  await page.keyboard.press('Enter');
}

/** The private card with this title. */
const cardOf = (page: Page, title: string) => page.locator('article.only-you section.card', { hasText: title }).last();
const ticketOf = (page: Page, number: string) => page.getByRole('main').getByRole('region', { name: `${number} ·` });

/** Becomes the engineer on the same page, and reads the customer's channel and the team's to the end. */
async function readAsEngineer(page: Page, words: Words): Promise<string> {
  await page.getByRole('button', { name: words.switchPerson }).click();
  await page.getByRole('menuitemradio', { name: words.engineer }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('as')).toBe('engineer1');
  const log = page.getByRole('log', { name: words.channel });
  await log.waitFor();
  const customers = await log.innerText();
  await page.goto(`${house.origin}/playground/?as=engineer1&channel=team`);
  await page.getByRole('main').waitFor();
  return `${customers}\n${await page.getByRole('main').innerText()}`;
}

it.each([ZH, EN])('unclear words are asked about in private, and one tap reports them ($name)', async (words) => {
  const page = await openPage(CUSTOMER, 'customer-sample', words);
  await write(page, `@Deskbell ${words.unclear}`);
  const asked = cardOf(page, words.asked);
  await asked.getByText(words.unclear).waitFor();
  expect(await ticketOf(page, 'T-1').count()).toBe(0);
  await asked.getByRole('button', { name: words.report, exact: true }).click();
  await ticketOf(page, 'T-1').waitFor();
  const read = await readAsEngineer(page, words);
  expect(read).toContain(`T-1 · ${words.unclear}`);
  expect(read).not.toContain(words.asked);
});

it.each([ZH, EN])('words in a ticket’s thread reach the team without a mention ($name)', async (words) => {
  const page = await openPage(CUSTOMER, 'customer-sample', words);
  await write(page, `@Deskbell ${words.fault}`);
  await ticketOf(page, 'T-1').waitFor();
  const engineer = await openPage('engineer1', 'team', words);
  await page
    .locator('main article', { has: page.locator('section.card') })
    .first()
    .getByRole('button', { name: words.thread })
    .click();
  await write(page, words.inThread, '.thread');
  await engineer.getByText(words.heardInThread).first().waitFor();
  await write(page, `@Deskbell ${words.unclear}`);
  const asked = cardOf(page, words.asked);
  await asked.getByRole('button', { name: words.belongs, exact: true }).waitFor();
  await takePicture(page, words.name);
  expect(await ticketOf(engineer, 'T-2').count()).toBe(0);
});

it.each([ZH, EN])('a complaint stays between the person and the manager ($name)', async (words) => {
  const page = await openPage(CUSTOMER, 'customer-sample', words);
  await write(page, `@Deskbell ${words.complaint}`);
  const offered = cardOf(page, words.isComplaint);
  await offered.getByRole('button', { name: words.file, exact: true }).click();
  await page.locator('article.only-you', { hasText: words.filed }).last().waitFor();
  const manager = await openPage('manager1', '@manager1', words);
  await manager.getByRole('region', { name: words.filed }).waitFor();
  const read = await readAsEngineer(page, words);
  for (const secret of [words.isComplaint, words.onlyYou, 'C-1', 'T-1']) expect(read).not.toContain(secret);
});

/** `npm run screenshot` keeps the guide's picture; every other run only makes it. */
async function takePicture(page: Page, name: string): Promise<void> {
  const picture = await page.screenshot();
  // The page's own policy forbids pictures from elsewhere.
  if (FOLDER) await writeFile(`${FOLDER}/heard-${name}.png`, await smallPng(await browser.newPage(), picture));
  expect(picture.byteLength).toBeGreaterThan(10_000);
}
