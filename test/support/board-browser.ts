import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { Language } from '../../src/lib/language.ts';
import { boardLink } from './board-visitor.ts';
import type { WebHouse } from './web-house.ts';

/** The board in a real browser. */

export const WIDE = { width: 1280, height: 860 };
export const PHONE = { width: 390, height: 844 };
/** How people look at it, by name. */
export const LOOKS = [
  ['wide', { viewport: WIDE }],
  ['dark', { viewport: WIDE, colorScheme: 'dark' }],
  ['phone', { viewport: PHONE }],
] as const;
const OPEN = { 'zh-CN': '打开看板', en: 'Open the board' };
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** A page of the board in a browser of its own, opened by the person's link. */
export async function enterBoard(
  browser: Browser,
  house: WebHouse,
  person: string,
  language: Language,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: WIDE, reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(await boardLink(house, person));
  await page.getByRole('button', { name: OPEN[language] }).click();
  await page.getByRole('main').waitFor();
  return page;
}

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe finds wrong with a page. The page's policy allows no script of others, so it is put in by the browser. */
export async function faultsOf(page: Page): Promise<string[]> {
  await page.evaluate(await readFile(AXE, 'utf8'));
  const { violations } = (await page.evaluate('axe.run()')) as { violations: readonly Finding[] };
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
  );
}

/** How wide the content of a page is: no wider than its window, or people have to scroll across. */
export async function widthOf(page: Page): Promise<number> {
  return (await page.evaluate('document.documentElement.scrollWidth')) as number;
}
