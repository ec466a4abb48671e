import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { readBookFile } from '../../../src/desk/book/load.ts';
import { mistakesIn, problemsOf, SMALL_BOOK, smallBookWith, writeFolder } from './book-files.ts';

test('fields that are left out get their default', async () => {
  const folder = await writeFolder({ 'book.yaml': SMALL_BOOK });
  const { source } = await readBookFile(join(folder, 'book.yaml'));
  expect(source.policies.standard).toMatchObject({ warnAtPercent: 75, undoWithin: '5m', planApproval: ['customer'] });
  expect(source.customers.acme?.sites[0]).toMatchObject({ distanceKm: 0, travel: '1h' });
  expect(source.provider.timeZone).toBe('Asia/Shanghai');
});

describe('every mistake is named at once, with line and field', () => {
  test('mistakes of the schema and of references together, in the order of the lines', async () => {
    const text = SMALL_BOOK.replace('policy: standard', 'policy: standrad')
      .replace('within: 4wh', 'within: 4 hours')
      .replace('every: 30m', 'evry: 30m')
      .replace('people: [boss]', 'people: [bos]')
      .replace('roles: [engineer]', 'roles: [enginer]')
      .replace('members: [ann]', 'members: [anna]');
    expect(await mistakesIn(text)).toEqual([
      expect.stringMatching(/^14 policies\.standard\.clocks\.respond\.limits\[1]\.within: "4 hours" .* 30m, 6h, 15d/),
      '15 policies.standard.ladder.every: missing; it needs a span, as in 4wh',
      '15 policies.standard.ladder.evry: unknown field; did you mean "every"? allowed: people, every, hours, urgent',
      '19 customers.acme.policy: there is no policy "standrad"; did you mean "standard"? allowed: standard',
      expect.stringMatching(
        /^22 people\.ann\.roles\[0]: "enginer" is not allowed; did you mean "engineer"\? allowed: engineer, senior/,
      ),
      '25 rotations.primary.members[0]: there is no person "anna"; did you mean "ann"? allowed: ann, boss',
    ]);
  });

  test.each([
    [
      'a wrong type',
      'every: 30m',
      'every: 30',
      '15 policies.standard.ladder.every: 30 is not allowed; it needs a span, as in 4wh',
    ],
    [
      'an unknown section',
      'provider:',
      'clients: {}\nprovider:',
      /^1 clients: unknown field; allowed: provider, policies/,
    ],
    [
      'a missing section',
      'rotations:',
      'rotation:',
      /^1 rotations: missing; it needs a map of keys of your choice, each with name$/,
    ],
    [
      'a date that does not exist',
      'policy: standard',
      'contract: {from: 2026-02-30, until: 2026-03-01}\n    policy: standard',
      /^19 customers\.acme\.contract\.from: "2026-02-30" is not allowed: a date is written as/,
    ],
    [
      'an unknown zone',
      'name: {zh: 甲, en: Provider}',
      'timeZone: Mars/Base, name: {zh: 甲, en: Provider}',
      /^1 provider\.timeZone: "Mars\/Base" is not allowed: a time zone is an IANA name/,
    ],
    [
      'an unknown clock',
      'respond:',
      'reply-time:',
      /^9 policies\.standard\.clocks\.reply-time: unknown field; allowed: respond, workaround/,
    ],
    [
      'a key that is none',
      '  acme:',
      '  acme & co:',
      /^17 customers\.acme & co: "acme & co" cannot be a key: a key is a letter/,
    ],
    [
      'an empty list',
      'members: [ann]',
      'members: []',
      '25 rotations.primary.members: a list of 0 is not allowed; it needs 1 or more entries',
    ],
    [
      'a number out of bounds',
      'ladder:',
      'warnAtPercent: 100\n    ladder:',
      '15 policies.standard.warnAtPercent: 100 is not allowed; it takes 99 or fewer',
    ],
    [
      'a zero span',
      'every: 30m',
      'every: 0m',
      /^15 policies\.standard\.ladder\.every: "0m" is not allowed: a span is one of/,
    ],
  ])('%s', async (_, piece, replacement, mistake) => {
    expect(await mistakesIn(smallBookWith(piece, replacement))).toContainEqual(
      typeof mistake === 'string' ? mistake : expect.stringMatching(mistake),
    );
  });

  test('a field of a value that an alias repeats has the line of the anchor', async () => {
    const text = smallBookWith('{zh: 高, en: High}', '&n {zh: 高, eng: High}').replace('{zh: 低, en: Low}', '*n');
    expect(await mistakesIn(text)).toContainEqual(
      expect.stringMatching(/^6 policies\.standard\.levels\[0]\.name\.eng: unknown field/),
    );
  });
});

