import { writeXlsx } from 'hucre/xlsx';
import readWorkbook from 'read-excel-file/node';
import { afterEach, describe, expect, it } from 'vitest';
import { currentBook, listApplied } from '../../src/desk/book/store.ts';
import { openVisitor, signIn } from '../support/board-visitor.ts';
import { chosenHere } from '../support/chosen-here.ts';
import { TEST_DATABASES, type TestDatabaseKind } from '../support/database.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

/** A spreadsheet that a director puts into the service book on the board. */

let house: WebHouse;
afterEach(() => house.close());

const open = async (kind?: TestDatabaseKind) => {
  house = await openWebHouse(await sampleBook('en'), kind);
};
const director = () => signIn(house, 'director');
const csvOf = (text: string | Uint8Array<ArrayBuffer>, name = 'devices.csv') => new File([text], name);
const GOOD = 'Customer,Name,Count,Serial number\nsample,New switch,2,"SN-1;SN-2"\n';
/** What a preview has to apply it. */
const draftIn = (page: string) => must(/name="draft" value="([\w-]+)"/.exec(page)?.[1]);
const now = () => house.database.transaction(currentBook);
const versions = async () =>
  (await house.database.transaction((tx) => listApplied(tx, 10))).map((each) => each.version);

describe.each(chosenHere(TEST_DATABASES))('a spreadsheet on the board (%s)', (kind) => {
  it('is read, shown and applied once; open tickets stay; the team is told, and the versions say how', async () => {
    await open(kind);
    await house.say('customer-sample-1', 'customer-sample', '/fault printer jams');
    const visitor = await director();
    const page = await visitor.read('import');
    expect(page).toContain('accept=".xlsx,.csv"');
    const shown = await visitor.send('import', {}, csvOf(GOOD));
    expect(shown.status).toBe(200);
    for (const words of ['Devices: 1 new, 0 changed, 0 as before', 'New switch', 'Put this over version 1'])
      expect(shown.text).toContain(words);
    expect(await versions()).toEqual([1]);
    const applied = await visitor.send('apply', { draft: draftIn(shown.text) });
    expect([applied.status, applied.text.includes('Version 2 of the service book is in force.')]).toEqual([200, true]);
    // Pressed twice, as people do.
    const again = await visitor.send('apply', { draft: draftIn(shown.text) });
    expect(again.text).toContain('Version 2 of the service book is in force.');
    expect(await versions()).toEqual([2, 1]);
    const { devices } = must((await now())?.source.customers.sample);
    expect(devices.at(-1)).toMatchObject({ name: { en: 'New switch' }, serials: ['SN-1', 'SN-2'], count: 2 });
    const { card } = await house.say('director', 'team', '/desk book');
    expect(JSON.stringify(card)).toContain('a spreadsheet on the board');
    expect(JSON.stringify(house.seen('team').cards)).toContain('Service book: version 2 is in force');
    expect((await house.say('manager1', 'team', '/desk show T-1')).refused).toBeUndefined();
    expect((await visitor.send('import', {}, csvOf(GOOD))).text).toContain('The book has all of this already');
    expect(await house.stored()).toEqual([]);
    expect(house.logged()).toBe('');
  });

  it('of two at once the second sees what the first did, and nothing is half applied', async () => {
    await open(kind);
    const [first, second] = [await director(), await signIn(house, 'director')];
    const one = await first.send('import', {}, csvOf(GOOD));
    // The same person in another browser: the later upload replaces the preview of the first.
    const other = await second.send('import', {}, csvOf(GOOD.replace('New switch', 'Other switch')));
    const gone = await first.send('apply', { draft: draftIn(one.text) });
    expect([gone.status, gone.text.includes('a later upload replaced this preview')]).toEqual([422, true]);
    // Another way into the book is faster.
    const faster = await house.database.transaction(async (tx) => {
      const { applyBook } = await import('../../src/desk/book/store.ts');
      const { source } = must(await currentBook(tx));
      const people = { ...source.people, manager1: { ...must(source.people.manager1), phone: '555-1' } };
      return applyBook(tx, { ...source, people }, Date.UTC(2026, 8, 28, 3), { by: 'director', via: 'chat' });
    });
    expect(faster).toBe(2);
    const late = await second.send('apply', { draft: draftIn(other.text) });
    expect(late.status).toBe(422);
    expect(late.text).toContain('Meanwhile version 2');
    expect(await versions()).toEqual([2, 1]);
    const fresh = await second.send('import', {}, csvOf(GOOD));
    const both = await Promise.all([1, 2].map(() => second.send('apply', { draft: draftIn(fresh.text) })));
    expect(both.map(({ status }) => status)).toEqual([200, 200]);
    expect(await versions()).toEqual([3, 2, 1]);
    expect((await now())?.source.people.manager1?.phone).toBe('555-1');
  });
});

