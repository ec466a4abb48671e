import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createPostgresDatabase, seedDatabase } from '../support/database.ts';
import { BLANK, endDesks, startDesk } from '../support/desk-process.ts';
import { ROOT, runDeskbell } from '../support/deskbell.ts';

let folder: string;
let book: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deskbell-import-'));
  book = join(folder, 'book.yaml');
  await cp(join(ROOT, 'presets/telecom-province.yaml'), book);
});
afterEach(async () => {
  await endDesks();
  await rm(folder, { recursive: true });
});

it.each(['pglite', 'postgres'] as const)('shows, applies and writes on a running desk with %s', async (kind) => {
  const DATA_DIR = join(folder, 'data');
  const own = kind === 'postgres' ? { DATABASE_URL: (await createPostgresDatabase()).url } : {};
  if (kind === 'pglite') await seedDatabase(DATA_DIR);
  const env = { ...process.env, ...BLANK, DATA_DIR, BOOK: book, ...own };
  const run = (...words: string[]) => runDeskbell(['import', ...words], ROOT, env);
  await startDesk({ env: { DATA_DIR, BOOK: book, ...own } });
  const csv = join(folder, '设备.csv');
  const before = await readFile(book, 'utf8');

  await writeFile(csv, '客户,名称,数量\nsample,新交换机,0\nsampel,另一台,1\n');
  const wrong = await run(csv, '--into', book, '--expect', '1', '--write', book, '--lang', 'zh-CN');
  expect(wrong.status).toBe(2);
  for (const said of ['设备，第 2 行，“数量”列', '设备，第 3 行，“客户”列', '共 2 处错误'])
    expect(wrong.stderr).toContain(said);
  expect(await readFile(book, 'utf8')).toBe(before);

  await writeFile(csv, '客户,名称,数量\nsample,新交换机,2\n');
  const dry = await run(csv, '--into', book, '--dry-run');
  expect(dry.stdout).toContain('Devices: 1 new');
  expect(dry.stdout).toContain('--expect 1');
  expect(await readFile(book, 'utf8')).toBe(before);

  const applied = await run(csv, '--into', book, '--expect', '1', '--write', book);
  expect(applied).toMatchObject({ status: 0, stderr: '' });
  expect(applied.stdout).toContain('Version 2 of the service book is in force.');
  expect(await readFile(book, 'utf8')).toContain('新交换机');
  expect((await run(csv, '--into', book, '--dry-run')).stdout).toContain('has all of this already');
  const late = await run(csv, '--into', 'telecom-province', '--expect', '1');
  expect(late.status).toBe(2);
  expect(late.stderr).toContain('Meanwhile version 2');
});

it('writes a template that the import itself understands, and no file over another one', async () => {
  const template = join(folder, 'template.xlsx');
  const run = (...words: string[]) => runDeskbell(['import', ...words], ROOT, { ...process.env, ...BLANK });
  expect((await run(template, '--template', '--lang', 'zh-CN')).status).toBe(0);
  const { sheets } = await readXlsx(new Uint8Array(await readFile(template)));
  expect(sheets.map(({ name }) => name)).toEqual(['客户', '站点', '设备', '人员', '联系人']);
  const empty = await run(template, '--into', book);
  expect(empty.stderr.trim().split('\n')).toEqual([
    expect.stringContaining('no row'),
    expect.stringContaining('nothing was changed'),
  ]);
  expect((await run(template, '--template')).status).toBe(1);
  expect((await run(template)).status).toBe(2);
});
