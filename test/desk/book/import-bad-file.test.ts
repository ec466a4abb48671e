import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { importing, mistakesOf, type Rows, sound, workbook } from './importing.ts';

/** The many files that people really have. Clear words for each; a mistake in one row leaves the whole file out. */

const HEAD = ['Customer', 'Site', 'Name', 'Serial number', 'Count'];
const devices = (count: number, last: Rows[number]): Rows => [
  HEAD,
  ...Array.from({ length: count - 1 }, (_, i) => ['sample', 'main', 'Access switch', `SN-${i}`, 1]),
  last,
];

describe('50,000 rows', () => {
  it('of a workbook are read whole', async () => {
    const bytes = await workbook({ Devices: devices(50_000, ['sample', 'main', 'The last one', 'SN-last', 1]) });
    const { counts, source } = sound(await importing(bytes));
    expect(counts.devices.added).toBe(50_000);
    expect(source.customers.sample?.devices.at(-1)?.name.en).toBe('The last one');
  });

  it('with one mistake are refused whole, by its row', async () => {
    const bytes = await workbook({ Devices: devices(50_000, ['sample', 'main', 'The last one', 'SN-last', 'many']) });
    expect(await importing(bytes)).toEqual({
      ok: false,
      mistakes: ['Devices, row 50001, column Count: “many” is no number'],
    });
  });

  it('of unknown customers give a mistake each, and quickly', async () => {
    const rows = Array.from({ length: 50_000 }, (_, i) => `nobody-${i},main,Switch,SN-${i},1`);
    const mistakes = await mistakesOf([HEAD.join(','), ...rows].join('\n'));
    expect(mistakes).toHaveLength(50_000);
    expect(mistakes[0]).toMatch(/^devices, row 2, column Customer: neither the book nor the file has “nobody-0”/);
  }, 60_000);

  it('more than a sheet may have, or a larger file than is read, are refused', async () => {
    const rows = Array.from({ length: 100_001 }, (_, i) => `sample,main,Switch,SN-${i},1`);
    expect(await mistakesOf([HEAD.join(','), ...rows].join('\n'))).toContain(
      'devices: 100001 rows; a sheet may have 100000',
    );
    expect(await mistakesOf(new Uint8Array(33 * 1024 * 1024))).toEqual([expect.stringContaining('more than 32 MB')]);
  });

  it('that hide behind a small file are not unpacked', async () => {
    const parts = unzipSync(await workbook({ Devices: [HEAD] }));
    const sheet = Object.keys(parts).find((name) => name.endsWith('sheet1.xml')) ?? '';
    const [before = '', after = ''] = strFromU8(parts[sheet] ?? new Uint8Array()).split('</sheetData>');
    const row = `<row r="2"><c r="A2" t="inlineStr"><is><t>${'a'.repeat(10_000)}</t></is></c></row>`;
    const bomb = zipSync({ ...parts, [sheet]: strToU8(`${before}${row.repeat(27_000)}</sheetData>${after}`) });
    expect(bomb.length).toBeLessThan(2 * 1024 * 1024);
    expect(await mistakesOf(bomb)).toEqual([expect.stringContaining('unpacked, the file has more than 256 MB')]);
  });
});

describe('encodings', () => {
  const text = 'Customer,Site,Name,Serial number,Count\nsample,main,交换机,SN-1,1\n';
  const bigEndian = (plain: string) => Buffer.from(`\ufeff${plain}`, 'utf16le').swap16();

  it.each([
    ['UTF-8 with its mark', Buffer.from(`\ufeff${text}`)],
    ['UTF-16 as Excel writes “Unicode text”', Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le')],
    ['UTF-16 with the bytes the other way round', bigEndian(text)],
    ['semicolons and the line ends of Windows', Buffer.from(text.replaceAll(',', ';').replaceAll('\n', '\r\n'))],
  ])('%s is read', async (_, bytes) => {
    const { source, notes } = sound(await importing(bytes));
    expect(source.customers.sample?.devices.at(-1)).toMatchObject({ name: { zh: '交换机' }, serial: 'SN-1', count: 1 });
    expect(notes).toEqual([]);
  });

  it.each([
    ['UTF-16 without its mark', Buffer.from(text, 'utf16le')],
    ['UTF-16 that was cut in the middle of a letter', Buffer.from(`\ufeff${text}`, 'utf16le').subarray(0, -1)],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d])],
  ])('%s is refused with what to do', async (_, bytes) => {
    expect(await mistakesOf(bytes)).toEqual([
      'the file is text in an unknown encoding; save it as “CSV UTF-8” or as .xlsx',
    ]);
    expect(await mistakesOf(bytes, {}, 'zh-CN')).toEqual([expect.stringContaining('另存为')]);
  });
});

describe('cells', () => {
  it('merged headings, a title above them and formulas that failed are named by their place, in Chinese', async () => {
    const rows = [HEAD, ['sample', 'main', 'A', null, 1], ['sample', 'main', 'B', null, 1]];
    const merges = [{ startRow: 0, startCol: 0, endRow: 0, endCol: 1 }];
    const cells = new Map([['1,4', { formula: 'VLOOKUP(A2,X!A:B,2,0)', formulaResult: '#N/A' }]]);
    const mistakes = await mistakesOf(await workbook({ 设备: rows }, { merges, cells }), {}, 'zh-CN');
    expect(mistakes).toContain('设备，第 1 行：单元格 A1:B1 已合并；每一行都要有自己的值');
    expect(mistakes).toContain('设备，第 2 行：单元格 E2 是公式错误；请直接填写值');
    const titled = await mistakesOf(await workbook({ Devices: [['Devices of 2026'], ...rows] }));
    expect(titled[0]).toContain('Devices, row 1, column Devices of 2026: no such column is known; allowed: Customer');
  });

  it('a text that looks like a formula stays a text', async () => {
    const { source } = sound(await importing('Customer,Site,Name\nsample,main,=1+1\n'));
    expect(source.customers.sample?.devices.at(-1)?.name.en).toBe('=1+1');
  });
});
