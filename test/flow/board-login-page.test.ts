import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createOidcLogin } from '../../src/adapter/web/board/oidc.ts';
import { faultsOf, PHONE, WIDE, widthOf } from '../support/board-browser.ts';
import { openBrowser } from '../support/browser.ts';
import { must } from '../support/must.ts';
import { type OidcIssuer, openOidcIssuer } from '../support/oidc-issuer.ts';
import { sampleBook } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

/** Signing in by OpenID Connect in a real browser, which knows strict cookies and what comes from another site. */

const LOOK = process.env.DESKBELL_BOARD_LOOK;

let browser: Browser;
let issuer: OidcIssuer;
let house: WebHouse;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  issuer = await openOidcIssuer();
});
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()));
  await house.close();
  await issuer.close();
});

it.each([
  ['en', { viewport: WIDE, locale: 'en' }, 'Sign in with your company’s login', 'Open the board', 'Open cases'],
  ['zh-CN', { viewport: PHONE, colorScheme: 'dark', locale: 'zh-CN' }, '用公司账号登录', '打开看板', '未结工单'],
] as const)(
  'leads to the company’s login and back to the board (%s)',
  async (language, options, login, open, title) => {
    const source = await sampleBook(language);
    const manager1 = { ...must(source.people.manager1), email: 'zhu@beichen.example' };
    const oidc = createOidcLogin({ issuer: issuer.url, ...issuer.client, claim: 'email', scope: 'openid email' });
    house = await openWebHouse({ ...source, people: { ...source.people, manager1 } }, undefined, oidc);
    issuer.register(`${house.origin}/web/board/callback`);
    const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
    const look = async (what: string) => {
      expect(await faultsOf(page), what).toEqual([]);
      expect(await widthOf(page), what).toBeLessThanOrEqual(options.viewport.width);
      if (LOOK) await page.screenshot({ path: `${LOOK}/login-${language}-${what}.png` });
    };
    issuer.setUser('0', { email: 'stranger@x.example', email_verified: true });
    await page.goto(`${house.origin}/web/board/open`);
    await look('ended');
    await page.getByRole('link', { name: login }).click();
    await page.getByRole('link', { name: login }).waitFor();
    expect(page.url()).toContain('/web/board/callback?');
    await look('unknown');
    issuer.setUser('17', { email: 'zhu@beichen.example', email_verified: true });
    await page.getByRole('link', { name: login }).click();
    await page.getByRole('link', { name: open }).waitFor();
    await look('signed-in');
    await page.getByRole('link', { name: open }).click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
  },
);
