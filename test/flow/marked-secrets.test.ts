import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openDatabase, targetOf } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { feishuId } from '../support/feishu-book.ts';
import { ENCRYPT_KEY, signDelivery, VERIFICATION_TOKEN } from '../support/feishu-request.ts';
import { APP_SECRET } from '../support/feishu-server.ts';
import { slackId } from '../support/slack-book.ts';
import { SIGNING_SECRET, signBody, signPayload } from '../support/slack-request.ts';
import { BOT_TOKEN } from '../support/slack-server.ts';
import { until } from '../support/until.ts';
import { openWholeDesk, type WholeDesk } from '../support/whole-desk.ts';

/** What people write: words, a telephone number, a file's name and its content. None of it may be in the log. */
const WORDS = ['vaultword', '139-7777-8888', 'blueprintname', 'payrollcontent', 'Mourad', 'guessedpart'];

let desk: WholeDesk;
let log = '';
let apiToken: string;
let hookToken: string;
let link: string;
beforeAll(async () => {
  desk = await openWholeDesk();
  apiToken = await desk.token(['tickets:read', 'tickets:write']);
  hookToken = await desk.token(['hook:monitor', 'hook:ours']);
  link = await desk.pageOf('engineer1', 'team', '/desk form-link sample');
});
afterAll(() => desk.close());

const fixture = (platform: string) =>
  JSON.parse(readFileSync(new URL(`../fixture/report-by-slash/${platform}.json`, import.meta.url), 'utf8'));
const said = 'the vaultword is open, call 139-7777-8888';

async function post(path: string, init: RequestInit): Promise<number> {
  const response = await fetch(`${desk.origin}${path}`, { method: 'POST', redirect: 'manual', ...init });
  await response.arrayBuffer();
  return response.status;
}

const json = (token: string, body: object | string): RequestInit => ({
  headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

/** The page's form as a browser fills it in. */
async function fillIn(): Promise<FormData> {
  const page = await (await fetch(`${desk.origin}${link}`)).text();
  const body = new FormData();
  for (const [, name = '', value = ''] of page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g))
    body.set(name, value.replaceAll('&quot;', '"').replaceAll('&amp;', '&'));
  for (const [name, value] of Object.entries({ text: said, person: 'Mourad', contact: '139-7777-8888', kind: 'fault' }))
    body.set(name, value);
  body.append('files', new File(['payrollcontent\n'], 'blueprintname.txt'));
  return body;
}

it('the log of every level has no word, number or secret of a story through all doors', async () => {
  const { form } = fixture('slack');
  const slash = { form: { ...form, text: said, user_id: slackId('U', 'engineer1'), channel_id: 'D1' } };
  expect(await post('/slack/events', signPayload(slash))).toBe(200);
  expect(await post('/slack/events', signBody(said, 'application/json', { secret: 'guessedpart' }))).toBe(401);
  expect(await post('/slack/events', signBody(`{"vaultword":`, 'application/json'))).toBe(400);

  const delivery = fixture('feishu');
  delivery.header.create_time = String(Date.now());
  delivery.event.sender.sender_id.open_id = feishuId('ou', 'engineer1');
  delivery.event.message.content = JSON.stringify({ text: `/fault ${said}` });
  expect(await post('/feishu/events', signDelivery(delivery))).toBe(200);
  expect(await post('/feishu/events', signDelivery(delivery, { forged: true }))).toBe(401);

  const say = { as: 'customer-sample-1', channelId: 'customer-sample', threadId: '', text: `/fault ${said}` };
  expect((await desk.playground.ask('say', { ...say, eventId: 'story-0000001' })).status).toBe(200);
  expect((await desk.playground.ask('say', { ...say, eventId: said })).status).toBe(400);

  const sent = await fetch(`${desk.origin}${link}`, { method: 'POST', redirect: 'manual', body: await fillIn() });
  expect([sent.status, await sent.text()]).toEqual([303, '']);
  expect(await post(link, { body: said })).toBe(422);
  expect((await fetch(`${desk.origin}/web/t/guessedpart.vaultword`)).status).toBe(404);

  expect(await post('/api/v1/tickets', json(apiToken, { customer: 'sample', text: said, contact: 'Mourad' }))).toBe(
    201,
  );
  expect(await post('/api/v1/tickets', json(apiToken, `{"vaultword":`))).toBe(400);
  expect(await post('/api/v1/tickets', json('guessedpart', {}))).toBe(401);

  const labels = { who: 'Mourad' };
  const alert = { alerts: [{ fingerprint: 'vaultword', title: said, text: said, status: 'firing', labels }] };
  expect(await post('/hooks/ours', json(hookToken, alert))).toBe(200);
  expect(await post('/hooks/ours', json(hookToken, said))).toBe(400);
  expect(await post('/hooks/monitor', json('guessedpart', alert))).toBe(401);

  expect((await desk.command('tokens', { do: 'revoke', id: 'guessedpart', account: 'root@desk' })).status).toBe(200);
  expect((await desk.command('tokens', { do: 'vaultword' })).status).toBe(400);

  await until('all reports are tickets', async () => {
    const { body } = await (async () => {
      const response = await fetch(`${desk.origin}/api/v1/tickets`, {
        headers: { authorization: `Bearer ${apiToken}` },
      });
      return { body: (await response.json()) as { tickets: readonly unknown[] } };
    })();
    return body.tickets.length >= 4 || undefined;
  });
  await desk.stop();
  log = desk.logged();
  expect(log.length).toBeGreaterThan(0);
  expect([...WORDS, ...secrets()].filter((each) => log.includes(each))).toEqual([]);
});

it('no table of the database has a secret; the key that signs links is the one exception', async () => {
  const database = await openDatabase(targetOf({ databaseUrl: undefined, dataDir: desk.dataDir }), silentLog);
  const tables = await database.query<{ name: string }>(
    `select format('%I.%I', table_schema, table_name) as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`,
    [],
  );
  const found: string[] = [];
  let words = 0;
  for (const { name } of tables) {
    const rows = await database.query<{ row: string }>(`select t::text as row from ${name} t`, []);
    const whole = rows.map(({ row }) => row).join('\n');
    if (whole.includes('vaultword')) words += 1;
    found.push(...secrets().flatMap((secret) => (whole.includes(secret) ? [`${name}: ${secret}`] : [])));
    if (name !== 'public.house_secret' && whole.includes(desk.linkKey.toString('base64url'))) found.push(name);
  }
  const configured = await database.query<{ changed: string[] }>('select changed from configuration');
  await database.close();
  // The start is on record, by the names of its settings.
  expect(configured).toEqual([{ changed: ['SLACK_BOT_TOKEN'] }]);
  // The dump does see what is stored.
  expect(words).toBeGreaterThan(0);
  expect(tables.length).toBeGreaterThan(20);
  expect(found).toEqual([]);
});

/** What opens a door of this desk or of a platform. A link's token is one, too: its signature is looked for. */
function secrets(): readonly string[] {
  const { secret } = desk.control;
  const signature = link.split('.').at(-1) ?? '';
  return [
    BOT_TOKEN,
    SIGNING_SECRET,
    APP_SECRET,
    ENCRYPT_KEY,
    VERIFICATION_TOKEN,
    apiToken,
    hookToken,
    secret,
    signature,
  ];
}
