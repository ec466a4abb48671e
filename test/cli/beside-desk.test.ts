import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { seedDatabase } from '../support/database.ts';
import { BLANK, endDesks, startDesk } from '../support/desk-process.ts';
import { runDeskbell } from '../support/deskbell.ts';
import { openHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

describe('beside a running desk, which has an embedded database to itself', () => {
  let folder: string;
  let env: Record<string, string>;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'deskbell-beside-'));
    const dataDir = join(folder, 'data');
    await seedDatabase(dataDir);
    const house = await openHouse({
      database: await openDatabase({ kind: 'pglite', dataDir }, silentLog),
      language: 'en',
    });
    for (const text of ['core down', 'door open']) await house.say(REPORTER, SHARED, `/fault ${text}`);
    await house.say(REPORTER, SHARED, '/complaint nobody calls back');
    await house.close();
    env = { ...BLANK, DATA_DIR: dataDir, BOOK: 'telecom-province' };
    await startDesk({ env });
  }, 120_000);
  afterAll(async () => {
    await endDesks();
    await rm(folder, { recursive: true, force: true });
  });
  const run = (...words: string[]) => runDeskbell(words, undefined, { ...process.env, ...env });

  it('verify, export and evidence are done by the desk, which goes on', async () => {
    const verified = await run('verify');
    expect(verified).toMatchObject({ status: 0, stderr: '' });
    expect(verified.stdout).toMatch(/All fits: 2 tickets, [1-9]\d* other logs/);
    expect((await run('verify', 'C-1', '--lang', 'zh-CN')).stdout).toContain('全部相符');
    expect((await run('verify', 'C-9')).status).toBe(2);

    const out = join(folder, 'out');
    const exported = await run('export', '--out', out);
    expect(exported).toMatchObject({ status: 0, stderr: '' });
    expect(exported.stdout).toContain(': 2 rows');
    expect(await readFile(join(out, 'tickets.csv'), 'utf8')).toContain('core down');
    expect(await run('evidence', 'T-1', '--out', out)).toMatchObject({ status: 0, stderr: '' });
    expect((await readdir(out)).sort()).toEqual(['Evidence T-1.docx', 'Evidence T-1.json', 'tickets.csv']);
  }, 120_000);

  it('refuses in the same words and with the same status as beside none', async () => {
    expect(await run('export', '--what', 'complaints')).toMatchObject({ status: 2, stdout: '' });
    const nobody = await run('export', '--by', 'nosuchperson');
    expect([nobody.status, nobody.stderr]).toEqual([2, expect.stringContaining('nosuchperson')]);
    expect((await run('evidence', 'T-99')).status).toBe(2);
    expect((await run('export', '--from', '2026-10-02', '--until', '2026-10-01')).stderr).toContain('lies before');
    const inFile = await run('export', '--out', join(folder, 'data', 'control.json', 'out'));
    expect(inFile).toMatchObject({ status: 1, stdout: '' });
    expect(inFile.stderr).toContain('control.json');
  }, 120_000);
});
