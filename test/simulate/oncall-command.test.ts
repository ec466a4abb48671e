import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runDeskbell } from '../support/deskbell.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-oncall-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(content: string, ...options: string[]) {
  const file = join(folder, 'rota.csv');
  await writeFile(file, content);
  return runDeskbell(['oncall', 'import', file, ...options]);
}

it('prints YAML, or every mistake with status 2 and no YAML', async () => {
  const good = await run('from,until,person\n2026-10-01 17:00,2026-10-02 08:00,li-wei\n', '--rotation', 'nights');
  expect(good).toMatchObject({ status: 0, stderr: '' });
  expect(parse(good.stdout).rotations.nights.dated).toHaveLength(1);
  const bad = await run('from,until,person\n2026-10-01,2026-10-02,li-wei\n2026-10-02,2026-10-03,李伟\nx,y,z\n');
  expect(bad).toMatchObject({ status: 2, stdout: '' });
  expect(bad.stderr).toMatch(/rota\.csv:3: .*--book/);
  expect(bad.stderr).toMatch(/rota\.csv:4: /);
});

it('a book that is not there or is wrong is named', async () => {
  const { status, stdout, stderr } = await run('from,until,person\n', '--book', join(folder, 'none.yaml'));
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toContain('none.yaml');
});
