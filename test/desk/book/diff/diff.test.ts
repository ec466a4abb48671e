import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { compareBooks } from '../../../../src/desk/book/diff/diff.ts';
import { PRESETS, presetPath, readBookFile } from '../../../../src/desk/book/load.ts';
import { fieldName } from '../../../../src/desk/book/problem.ts';
import { BookSource } from '../../../../src/desk/book/schema.ts';
import { must } from '../../../support/must.ts';
import { SMALL_BOOK, smallBookWith } from '../book-files.ts';

const bookOf = (text: string): BookSource => BookSource.parse(parse(text));
const SMALL = bookOf(SMALL_BOOK);
/** The small book and itself with one piece of text replaced. */
const diffOf = (piece: string, replacement: string) => compareBooks(SMALL, bookOf(smallBookWith(piece, replacement)));

describe('promises', () => {
  const limits = '          - {levels: [high], within: 1h}\n          - {within: 4wh}';

  it.each<[string, string, string[]]>([
    ['one level', limits.replace('4wh', '2wh'), ['low: 4wh → 2wh']],
    ['all levels alike', '          - {within: 30m}', ['high: 1h → 30m', 'low: 4wh → 30m']],
    ['a level without a promise', '          - {levels: [high], within: 1h}', ['low: 4wh → –']],
    [
      'service levels',
      '          - {serviceLevels: [B], within: 2h}\n          - {within: 4wh}',
      ['high A: 1h → 4wh', 'high B: 1h → 2h', 'low B: 4wh → 2h'],
    ],
    ['distances', `          - {upToKm: 50, within: 1h}\n${limits}`, ['low up-to 50: 4wh → 1h']],
    ['the journey on top', limits.replace('1h', '1h, plusTravel: true'), ['high: 1h → 1h+travel']],
    ['another start', limits.replace('1h', '1h, startsAt: dispatch'), ['high: 1h → 1h from dispatch']],
  ])('%s', (_, written, expected) => {
    const withA = (text: string) =>
      written.includes('[B]') ? text.replace('within: 1h', 'within: 1h, serviceLevels: [A, B]') : text;
    const before = bookOf(withA(SMALL_BOOK));
    const after = bookOf(SMALL_BOOK.replace(limits, () => written));
    const { promises, fields } = compareBooks(before, after);
    const said = promises.map(({ levels, serviceLevel, distance, before: was, after: is }) => {
      const terms = (each: typeof was) =>
        each
          ? `${each.within}${each.plusTravel ? '+travel' : ''}${each.startsAt === 'dispatch' ? ' from dispatch' : ''}`
          : '–';
      const where = [...(levels ?? []), serviceLevel, distance && `${distance.is} ${distance.km}`];
      return `${where.filter((each) => each !== undefined).join(' ')}: ${terms(was)} → ${terms(is)}`;
    });
    expect(said.sort()).toEqual(expected);
    expect(fields.map(({ path }) => fieldName(path))).toEqual([]);
  });

  it('that are only written differently are a field, not a promise', () => {
    const { promises, fields } = compareBooks(
      SMALL,
      bookOf(SMALL_BOOK.replace('- {within: 4wh}', '- {levels: [low], within: 4wh}')),
    );
    expect(promises).toEqual([]);
    expect(fields.map(({ path }) => fieldName(path))).toEqual(['policies.standard.clocks.respond.limits[1].levels']);
  });

  it('of a customer who gets another policy', () => {
    const policies = { ...SMALL.policies, gold: must(bookOf(smallBookWith('1h', '10m')).policies.standard) };
    const before = { ...SMALL, policies };
    const customers = { acme: { ...must(SMALL.customers.acme), policy: 'gold' } };
    const { promises, fields } = compareBooks(before, { ...before, customers });
    expect(promises).toMatchObject([
      { of: { customer: 'acme' }, levels: ['high'], before: { within: '1h' }, after: { within: '10m' } },
    ]);
    expect(fields.map(({ path }) => fieldName(path))).toEqual(['customers.acme.policy']);
  });
});

