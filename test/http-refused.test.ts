import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signDelivery } from './support/feishu-request.ts';
import { signPayload } from './support/slack-request.ts';
import { openWholeDesk, type WholeDesk } from './support/whole-desk.ts';

/** As many refused requests of one address as are answered as usual; more get 429. */
const ALLOWED = 60;

let desk: WholeDesk;
let report: string;
beforeAll(async () => {
  desk = await openWholeDesk({ trustedProxies: 1 });
  report = await desk.pageOf('engineer1', 'team', '/desk form-link sample');
});
afterAll(() => desk.close());

const ask = async (path: string, client: string, init: RequestInit = {}) => {
  const headers = { ...init.headers, 'x-forwarded-for': client };
  const response = await fetch(`${desk.origin}${path}`, { redirect: 'manual', ...init, headers });
  await response.arrayBuffer();
  return response;
};
const fixture = (platform: string) =>
  JSON.parse(readFileSync(new URL(`fixture/report-by-slash/${platform}.json`, import.meta.url), 'utf8'));

describe.each<[string, string, RequestInit, number]>([
  ['a forged link', '/web/t/forged', {}, 404],
  ['a forged link to the board', '/web/board/in/forged', {}, 403],
  ['a wrong signature of Slack', '/slack/events', { method: 'POST', body: '{}' }, 401],
  ['a wrong signature of Feishu', '/feishu/events', { method: 'POST', ...signDelivery({}, { forged: true }) }, 401],
])('%s', (_what, path, init, status) => {
  const client = `203.0.113.${[...path].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % 199}`;

  it('is answered 429 where its address tries again and again, and elsewhere as ever', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < ALLOWED; n += 1) statuses.push((await ask(path, client, init)).status);
    expect(new Set(statuses)).toEqual(new Set([status]));
    const late = await ask(path, client, init);
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask(path, '203.0.113.99', init)).status).toBe(status);
  });

  it('keeps no one out who proves something from that address', async () => {
    expect((await ask(report, client)).status).toBe(200);
    const slack = signPayload(fixture('slack'));
    expect((await ask('/slack/events', client, { method: 'POST', ...slack })).status).toBe(200);
    const delivery = fixture('feishu');
    const header = { ...delivery.header, create_time: String(Date.now()) };
    const feishu = signDelivery({ ...delivery, header });
    expect((await ask('/feishu/events', client, { method: 'POST', ...feishu })).status).toBe(200);
  });
});

it('wrong tokens of the API count for the client behind the proxy, not for the proxy', async () => {
  const wrong = { headers: { authorization: 'Bearer wrong' } };
  const statuses: number[] = [];
  for (let n = 0; n <= 30; n += 1) statuses.push((await ask('/api/v1/tickets', '203.0.113.200', wrong)).status);
  expect(statuses.at(-1)).toBe(429);
  expect((await ask('/api/v1/tickets', '203.0.113.201', wrong)).status).toBe(401);
});
