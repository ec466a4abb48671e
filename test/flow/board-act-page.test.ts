import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { currentBook } from '../../src/desk/book/store.ts';
import { t } from '../../src/i18n/i18n.ts';
import { enterBoard, faultsOf, LOOKS, widthOf } from '../support/board-browser.ts';
import { openBusyHouse } from '../support/board-story.ts';
import { openBrowser } from '../support/browser.ts';
import { chosenHere } from '../support/chosen-here.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';
import { byHeading, readCsv } from '../support/spreadsheet.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

/** What people do on the board in a browser besides reading: take lists away, put a spreadsheet into the book, print. */

/** Every picture, to look at by hand. */
const LOOK = process.env.DESKBELL_BOARD_LOOK;

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

const show = (page: Page, where: string) => page.goto(`${house.origin}/web/board/${where}`);
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
const GOOD = '客户,名称,数量,序列号\nsample,新接入交换机,2,"SN-1;SN-2"\nsample,备用电源,1,SN-3\n';
const WRONG = '客户,名称,数量\nsample,新接入交换机,许多\nsampel,备用电源,1\n';

describe.each(chosenHere(['zh-CN', 'en'] as const))('a spreadsheet goes into the book (%s)', (language) => {
  it.each(LOOKS)(
    'by hand: mistakes first, then what changes, then in force; clean for axe: %s',
    async (name, options) => {
      house = await openWebHouse(await sampleBook(language));
      const page = await enterBoard(browser, house, 'director', language, options);
      const look = async (what: string) => {
        expect(await faultsOf(page), what).toEqual([]);
        expect(await widthOf(page), what).toBeLessThanOrEqual(options.viewport.width);
        if (LOOK) await page.screenshot({ path: `${LOOK}/${language}-${name}-${what}.png`, fullPage: true });
      };
      await page.getByRole('link', { name: t(language, 'board.page.import'), exact: true }).click();
      const upload = async (given: ReturnType<typeof file>) => {
        await page.getByLabel(t(language, 'board.import.file'), { exact: true }).setInputFiles(given);
        await page.getByRole('button', { name: t(language, 'board.import.upload') }).click();
      };
      await page.getByRole('button', { name: t(language, 'board.import.upload') }).waitFor();
      await look('import');
      await upload(file('plan.pdf', '%PDF'));
      await page.getByRole('alert').waitFor();
      await look('import-refused');
      await upload(file('设备.csv', WRONG));
      await page.getByText(t(language, 'import.mistakes', { number: 2 })).waitFor();
      await look('import-mistakes');
      await upload(file('设备.csv', GOOD));
      await page.getByRole('button', { name: t(language, 'board.import.apply'), exact: true }).waitFor();
      await look('import-preview');
      await page.getByRole('button', { name: t(language, 'board.import.apply'), exact: true }).click();
      await page.getByText(t(language, 'book.reply.applied', { version: 2 })).waitFor();
      await look('import-applied');
      const book = await house.database.transaction(currentBook);
      expect(book?.source.customers.sample?.devices.map(({ serial }) => serial)).toContain('SN-3');
    },
  );
});

describe('a list is taken away', () => {
  it('by its button, with the keyboard, and without a script', async () => {
    house = await openBusyHouse('en');
    for (const javaScriptEnabled of [true, false]) {
      const page = await enterBoard(browser, house, 'manager1', 'en', { javaScriptEnabled });
      for (const [where, name] of [
        ['open', 'Tickets.csv'],
        ['complaints', 'Complaints.csv'],
        ['papers', 'Papers.csv'],
        ['month?month=2026-09', 'Figures 2026-09-01 2026-09-30.csv'],
      ] as const) {
        await show(page, where);
        const button = page.getByRole('button', { name: 'Download as CSV' });
        if (where === 'papers' && (await page.getByText('No paper is owed.').count()) > 0) continue;
        const arriving = page.waitForEvent('download');
        await button.focus();
        await page.keyboard.press('Enter');
        const download = await arriving;
        expect(download.suggestedFilename()).toBe(name);
        expect(byHeading(readCsv(await readFile(must((await download.path()) ?? undefined)))).length).toBeGreaterThan(
          0,
        );
      }
    }
  });

  it('the template, in the language of the page', async () => {
    house = await openWebHouse(await sampleBook('zh-CN'));
    const page = await enterBoard(browser, house, 'director', 'zh-CN');
    await show(page, 'import');
    const arriving = page.waitForEvent('download');
    await page.getByRole('button', { name: '下载模板' }).click();
    expect((await arriving).suggestedFilename()).toBe('Deskbell 导入模板.xlsx');
  });
});