describe('what an upload may be', () => {
  it.each([
    ['no file', undefined, 'Choose a file first'],
    ['a picture', new File([Uint8Array.of(0x89, 0x50, 0x4e, 0x47)], 'plan.png'), '“plan.png” is no spreadsheet'],
    ['an old .xls', new File([Uint8Array.of(0xd0, 0xcf)], 'old.xls'), '“old.xls” is no spreadsheet'],
    ['a text that is none', new File([Uint8Array.of(1, 2, 0, 3)], 'devices.csv'), 'devices.csv'],
    ['an empty file', csvOf(''), 'empty'],
    ['an unknown encoding', csvOf(Uint8Array.of(0x4e, 0x61, 0x6d, 0x65, 0x0a, 0xff, 0xff)), 'unknown encoding'],
    ['a file of other columns', csvOf('Colour,Weight\nred,1\n'), 'no such column is known'],
    ['a list of nothing', csvOf('Customer,Name\n'), 'no row below its headings'],
    ['an unknown sheet', csvOf(GOOD, 'stuff.csv'), 'no sheet of this name is known'],
    ['a wrong row', csvOf('Customer,Name,Count\nsample,Box,many\nsampel,Box,1\n'), 'row 2, column Count: “many”'],
    ['a name of nobody', csvOf('Customer,Name,Count\nsample,Box,1\nsampel,Box,1\n'), 'did you mean “sample”'],
  ])('%s: clear words, and nothing changes', async (_, file, words) => {
    await open();
    const visitor = await director();
    const { status, text } = await visitor.send('import', {}, file);
    expect(status).toBe(422);
    expect(text).toContain(words);
    expect(text).not.toContain('name="draft"');
    expect(await versions()).toEqual([1]);
    expect(await house.stored()).toEqual([]);
    expect(house.logged()).toBe('');
  });

  it('merged cells and formulas without a value are named by their cells; GBK is read and said', async () => {
    await open();
    const visitor = await director();
    const rows = [
      ['Customer', 'Name', 'Count'],
      ['sample', 'Box', 1],
      ['sample', 'Other box', 1],
    ];
    const merged = await writeXlsx({
      sheets: [{ name: 'Devices', rows, merges: [{ startRow: 1, startCol: 0, endRow: 2, endCol: 0 }] }],
    });
    const refused = await visitor.send('import', {}, new File([Uint8Array.from(merged)], 'devices.xlsx'));
    expect(refused.text).toContain('cells A2:A3 are merged');
    const cells = new Map([['1,1', { value: null, type: 'formula' as const, formula: 'A1&"x"' }]]);
    const formula = await writeXlsx({ sheets: [{ name: 'Devices', rows: rows.slice(0, 2), cells }] });
    const empty = await visitor.send('import', {}, new File([Uint8Array.from(formula)], 'devices.xlsx'));
    expect(empty.text).toContain('the formula in cell B2 has no stored value');
    // 客户,名称 and 交换机 in GBK.
    const gbk = Buffer.from('bfcdbba72cc3fbb3c60a73616d706c652cbdbbbbbbbbfa0a', 'hex');
    const read = await visitor.send('import', { sheet: 'devices' }, csvOf(Uint8Array.from(gbk), 'x.csv'));
    expect(read.text).toContain('交换机');
    expect(read.text).toContain('Read as GB 18030');
  });

  it('fifty thousand devices are shown, cut where a page would be too long, and applied as one version', async () => {
    await open();
    const visitor = await director();
    const lines = Array.from({ length: 50_000 }, (_, index) => `sample,Switch ${index},1,SN-${index}`);
    const text = `Customer,Name,Count,Serial number\n${lines.join('\n')}\n`;
    const shown = await visitor.send('import', {}, csvOf(text));
    expect(shown.status).toBe(200);
    expect(shown.text).toContain('Devices: 50000 new');
    expect(shown.text.length).toBeLessThan(200_000);
    const applied = await visitor.send('apply', { draft: draftIn(shown.text) });
    expect(applied.text).toContain('Version 2 of the service book is in force.');
    expect((await now())?.source.customers.sample?.devices.length).toBeGreaterThanOrEqual(50_000);
  });
});

