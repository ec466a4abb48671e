import { expect, it } from 'vitest';
import { AdapterError } from '../../src/chat/adapter.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { HOUR } from '../../src/lib/instant.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';

/** engineer1, 2 and 3 have a week each, from Monday 09:00. */
const START = Date.parse('2026-09-28T09:00:00+08:00');

function withGroup(source: BookSource, change: (book: BookSource) => BookSource = (book) => book): BookSource {
  const primary = must(source.rotations.primary);
  return change({
    ...source,
    rotations: { ...source.rotations, primary: { ...primary, group: { playground: 'on-call' } } },
  });
}

function away(book: BookSource, person: string, from: string, until: string): BookSource {
  const there = must(book.people[person]);
  return { ...book, people: { ...book.people, [person]: { ...there, away: [{ from, until }] } } };
}

eachHouse((open, language) => {
  const openWith = async (change?: (book: BookSource) => BookSource) => {
    const house = await open({ at: START + HOUR, book: withGroup(await sampleBook(language), change) });
    await house.forward({ minutes: 1 });
    return house;
  };
  const members = (house: TestHouse) => house.dutyGroups.members.get('on-call');
  const told = (house: TestHouse, channel = 'team') =>
    house.seen(channel).cards.filter(({ subject }) => subject.startsWith('duty-group/'));

  it('is set at the start, and follows every handoff', async () => {
    const house = await openWith();
    expect(members(house)).toEqual(['engineer1']);
    await house.forward({ days: 7 });
    expect(members(house)).toEqual(['engineer2']);
    await house.forward({ days: 7 });
    expect(members(house)).toEqual(['engineer3']);
    expect(house.dutyGroups.asked, 'once at the start, once per handoff').toBe(3);
    expect(told(house)).toEqual([]);
  });

  it('follows a swap while it lasts, and one that is cancelled at once', async () => {
    const house = await openWith();
    await house.say('engineer2', 'team', '/desk swap primary 2026-09-28T12:00 2026-09-29T12:00 engineer2');
    await house.forward({ hours: 1 });
    expect(members(house)).toEqual(['engineer1']);
    await house.forward({ hours: 2 });
    expect(members(house)).toEqual(['engineer2']);
    await house.press('engineer1', '@engineer1', 'oncall.swap-cancel');
    await house.forward({ minutes: 1 });
    expect(members(house)).toEqual(['engineer1']);
    await house.say('engineer3', 'team', '/desk swap primary 2026-09-28T13:30 2026-09-29T12:00 engineer3');
    await house.forward({ hours: 1 });
    expect(members(house), 'a second swap').toEqual(['engineer3']);
    await house.forward({ days: 1 });
    expect(members(house), 'a swap that is over').toEqual(['engineer1']);
  });

  it('has who rings in a gap', async () => {
    const house = await openWith((book) => away(book, 'engineer1', '2026-09-30', '2026-09-30'));
    await house.forward({ hours: 36 });
    expect(members(house)).toEqual(['engineer1']);
    await house.forward({ hours: 12 });
    const { rotations } = house.book;
    expect(members(house)).toEqual([rotations.primary?.fallback ?? 'engineer2']);
    await house.forward({ days: 1 });
    expect(members(house)).toEqual(['engineer1']);
  });

  it('lets go of a person who leaves the book', async () => {
    const house = await openWith();
    const { engineer1: _, ...people } = house.book.people;
    const primary = must(house.book.rotations.primary);
    const left = { ...primary, members: ['senior', 'engineer3'] };
    await house.apply({ ...house.book, people, rotations: { primary: left } });
    await house.forward({ minutes: 1 });
    expect(members(house)).toEqual(['senior']);
  });

  it('keeps the handoff when the platform refuses, tells it once, and tries again every hour', async () => {
    const house = await openWith();
    house.dutyGroups.answer('forbidden');
    await house.forward({ days: 7 });
    expect(members(house)).toEqual(['engineer1']);
    expect(told(house).map(({ title }) => title)).toEqual([t(language, 'duty.group.title', { group: '@on-call' })]);
    expect(told(house, 'managers')).toHaveLength(1);
    await house.say('customer-sample-1', 'customer-sample', '/fault core switch down');
    expect(await house.database.query('select assignee from ticket')).toEqual([{ assignee: 'engineer2' }]);
    const before = house.dutyGroups.asked;
    await house.forward({ hours: 5 });
    expect(house.dutyGroups.asked - before).toBe(5);
    expect(told(house)).toHaveLength(1);
    house.dutyGroups.answer(undefined);
    await house.forward({ hours: 1 });
    expect(members(house)).toEqual(['engineer2']);
    const asked = house.dutyGroups.asked;
    await house.forward({ hours: 5 });
    expect(house.dutyGroups.asked, 'in step: not asked again').toBe(asked);
    house.dutyGroups.answer('scope');
    await house.forward({ days: 7 });
    expect(told(house), 'a new trouble is told again').toHaveLength(2);
  });

  it('waits while the platform limits or is down, and sets who has the bell by then', async () => {
    const house = await openWith();
    house.dutyGroups.answer(new AdapterError('playground', 'rate-limited', { retryAfterMs: 1000 }));
    await house.forward({ days: 7 });
    house.dutyGroups.answer(new AdapterError('playground', 'unavailable'));
    await house.forward({ days: 7 });
    expect(members(house)).toEqual(['engineer1']);
    house.dutyGroups.answer(undefined);
    await house.say('engineer3', 'team', '/desk oncall');
    expect(members(house)).toEqual(['engineer3']);
    expect(told(house)).toEqual([]);
  });

  it('is set after a restart between the handoff and the platform, and after it was changed by hand', async () => {
    const house = await openWith();
    // The handoff is written down; the process ends before the platform is asked.
    house.wait({ days: 7 });
    await house.tick();
    expect(members(house)).toEqual(['engineer1']);
    await house.apply(house.book);
    await house.forward({ minutes: 1 });
    expect(members(house)).toEqual(['engineer2']);
    const asked = house.dutyGroups.asked;
    await house.apply(house.book);
    await house.forward({ minutes: 1 });
    expect(house.dutyGroups.asked, 'every start asks, because the group may be another by now').toBe(asked + 1);
  });

  it('tells once that the one who has the bell has no account there, and sets them once they have', async () => {
    const without = (book: BookSource) => ({
      ...book,
      people: { ...book.people, engineer2: { ...must(book.people.engineer2), ids: {} } },
    });
    const house = await openWith(without);
    await house.forward({ days: 7 });
    expect(members(house)).toEqual(['engineer1']);
    await house.forward({ hours: 5 });
    const name = personName(house.book.people, 'engineer2', language);
    expect(told(house).map((card) => wordsOf(card).includes(name))).toEqual([true]);
    await house.database.query(
      `insert into person_link values ('engineer2', 'playground', 'linked', '2026-10-05T10:00:00Z')`,
    );
    await house.forward({ hours: 1 });
    expect(members(house)).toEqual(['linked']);
  });

  it('several rotations share a group: it has all who have the bell', async () => {
    const house = await openWith((book) => {
      const primary = must(book.rotations.primary);
      const hotline = { ...primary, members: ['senior', 'engineer3'] };
      return { ...book, rotations: { ...book.rotations, hotline } };
    });
    expect(members(house)).toEqual(['engineer1', 'senior']);
    await house.forward({ days: 7 });
    expect(members(house)).toEqual(['engineer2', 'engineer3']);
  });

  it('a group that the book no longer names is left as it is', async () => {
    const house = await openWith();
    const { group: _, ...primary } = must(house.book.rotations.primary);
    await house.apply({ ...house.book, rotations: { primary } });
    await house.forward({ days: 8 });
    expect(members(house)).toEqual(['engineer1']);
    expect(await house.database.query('select * from duty_group')).toEqual([]);
  });
});
