import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { chosenHere } from '../support/chosen-here.ts';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';
import { BLANK, type DeskProcess, endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT, runDeskbell } from '../support/deskbell.ts';
import { openClient } from '../support/playground-client.ts';

let folder: string;
let DATA_DIR: string;
/** A copy of a preset, and the same with a quarter of an hour for general faults instead of a whole one. */
let [old, young] = ['', ''];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-replay-'));
  DATA_DIR = join(folder, 'data');
  [old, young] = [join(folder, 'old.yaml'), join(folder, 'young.yaml')];
  const text = await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8');
  expect(text).toContain('within: 60m }');
  await writeFile(old, text);
  await writeFile(young, text.replace('within: 60m }', 'within: 15m }'));
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

const SAMPLE = { as: 'customer-sample-1', channelId: 'customer-sample', threadId: '' };

/** A fault on a morning of October, acknowledged at half past ten. */
async function handleFault(desk: DeskProcess): Promise<void> {
  const client = await openClient(desk.url);
  const ask = async (action: string, eventId: string, body: object) =>
    expect(await client.ask(action, { eventId, ...body })).toMatchObject({ status: 200 });
  await ask('say', 'fault-in-october', { ...SAMPLE, text: '/fault the printer of the duty room is out of toner' });
  await ask('clock', 'until-half-past', { as: SAMPLE.as, to: '2026-10-12T10:30' });
  await ask('say', 'taken-in-october', { as: 'engineer1', channelId: 'team', threadId: '', text: '/desk ack T-1' });
}

it.each(chosenHere(['pglite', 'postgres'] as const))(
  'a running desk on %s replays its log, and goes on',
  async (kind) => {
    const own = kind === 'postgres' ? { DATABASE_URL: (await createPostgresDatabase()).url } : {};
    if (kind === 'pglite') await seedDatabase(DATA_DIR);
    const env = { DATA_DIR, BOOK: old, ...own };
    const run = (...words: string[]) => runDeskbell(['replay', ...words], ROOT, { ...process.env, ...BLANK, ...env });
    const desk = await startDesk({ env, words: ['--date', '2026-10-12T10:00'] });
    const empty = await run('--book', young, '--month', '2026-10');
    expect(empty).toMatchObject({ status: 0, stdout: 'In October 2026 no ticket was reported (all customers).\n' });
    await handleFault(desk);

    const told = await run('--book', young, '--month', '2026-10', '--lang', 'zh-CN');
    expect(told).toMatchObject({ status: 0, stderr: '' });
    expect(told.stdout).toContain(`2026年10月 · 全部客户，按 ${young} 重算`);
    // The clock of a playground goes on between two commands.
    expect(told.stdout).toMatch(
      /T-1 · D2 响应\n {4}按时（时限 10月12日周一 11:0\d） → 超时完成（时限 10月12日周一 10:\d\d，超时 \d+ 分钟）/,
    );
    const { changes } = JSON.parse((await run('--book', young, '--month', '2026-10', '--json')).stdout);
    expect(changes).toMatchObject([{ ticket: 'T-1', before: { outcome: 'kept' }, after: { outcome: 'keptLate' } }]);
    expect((await run('--book', old, '--month', '2026-10')).stdout).toContain('Every promise comes out as it did.');
    expect((await run('--book', young, '--month', '2026-11')).stderr).toContain('November 2026 has not begun yet');
    const other = await run('--book', 'video-conference', '--month', '2026-10', '--customer', 'acme');
    expect(other).toMatchObject({ status: 2, stdout: '' });
    expect(other.stderr).toContain('No customer is called “acme”');

    await desk.end('SIGTERM');
    const stopped = await run('--book', young, '--month', '2026-10');
    expect(stopped).toMatchObject({ status: 1, stdout: '' });
    expect(stopped.stderr).toContain('The playground does not run here');
    // The same database as a desk on Slack has it, which is stopped.
    const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_SIGNING_SECRET: 'a' };
    const read = await runDeskbell(['replay', '--book', young, '--month', '2026-10'], ROOT, {
      ...process.env,
      ...BLANK,
      ...env,
      ...slack,
    });
    expect(read.stdout).toMatch(
      /kept in time \(due Mon 12 Oct 11:0\d\) → met late \(\d+ min after Mon 12 Oct 10:\d\d\)/,
    );
  },
);

it('refuses a wrong book, a month in another shape and missing options, with exit status 2', async () => {
  const run = (...words: string[]) => runDeskbell(['replay', ...words], ROOT, { ...process.env, ...BLANK, DATA_DIR });
  await writeFile(young, 'provider: {}\n');
  const wrong = await run('--book', young, '--month', '2026-10');
  expect(wrong).toMatchObject({ status: 2, stdout: '' });
  expect(wrong.stderr).toContain('young.yaml:1: provider.name');
  for (const month of ['October', '2026-13', '2026', '2026-10-01', '10/2026'])
    expect((await run('--book', old, '--month', month)).stderr).toContain('a month is written YYYY-MM');
  expect((await run('--book', old, '--month', '2026-13')).status).toBe(2);
  expect((await run('--month', '2026-10')).stderr).toContain('--book <book>');
  expect((await run('--book', old)).status).toBe(2);
});
