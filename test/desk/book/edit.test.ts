import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  addEdit,
  type BookEdit,
  makeEdits,
  type NewEdit,
  undoEdits,
  valueAt,
} from '../../../src/desk/book/edit/edit.ts';
import { mergeFile } from '../../../src/desk/book/edit/merge.ts';
import { writeEdits } from '../../../src/desk/book/edit/write.ts';
import { editText } from '../../../src/desk/book/import/write.ts';
import { presetPath, readBookContent, readBookFile } from '../../../src/desk/book/load.ts';
import { BookSource } from '../../../src/desk/book/schema.ts';
import { must } from '../../support/must.ts';
import { sampleBook } from '../../support/sample-book.ts';

const AT = Date.parse('2026-10-01T10:00:00+08:00');
const PHONE = ['people', 'engineer1', 'phone'];
const DAYS = ['people', 'engineer1', 'away', '2026-12-01/2026-12-05'];
const LIST = ['customers', 'sample', 'devices'];
const [ROUTER, SWITCH] = [
  [...LIST, 'router'],
  [...LIST, 'switch'],
];
const CONTACT = ['customers', 'sample', 'people', 'Li Wei'];

/** A customer with three devices and a contact. */
let file: BookSource;
beforeAll(async () => {
  file = await sampleBook('en');
  file = withCustomer(file, (customer) => ({
    ...customer,
    devices: ['router', 'switch', 'firewall'].map((key) => device(key)),
    people: [{ name: 'Li Wei', ids: {}, phone: '13800000001' }],
  }));
});

function device(key: string, more: object = {}) {
  return { key, name: key, site: must(file.customers.sample?.sites[0]).key, ...more };
}

function withCustomer(book: BookSource, change: (customer: BookSource['customers'][string]) => object): BookSource {
  const { sample } = book.customers;
  return BookSource.parse({ ...book, customers: { ...book.customers, sample: change(must(sample)) } });
}

function edits(...wanted: [path: string[], value: unknown][]): BookEdit[] {
  const made: NewEdit[] = wanted.map(([path, value], index) => ({ path, value, by: 'director', at: AT + index }));
  return made.reduce<BookEdit[]>((all, each) => addEdit(file, all, each), []);
}

const whole = (key: string, more: object = {}) =>
  must(withCustomer(file, (each) => ({ ...each, devices: [device(key, more)] })).customers.sample).devices[0];

describe('edits over a file', () => {
  it('change a field, add and remove entries, and leave the file as it is', () => {
    const added = whole('gate');
    const made = edits([PHONE, '139'], [[...LIST, 'gate'], added], [ROUTER, undefined], [[...SWITCH, 'serial'], 'S-1']);
    const source = makeEdits(file, made);
    expect(valueAt(source, PHONE)).toBe('139');
    expect(must(source.customers.sample).devices.map(({ key }) => key)).toEqual(['switch', 'firewall', 'gate']);
    expect(valueAt(source, [...SWITCH, 'serial'])).toBe('S-1');
    expect(undoEdits(source, made)).toEqual(file);
  });

  it('a later one about the same takes the place of the earlier; the same as the file is none', () => {
    expect(edits([PHONE, '139'], [PHONE, '137'])).toMatchObject([{ path: PHONE, value: '137', at: AT + 1 }]);
    expect(edits([PHONE, '139'], [PHONE, valueAt(file, PHONE)])).toEqual([]);
    expect(edits([[...SWITCH, 'serial'], 'S-1'], [SWITCH, undefined])).toMatchObject([{ path: SWITCH, place: 1 }]);
  });

  it('a field of an entry that was added in chat changes that entry', () => {
    const made = edits([[...LIST, 'gate'], whole('gate')], [[...LIST, 'gate', 'serial'], 'S-9']);
    expect(made).toMatchObject([{ path: [...LIST, 'gate'], value: { serial: 'S-9' } }]);
  });

  it('any of them can be taken out again, and gives the file byte for byte', () => {
    const fields = fc.tuple(fc.constantFrom('router', 'switch', 'firewall'), fc.constantFrom('model', 'serial'));
    const field = fields.map(([key, name]): [string[], unknown] => [[...LIST, key, name], `${key}-${name}`]);
    const gone = fc
      .constantFrom('router', 'switch', 'firewall')
      .map((key): [string[], unknown] => [[...LIST, key], undefined]);
    const added = fc.constantFrom('a', 'b', 'c').map((key): [string[], unknown] => [[...LIST, key], whole(key)]);
    const phone = fc.constantFrom('111', '222', undefined).map((value): [string[], unknown] => [PHONE, value]);
    const days = fc.constant<[string[], unknown]>([DAYS, { from: '2026-12-01', until: '2026-12-05' }]);
    fc.assert(
      fc.property(fc.array(fc.oneof(field, gone, added, phone, days), { maxLength: 12 }), (wanted) => {
        // Nothing is asked of an entry that is not there.
        const made = wanted.reduce<BookEdit[]>((all, [path, value]) => {
          const source = makeEdits(file, all);
          const isThere = path.length < 5 || valueAt(source, path.slice(0, 4)) !== undefined;
          return isThere ? addEdit(file, all, { path, value, by: 'director', at: AT }) : all;
        }, []);
        expect(JSON.stringify(undoEdits(makeEdits(file, made), made).customers)).toBe(JSON.stringify(file.customers));
        expect(undoEdits(makeEdits(file, made), made)).toEqual(file);
      }),
    );
  });
});