describe('people', () => {
  const ANN = '  ann: {name: {zh: 安, en: Ann}, roles: [engineer], ids: {slack: U1}}\n';

  it('who came have what the new book gives them, who left what they had', () => {
    const text = SMALL_BOOK.replace(ANN, ANN.replaceAll('ann', 'eva').replace('Ann', 'Eva')).replace('[ann]', '[eva]');
    expect(compareBooks(SMALL, bookOf(text)).people).toMatchObject([
      { person: 'ann', kind: 'left', rolesLost: ['engineer'], holds: [{ as: 'turns', of: 'primary' }] },
      { person: 'eva', kind: 'came', rolesAdded: ['engineer'], holds: [{ as: 'turns', of: 'primary' }] },
    ]);
  });

  it.each<[string, string, object]>([
    ['lost their account', ', ids: {slack: U1}', { chatLost: ['slack'], isUnreachable: true }],
    ['got another account', 'U1', { chatChanged: ['slack'], isUnreachable: false }],
    ['lost a role', 'roles: [engineer]', { rolesLost: ['engineer'], rolesAdded: ['senior'] }],
  ])('who %s, with what they still have', (_, piece, expected) => {
    const replacement = { U1: 'U2', 'roles: [engineer]': 'roles: [senior]' }[piece] ?? '';
    const { people, fields, emptyRoles } = diffOf(piece, replacement);
    expect(people).toMatchObject([{ person: 'ann', kind: 'changed', holds: [{ as: 'turns' }], ...expected }]);
    expect(fields).toEqual([]);
    expect(emptyRoles).toEqual(piece === 'roles: [engineer]' ? ['engineer'] : []);
  });
});

describe('what came and went', () => {
  it('is told whole: customers, sites, devices, calendars', () => {
    const site = 'sites: [{key: main, name: {zh: 总部, en: Head office}}]';
    const devices = 'devices: [{key: d1, name: {zh: 交换机, en: Switch}, site: main}]';
    const other = `  other:\n    name: {zh: 丙, en: Other}\n    policy: standard\n    ${site}\n`;
    const text = SMALL_BOOK.replace(site, `${site}\n    ${devices}`)
      .replace('people:\n', `${other}people:\n`)
      .replace('  office:', '  always: {always: true}\n  office:');
    const { entries, fields } = compareBooks(SMALL, bookOf(text));
    expect(entries.map(({ what, key }) => `${what} ${key}`)).toEqual([
      'calendars always',
      'devices d1',
      'customers other',
    ]);
    expect(fields).toEqual([]);
    const back = compareBooks(bookOf(text), SMALL).entries;
    expect(back.every(({ after }) => after === undefined)).toBe(true);
  });

  it('other fields are in the order of their weight', () => {
    const { fields } = compareBooks(
      SMALL,
      bookOf(
        SMALL_BOOK.replace('{zh: 甲, en: Provider}', '{zh: 甲, en: Other}')
          .replace('every: 30m', 'every: 20m')
          .replace('"18:00"', '"17:00"')
          .replace('clause: X1', 'clause: X2')
          .replace('id: C1', 'id: C9'),
      ),
    );
    expect(fields.map(({ path }) => fieldName(path))).toEqual([
      'policies.standard.clocks.respond.clause',
      'policies.standard.ladder.every',
      'calendars.office.week.mon',
      'channels.team.id',
      'provider.name',
    ]);
  });
});

describe('of any book', () => {
  const books: BookSource[] = [];
  beforeAll(async () => {
    for (const preset of PRESETS) books.push((await readBookFile(must(presetPath(preset)))).source);
  });

  it('nothing differs from itself, and no single change is overlooked', () => {
    const cases = fc.record({ book: fc.nat(), leaf: fc.nat() });
    fc.assert(
      fc.property(cases, ({ book, leaf }) => {
        const source = must(books[book % books.length]);
        const other = structuredClone(source);
        expect(countOf(compareBooks(source, other))).toBe(0);
        const leaves = leavesOf(other);
        must(leaves[leaf % leaves.length])();
        expect(countOf(compareBooks(source, other))).toBeGreaterThan(0);
        expect(countOf(compareBooks(other, source))).toBeGreaterThan(0);
      }),
      { numRuns: 300 },
    );
  });
});

function countOf({ people, entries, promises, fields }: ReturnType<typeof compareBooks>): number {
  return people.length + entries.length + promises.length + fields.length;
}

/** A change for every single value of a book. */
function leavesOf(value: object): (() => void)[] {
  return Object.entries(value).flatMap(([key, each]): (() => void)[] => {
    if (typeof each === 'object' && each !== null) return leavesOf(each);
    const other = typeof each === 'number' ? each + 1 : typeof each === 'boolean' ? !each : `${each}x`;
    return [() => Object.assign(value, { [key]: other })];
  });
}
