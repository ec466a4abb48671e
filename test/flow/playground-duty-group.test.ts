import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { openBrowser } from '../support/browser.ts';
import { must } from '../support/must.ts';
import { openPageHouse } from '../support/page-house.ts';

/** Where pictures of the page go, for a person to look at; left out: nowhere. */
const PICTURES = process.env.DESKBELL_PICTURES;

function withGroup(book: BookSource): BookSource {
  const primary = must(book.rotations.primary);
  return { ...book, rotations: { ...book.rotations, primary: { ...primary, group: { slack: 'on-call' } } } };
}

it.each([
  ['zh-CN', '@ 会叫到谁', '+5 分钟', '李伟'],
  ['en-GB', 'Who a mention reaches', '+5 min', 'Li Wei'],
])(
  'the page in %s shows our own people who is in the duty group, as soon as it changes',
  async (locale, heading, soon, name) => {
    const house = await openPageHouse(withGroup);
    const browser = await openBrowser();
    onTestFinished(async () => {
      await browser.close();
      await house.close();
    });
    const open = async (as: string, channel: string) => {
      const viewport = { width: 1280, height: 800 };
      const page = await (await browser.newContext({ locale, viewport, reducedMotion: 'reduce' })).newPage();
      await page.goto(`${house.origin}/playground/?as=${as}&channel=${channel}`);
      await page.getByRole('main').waitFor();
      return page;
    };
    const engineer = await open('engineer2', 'team');
    const customer = await open('customer-sample-1', 'customer-sample');
    await engineer.getByRole('button', { name: soon }).click();
    const line = engineer.getByRole('listitem').filter({ hasText: '@on-call' });
    await line.waitFor();
    await engineer.getByRole('heading', { name: heading }).waitFor();
    expect(await line.innerText()).toContain(name);
    if (PICTURES) {
      await mkdir(PICTURES, { recursive: true });
      await engineer.screenshot({ path: join(PICTURES, `duty-group-${locale}.png`) });
    }
    await customer.reload();
    await customer.getByRole('main').waitFor();
    expect(await customer.getByText('@on-call').count(), 'a customer does not see it').toBe(0);
  },
);
