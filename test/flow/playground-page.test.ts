import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { openPageHouse, type PageHouse } from '../support/page-house.ts';

const CUSTOMER = 'customer-sample-1';

describe('the main job, on the page', () => {
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

  async function openPage(as: string, channel: string, locale = 'zh-CN'): Promise<Page> {
    const viewport = { width: 1280, height: 800 };
    const page = await (await browser.newContext({ locale, viewport, reducedMotion: 'reduce' })).newPage();
    await page.goto(`${house.origin}/playground/?as=${as}&channel=${channel}`);
    await page.getByRole('main').waitFor();
    return page;
  }

  it('reports a fault, shows both sides what is promised, and stops the clock at the acknowledge', async () => {
    const customer = await openPage(CUSTOMER, 'customer-sample');
    await customer.getByRole('button', { name: '我要报障' }).click();
    const form = customer.getByRole('dialog');
    await form.getByRole('textbox').first().fill('核心交换机不通');
    await form.locator('button[type=submit]').click();
    await customer
      .getByRole('region', { name: /T-1 · 核心交换机不通/ })
      .getByText('计时中')
      .first()
      .waitFor();

    const engineer = await openPage('engineer1', 'team');
    const card = engineer.getByRole('region', { name: /T-1 · 核心交换机不通/ });
    await card.getByRole('button', { name: '响应', exact: true }).click();
    await card.getByText('已兑现').waitFor();
    await customer.getByRole('region', { name: /T-1/ }).getByText('已兑现').waitFor();
  });

  it('calls a promise broken where the team and the escalation channel see it, when the clock is moved past it', async () => {
    const customer = await openPage(CUSTOMER, 'customer-sample');
    await customer.getByPlaceholder('发消息到 省电信公司服务群').fill('/报障 核心交换机不通');
    await customer.keyboard.press('Enter');
    await customer.getByRole('region', { name: /T-1/ }).waitFor();

    const manager = await openPage('manager1', 'escalation');
    await manager.getByRole('button', { name: '+1 小时' }).click();
    await manager.getByRole('button', { name: '+5 分钟' }).click();
    await manager.getByRole('timer').getByText('11:15').waitFor();
    await manager.getByRole('main').getByRole('region', { name: /T-1/ }).first().waitFor();
    await manager.getByText('@朱晓红').first().waitFor();

    await manager.getByRole('button', { name: /^服务团队/ }).click();
    await manager.getByRole('region', { name: /T-1/ }).getByText('已超时').first().waitFor();
    expect(await manager.getByRole('button', { name: /^升级通报/ }).count()).toBe(1);
  });

  it('marks what a person has not seen in a channel that they never opened, and in threads', async () => {
    const manager = await openPage('manager1', '@manager1');
    const customer = await openPage(CUSTOMER, 'customer-sample');
    await customer.getByPlaceholder('发消息到 省电信公司服务群').fill('/报障 核心交换机不通');
    await customer.keyboard.press('Enter');
    await customer.getByRole('region', { name: /T-1/ }).waitFor();
    await manager.getByRole('button', { name: '+1 小时' }).click();
    const escalation = manager.getByRole('button', { name: /^升级通报.*未读/ });
    await escalation.waitFor();
    const read = manager.waitForResponse((response) => response.url().endsWith('/read'));
    await escalation.click();
    const channel = manager.getByRole('log', { name: '升级通报' });
    await channel.getByText('新消息', { exact: true }).first().waitFor();
    expect(await channel.locator('.divider.new').count()).toBe(1);

    // The ladder goes on in the thread of a card that stands there already.
    await read;
    await manager.getByRole('button', { name: /^服务团队/ }).click();
    await manager.getByRole('button', { name: /^升级通报$/ }).waitFor();
    await manager.getByRole('button', { name: '+1 小时' }).click();
    await escalation.waitFor();
    await escalation.click();
    await channel.locator('.replies .new-mark').first().waitFor();
  });

  it('runs from the report to the confirmation in English, as README pictures it', async () => {
    const customer = await openPage(CUSTOMER, 'customer-sample', 'en-GB');
    await customer.getByRole('button', { name: 'Report a fault' }).click();
    const form = customer.getByRole('dialog');
    await form.getByRole('textbox').first().fill('Core switch down\nNo voice traffic in the northern ring since ten.');
    await form.locator('input[type=datetime-local]').fill('2026-09-28T08:00');
    await form.locator('button[type=submit]').click();
    const onCustomersSide = customer.getByRole('region', { name: /T-1 · Core switch down/ });
    await onCustomersSide.waitFor();

    const engineer = await openPage('engineer1', 'team', 'en-GB');
    const channel = engineer.getByRole('log', { name: 'Service team' });
    const card = channel.getByRole('region', { name: /T-1 · Core switch down/ });
    await card.getByRole('button', { name: 'Acknowledge', exact: true }).click();
    await card.getByText('Acknowledged by').waitFor();
    await engineer.getByRole('button', { name: /repl/ }).click();
    await engineer
      .getByText(/acknowledged\.$/)
      .first()
      .waitFor();
    await takePicture(engineer);

    await card.getByRole('button', { name: 'Resolve', exact: true }).click();
    const fix = engineer.getByRole('dialog');
    await fix.getByRole('radio').first().check();
    for (const text of await fix.getByRole('textbox').all()) await text.fill('Line card replaced');
    await fix.locator('button[type=submit]').click();
    await onCustomersSide.getByRole('button', { name: 'Confirm: it works' }).first().click();
    await card.getByText('Closed', { exact: true }).waitFor();
  });
});

/** `npm run screenshot` keeps README's picture; every other run only makes it. */
async function takePicture(page: Page): Promise<void> {
  const path = process.env.DESKBELL_SCREENSHOT;
  const picture = await page.screenshot(path ? { path } : {});
  expect(picture.byteLength).toBeGreaterThan(10_000);
}