describe('a new file under the edits', () => {
  const other = (change: (book: BookSource) => unknown) => {
    const copy = structuredClone(file);
    change(copy);
    return copy;
  };
  const person = (book: BookSource) => must(book.people.engineer1);
  const customer = (book: BookSource) => must(book.customers.sample);

  it.each<[what: string, edit: [string[], unknown], file: (book: BookSource) => unknown, becomes: string]>([
    ['says nothing else', [PHONE, '139'], () => {}, 'kept'],
    ['changes another field', [PHONE, '139'], (book) => (person(book).language = 'zh-CN'), 'kept'],
    ['changes the same field', [PHONE, '139'], (book) => (person(book).phone = '137'), 'changed'],
    ['says the same as the edit', [PHONE, '139'], (book) => (person(book).phone = '139'), 'taken'],
    ['drops the field', [PHONE, '139'], (book) => Reflect.deleteProperty(person(book), 'phone'), 'gone'],
    ['has the number that was removed', [PHONE, undefined], () => {}, 'kept'],
    ['removes it, too', [PHONE, undefined], (book) => Reflect.deleteProperty(person(book), 'phone'), 'taken'],
    ['drops the device', [[...SWITCH, 'serial'], 'S-1'], (book) => customer(book).devices.splice(1, 1), 'gone'],
    ['drops a device that was retired', [SWITCH, undefined], (book) => customer(book).devices.splice(1, 1), 'taken'],
    [
      'changes a device that was retired',
      [SWITCH, undefined],
      (book) => (must(customer(book).devices[1]).model = 'X2'),
      'changed',
    ],
    ['changes the order of devices', [SWITCH, undefined], (book) => customer(book).devices.reverse(), 'kept'],
    [
      'has a device of this key',
      [[...LIST, 'gate'], undefined],
      (book) => customer(book).devices.push(must(whole('gate', { name: 'other' }))),
      'changed',
    ],
    [
      'has this device, and says more of it',
      [[...LIST, 'gate'], undefined],
      (book) => customer(book).devices.push(must(whole('gate', { class: 'x' }))),
      'taken',
    ],
    [
      'has a new number of a contact',
      [[...CONTACT, 'phone'], '139'],
      (book) => (must(customer(book).people[0]).phone = '1'),
      'changed',
    ],
    ['lets days away be', [DAYS, { from: '2026-12-01', until: '2026-12-05' }], () => {}, 'kept'],
    [
      'drops the customer',
      [[...SWITCH, 'serial'], 'S-1'],
      (book) => Reflect.deleteProperty(book.customers, 'sample'),
      'gone',
    ],
  ])('that %s', (_, [path, value], change, becomes) => {
    const isNew = path.at(-1) === 'gate';
    const made = edits([path, isNew ? whole('gate') : value]);
    const { edits: kept, overruled, taken, source } = mergeFile(other(change), { edits: made });
    const told = [...kept.map(() => 'kept'), ...taken.map(() => 'taken'), ...overruled.map(({ why }) => why)];
    expect(told).toEqual([becomes]);
    if (becomes === 'kept') expect(valueAt(source, path)).toEqual(value);
    expect(undoEdits(source, kept)).toEqual(other(change));
  });

  it('an edit that makes the whole book wrong is overruled, the others stay', () => {
    const sites = (book: BookSource) => must(must(book.customers.sample).sites[0]);
    const made = edits([[...LIST, 'gate'], whole('gate')], [PHONE, '139']);
    const moved = other((book) => {
      sites(book).key = 'elsewhere';
      for (const each of customer(book).devices) each.site = 'elsewhere';
    });
    const { edits: kept, overruled } = mergeFile(moved, { edits: made });
    expect(kept).toMatchObject([{ path: PHONE }]);
    expect(overruled).toMatchObject([{ why: 'unfit', edit: { path: [...LIST, 'gate'] } }]);
  });
});

describe('edits written into the book’s file', () => {
  it('give the book with them, and keep the comments', async () => {
    const path = must(presetPath('telecom-province'));
    const [text, { content }, { source }] = [
      await readFile(path, 'utf8'),
      await readBookContent(path),
      await readBookFile(path),
    ];
    const devices = must(source.customers.sample).devices;
    const first = must(devices[0]);
    const wanted: [string[], unknown][] = [
      [PHONE, '139'],
      [DAYS, { from: '2026-12-01', until: '2026-12-05' }],
      [['people', 'engineer1', 'away', '2026-12-08/2026-12-08'], { from: '2026-12-08', until: '2026-12-08' }],
      [[...LIST, 'gate'], { ...first, key: 'gate', name: { zh: '网关', en: 'Gateway' }, serial: 'S-1' }],
      [[...LIST, first.key], undefined],
      [CONTACT, { name: { zh: 'Li Wei', en: 'Li Wei' }, ids: {}, phone: '137' }],
    ];
    const made = wanted.reduce<BookEdit[]>(
      (all, [to, value]) => addEdit(source, all, { path: to, value, by: 'director', at: AT }),
      [],
    );
    const written = writeEdits(content, source, made);
    const again = must(editText(text, written.changes, written.content));
    const file = join(await mkdtemp(join(tmpdir(), 'deskbell-edit-')), 'book.yaml');
    await writeFile(file, again);
    expect((await readBookFile(file)).source).toEqual(BookSource.parse(makeEdits(source, made)));
    for (const [comment] of text.matchAll(/(?<=^|\s)# .*$/gm)) expect(again).toContain(comment);
    await rm(dirname(file), { recursive: true });
  });
});
