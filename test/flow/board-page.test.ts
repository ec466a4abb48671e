import { writeFile } from 'node:fs/promises';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Language } from '../../src/lib/language.ts';
import { enterBoard, faultsOf, LOOKS, widthOf } from '../support/board-browser.ts';
import { openBusyHouse } from '../support/board-story.ts';
import { openBrowser } from '../support/browser.ts';
import { chosenHere } from '../support/chosen-here.ts';
import { smallPng } from '../support/small-png.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

/** `npm run screenshot` keeps the pictures there. */
const FOLDER = process.env.DESKBELL_PICTURES;
/** Every picture of every page, to look at by hand. */
const LOOK = process.env.DESKBELL_BOARD_LOOK;
const PAGES = [
  'open',
  'month',
  'calendar?month=2026-10',
  'complaints',
  'papers',
  'duty',
  'queue',
  'find?search=31',
  'case?ticket=T-2',
  'complaint?complaint=C-1',
];

let browser: Browser;
let house: WebHouse;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await house.close();
});

const enter = (person: string, language: Language, options?: BrowserContextOptions) =>
  enterBoard(browser, house, person, language, options);

const show = async (page: Page, where: string) => {
  await page.goto(`${house.origin}/web/board/${where}`);
};

describe.each(chosenHere(['zh-CN', 'en'] as const))('the pages of the board (%s)', (language) => {
  it.each(LOOKS)('are free of what axe finds, and as wide as the window: %s', async (name, options) => {
    house = await openBusyHouse(language);
    const page = await enter('manager1', language, options);
    for (const where of PAGES) {
      await show(page, where);
      expect(await faultsOf(page), where).toEqual([]);
      expect(await widthOf(page), where).toBeLessThanOrEqual(options.viewport.width);
      const path = `${LOOK}/${language}-${name}-${where.replace(/\W.*/, '')}.png`;
      if (LOOK) await page.screenshot({ path, fullPage: true });
    }
    if (name === 'wide') await keepPicture(page, language);
  });
});

/** `npm run screenshot` keeps the guide's picture; every other run only makes it. */
async function keepPicture(page: Page, language: Language): Promise<void> {
  await show(page, 'open');
  const picture = await page.screenshot();
  const name = language === 'en' ? 'en' : 'zh';
  // The page's own policy forbids pictures from elsewhere.
  if (FOLDER) await writeFile(`${FOLDER}/board-${name}.png`, await smallPng(await browser.newPage(), picture));
  expect(picture.byteLength).toBeGreaterThan(10_000);
}

describe('the board in a browser', () => {
  it('shows a new case and a step at once, without being loaded again', async () => {
    house = await openWebHouse();
    const page = await enter('manager1', 'en');
    await page.locator('#live[data-state="live"]').waitFor();
    await page.getByText('Nothing is open').waitFor();
    await house.say('customer-sample-1', 'customer-sample', '/fault the lift display is dark');
    await page.getByRole('link', { name: 'the lift display is dark' }).waitFor();
    expect(await page.getByText('Nothing is open').count()).toBe(0);
    await page.getByRole('link', { name: 'the lift display is dark' }).focus();
    await house.say('engineer1', 'team', '/desk ack T-1');
    await page.locator('#tile-idle', { hasText: '1' }).waitFor();
    expect(await page.evaluate('document.activeElement.textContent')).toBe('the lift display is dark');
    await house.say('manager1', 'team', '/desk board revoke');
    await page.getByText('This session has ended').waitFor();
  });

  it('works without a script: every page, the filters, the search', async () => {
    house = await openBusyHouse('en');
    const page = await enter('manager1', 'en', { javaScriptEnabled: false });
    await page.getByRole('link', { name: 'Core switch is down' }).click();
    await page.getByRole('heading', { level: 1, name: 'T-6 · Core switch is down' }).waitFor();
    await page.getByRole('searchbox').first().fill('printer');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'T-1 · Printer on floor 3 jams' }).waitFor();
    await page.getByRole('link', { name: 'Open cases' }).click();
    await page.getByLabel('Customer').selectOption('sample');
    await page.getByRole('button', { name: 'Show' }).click();
    await page.getByRole('link', { name: 'Core switch is down' }).waitFor();
    expect(await page.getByText('Door cards are not read').count()).toBe(0);
  });

  it('is read by keyboard: past the navigation to the content, and from case to case', async () => {
    house = await openBusyHouse('en');
    const page = await enter('manager1', 'en');
    await show(page, 'open');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('content');
  });
});
