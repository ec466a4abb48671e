import { expect, it } from 'vitest';
import { type BookRotation, Rotation } from '../../../src/desk/book/rotation-rule.ts';
import type { BookSource } from '../../../src/desk/book/schema.ts';
import { firstEdition } from '../../../src/desk/oncall/edition.ts';
import { compareRevision } from '../../../src/desk/revision/revision.ts';
import { revisionLines } from '../../../src/desk/revision/words/words.ts';
import { LANGUAGES, type Language } from '../../../src/lib/language.ts';
import { must } from '../../support/must.ts';
import { sampleBook } from '../../support/sample-book.ts';

const NOW = Date.parse('2026-10-28T12:00:00+08:00');
const NIGHTS = Rotation.parse({
  name: { zh: '主值班', en: 'Primary' },
  layers: [
    { name: { zh: '白班', en: 'Day' }, members: ['engineer1', 'engineer2'] },
    {
      name: { zh: '夜班', en: 'Night' },
      members: ['senior'],
      turn: 'shift',
      hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '20:00', to: '08:00' }],
    },
  ],
  fallback: 'director',
});

const withRotation = (source: BookSource, primary: BookRotation): BookSource => ({ ...source, rotations: { primary } });
const withAway = (source: BookSource, person: string, day: string): BookSource => {
  const away = [{ from: day, until: day }];
  return { ...source, people: { ...source.people, [person]: { ...must(source.people[person]), away } } };
};

function linesOf(before: BookSource, after: BookSource, language: Language): string[] {
  const { primary } = before.rotations;
  const running = new Map([['primary', { editions: [firstEdition(must(primary), NOW, before)], swaps: [] }]]);
  return revisionLines(compareRevision(before, after, running, NOW), language);
}

it.each([
  [
    'en',
    '    * Tue 10 Nov 00:00 – Tue 10 Nov 08:00: Huang Zhiqiang (Night) → Ma Guodong, in place of Huang Zhiqiang (Night)',
    '      Gap Tue 10 Nov 00:00 – Tue 10 Nov 08:00: Ma Guodong stands in',
  ],
  [
    'zh-CN',
    '    * 11月10日周二 00:00 至 11月10日周二 08:00：黄志强（夜班） → 马国栋（替 黄志强）（夜班）',
    '      空档 11月10日周二 00:00 至 11月10日周二 08:00：由 马国栋 顶替',
  ],
] as const)(
  'in %s a long table shows what differs, its layer and the gap; runs that stay are one line',
  async (language, row, gap) => {
    const book = withRotation(await sampleBook(language), NIGHTS);
    const lines = linesOf(book, withAway(book, 'senior', '2026-11-10'), language);
    expect(lines).toContain(row);
    expect(lines).toContain(gap);
    expect(lines.length).toBeLessThan(16);
  },
);

it('a handoff half an hour later gets no row of its own, and its shift is marked', async () => {
  const book = await sampleBook('en');
  const primary = must(book.rotations.primary);
  const handoff = { weekday: 'mon', time: '09:30' } as const;
  const lines = linesOf(book, withRotation(book, { ...primary, handoff }), 'en');
  expect(lines).toContain('    * Mon 2 Nov 09:30 – Mon 9 Nov 09:30: Zhang Min');
  expect(lines.filter((line) => line.includes('09:00 –'))).toEqual([]);
});

it.each(LANGUAGES)('in %s every kind of change has its words', async (language) => {
  const book = await sampleBook(language);
  const { engineer2: _, ...people } = book.people;
  const primary = { ...must(book.rotations.primary), members: ['engineer1', 'engineer3'] };
  const { sample } = book.customers;
  const after: BookSource = {
    ...book,
    people: { ...people, expert: { ...must(people.expert), roles: ['senior'], ids: {} } },
    rotations: { primary, second: primary },
    customers: { ...book.customers, rival: { ...must(sample), name: { zh: '另一家', en: 'Another' } } },
    playbooks: undefined,
  };
  const lines = linesOf(book, after, language);
  const headings = lines.filter((_, place) => lines[place - 1] === '');
  expect(headings).toHaveLength(5);
  expect(lines.join('\n')).not.toMatch(/\{\{|undefined|\[object/);
  const back = linesOf(after, book, language);
  expect(back.join('\n')).not.toMatch(/\{\{|undefined|\[object/);
  expect(linesOf(book, book, language)).toHaveLength(1);
});

it.each([
  [
    'en',
    'Inspected (North, South): every month, day 15 → every quarter, month 2, day 1',
    'every year, month 3, day 15, counted from the last one · before the festival → none',
  ],
  [
    'zh-CN',
    '受检客户（北区、南区）：每月 15 日 → 每季第 2 个月 1 日',
    '每年 3 月 15 日（自上次完成起算） · 节日前 → 无',
  ],
] as const)(
  'in %s the inspections of each customer that change are listed, sites with the same change together',
  async (language, changed, ended) => {
    const book = await sampleBook(language);
    const { sample } = book.customers;
    const standard = must(book.policies.standard);
    const planned = (inspection: object) => ({ ...standard, inspection: { ...standard.inspection, ...inspection } });
    const site = must(must(sample).sites[0]);
    const sites = (['north', 'south'] as const).map((key) => ({
      ...site,
      key,
      name: { north: { zh: '北区', en: 'North' }, south: { zh: '南区', en: 'South' } }[key],
    }));
    const inspected = {
      ...must(sample),
      name: { zh: '受检客户', en: 'Inspected' },
      policy: 'checked',
      sites,
      devices: [],
    };
    const gone = { ...inspected, policy: 'yearly', name: { zh: '离开的客户', en: 'Gone' }, sites: sites.slice(0, 1) };
    const before: BookSource = {
      ...book,
      policies: {
        ...book.policies,
        checked: planned({ every: 'month' }),
        yearly: planned({
          ...{ every: 'year', month: 3, anchor: 'completion' },
          before: [{ name: { zh: '节日', en: 'the festival' }, from: '2027-02-01', workdays: 5 }],
        }),
      },
      customers: { ...book.customers, inspected, gone },
    };
    const { gone: _, ...customers } = before.customers;
    const after: BookSource = {
      ...before,
      policies: { ...before.policies, checked: planned({ every: 'quarter', month: 2, day: 1 }) },
      customers,
    };
    const lines = linesOf(before, after, language).map((line) => line.trim());
    expect(lines).toContain(changed);
    expect(lines.find((line) => line.endsWith(ended))).toContain(
      language === 'en' ? 'Gone (North)' : '离开的客户（北区）',
    );
    const moved = {
      ...after,
      policies: { ...after.policies, checked: planned({ every: 'quarter', month: 2, day: 1, holiday: 'previous' }) },
    };
    expect(linesOf(after, moved, language).map((line) => line.trim())).toContainEqual(
      expect.stringMatching(
        language === 'en' ? /: every quarter, month 2, day 1, on other dates$/ : /：每季第 2 个月 1 日，日期有变$/,
      ),
    );
    expect(linesOf(before, before, language)).toHaveLength(1);
  },
);
