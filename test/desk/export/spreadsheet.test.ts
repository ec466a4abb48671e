import { describe, expect, it } from 'vitest';
import { bytesOf } from '../../../src/desk/export/spreadsheet.ts';
import { type Column, tableOf } from '../../../src/desk/export/table.ts';
import { sampleBook } from '../../support/sample-book.ts';
import { readCsv, readXlsx } from '../../support/spreadsheet.ts';

interface Row {
  readonly text: string;
  readonly at: number;
  readonly count: number | undefined;
}

const COLUMNS: readonly Column<Row>[] = [
  { name: 'title', kind: 'text', of: ({ text }) => text },
  { name: 'reported', kind: 'at', of: ({ at }) => at },
  { name: 'count', kind: 'number', of: ({ count }) => count },
];

/** Spreadsheet programs run what begins so as a formula, or would with a sign in front that they drop. */
const FORMULAS = ['=1+1', '+1', '-1', '@SUM(A1)', '\t=1+1', '\r=1+1', '=HYPERLINK("http://x","click")', '＝1+1'];
const LONG = '核心交换机故障，'.repeat(6000);
const TEXTS = [...FORMULAS, '中文，引号"与\n换行', 'a,b;c', LONG, 'bell \u0001\u0000 \ud800 end', "'quoted", ''];

const AT = Date.parse('2026-09-30T17:30:15Z');

async function fileOf(format: 'csv' | 'xlsx', texts: readonly string[] = TEXTS): Promise<Buffer> {
  const source = await sampleBook('en');
  const rows = async function* () {
    for (const text of texts) yield { text, at: AT, count: text === '' ? undefined : -3 };
  };
  const table = tableOf('Tickets: a/b', COLUMNS, rows(), { source, language: 'en', now: AT });
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesOf(table, format)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const HEADINGS = ['Title', 'Reported (Asia/Shanghai)', 'Reported (UTC)', 'Quantity'];

describe('CSV', () => {
  it('begins with a byte order mark, ends lines as Windows does, and comes back as it was', async () => {
    const bytes = await fileOf('csv', ['中文，引号"与\n换行', LONG, '']);
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString()).toContain('\r\n');
    expect(readCsv(bytes)).toEqual([
      HEADINGS,
      ['中文，引号"与\n换行', '2026-10-01 01:30:15', '2026-09-30T17:30:15.000Z', '-3'],
      [LONG, '2026-10-01 01:30:15', '2026-09-30T17:30:15.000Z', '-3'],
      ['', '2026-10-01 01:30:15', '2026-09-30T17:30:15.000Z', ''],
    ]);
  });

  it('no text is a formula: an apostrophe stands in front', async () => {
    const cells = readCsv(await fileOf('csv', FORMULAS))
      .slice(1)
      .map(([cell]) => cell);
    expect(cells).toEqual(FORMULAS.map((text) => `'${text}`));
  });

  it('a return within a text ends no row, so that nothing behind it is a formula', async () => {
    const [, ...rows] = readCsv(await fileOf('csv', ['fine\r=1+1', 'fine\r\n=1+1']));
    expect(rows.map(([cell]) => cell)).toEqual(['fine\r=1+1', 'fine\r\n=1+1']);
  });
});

describe('Excel', () => {
  it('keeps texts as texts, dates as dates of the provider’s clock, numbers as numbers', async () => {
    const [headings, ...rows] = await readXlsx(await fileOf('xlsx'));
    expect(headings).toEqual(HEADINGS);
    expect(rows).toHaveLength(TEXTS.length);
    const cells = rows.map(([cell]) => cell);
    expect(cells.slice(0, 4)).toEqual(FORMULAS.slice(0, 4));
    expect(cells[8]).toBe('中文，引号"与\n换行');
    const [, wall, ...others] = rows[0] ?? [];
    // Excel counts days, so that a reader sees a date to the second.
    expect(Math.round(Number(wall) / 1000)).toBe(Date.parse('2026-10-01T01:30:15Z') / 1000);
    expect(others).toEqual(['2026-09-30T17:30:15.000Z', -3]);
  });

  it('cuts what Excel would refuse: texts longer than a cell, characters that XML has not', async () => {
    const rows = await readXlsx(await fileOf('xlsx'));
    const long = String(rows[11]?.[0]);
    expect(long).toHaveLength(32_767);
    expect(long.endsWith('…')).toBe(true);
    expect(rows[12]?.[0]).toBe('bell  \ufffd end');
  });

  it('has no formula in the file', async () => {
    const { unzipSync, strFromU8 } = await import('fflate');
    const parts = unzipSync(await fileOf('xlsx'));
    const sheet = Object.entries(parts).find(([name]) => name.includes('sheet1.xml'))?.[1] ?? new Uint8Array();
    expect(strFromU8(sheet)).toContain('=1+1');
    expect(strFromU8(sheet)).not.toMatch(/<f[ >]/);
  });
});
