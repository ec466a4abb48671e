import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWholeDesk, type WholeDesk } from './support/whole-desk.ts';

let desk: WholeDesk;
let report: string;
beforeAll(async () => {
  desk = await openWholeDesk();
  report = await desk.pageOf('engineer1', 'team', '/desk form-link sample');
});
afterAll(() => desk.close());

/** One address of every route, and of every way in which it refuses. */
const ROUTES: readonly (readonly [method: string, path: string, status: number])[] = [
  ['GET', '/', 302],
  ['GET', '/healthz', 200],
  ['GET', '/readyz', 200],
  ['GET', '/nothing', 404],
  ['GET', '//odd', 404],
  ['GET', '/playground', 308],
  ['GET', '/playground/', 200],
  ['GET', '/playground/main.js', 404],
  ['GET', '/playground/api/state?as=engineer1', 200],
  ['GET', '/playground/api/nothing', 404],
  ['POST', '/playground/api/say', 401],
  ['POST', '/slack/events', 401],
  ['GET', '/slack/events', 405],
  ['POST', '/feishu/events', 415],
  ['GET', '/web/t/forged', 404],
  ['GET', '/web/asset/page.css', 200],
  ['GET', '/web/asset/page.js', 200],
  ['GET', '/web/asset/board.css', 200],
  ['GET', '/web/f/forged', 404],
  ['GET', '/web/d/forged.ics', 404],
  ['GET', '/web/board', 303],
  ['GET', '/web/board/open', 401],
  ['GET', '/web/board/in/forged', 403],
  ['GET', '/api/v1/openapi.json', 200],
  ['GET', '/api/v1/tickets', 401],
  ['POST', '/hooks/monitor', 401],
];

describe('every answer', () => {
  it.each(ROUTES)('of %s %s is for no frame, no guess and no script of others', async (method, path, status) => {
    const response = await fetch(`${desk.origin}${path}`, { method, redirect: 'manual' });
    await response.arrayBuffer();
    expect([path, response.status]).toEqual([path, status]);
    expectSafe(response.headers);
  });

  it('of a page with a valid link, too, which lets in its own style and script alone', async () => {
    const response = await fetch(`${desk.origin}${report}`);
    expect(response.status).toBe(200);
    expectSafe(response.headers);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
  });

  it('promises HTTPS only where people come by HTTPS', async () => {
    const plain = await openWholeDesk({ publicUrl: undefined });
    const { headers } = await fetch(`${plain.origin}/healthz`);
    await plain.close();
    expect(headers.get('strict-transport-security')).toBeNull();
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });
});

function expectSafe(headers: Headers): void {
  const policy = headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toMatch(/unsafe-|https?:|\*|data:/);
  expect(policy.includes("frame-ancestors 'none'") || policy.startsWith('sandbox')).toBe(true);
  expect(headers.get('x-frame-options')).toBe('DENY');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('strict-transport-security')).toBe('max-age=31536000');
  expect(headers.get('x-powered-by')).toBeNull();
}
