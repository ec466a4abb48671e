import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { DAY, HOUR } from '../../src/lib/instant.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

/** The first shift begins; engineer1, 2 and 3 have a week each, so that in week five engineer2 has the bell. */
const START = Date.parse('2026-09-28T09:00:00+08:00');
const WEEK_FIVE = { days: 30 };

/** The book without some people; where `members` is given, those take turns. */
function without(source: BookSource, gone: readonly string[], members?: readonly string[]): BookSource {
  const people = Object.fromEntries(Object.entries(source.people).filter(([key]) => !gone.includes(key)));
  // Without a fallback the next member stands in.
  const { fallback: _fallback, ...primary } = must(source.rotations.primary);
  return {
    ...source,
    people,
    rotations: { primary: { ...primary, members: [...(members ?? primary.members ?? [])] } },
  };
}

eachHouse((open, language) => {
  const openAt = () => open({ at: START + HOUR });
  const moved = (house: TestHouse, person: string) =>
    house.seen(`@${person}`).messages.filter(({ card }) => card?.subject.includes('duty.next|'));
  const assignees = async ({ database }: TestHouse) =>
    (await database.query<{ assignee: string }>('select assignee from ticket order by id')).map((row) => row.assignee);

  it('the one who has the bell leaves: bell and tickets go to the next who is there, told, and are to be taken', async () => {
    const house = await openAt();
    await house.forward(WEEK_FIVE);
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect(await assignees(house)).toEqual(['engineer2']);
    await house.apply(without(house.book, ['engineer2'], ['engineer1', 'engineer3']));
    await house.forward({ minutes: 1 });
    expect(await assignees(house)).toEqual(['engineer3']);
    expect(wordsOf(moved(house, 'engineer3')[0]?.card)).toContain(
      t(language, 'duty.next.now', { until: '' }).slice(0, 5),
    );
    const card = must(
      house.seen('@engineer3').messages.find(({ card: each }) => wordsOf(each).includes('core switch')),
    );
    expect(buttonsOn(card.card).map(({ command }) => command)).toContain('handoff.taken');
    expect(card.card?.title).toContain('engineer2');
    await house.forward({ minutes: 15 });
    const untaken = house.seen('escalation').messages.filter(({ about }) => about?.kind === 'duty.untaken');
    expect(untaken.map(({ about }) => about?.to)).toEqual([['engineer2', 'engineer3', 'escalation']]);
  });

  it('their swap ends, and a ticket of somebody without turns goes to the one who has the bell', async () => {
    const house = await openAt();
    await house.forward(WEEK_FIVE);
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk assign T-1 senior');
    await house.say('senior', 'team', '/desk swap primary 2026-10-29T09:00 2026-10-30T09:00 senior');
    const book = without(house.book, ['senior']);
    await house.apply(book);
    await house.forward({ minutes: 1 });
    expect(await assignees(house)).toEqual(['engineer2']);
    const gaps = house.seen('team').messages.filter(({ about }) => about?.kind === 'duty.gap');
    expect(gaps, 'the shift is engineer2’s again, so there is no gap').toEqual([]);
    await house.forward({ days: 1 });
    await house.say(REPORTER, SHARED, '/fault another');
    expect((await assignees(house)).at(-1)).toBe('engineer2');
  });

  it('everyone whose next shift moves by the book is told once, and no one else', async () => {
    const house = await openAt();
    await house.forward(WEEK_FIVE);
    const { primary } = house.book.rotations;
    const changed = {
      ...house.book,
      rotations: { primary: { ...must(primary), members: ['engineer1', 'engineer2', 'senior', 'engineer3'] } },
    };
    await house.apply(changed);
    await house.forward({ minutes: 1 });
    const told = ['engineer1', 'engineer2', 'engineer3', 'senior'].map((each) => moved(house, each).length);
    // engineer2 has the bell now and keeps it until Monday; after it comes senior, then engineer3, then engineer1.
    expect(told).toEqual([1, 0, 1, 1]);
    await house.apply(changed);
    await house.forward({ days: 28 });
    expect(['engineer1', 'engineer2', 'engineer3', 'senior'].map((each) => moved(house, each).length)).toEqual(told);
  });

  it('the day before at 17:00 the one who comes hears when, and only they', async () => {
    const house = await openAt();
    const heard = (person: string) =>
      house.seen(`@${person}`).messages.filter(({ card }) => card?.subject.includes('duty.tomorrow|'));
    await house.forward({ days: 5, hours: 30 });
    expect(heard('engineer2')).toEqual([]);
    await house.forward({ hours: 1 });
    expect(heard('engineer2')).toHaveLength(1);
    expect(wordsOf(heard('engineer2')[0]?.card)).toContain(personName(house.book.people, 'engineer1', language));
    await house.forward({ days: 6 });
    expect(['engineer1', 'engineer2', 'engineer3'].map((each) => heard(each).length)).toEqual([0, 1, 0]);
    await house.forward({ days: 1 });
    expect(['engineer1', 'engineer2', 'engineer3'].map((each) => heard(each).length)).toEqual([0, 1, 1]);
    expect(house.now()).toBeLessThan(START + 14 * DAY);
  });
});
