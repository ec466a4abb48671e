import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk } from '../support/desk-process.ts';
import { openClient } from '../support/playground-client.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-storm-'));
  await seedDatabase(join(folder, 'data'));
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

const FAULTS = 15;

it('faults that were reported one after the other are broken in a few messages when the clock is moved', async () => {
  const env = { DATA_DIR: join(folder, 'data') };
  const desk = await startDesk({ env, words: ['--date', '2026-09-30T10:00'] });
  const client = await openClient(desk.url);
  const as = 'customer-sample-1';
  for (let number = 1; number <= FAULTS; number += 1) {
    const said = { as, channelId: 'customer-sample', threadId: '', text: `/fault 交换机 ${number} 宕机` };
    expect((await client.ask('say', { ...said, eventId: `reported-as-number-${number}` })).status).toBe(200);
  }
  const moved = await client.ask('clock', { as, eventId: 'past-the-limit', to: '2026-09-30T11:10' });
  expect(moved).toMatchObject({ status: 200, body: { moving: false } });
  const { messages } = await client.state('manager1');
  for (const channel of ['escalation', '@manager1']) {
    const there = messages.filter(({ channelId, threadId }) => channelId === channel && threadId === '');
    const words = JSON.stringify(there);
    expect(words).toMatch(/\d+ 项承诺超时/);
    expect(words).toContain('全部超时工单');
    expect(there.length).toBeLessThanOrEqual(FAULTS / 2);
  }
});
