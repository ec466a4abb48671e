import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { chosenHere } from '../support/chosen-here.ts';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { until } from '../support/until.ts';

/** What docs/tutorial.md and docs/tutorial.zh.md tell a reader to press and to look for. */
const WORDS = {
  en: {
    locale: 'en-GB',
    report: 'Report a fault',
    level: 'Level 1',
    faults: ['The portal is down', 'Printing from the portal fails'],
    customer: 'Chen Jing',
    engineers: ['Chen Li', 'Zhao Min'],
    team: 'Service team',
    acknowledge: 'Acknowledge',
    kept: 'kept',
    moveTo: 'Move to…',
    move: 'Move',
    workday: 'Next working day 09:00',
    respond: 'Thu 8 Oct 10:00',
    more: 'More',
    why: 'Why these times?',
    skipped: 'Thu 1 Oct – Wed 7 Oct (National Day)',
  },
  zh: {
    locale: 'zh-CN',
    report: '我要报障',
    level: '一级故障',
    faults: ['门户打不开', '门户打印失败'],
    customer: '陈静',
    engineers: ['陈立', '赵敏'],
    team: '服务团队',
    acknowledge: '响应',
    kept: '已兑现',
    moveTo: '快进到…',
    move: '快进',
    workday: '下个工作日 09:00',
    respond: '10月8日周四 10:00',
    more: '更多',
    why: '时限依据',
    skipped: '国庆节',
  },
} as const;

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
let folder = '';
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await endDesks();
  await rm(folder, { recursive: true, force: true });
});

async function openPage(locale: string): Promise<Page> {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-tutorial-'));
  await seedDatabase(folder);
  const env = { DATA_DIR: folder, BOOK: 'bureau-system' };
  const desk = await startDesk({ env, words: ['--date', '2026-09-28'] });
  const viewport = { width: 1280, height: 800 };
  const page = await (await browser.newContext({ locale, viewport, reducedMotion: 'reduce' })).newPage();
  await page.goto(desk.url);
  await page.getByRole('main').waitFor();
  return page;
}

async function become(page: Page, name: string): Promise<void> {
  await page.locator('.person-switch > button').click();
  await page.getByRole('menuitemradio', { name }).click();
  await page.locator('.person-switch > button').getByText(name).waitFor();
}

describe.each(chosenHere(['en', 'zh'] as const))('the tutorial, by clicks, in %s', (language) => {
  const words = WORDS[language];

  async function report(page: Page, fault: string, level: string): Promise<void> {
    await page.getByRole('button', { name: words.report }).click();
    const form = page.getByRole('dialog');
    await form.getByRole('textbox').first().fill(fault);
    await form.locator('select').filter({ hasText: words.level }).selectOption(level);
    await form.locator('button[type=submit]').click();
    await form.waitFor({ state: 'hidden' });
  }

  function cardOf(page: Page, ticket: string): Locator {
    return page
      .getByRole('main')
      .getByRole('region', { name: new RegExp(`^${ticket} `) })
      .first();
  }

  it('goes over the holiday', async () => {
    const page = await openPage(words.locale);
    await report(page, words.faults[1], 'level2');
    await cardOf(page, 'T-1').waitFor();
    await become(page, words.engineers[0]);
    await page.getByRole('button', { name: words.team }).click();
    await cardOf(page, 'T-1').getByRole('button', { name: words.acknowledge, exact: true }).click();
    await cardOf(page, 'T-1').getByText(words.kept).waitFor();

    await page.getByRole('button', { name: words.moveTo }).click();
    await page.locator('input[type=datetime-local]').fill('2026-09-30T17:00');
    await page.getByRole('dialog').getByRole('button', { name: words.move, exact: true }).click();
    await page.getByRole('timer').getByText('17:00').waitFor();
    await become(page, words.customer);
    await report(page, words.faults[0], 'level1');
    await cardOf(page, 'T-2').getByText(words.respond).waitFor();

    await page.getByRole('button', { name: words.workday }).click();
    await page.getByRole('timer').getByText('09:00').waitFor();
    await become(page, words.engineers[1]);
    await page.getByRole('button', { name: words.team }).click();
    await cardOf(page, 'T-2').getByRole('button', { name: words.acknowledge, exact: true }).click();
    await cardOf(page, 'T-2').getByText(words.kept).waitFor();
    const why = page.getByText(words.skipped);
    // A card that is drawn again under the hand closes its menu: people open it again.
    await until('the click on the reason', async () => {
      const asked = page.getByRole('menuitem', { name: words.why });
      if (!(await asked.isVisible())) await cardOf(page, 'T-2').getByRole('button', { name: words.more }).click();
      return asked.click({ timeout: 5_000 }).then(
        () => true,
        () => undefined,
      );
    });
    await why.waitFor();
    await why.scrollIntoViewIfNeeded();
    const pictures = process.env.DESKBELL_PICTURES;
    const picture = await page.screenshot(pictures ? { path: join(pictures, `tutorial-${language}.png`) } : {});
    expect(picture.byteLength).toBeGreaterThan(10_000);
  });
});
