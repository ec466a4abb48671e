import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type App, startApp } from '../../src/app.ts';
import { readConfig } from '../../src/config.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createProgram } from '../support/api.ts';
import { seedDatabase } from '../support/database.ts';
import { runDeskbell } from '../support/deskbell.ts';
import { openReceiver, type Receiver, verify } from '../support/receiver.ts';
import { until } from '../support/until.ts';

/** A desk as `start` runs it, with its queue: one webhook whose receiver answers, and three whose never do. */

let folder: string;
let receiver: Receiver;
let silent: Receiver;
let env: Record<string, string | undefined>;
let app: App | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-webhook-'));
  await seedDatabase(folder);
  [receiver, silent] = [await openReceiver(), await openReceiver()];
  silent.say('nothing');
  const book = join(folder, 'book.yaml');
  const hanging = Array.from({ length: 3 }, (_, at) => `  deaf${at}: { url: "${silent.url}", events: ["*"] }`);
  const webhooks = ['webhooks:', `  erp: { url: "${receiver.url}", events: ["ticket.*"] }`, ...hanging];
  const preset = await readFile('presets/telecom-province.yaml', 'utf8');
  await writeFile(book, `${preset}\n${webhooks.join('\n')}\n`);
  env = { ...process.env, DATA_DIR: folder, PORT: '0', BOOK: book, WEBHOOK_PRIVATE_ADDRESSES: 'true' };
});
afterAll(async () => {
  await app?.stop();
  await receiver.close();
  await silent.close();
  await rm(folder, { recursive: true, force: true });
});

const deskbell = (...words: string[]) => runDeskbell(words, undefined, env);

it('tells webhooks through its queue, while others do not answer, and takes the commands of its operator', async () => {
  app = await startApp(readConfig(env), silentLog);
  const secret = (await deskbell('webhook', 'secret', 'erp')).stdout.trim();
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);

  const tested = await deskbell('webhook', 'test', 'erp');
  expect([tested.status, tested.stdout]).toEqual([0, expect.stringMatching(/^erp: HTTP 204, after \d+ ms\n$/)]);
  expect(receiver.received.at(-1)?.body).toContain('deskbell.test');

  const examined = (await deskbell('doctor')).stdout;
  expect(examined).toMatch(/^✓ A test event was taken: erp: HTTP 204, after \d+ ms$/m);
  expect(examined).toMatch(/^! A test event was not taken: deaf0: timeout; expected is a status from 200 to 299/m);

  const token = await deskbell('token', 'create', 'test', '--scope', 'tickets:write', 'tickets:read');
  const program = createProgram(app.url.slice(0, -1), token.stdout.split('\n')[0] ?? '');
  const open = (text: string) =>
    program.post('/tickets', { customer: 'sample', text }, { 'Idempotency-Key': `key-${text.length}` });
  expect(await open('Core switch is down')).toMatchObject({ status: 201 });
  const told = (id: string) => receiver.received.find((each) => each.id === id);
  const first = await until('the first event', async () => told('evt_T-1_1'));
  expect(verify(secret, first.body, first.headers, first.at)).toMatchObject({
    type: 'ticket.opened',
    data: { ticket: { number: 'T-1', title: 'Core switch is down' } },
  });
  await until('the deaf ones were asked', async () => (silent.received.length >= 3 ? true : undefined));
  expect((await open('No light in the hall')).status).toBe(201);
  await until('the second ticket', async () => told('evt_T-2_1'));

  const listed = (await deskbell('webhook', 'list')).stdout;
  expect(listed).toMatch(
    /^erp {2}127\.0\.0\.1:\d+ {2}ticket\.\* {2}all customers that are not confidential {2}0 waiting {2}well$/m,
  );
  expect(listed).toMatch(/^deaf0 .* [1-9]\d* waiting /m);

  const before = receiver.received.length;
  const replayed = await deskbell('webhook', 'replay', 'erp', '--from', 'T-1#1');
  expect([replayed.status, replayed.stdout]).toEqual([0, expect.stringMatching(/^\d+ events since /)]);
  await until('the replay', async () =>
    receiver.received.slice(before).some(({ id }) => id === 'evt_T-2_1') ? true : undefined,
  );
  expect(receiver.received[before]?.id).toBe('evt_T-1_1');

  const rotated = (await deskbell('webhook', 'secret', 'erp', '--rotate')).stdout.split('\n')[0] ?? '';
  expect(rotated).not.toBe(secret);
  await deskbell('webhook', 'test', 'erp');
  const last = receiver.received.at(-1);
  for (const each of [secret, rotated])
    expect(verify(each, last?.body ?? '', last?.headers ?? {}, last?.at ?? 0).type).toBe('deskbell.test');

  const wrong = await deskbell('webhook', 'test', 'nope');
  expect([wrong.status, wrong.stderr]).toEqual([2, expect.stringContaining('no webhook nope; it has erp, deaf0')]);
  for (const bad of [
    [],
    ['--from', 'T3'],
    ['--since', '2026-11-29'],
    ['--from', 'T-1#1', '--since', '2026-11-29T10:00Z'],
  ])
    expect((await deskbell('webhook', 'replay', 'erp', ...bad)).status).toBe(2);
  expect((await deskbell('webhook', 'replay', 'erp', '--from', 'T-1#999')).status).toBe(2);
});
