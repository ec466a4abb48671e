import { describe, expect, it } from 'vitest';
import { readApart } from '../../../src/desk/board/import/apart.ts';
import type { Spreadsheet } from '../../../src/desk/board/import/read.ts';
import { must } from '../../support/must.ts';
import { sampleBook } from '../../support/sample-book.ts';

async function csvOf(lines: readonly string[]): Promise<Spreadsheet> {
  const bytes = new TextEncoder().encode(['Customer,Name,Serial number', ...lines].join('\n'));
  const base = { version: 1, source: await sampleBook('en') };
  return { base, name: 'devices.csv', bytes, sheet: undefined, language: 'en' };
}

describe('a spreadsheet that is read in a thread of its own', () => {
  it('gives the book with the rows in it, or the mistakes', async () => {
    const read = await readApart(await csvOf(['sample,Box,SN-1']));
    expect(read.ok && must(read.source.customers.sample?.devices.at(-1))).toMatchObject({ serial: 'SN-1' });
    expect(await readApart(await csvOf(['nobody,Box,SN-1']))).toEqual({
      ok: false,
      mistakes: [expect.stringContaining('neither the book nor the file has “nobody”')],
    });
  });

  it('takes no more memory than it may: the thread ends, and words say why', async () => {
    const lines = Array.from({ length: 50_000 }, (_, index) => `sample,A box of some kind ${index},SN-${index}`);
    const read = await readApart(await csvOf(lines), 40);
    expect(read).toEqual({ ok: false, mistakes: [expect.stringContaining('unpacks to more than can be read here')] });
    expect((await readApart(await csvOf(['sample,Box,SN-1']))).ok).toBe(true);
  });
});
