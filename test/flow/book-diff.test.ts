import { expect, it } from 'vitest';
import type { BookRotation } from '../../src/desk/book/rotation-rule.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { compareDuty, type DutyRow } from '../../src/desk/oncall/duty-change.ts';
import type { Running } from '../../src/desk/oncall/new-book.ts';
import { listSegments } from '../../src/desk/oncall/oncall.ts';
import { findRoster } from '../../src/desk/oncall/store.ts';
import { DAY, HOUR } from '../../src/lib/instant.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';

/** The house opens on Monday, 28 September 2026; its book changes in the fifth week. */
const START = Date.parse('2026-09-28T10:00:00+08:00');
const NOW = START + 30 * DAY;

const withRotation = (source: BookSource, change: Partial<BookRotation>): BookSource => ({
  ...source,
  rotations: { primary: { ...must(source.rotations.primary), ...change } },
});

const withoutPerson = (source: BookSource, gone: string): BookSource => {
  const { [gone]: _, ...people } = source.people;
  const members = must(source.rotations.primary?.members).filter((each) => each !== gone);
  return { ...withRotation(source, { members }), people };
};

/** Layers as the book's schema reads them, each with its defaults. */
const layer = (members: string[]) => ({ members, turn: 'week', every: 1, weekday: 'mon', time: '09:00' }) as const;
const night = { ...layer(['expert']), hours: [{ days: ['workday' as const], from: '20:00', to: '08:00' }] };

eachHouse((open, language) => {
  /** Who has the bell from when on, as it really is: `1790557200000 engineer2`. */
  async function real(house: TestHouse, source: BookSource): Promise<string[]> {
    const roster = await house.database.transaction((tx) => findRoster(tx, 'primary', source, NOW));
    return joined(listSegments(must(roster), NOW, NOW + 56 * DAY));
  }

  /** What would come of a book, asked without applying it. */
  async function foreseen(house: TestHouse, before: BookSource, after: BookSource) {
    const roster = must(await house.database.transaction((tx) => findRoster(tx, 'primary', before, NOW)));
    const runs: Running = { editions: roster.editions, swaps: roster.schedule.swaps };
    return must(compareDuty({ before, after, running: new Map([['primary', runs]]) }, NOW)[0]);
  }

  it.each<[string, (book: BookSource) => BookSource]>([
    ['a member more', (book) => withRotation(book, { members: ['engineer1', 'engineer2', 'senior', 'engineer3'] })],
    ['a member less', (book) => withRotation(book, { members: ['engineer1', 'engineer2'] })],
    ['another order', (book) => withRotation(book, { members: ['engineer3', 'engineer2', 'engineer1'] })],
    ['two weeks each', (book) => withRotation(book, { weeks: 2 })],
    ['another handoff', (book) => withRotation(book, { handoff: { weekday: 'wed', time: '08:00' } })],
    ['another zone', (book) => withRotation(book, { timeZone: 'America/New_York' })],
    ['a start of its own', (book) => withRotation(book, { start: '2026-11-09' })],
    [
      'dated rows',
      (book) =>
        withRotation(book, {
          dated: [{ from: '2026-10-29', at: '09:00', until: '2026-10-30', untilAt: '09:00', person: 'senior' }],
        }),
    ],
    [
      'layers',
      (book) =>
        withRotation(book, {
          members: undefined,
          handoff: undefined,
          layers: [layer(['engineer1', 'engineer2', 'engineer3']), night],
        }),
    ],
    ['a person less', (book) => withoutPerson(book, 'engineer2')],
  ])('what is shown before a book with %s is what comes', async (_, change) => {
    const house = await open({ at: START });
    await house.forward({ days: 30 });
    const changed = change(house.book);
    const { rows, kind } = await foreseen(house, house.book, changed);
    expect(kind).toBe('changed');
    expect(joined(rows.map(rowOf('before')))).toEqual(await real(house, house.book));
    await house.apply(changed);
    expect(joined(rows.map(rowOf('after')))).toEqual(await real(house, changed));
    expect((await foreseen(house, changed, changed)).kind, 'the same book again changes nothing').toBe('same');
  });

  it('a rotation that was to begin later begins by the new book', async () => {
    const book = await sampleBook(language);
    const [first, second] = ['2026-11-09', '2026-11-16'].map((start) => withRotation(book, { start }));
    const house = await open({ at: START, book: must(first) });
    await house.forward({ days: 30 });
    const { rows, beginsAt } = await foreseen(house, must(first), must(second));
    expect(beginsAt).toBe(Date.parse('2026-11-16T09:00:00+08:00'));
    await house.apply(must(second));
    expect(joined(rows.map(rowOf('after')))).toEqual(await real(house, must(second)));
  });
});

const rowOf =
  (side: 'before' | 'after') =>
  ({ fromAt, [side]: duty }: DutyRow) => ({ fromAt, person: duty?.person });

/** Stretches of one person that join are one. */
function joined(stretches: readonly { readonly fromAt: number; readonly person: string | undefined }[]): string[] {
  return stretches
    .filter(({ person }, place) => place === 0 || stretches[place - 1]?.person !== person)
    .map(({ fromAt, person }) => `${new Date(fromAt + 8 * HOUR).toISOString().slice(5, 16)} ${person}`);
}
