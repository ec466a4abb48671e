import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { seedDatabase } from '../support/database.ts';
import { endDesks, startDesk, startRefused } from '../support/desk-process.ts';
import { openClient } from '../support/playground-client.ts';

let folder: string;
let DATA_DIR: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-date-'));
  DATA_DIR = join(folder, 'data');
  await seedDatabase(DATA_DIR);
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

const MANAGER = 'manager1';
const minute = (at: number) => new Date(at).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);

describe('start --date', () => {
  it('begins a playground on that day; a long move brings every message at its own instant', async () => {
    const desk = await startDesk({ env: { DATA_DIR }, words: ['--date', '2026-09-30T16:30'] });
    const client = await openClient(desk.url);
    expect(minute((await client.state(MANAGER)).clock.now)).toBe('2026-09-30T08:30');

    const as = 'customer-sample-1';
    const said = { as, channelId: 'customer-sample', threadId: '', text: '/fault 核心交换机宕机' };
    expect((await client.ask('say', { ...said, eventId: 'fault-before-the-holiday' })).status).toBe(200);
    const moved = await client.ask('clock', { as, eventId: 'across-national-day', to: '2026-10-09T09:00' });
    expect(moved).toMatchObject({ status: 200, body: { moving: false } });

    const { messages } = await client.state(MANAGER);
    const told = messages.filter(({ channelId }) => channelId === 'escalation').map(({ at }) => minute(at));
    // Broken after an hour of wall-clock time and raised half an hour, then an hour later; the night shift passes on.
    expect(told).toEqual(expect.arrayContaining(['2026-09-30T09:30', '2026-09-30T10:00', '2026-09-30T10:30']));
    expect(told).toEqual([...told].sort());
    await desk.end('SIGTERM');

    const { code, stderr } = await startRefused({ env: { DATA_DIR }, words: ['--date', '2026-10-01'] });
    expect(code).toBe(2);
    expect(stderr).toContain('this playground is at 2026-10-09T09:00 already');

    const later = await startDesk({ env: { DATA_DIR }, words: ['--date', '2026-11-02'] });
    expect(minute((await (await openClient(later.url)).state(MANAGER)).clock.now)).toBe('2026-11-02T01:00');
  });

  it('works through npm as the guide says it', async () => {
    const desk = await startDesk({ env: { DATA_DIR }, via: 'npm', words: ['--date', '2026-09-30'] });
    expect(minute((await (await openClient(desk.url)).state(MANAGER)).clock.now)).toBe('2026-09-30T01:00');
    expect(desk.said()).not.toContain('First start');
  });

  it('refuses what is no day, and a desk on a chat platform', async () => {
    const wrong = await startRefused({ env: { DATA_DIR }, words: ['--date', '2026-02-31'] });
    expect(wrong).toMatchObject({ code: 2, stdout: '' });
    expect(wrong.stderr).toContain('--date 2026-02-31: not a date; allowed: 2026-09-28 or 2026-09-28T16:30');

    const SLACK = { SLACK_BOT_TOKEN: 'xoxb-secret', SLACK_SIGNING_SECRET: 'signing-secret' };
    const connected = await startRefused({ env: { DATA_DIR, ...SLACK }, words: ['--date', '2026-09-28'] });
    expect(connected.code).toBe(2);
    expect(connected.stderr).toContain('--date: only a playground has a clock of its own');
  });
});

it('the first start says in words what it does', async () => {
  await rm(DATA_DIR, { recursive: true });
  const desk = await startDesk({ env: { DATA_DIR, LOG_LEVEL: 'info' } });
  expect(desk.said().split('\n')).toEqual([
    'First start, with the service book telecom-province.',
    `The database is made in ${DATA_DIR}, which takes some seconds.`,
    'No chat platform is set, so a playground opens: a page with the people of the book and a clock that you can move.',
    `Deskbell is ready: ${desk.url}`,
    '',
  ]);
  expect(
    desk
      .warned()
      .split('\n')
      .filter((line) => line.includes('db.migrated')),
  ).toHaveLength(1);
});