describe('who may', () => {
  it('no one but a director: neither page nor template nor upload nor another’s draft', async () => {
    await open();
    const shown = await (await director()).send('import', {}, csvOf(GOOD));
    for (const [person, channel] of [['manager1'], ['engineer1'], ['customer-sample-1', 'customer-sample']] as const) {
      const visitor = await signIn(house, person, channel);
      const page = await visitor.read('import');
      expect(page).not.toContain('type="file"');
      expect(page).not.toContain('>Spreadsheet</a>');
      for (const [action, fields, file] of [
        ['template', {}, undefined],
        ['import', {}, csvOf(GOOD)],
        ['apply', { draft: draftIn(shown.text) }, undefined],
      ] as const) {
        const { status, text } = await visitor.send(action, fields, file);
        expect([status, text.includes('technical director')], `${person} ${action}`).toEqual([422, true]);
      }
    }
    expect(await versions()).toEqual([1]);
    expect((await openVisitor().post(`${house.origin}/web/board/import`)).status).toBe(401);
  });

  it('not from another site, nor with a made-up draft, nor a day later', async () => {
    await open();
    const visitor = await director();
    const shown = await visitor.send('import', {}, csvOf(GOOD));
    const fields = new URLSearchParams({ token: await visitor.token(), draft: draftIn(shown.text) });
    const url = `${house.origin}/web/board/apply`;
    expect((await visitor.post(url, { 'sec-fetch-site': 'cross-site' }, fields)).status).toBe(403);
    fields.set('token', 'x'.repeat(43));
    expect((await visitor.post(url, {}, fields)).status).toBe(403);
    const madeUp = await visitor.send('apply', { draft: 'x'.repeat(32) });
    expect([madeUp.status, madeUp.text.includes('Upload the file again')]).toEqual([422, true]);
    house.forward({ minutes: 24 * 60 });
    const later = await (await director()).send('apply', { draft: draftIn(shown.text) });
    expect(later.text).toContain('Upload the file again');
    expect(await versions()).toEqual([1]);
  });

  it('a director who is one no longer: the preview is there, and applying is refused', async () => {
    await open();
    const visitor = await director();
    const shown = await visitor.send('import', {}, csvOf(GOOD));
    await house.database.transaction(async (tx) => {
      const { applyBook } = await import('../../src/desk/book/store.ts');
      const { source } = must(await currentBook(tx));
      const people = {
        ...source.people,
        director: { ...must(source.people.director), roles: ['engineer' as const] },
        manager2: { ...must(source.people.manager2), roles: ['director' as const] },
      };
      await applyBook(tx, { ...source, people }, Date.UTC(2026, 8, 28, 3));
    });
    const { status, text } = await visitor.send('apply', { draft: draftIn(shown.text) });
    expect([status, text.includes('technical director')]).toEqual([422, true]);
  });
});

it('the template opens with every sheet, and is understood when it comes back', async () => {
  await open();
  const visitor = await director();
  const { bytes, headers } = await visitor.send('template');
  expect(headers.get('content-disposition')).toContain('Deskbell template.xlsx');
  const sheets = await readWorkbook(Buffer.from(bytes));
  expect(sheets.map(({ sheet }) => sheet)).toEqual(['Customers', 'Sites', 'Devices', 'People', 'Contacts']);
  expect(sheets[2]?.data[0]).toContain('Customer *');
  const { text } = await visitor.send('import', {}, new File([bytes], 'Deskbell template.xlsx'));
  expect(text).toContain('no row below its headings');
});