/** Colour and ground of an element, and whether it is seen. */
interface Printed {
  readonly color: string;
  readonly ground: string;
  readonly isSeen: boolean;
}

describe('on paper', () => {
  it.each(['light', 'dark'] as const)(
    'black on white, tables whole, without what can only be pressed: %s',
    async (scheme) => {
      house = await openBusyHouse('en');
      // As wide as the paper of A4 between its margins.
      const page = await enterBoard(browser, house, 'director', 'en', {
        colorScheme: scheme,
        viewport: { width: 718, height: 1000 },
      });
      await page.emulateMedia({ media: 'print', colorScheme: scheme });
      for (const where of ['open', 'month', 'complaints', 'papers', 'import', 'case?ticket=T-2']) {
        await show(page, where);
        for (const hidden of ['nav', 'form', '.refresh', '.act', '.language'])
          for (const each of await page.locator(hidden).all())
            expect(await each.isVisible(), `${where} ${hidden}`).toBe(false);
        const seen = (await page.evaluate(`(() => {
        const of = (element) => {
          const { color, backgroundColor } = getComputedStyle(element);
          return { color, ground: backgroundColor, isSeen: element.checkVisibility() };
        };
        return [document.body, document.querySelector('h1'), ...document.querySelectorAll('section, .tile, td')].map(of);
      })()`)) as Printed[];
        const [body, heading] = seen;
        expect(body?.ground, where).toBe('rgb(255, 255, 255)');
        expect([heading?.color, heading?.isSeen], where).toEqual(['rgb(0, 0, 0)', true]);
        for (const { ground } of seen) expect(['rgb(255, 255, 255)', 'rgba(0, 0, 0, 0)'], where).toContain(ground);
      }
      await show(page, 'open');
      const table = (await page.evaluate(`(() => {
      const [head, row] = [document.querySelector('thead'), document.querySelector('tbody tr')];
      const frame = document.querySelector('.frame');
      return [getComputedStyle(head).display, getComputedStyle(row).display, getComputedStyle(row).breakInside,
        getComputedStyle(frame).overflowX, head.getBoundingClientRect().height > 10];
    })()`)) as unknown[];
      expect(table).toEqual(['table-header-group', 'table-row', 'avoid', 'visible', true]);
      expect(await widthOf(page)).toBeLessThanOrEqual(718);
      if (LOOK) await page.pdf({ path: `${LOOK}/print-${scheme}.pdf`, format: 'A4' });
    },
  );
});

describe('the trend', () => {
  it.each(LOOKS)('has an axis with numbers and a unit, each at the height of its line: %s', async (_, options) => {
    house = await openBusyHouse('en');
    const page = await enterBoard(browser, house, 'manager1', 'en', options);
    await show(page, 'month');
    const labels = page.locator('.trend .axis span');
    expect(await labels.allTextContents()).toEqual(['100 %', '80 %', '60 %', '40 %', '20 %', '0 %']);
    const middles = (await page.evaluate(`(() => {
      const middle = (element) => {
        const { top, bottom } = element.getBoundingClientRect();
        return (top + bottom) / 2;
      };
      const of = (selector) => [...document.querySelectorAll(selector)].map(middle);
      return [of('.trend .axis span'), of('.trend .grid').reverse()];
    })()`)) as [number[], number[]];
    const [words, lines] = middles;
    expect(words).toHaveLength(lines.length);
    for (const [place, word] of words.entries()) expect(Math.abs(word - must(lines[place]))).toBeLessThan(2);
    if (LOOK) await page.locator('.trend').screenshot({ path: `${LOOK}/trend-${options.viewport.width}.png` });
  });
});
