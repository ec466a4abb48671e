import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chosenHere } from '../support/chosen-here.ts';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';
import { BLANK, endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT } from '../support/deskbell.ts';
import { until } from '../support/until.ts';

let folder: string;
let DATA_DIR: string;
/** A copy of a preset, and the same with another promise. */
let old: string;
let young: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-apply-'));
  DATA_DIR = join(folder, 'data');
  [old, young] = [join(folder, 'old.yaml'), join(folder, 'young.yaml')];
  const text = await readFile(join(ROOT, 'presets/telecom-province.yaml'), 'utf8');
  expect(text).toContain('every: 30m');
  await writeFile(old, text);
  await writeFile(young, text.replace('every: 30m', 'every: 20m'));
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

type Env = Readonly<Record<string, string>>;

function deskbell(env: Env, ...words: string[]) {
  return new Promise<{ status: number; stdout: string; stderr: string }>((resolve) => {
    const options = { cwd: ROOT, env: { ...process.env, ...BLANK, ...env } };
    execFile(process.execPath, ['src/main.ts', ...words], options, (error, stdout, stderr) =>
      resolve({ status: error ? Number(error.code) : 0, stdout, stderr }),
    );
  });
}

describe.each(chosenHere(['pglite', 'postgres'] as const))('book apply on %s', (kind) => {
  async function envOf(): Promise<Env> {
    if (kind === 'postgres') return { DATA_DIR, BOOK: old, DATABASE_URL: (await createPostgresDatabase()).url };
    await seedDatabase(DATA_DIR);
    return { DATA_DIR, BOOK: old };
  }

  it('shows, then applies while the desk runs; the second of two people is refused; a restart keeps the newest', async () => {
    const env = await envOf();
    const desk = await startDesk({ env });
    const dry = await deskbell(env, 'book', 'apply', young, '--dry-run');
    expect(dry).toMatchObject({ status: 0, stderr: '' });
    expect(dry.stdout).toContain('30 min → 20 min');
    expect(dry.stdout).toContain('No ticket is open.');
    expect(dry.stdout).toContain(`deskbell book apply ${young} --expect 1`);

    const both = await Promise.all([1, 2].map(() => deskbell(env, 'book', 'apply', young, '--expect', '1')));
    expect(both.map(({ status }) => status).sort()).toEqual([0, 2]);
    expect(both.find(({ status }) => status === 2)?.stderr).toMatch(/Meanwhile version 2 .*deskbell book apply/);
    const again = await deskbell(env, 'book', 'apply', young, '--dry-run');
    expect(again.stdout).toContain('applied version 2 →');

    await desk.end('SIGTERM');
    const restarted = await startDesk({ env });
    expect(restarted.said()).toMatch(/has the content of version 1\. Version 2 was applied later .* stays in force/);
    expect((await deskbell(env, 'book', 'apply', old, '--dry-run')).stdout).toContain('20 min → 30 min');
    await restarted.end('SIGTERM');

    const renewed = await startDesk({ env: { ...env, BOOK: 'video-conference' } });
    expect(renewed.said()).toMatch(/version 3 is in force, in place of version 2 /);
  });

  it('is for the account of the desk alone, and says so where no desk runs', async () => {
    const env = await envOf();
    const desk = await startDesk({ env });
    const file = join(DATA_DIR, 'control.json');
    expect((await stat(file)).mode & 0o077).toBe(0);
    const { url, secret } = JSON.parse(await readFile(file, 'utf8')) as { url: string; secret: string };
    const ask = (given: string, path = 'book') =>
      fetch(new URL(path, url), { method: 'POST', headers: { authorization: `Bearer ${given}` }, body: 'no json' });
    expect((await ask('x'.repeat(secret.length))).status).toBe(401);
    expect((await ask(secret, 'else')).status).toBe(404);
    expect((await ask(secret)).status).toBe(400);

    await desk.end('SIGKILL');
    const told = await deskbell(env, 'book', 'apply', young, '--dry-run');
    expect(told.status).toBe(1);
    expect(told.stderr).toContain('The playground does not run here');
  });
});

describe('book apply', () => {
  it('reaches every desk on one PostgreSQL, also from a machine where none runs', async () => {
    const { url: DATABASE_URL } = await createPostgresDatabase();
    const env = { DATA_DIR, BOOK: old, DATABASE_URL, LOG_LEVEL: 'info' };
    const one = await startDesk({ env });
    const other = await startDesk({ env: { ...env, DATA_DIR: join(folder, 'other') } });
    expect((await deskbell(env, 'book', 'apply', young, '--expect', '1')).status).toBe(0);
    for (const desk of [one, other])
      await until('the new book', async () => desk.warned().includes('book.applied') || undefined);

    const elsewhere = {
      DATABASE_URL,
      DATA_DIR: join(folder, 'none'),
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: 'a',
    };
    const third = await deskbell(elsewhere, 'book', 'apply', 'video-conference', '--expect', '2');
    expect(third.stdout).toContain('No desk answered here');
    for (const desk of [one, other])
      await until('the third book', async () => desk.warned().split('book.applied').length === 3 || undefined);
  });

  it('refuses a wrong book, a missing version and a person who may not', async () => {
    await seedDatabase(DATA_DIR);
    const env = { DATA_DIR, BOOK: old };
    await startDesk({ env });
    await writeFile(young, 'provider: {}\n');
    const wrong = await deskbell(env, 'book', 'apply', young, '--dry-run');
    expect(wrong.status).toBe(2);
    expect(wrong.stderr).toContain('young.yaml:1: provider.name');
    expect(await deskbell(env, 'book', 'apply', 'video-conference')).toMatchObject({ status: 2 });
    const person = await deskbell(env, 'book', 'apply', 'video-conference', '--expect', '1', '--by', 'engineer1');
    expect(person.status).toBe(2);
    expect(person.stderr).toContain('Only the technical director');
    expect((await deskbell(env, 'book', 'apply', 'video-conference', '--dry-run')).stdout).toContain(
      'applied version 1 →',
    );
  });
});