describe('text that is not valid YAML', () => {
  test('a duplicate key is reported with both lines, and the rest is still checked', async () => {
    const text = smallBookWith('  boss: {name', '  ann: {name').replace('policy: standard', 'policy: other');
    expect(await mistakesIn(text)).toEqual(
      expect.arrayContaining([
        '23 people.ann: stands twice; the first is on line 22',
        '19 customers.acme.policy: there is no policy "other"; allowed: standard',
      ]),
    );
  });

  test('tabs, unclosed brackets and unknown anchors name their line', async () => {
    expect(await mistakesIn('provider:\n\tname: x\n')).toEqual([expect.stringMatching(/^2 : .*[Tt]abs/)]);
    expect(await mistakesIn('people: [1,\nprovider: {}\n')).toContainEqual(expect.stringMatching(/^2 : /));
    expect(await mistakesIn('people: {}\nprovider: *me\n')).toEqual([
      '2 : *me repeats an anchor that is not set above',
    ]);
  });

  test('aliases that would expand without end are refused', async () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (const [name, before] of ['ba', 'cb', 'dc', 'ed', 'fe']) {
      bomb.push(`${name}: &${name} [${Array(9).fill(`*${before}`).join(', ')}]`);
    }
    expect(await mistakesIn(bomb.join('\n'))).toEqual([expect.stringMatching(/^1 : not readable as YAML: .*alias/)]);
  });

  test('thousands of open brackets end in a few sentences', async () => {
    expect((await mistakesIn(`provider: ${'['.repeat(100_000)}`)).length).toBeLessThan(10);
  });

  test.each([
    ['', 'empty'],
    ['- a\n- b\n', 'a list'],
    ['just words', 'a word'],
  ])('%j is %s and not a book', async (text) => {
    expect(await mistakesIn(text)).toEqual([
      '1 : a service book is a map of sections: provider, policies, customers …',
    ]);
  });

  test('inherited property names are not entries', async () => {
    expect(await mistakesIn(smallBookWith('people: [boss]', 'people: [constructor]'))).toEqual([
      '15 policies.standard.ladder.people[0]: there is no person "constructor"; allowed: ann, boss',
    ]);
  });
});

describe('a book of several files', () => {
  const people = SMALL_BOOK.slice(SMALL_BOOK.indexOf('people:\n'), SMALL_BOOK.indexOf('rotations:'));
  const rest = SMALL_BOOK.replace(people, '');

  test('is the same book', async () => {
    const folder = await writeFolder({ 'a.yaml': rest, 'people.yml': people, 'notes.txt': 'not: {read' });
    const whole = await writeFolder({ 'book.yaml': SMALL_BOOK });
    const { source, files } = await readBookFile(folder);
    expect(source).toEqual((await readBookFile(join(whole, 'book.yaml'))).source);
    expect(files).toEqual([join(folder, 'a.yaml'), join(folder, 'people.yml')]);
  });

  test('may spread a section over files', async () => {
    const [head = '', ann = '', boss = ''] = people.split('\n');
    const folder = await writeFolder({ 'a.yaml': rest, 'b.yaml': `${head}\n${ann}\n`, 'c.yaml': `${head}\n${boss}\n` });
    expect(Object.keys((await readBookFile(folder)).source.people)).toEqual(['ann', 'boss']);
  });

  test('an entry in two files names both places', async () => {
    const folder = await writeFolder({ 'a.yaml': SMALL_BOOK, 'b.yaml': `# more people\n${people}` });
    expect(await problemsOf(folder)).toEqual([
      {
        file: join(folder, 'b.yaml'),
        line: 3,
        field: 'people.ann',
        message: `stands already in ${join(folder, 'a.yaml')}:22`,
      },
      {
        file: join(folder, 'b.yaml'),
        line: 4,
        field: 'people.boss',
        message: `stands already in ${join(folder, 'a.yaml')}:23`,
      },
    ]);
  });

  test('a mistake names the file it stands in', async () => {
    const folder = await writeFolder({ 'a.yaml': rest, 'b.yaml': people.replace('[manager]', '[bos]') });
    expect(await problemsOf(folder)).toMatchObject([
      { file: join(folder, 'b.yaml'), line: 3, field: 'people.boss.roles[0]' },
    ]);
  });

  test('a folder without YAML and a path to nothing are refused', async () => {
    const folder = await writeFolder({ 'notes.txt': '' });
    expect(await problemsOf(folder)).toMatchObject([
      { file: folder, line: 1, message: 'no .yaml file in this folder' },
    ]);
    expect(await problemsOf(join(folder, 'gone.yaml'))).toMatchObject([
      { message: expect.stringContaining('no such file') },
    ]);
  });
});
