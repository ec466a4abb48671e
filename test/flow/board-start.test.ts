import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openVisitor } from '../support/board-visitor.ts';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { must } from '../support/must.ts';
import { openClient } from '../support/playground-client.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-board-'));
  await seedDatabase(join(folder, 'data'));
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

it('in a playground the link opens on this machine, and its clock that is moved on ends no session', async () => {
  const desk = await startDesk({ env: { DATA_DIR: join(folder, 'data') }, words: ['--date', '2026-09-28T10:00'] });
  const client = await openClient(desk.url);
  const fault = { as: 'customer-sample-1', channelId: 'customer-sample', threadId: '', text: '/fault 打印机卡纸' };
  expect((await client.ask('say', { ...fault, eventId: 'a-fault-of-a-customer' })).status).toBe(200);
  const asked = {
    as: 'manager1',
    channelId: 'team',
    threadId: '',
    text: '/desk 看板',
    eventId: 'the-manager-asks-for-the-board',
  };
  expect((await client.ask('say', asked)).status).toBe(200);
  const { messages } = await client.state('manager1');
  const link = must(/http:[^"\\]*\/web\/board\/in\/[\w.-]+/.exec(JSON.stringify(messages))?.[0]);
  expect(link.startsWith(desk.url)).toBe(true);
  const visitor = openVisitor();
  expect((await visitor.post(link)).status).toBe(303);
  expect((await visitor.get(`${desk.url}web/board/open`)).text).toContain('打印机卡纸');
  await client.ask('clock', { as: 'manager1', eventId: 'two-days-later-at-ten', to: '2026-09-30T10:00' });
  expect((await visitor.get(`${desk.url}web/board/open`)).status).toBe(200);
  const ended = await desk.end('SIGTERM');
  expect(ended).toEqual({ code: 0, signal: null });
});
