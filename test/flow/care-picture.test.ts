import { writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reply } from '../../src/chat/reply.ts';
import { lineOf } from '../adapter/contract.ts';
import { openRoom } from '../adapter/playground/room.ts';
import { bookMoveSurfaces } from '../support/book-move-gallery.ts';
import { openBrowser } from '../support/browser.ts';
import { careSurfaces, type Surface } from '../support/care-gallery.ts';
import { contractSurfaces } from '../support/contract-gallery.ts';
import { editSurfaces } from '../support/edit-gallery.ts';
import { healthSurfaces } from '../support/health-gallery.ts';
import { monthSurfaces } from '../support/month-gallery.ts';
import { pagingSurfaces } from '../support/paging-gallery.ts';
import { smallPng } from '../support/small-png.ts';
import { stormSurfaces } from '../support/storm-gallery.ts';
import { visitSurfaces } from '../support/visit-gallery.ts';

/** `npm run screenshot` keeps the pictures there; no other run draws them. */
const FOLDER = process.env.DESKBELL_PICTURES;
const PLACE = { platform: 'playground', channelId: 'team', threadId: '' };
const SIZES = { wide: { width: 1280, columns: 2 }, narrow: { width: 390, columns: 4 } };
type Size = (typeof SIZES)['wide'];
/** A card is no wider; and what is between two of them, in pixels. */
const WIDEST = 660;
const GAP = 24;
/** So tall that no form has to scroll. */
const TALLEST = 2400;
const STYLE = `body { margin: ${GAP}px; background: #f5f6f9; color: #5a6478; font: 13px system-ui, sans-serif; }
figure { margin: 0 0 ${GAP}px; break-inside: avoid; } figcaption { margin-bottom: 6px; } img { display: block; max-width: 100%; }`;

let browser: Browser;
beforeAll(async () => {
  if (FOLDER) browser = await openBrowser();
});
afterAll(() => browser?.close());

interface Picture {
  readonly name: string;
  readonly png: Buffer;
}

describe.each([
  ['care', careSurfaces],
  ['visit', visitSurfaces],
  ['contract', contractSurfaces],
  ['paging', pagingSurfaces],
  ['edit', editSurfaces],
  ['month', monthSurfaces],
  ['storm', stormSurfaces],
  ['book-move', bookMoveSurfaces],
  ['health', healthSurfaces],
] as const)('%s', (gallery, surfacesIn) => {
  it.runIf(FOLDER).each([
    ['zh', 'zh-CN', 'wide'],
    ['zh', 'zh-CN', 'narrow'],
    ['en', 'en', 'wide'],
    ['en', 'en', 'narrow'],
  ] as const)('in %s (%s), %s', async (name, language, size) => {
    const surfaces = await surfacesIn(language);
    const pictures = await take(surfaces, language, SIZES[size]);
    const png = await hang(pictures, SIZES[size]);
    await writeFile(`${FOLDER}/${gallery}-${name}${size === 'wide' ? '' : '-narrow'}.png`, png);
    expect(pictures).toHaveLength(surfaces.length);
  });
});

/** Each surface by itself, on the playground's page. Throws when one is wider than the page. */
async function take(surfaces: readonly Surface[], language: string, { width }: Size): Promise<Picture[]> {
  let answers: readonly Reply[] = [];
  const room = await openRoom({ hear: () => answers, wall: 'real' });
  const viewport = { width, height: TALLEST };
  // The page's own policy forbids to add a style.
  const options = { locale: language, viewport, reducedMotion: 'reduce', bypassCSP: true } as const;
  const page = await (await browser.newContext(options)).newPage();
  const pictures: Picture[] = [];
  try {
    await page.goto(`${room.origin}/playground/?as=engineer1&channel=team`);
    await page.getByRole('main').waitFor();
    // Whole, however long; a picture has no room behind it.
    await page.addStyleTag({ content: '.dialog, .dialog-body { max-height: none; border-radius: 0; }' });
    let cards = 0;
    for (const [index, { name, card, form }] of surfaces.entries()) {
      if (card) {
        await room.adapter.send(PLACE, { ...lineOf(''), card: { ...card, subject: `${index}` } }, `card-${index}`);
        const shown = page.locator('section.card').nth(cards);
        cards += 1;
        await shown.waitFor();
        pictures.push({ name, png: await shown.screenshot() });
      }
      if (form) {
        answers = [{ kind: 'form', form }];
        await page.locator('.composer textarea').fill(`/desk ${index}`);
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog');
        await dialog.waitFor();
        pictures.push({ name, png: await dialog.screenshot() });
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
      }
      expect(await page.evaluate('document.documentElement.scrollWidth - window.innerWidth'), name).toBeLessThanOrEqual(
        0,
      );
    }
  } finally {
    await page.context().close();
    await room.close();
  }
  return pictures;
}

/** All of them in columns, each with its name. */
async function hang(pictures: readonly Picture[], { width, columns }: Size): Promise<Buffer> {
  const each = Math.min(width, WIDEST) + GAP;
  const page = await browser.newPage({ viewport: { width: columns * each + GAP, height: 600 } });
  const figures = pictures.map(
    ({ name, png }) =>
      `<figure><figcaption>${name}</figcaption><img src="data:image/png;base64,${png.toString('base64')}"></figure>`,
  );
  await page.setContent(`<!doctype html><style>${STYLE} main { columns: ${columns}; column-gap: ${GAP}px; }</style>
<main>${figures.join('')}</main>`);
  return smallPng(page, await page.screenshot({ fullPage: true }));
}
