import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { wordsOf } from '../support/card-words.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

const CUSTOMER = 'customer-sample-1';
const CHANNEL = 'customer-sample';
const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 740 };

describe('the upload page, in a browser', () => {
  let browser: Browser;
  let house: WebHouse;
  let folder: string;
  const broken: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    house = await openWebHouse();
    folder = await mkdtemp(join(tmpdir(), 'deskbell-chosen-'));
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await house.close();
    await rm(folder, { recursive: true });
    expect(broken.splice(0)).toEqual([]);
  });

  async function openPage(link: string | undefined, options: Parameters<Browser['newContext']>[0]): Promise<Page> {
    const page = await (await browser.newContext({ viewport: WIDE, locale: 'en-GB', ...options })).newPage();
    page.on('pageerror', (error) => broken.push(String(error)));
    // What the page's own policy forbids is said there.
    page.on(
      'console',
      (said) => said.type() === 'error' && !/status of 4/.test(said.text()) && broken.push(said.text()),
    );
    await page.goto(link ?? '');
    await page.getByRole('main').waitFor();
    return page;
  }

  async function fileOf(name: string, content: string | Buffer): Promise<string> {
    const path = join(folder, name);
    await writeFile(path, content);
    return path;
  }

  async function reportedLink(text = 'core switch down'): Promise<string | undefined> {
    await house.say(CUSTOMER, CHANNEL, `/fault ${text}`);
    return house.links().ticket(1, 'sample');
  }

  it('sends files that were chosen, one by one and together, and shows that they arrived', async () => {
    const page = await openPage(await reportedLink(), {});
    const chooser = page.getByLabel('Files');
    await chooser.setInputFiles(await fileOf('one.log', 'link down'));
    await chooser.setInputFiles([await fileOf('two.csv', 'a,b'), await fileOf('three.txt', 'x')]);
    await page.getByRole('button', { name: 'Remove three.txt' }).click();
    await page.getByLabel('Message').fill('the red light blinks');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('status').getByText('It has arrived').waitFor();
    await page.getByText('The customer sent files: one.log, two.csv: the red light blinks').waitFor();
    expect(house.seen('team').lines.at(-1)).toContain('one.log, two.csv');
    await page.reload();
    expect(await house.stored()).toHaveLength(2);
  });

  it('takes files that are dropped on it', async () => {
    const page = await openPage(await reportedLink(), {});
    const box = await page.locator('.drop').boundingBox();
    if (!box) throw new Error('nowhere to drop');
    const files = [await fileOf('dropped.txt', 'x')];
    const client = await page.context().newCDPSession(page);
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
      await client.send('Input.dispatchDragEvent', {
        type,
        x: box.x + box.width / 2,
        y: box.y + box.height / 2,
        data: { items: [], files, dragOperationsMask: 1 },
      });
    await page.getByRole('button', { name: 'Remove dropped.txt' }).waitFor();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('status').getByText('It has arrived').waitFor();
    expect(await house.stored()).toHaveLength(1);
  });

  it('says what is wrong before anything is sent, and after it, and keeps what was chosen', async () => {
    const page = await openPage(await reportedLink(), {});
    await page.getByLabel('Files').setInputFiles(await fileOf('large.txt', Buffer.alloc(20 * 1024 * 1024 + 1, 'x')));
    await page.getByRole('alert').getByText('“large.txt” is too large').waitFor();
    await page.getByRole('button', { name: 'Remove large.txt' }).click();
    await page
      .getByLabel('Files')
      .setInputFiles([await fileOf('fine.txt', 'x'), await fileOf('photo.png', 'no picture')]);
    expect(await page.getByRole('alert').count()).toBe(0);
    await page.getByLabel('Message').fill('kept');
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('alert').getByText('“photo.png” cannot be taken').waitFor();
    expect(await page.getByLabel('Message').inputValue()).toBe('kept');
    await page.getByRole('button', { name: 'Remove photo.png' }).click();
    await page.getByRole('button', { name: 'Send', exact: true }).click();
    await page.getByRole('status').getByText('It has arrived').waitFor();
    expect(await house.stored()).toHaveLength(1);
  });

  it('works without scripts, on a phone, from the report to the confirmation', async () => {
    const link = house.links().report('sample');
    const page = await openPage(link, { javaScriptEnabled: false, viewport: PHONE, locale: 'zh-CN' });
    await page.getByLabel('发生了什么，或需要什么？').fill('核心交换机不通');
    await page.getByLabel('您的姓名').fill('刘女士');
    await page.getByLabel('电话或邮箱').fill('138 0000 0000');
    await page.getByLabel('文件').setInputFiles(await fileOf('现场.txt', 'x'));
    await page.locator('button.primary').click();
    await page.getByRole('heading', { name: 'T-1 · 核心交换机不通' }).waitFor();
    await page.getByText('请收藏此页面').waitFor();
    expect(wordsOf(house.seen('team').cards.at(-1))).toContain('现场.txt');

    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.say('engineer1', 'team', '/desk resolve T-1 已更换板卡');
    await page.reload();
    await page.getByRole('button', { name: '确认已修复' }).click();
    await page.getByText('此工单已关闭').waitFor();
  });

  it.each([
    ['wide', WIDE],
    ['on a phone', PHONE],
  ])('fits %s, in both languages, however long the names', async (_, viewport) => {
    const link = await reportedLink(`${'Unbreakable'.repeat(12)}\n${'核心交换机'.repeat(60)}`);
    for (const locale of ['en-GB', 'zh-CN'])
      for (const address of [
        link,
        house.links().report('sample'),
        house.links().complain('sample', 1),
        `${house.origin}/web/t/x`,
      ]) {
        const page = await openPage(address, { viewport, locale });
        const chooser = page.locator('input[type=file]');
        if ((await chooser.count()) > 0)
          await chooser.setInputFiles(await fileOf(`${'long-name-'.repeat(11)}.txt`, 'x'));
        expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth')).toBeLessThanOrEqual(0);
      }
  });
});
