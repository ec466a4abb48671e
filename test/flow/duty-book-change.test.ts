import { expect, it } from 'vitest';
import type { BookRotation } from '../../src/desk/book/rotation-rule.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { listSegments } from '../../src/desk/oncall/oncall.ts';
import { findRoster } from '../../src/desk/oncall/store.ts';
import { DAY, HOUR } from '../../src/lib/instant.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';

/** The house opens an hour after this; its fifth week begins on 26 October. */
const START = Date.parse('2026-09-28T09:00:00+08:00');

const withRotation = (source: BookSource, change: Partial<BookRotation>): BookSource => ({
  ...source,
  rotations: { primary: { ...must(source.rotations.primary), ...change } },
});

eachHouse((open, language) => {
  /** Who has the bell from when on, `10-26 09:00 engineer2`, over eight weeks. */
  async function schedule(house: TestHouse, source: BookSource, from = START): Promise<string[]> {
    const roster = await house.database.transaction((tx) => findRoster(tx, 'primary', source, from));
    return listSegments(must(roster), from, START + 56 * DAY).map(({ fromAt, person }) => {
      const wall = new Date(fromAt + 8 * HOUR).toISOString().slice(5, 16).replace('T', ' ');
      return `${wall} ${person}`;
    });
  }

  const past = [
    '09-28 09:00 engineer1',
    '10-05 09:00 engineer2',
    '10-12 09:00 engineer3',
    '10-19 09:00 engineer1',
    '10-26 09:00 engineer2',
  ];

  it.each<[string, Partial<BookRotation>, string[]]>([
    [
      'a member more',
      { members: ['engineer1', 'engineer2', 'senior', 'engineer3'] },
      ['11-02 09:00 senior', '11-09 09:00 engineer3', '11-16 09:00 engineer1'],
    ],
    [
      'a member less',
      { members: ['engineer1', 'engineer2'] },
      ['11-02 09:00 engineer1', '11-09 09:00 engineer2', '11-16 09:00 engineer1'],
    ],
    [
      'another order',
      { members: ['engineer3', 'engineer2', 'engineer1'] },
      ['11-02 09:00 engineer1', '11-09 09:00 engineer3', '11-16 09:00 engineer2'],
    ],
    ['two weeks each', { weeks: 2 }, ['11-02 09:00 engineer3', '11-16 09:00 engineer1']],
    [
      'another handoff',
      { handoff: { weekday: 'wed', time: '08:00' } },
      ['11-04 08:00 engineer3', '11-11 08:00 engineer1', '11-18 08:00 engineer2'],
    ],
    [
      'a start of its own',
      { start: '2026-11-09' },
      ['11-02 09:00 engineer3', '11-09 09:00 engineer1', '11-16 09:00 engineer2'],
    ],
  ])(
    'in week five the book has %s: the present shift ends as it began, the new order follows',
    async (_, change, next) => {
      const house = await open({ at: START + HOUR });
      await house.forward({ days: 30 });
      const changed = withRotation(house.book, change);
      await house.apply(changed);
      expect(await schedule(house, changed)).toEqual([...past, ...next]);
      await house.apply(changed);
      expect(await schedule(house, changed), 'the same book again changes nothing').toEqual([...past, ...next]);
    },
  );

  it('a rotation that was started before its turns were kept keeps its past, too', async () => {
    const house = await open({ at: START + HOUR });
    await house.forward({ days: 30 });
    await house.database.query('delete from duty_edition');
    // As a start of the desk does after an update.
    await house.apply(house.book);
    const changed = withRotation(house.book, { members: ['engineer1', 'engineer2'] });
    await house.apply(changed);
    const next = ['11-02 09:00 engineer1', '11-09 09:00 engineer2', '11-16 09:00 engineer1'];
    expect(await schedule(house, changed)).toEqual([...past, ...next]);
  });

  it('a change that is taken back before it begins leaves no trace', async () => {
    const house = await open({ at: START + HOUR });
    await house.forward({ days: 30 });
    const before = await schedule(house, house.book);
    await house.apply(withRotation(house.book, { members: ['senior'] }));
    await house.apply(house.book);
    expect(await schedule(house, house.book)).toEqual(before);
  });

  it('no edit rewrites who had the bell: rows, absences, fallback, people and hours of the past', async () => {
    const book = await sampleBook(language);
    const { engineer1 } = book.people;
    const first: BookSource = {
      ...withRotation(book, {
        fallback: 'senior',
        dated: [{ from: '2026-10-06', at: '09:00', until: '2026-10-08', untilAt: '09:00', person: 'expert' }],
      }),
      people: {
        ...book.people,
        engineer1: { ...must(engineer1), away: [{ from: '2026-09-30', until: '2026-10-01' }] },
      },
    };
    const house = await open({ at: START + HOUR, book: first });
    await house.say('engineer1', 'team', '/desk swap primary 2026-10-13T09:00 2026-10-14T09:00 me');
    await house.forward({ days: 30 });
    const was = (await schedule(house, first)).filter((each) => each < '10-28');
    expect(was).toEqual([
      '09-28 09:00 engineer1',
      '09-30 00:00 senior',
      '10-02 00:00 engineer1',
      '10-05 09:00 engineer2',
      '10-06 09:00 expert',
      '10-08 09:00 engineer2',
      '10-12 09:00 engineer3',
      '10-13 09:00 engineer1',
      '10-14 09:00 engineer3',
      '10-19 09:00 engineer1',
      '10-26 09:00 engineer2',
    ]);
    const { engineer3: _, ...people } = book.people;
    const changed: BookSource = {
      ...withRotation(book, { members: ['engineer1', 'engineer2', 'desk'], fallback: 'expert' }),
      people,
    };
    await house.apply(changed);
    await house.forward({ days: 1 });
    await house.apply(withRotation(changed, { members: ['desk'] }));
    const now = (await schedule(house, withRotation(changed, { members: ['desk'] }))).filter((each) => each < '10-28');
    expect(now).toEqual(was);
  });
});
