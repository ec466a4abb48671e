import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import readXlsxFile from 'read-excel-file/node';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readBookFile } from '../../src/desk/book/load.ts';
import { chosenHere } from '../support/chosen-here.ts';
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

it.each(chosenHere(['pglite', 'postgres'] as const))(
  'shows, applies and writes on a running desk with %s',
  async (kind) => {
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
  },
);

it('applies nothing where the book cannot be written, and leaves no draft behind', async () => {
  const DATA_DIR = join(folder, 'data');
  await seedDatabase(DATA_DIR);
  const env = { ...process.env, ...BLANK, DATA_DIR, BOOK: book };
  const run = (...words: string[]) => runDeskbell(['import', ...words], ROOT, env);
  await startDesk({ env: { DATA_DIR, BOOK: book } });
  const csv = join(folder, 'devices.csv');
  await writeFile(csv, 'Customer,Name\nsample,New switch\n');
  await writeFile(join(folder, 'there.yaml'), 'mine');
  for (const [target, words] of [
    ['there.yaml', 'is there already'],
    ['gone/new.yaml', 'is not there'],
  ] as const) {
    const refused = await run(csv, '--into', book, '--expect', '1', '--write', join(folder, target));
    expect([refused.status, refused.stdout]).toEqual([1, '']);
    expect(refused.stderr).toContain(words);
  }
  expect(await readFile(join(folder, 'there.yaml'), 'utf8')).toBe('mine');
  const late = await run(csv, '--into', book, '--expect', '7', '--write', join(folder, 'new.yaml'));
  expect(late.status).toBe(2);
  expect((await readdir(folder)).filter((name) => /new|\d$/.test(name))).toEqual([]);
  expect((await run(csv, '--into', book, '--dry-run')).stdout, 'still the first version').toContain('--expect 1');
});

it('of 50,000 wrong rows the first are named, then how many more there are; the book stays as it is', async () => {
  const csv = join(folder, 'devices.csv');
  const rows = Array.from({ length: 50_000 }, (_, i) => `sampel,Switch,SN-${i}`);
  await writeFile(csv, ['Customer,Name,Serial number', ...rows].join('\n'));
  const before = await readFile(book, 'utf8');
  const refused = await runDeskbell(['import', csv, '--into', book, '--write', book], ROOT, {
    ...process.env,
    ...BLANK,
  });
  expect([refused.status, refused.stdout]).toEqual([2, '']);
  const lines = refused.stderr.trim().split('\n');
  expect(lines).toHaveLength(202);
  expect(lines.slice(-2)).toEqual(['… 49800 more', 'Mistakes: 50000; nothing was changed.']);
  expect(await readFile(book, 'utf8')).toBe(before);
});

it('reads a filled template that another program saved, with channels, sites, devices and a contact', async () => {
  const lifts = join(ROOT, 'test/fixture/import/lifts.xlsx');
  const first = join(ROOT, 'docs/example/first-book.yaml');
  const target = join(folder, 'lifts.yaml');
  const run = (...words: string[]) => runDeskbell(words, ROOT, { ...process.env, ...BLANK });
  const written = await run('import', lifts, '--into', first, '--write', target);
  expect(written).toMatchObject({ status: 0, stderr: '' });
  const { source } = await readBookFile(target);
  expect(source.customers['st-brigid-hospital']?.sites.map(({ name }) => name.en)).toEqual(['Main building', 'Annexe']);
  expect(Object.values(source.customers).flatMap(({ devices }) => devices)).toHaveLength(30);
  expect(source.channels['kingsway-hotel']).toMatchObject({ platform: 'slack', id: 'C0000000013', language: 'en' });
  expect(source.customers['northgate-housing']?.people).toMatchObject([{ phone: '+44 20 7946 0200', ids: {} }]);
});

it('writes a template that the import itself understands, and no file over another one', async () => {
  const template = join(folder, 'template.xlsx');
  const run = (...words: string[]) => runDeskbell(['import', ...words], ROOT, { ...process.env, ...BLANK });
  expect((await run(template, '--template', '--lang', 'zh-CN')).status).toBe(0);
  // By another library than the one that wrote it.
  const sheets = await readXlsxFile(await readFile(template));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['客户', '站点', '设备', '人员', '联系人']);
  expect(sheets[0]?.data[0]).toEqual(expect.arrayContaining(['名称 *', 'Slack 频道', '飞书群']));
  const empty = await run(template, '--into', book);
  expect(empty.stderr.trim().split('\n')).toEqual([
    expect.stringContaining('no row'),
    expect.stringContaining('nothing was changed'),
  ]);
  const again = await run(template, '--template', '--lang', 'zh-CN');
  expect([again.status, again.stderr]).toEqual([1, `${template} 已存在，未作更改；请换一个文件名\n`]);
  expect((await run(template)).status).toBe(2);
});
