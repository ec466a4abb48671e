import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { importTables } from '../../../src/desk/book/import/import.ts';
import { readTables } from '../../../src/desk/book/import/table.ts';
import { editText } from '../../../src/desk/book/import/write.ts';
import { must } from '../../support/must.ts';
import { book, importing, mistakesOf, PRESET, sound, workbook } from './importing.ts';

describe('a spreadsheet', () => {
  it('with all sheets in Chinese adds a customer with sites, devices and contacts, and changes a person', async () => {
    const bytes = await workbook({
      联系人: [
        ['客户', '名称', '电话', '飞书账号'],
        ['北京分公司', '王芳', '010-1234', 'ou_1'],
      ],
      设备: [
        ['客户 *', '站点', '名称*', '序列号', '数量', '质保截止', '型号'],
        ['北京分公司', '朝阳机房', '核心交换机', 'SN-1', 1, new Date(Date.UTC(2028, 11, 31)), 'CS-1'],
        ['北京分公司', '朝阳机房', '核心交换机', 'SN-2', 1, '2028年12月31日', null],
        ['sample', 'main', '接入交换机', 'SN-3；SN-4', 2, null, null],
      ],
      站点: [
        ['客户', '编号', '名称', '距离（公里）', '路程时间'],
        ['北京分公司', 'chaoyang', '朝阳机房', 12.5, '2h'],
      ],
      客户: [
        ['编号', '名称', '英文名称', '服务方案', '服务级别', '语言', '合同开始', '合同结束'],
        ['beijing', '北京分公司', 'Beijing branch', 'standard', 'A', '中文', '2026-01-01', '2028-12-31'],
      ],
      人员: [
        ['名称', '电话', '角色'],
        ['李伟', '139-0000-0001', '工程师、专家'],
      ],
    });
    const { source, counts } = sound(await importing(bytes));
    const { beijing, sample } = source.customers;
    expect(beijing).toMatchObject({
      name: { zh: '北京分公司', en: 'Beijing branch' },
      contract: { from: '2026-01-01', until: '2028-12-31' },
      sites: [{ key: 'chaoyang', distanceKm: 12.5, travel: '2h' }],
      people: [{ name: { zh: '王芳', en: '王芳' }, phone: '010-1234', ids: { feishu: 'ou_1' } }],
    });
    expect(beijing?.devices.map(({ serial, site, warrantyUntil }) => [serial, site, warrantyUntil])).toEqual([
      ['SN-1', 'chaoyang', '2028-12-31'],
      ['SN-2', 'chaoyang', '2028-12-31'],
    ]);
    expect(new Set(beijing?.devices.map(({ key }) => key)).size).toBe(2);
    expect(sample?.devices.at(-1)).toMatchObject({ serials: ['SN-3', 'SN-4'], count: 2 });
    expect(source.people.engineer1).toMatchObject({
      name: { zh: '李伟', en: 'Li Wei' },
      roles: ['engineer', 'expert'],
      phone: '139-0000-0001',
      ids: { playground: 'engineer1' },
    });
    expect(counts.people).toEqual({ added: 0, changed: 1, same: 0 });
    expect(counts.devices).toEqual({ added: 3, changed: 0, same: 0 });
  });

  it('in English changes what a row names and leaves empty cells as they are; a second time nothing is new', async () => {
    const { devices = [] } = must(
      sound(await importing('Customer,Site,Name\nsample,main,New one')).source.customers.sample,
    );
    const [known] = devices;
    const csv = `Customer,Key,Name,Model,Count\nsample,${known?.key},${known?.name.en},NEW-1,\n`;
    const { source, edits, content } = sound(await importing(csv));
    const changed = source.customers.sample?.devices[0];
    expect(changed).toEqual({ ...known, model: 'NEW-1' });
    expect(edits).toHaveLength(1);
    const tables = await readTables(new TextEncoder().encode(csv), 'devices', 'en');
    expect(sound(importTables({ ...book, content }, tables, undefined, 'en')).edits).toEqual([]);
  });

  it('names every mistake at once, by sheet, row and column', async () => {
    const bytes = await workbook({
      Devices: [
        ['Customer', 'Site', 'Name', 'Serial number', 'Count', 'Warranty until'],
        ['sampel', 'main', 'One', 'SN-1', 1, null],
        ['sample', 'cellar', 'Two', 'SN-2', 1, null],
        ['sample', 'main', null, 'SN-3', 1, null],
        ['sample', 'main', 'Four', 'SN-4', 'many', null],
        ['sample', 'main', 'Five', 'SN-5', 0, null],
        ['sample', 'main', 'Six', new Date(Date.UTC(2026, 2, 5)), 1, null],
        ['sample', 'main', 'Seven', 123456789012345680, 1, '3/4/2028'],
        ['sample', 'main', 'Eight', 'SN-8', 1, '2028-02-30'],
        ['sample', 'main', 'Nine', 'SN-2', 1, null],
      ],
      Lifts: [['Name'], ['x']],
      People: [
        ['Key', 'Name', 'Roles', 'Shoe size'],
        ['p1', 'P One', 'engineer, juggler', 42],
        ['p2', 'P Two', null, null],
      ],
    });
    const mistakes = await mistakesOf(bytes);
    for (const [place, words] of [
      ['Devices, row 2, column Customer', 'did you mean “sample”'],
      ['Devices, row 3, column Site', 'cellar'],
      ['Devices, row 4, column Name', 'is missing'],
      ['Devices, row 5, column Count', 'no number'],
      ['Devices, row 6, column Count', ''],
      ['Devices, row 7, column Serial number', 'into a date'],
      ['Devices, row 8, column Serial number', 'shortened'],
      ['Devices, row 8, column Warranty until', 'no clear date'],
      ['Devices, row 9, column Warranty until', 'no clear date'],
      ['Lifts:', 'no sheet of this name'],
      ['People, row 1, column Shoe size', 'no such column'],
      ['People, row 2, column Roles', 'juggler'],
      ['People, row 3, column Roles', 'missing'],
    ] as const)
      expect(
        mistakes.filter((line) => line.startsWith(place) && line.includes(words)),
        `${place}\n${mistakes.join('\n')}`,
      ).not.toEqual([]);
  });

  it('refuses merged cells, errors and formulas without a value; a formula counts by its stored value', async () => {
    const rows = [
      ['Customer', 'Site', 'Name', 'Count'],
      ['sample', 'main', 'A', null],
      ['sample', 'main', 'B', null],
      ['sample', 'main', 'C', 1],
    ];
    const merged = await workbook({ Devices: rows }, { merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }] });
    expect(await mistakesOf(merged)).toContain(
      'Devices, row 2: cells A2:A3 are merged; every row needs its own values',
    );
    const cells = (count: object) => ({ cells: new Map([['1,3', count]]) });
    expect(await mistakesOf(await workbook({ Devices: rows }, cells({ formula: '1+1' })))).toEqual([
      expect.stringContaining('the formula in cell D2 has no stored value'),
    ]);
    expect(
      await mistakesOf(await workbook({ Devices: rows }, cells({ formula: 'X', formulaResult: '#REF!' }))),
    ).toContainEqual(expect.stringContaining('cell D2 is an error of a formula'));
    const good = sound(await importing(await workbook({ Devices: rows }, cells({ formula: '1+1', formulaResult: 2 }))));
    expect(good.source.customers.sample?.devices.map(({ count }) => count)).toContain(2);
  });

  it('reads GB 18030 and UTF-16 as spreadsheets write them, and refuses what is no text', async () => {
    // 客户,名称 / sample,交换机 in GB 18030.
    const gbk = Uint8Array.from([
      ...[0xbf, 0xcd, 0xbb, 0xa7, 0x2c, 0xc3, 0xfb, 0xb3, 0xc6, 0x0a],
      ...[...'sample,'].map((letter) => letter.charCodeAt(0)),
      ...[0xbd, 0xbb, 0xbb, 0xbb, 0xbb, 0xfa],
    ]);
    const read = sound(await importing(gbk));
    expect(read.source.customers.sample?.devices.at(-1)?.name.zh).toBe('交换机');
    expect(read.notes).toEqual([expect.stringContaining('GB 18030')]);
    const utf16 = Buffer.from('\ufeffCustomer\tName\nsample\tSwitch 交换机\n', 'utf16le');
    expect(sound(await importing(utf16)).source.customers.sample?.devices.at(-1)?.name.zh).toBe('Switch 交换机');
    for (const [bytes, words] of [
      [[0xff, 0xff, 0x80], 'unknown encoding'],
      [[0x50, 0x4b, 3, 4, 1, 2, 3], 'no .xlsx file'],
      [[0xd0, 0xcf, 0x11, 0xe0], 'password'],
      [[], 'empty'],
    ] as const)
      expect(await mistakesOf(Uint8Array.from(bytes))).toEqual([expect.stringContaining(words)]);
    expect(await mistakesOf('Customer,Name\n')).toEqual([expect.stringContaining('no row')]);
    expect(await mistakesOf('Name,Name\n"a,b\n')).toHaveLength(1);
  });

  it('of 50,000 devices is read whole', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `sample,main,Access switch,SN-${index},1`);
    const { source, counts } = sound(await importing(['Customer,Site,Name,Serial number,Count', ...lines].join('\n')));
    expect(counts.devices.added).toBe(50_000);
    expect(source.customers.sample?.devices.at(-1)).toMatchObject({ serial: 'SN-49999' });
  });
});

it('the written book keeps its comments, and reads back as what was checked', async () => {
  const text = await readFile(PRESET, 'utf8');
  const { edits, content } = sound(await importing('Customer,Site,Name\nsample,main,New one'));
  const written = must(editText(text, edits, content));
  expect(parse(written, { maxAliasCount: -1 })).toEqual(content);
  const commentsOf = (yaml: string) => yaml.match(/# .*$/gm)?.length;
  expect(commentsOf(written)).toBe(commentsOf(text));
  expect(written).toContain('&hours');
});
