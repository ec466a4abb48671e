import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { t } from '../../src/i18n/i18n.ts';
import { HOUR } from '../../src/lib/instant.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** The first shift begins; engineer1, 2 and 3 have a week each, so that in week five engineer2 has the bell. */
const START = Date.parse('2026-09-28T09:00:00+08:00');
const WEEK_FIVE = { days: 30 };

/** The book, with other accounts of one person. */
function withAccounts(source: BookSource, key: string, ids: BookSource['people'][string]['ids']): BookSource {
  return { ...source, people: { ...source.people, [key]: { ...must(source.people[key]), ids } } };
}

function withoutFallback(source: BookSource): BookSource {
  const { fallback: _fallback, ...primary } = must(source.rotations.primary);
  return { ...source, rotations: { primary } };
}

eachHouse((open, language) => {
  /** Without a fallback the next member stands in. */
  const openAt = async () => open({ at: START + HOUR, book: withoutFallback(await sampleBook(language)) });
  const assignees = async ({ database }: TestHouse) =>
    (await database.query<{ assignee: string }>('select assignee from ticket order by id')).map((row) => row.assignee);
  const about = (house: TestHouse, channel: string, kind: string) =>
    house.seen(channel).messages.filter((each) => each.about?.kind === kind);
  const cards = (house: TestHouse, channel: string, subject: string) =>
    house.seen(channel).cards.filter((each) => each.subject.includes(subject));
  const name = (house: TestHouse, key: string) => {
    const { name: named } = must(house.book.people[key]);
    return language === 'en' ? must(named.en) : must(named.zh);
  };
  /** The platform tells of a person's account, as its adapter passes it on. */
  const hear = (house: TestHouse, person: string, command: string) => house.forge(person, `@${person}`, command, {});

  it('the bell and the tickets of a person without an account go on, the rest of their shifts are gaps', async () => {
    const house = await openAt();
    await house.forward(WEEK_FIVE);
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect(await assignees(house)).toEqual(['engineer2']);
    const told = house.seen('@engineer2').messages.length;
    await hear(house, 'engineer2', 'account.lost');
    await hear(house, 'engineer2', 'account.lost');
    await house.forward({ minutes: 1 });
    expect(await assignees(house)).toEqual(['engineer3']);
    const handoff = must(house.seen('@engineer3').cards.find((each) => wordsOf(each).includes('core switch')));
    const names = { from: name(house, 'engineer2'), to: name(house, 'engineer3') };
    expect(handoff.title).toBe(t(language, 'duty.lost.title', names));
    expect(about(house, 'team', 'duty.gap').map((each) => each.about?.fields.from)).toHaveLength(1);
    const news = t(language, 'account.title.lost', { person: name(house, 'engineer2') });
    expect(cards(house, 'team', '/account/').map(({ title }) => title)).toEqual([news]);
    expect(cards(house, '@director', '/account/').map(({ title }) => title)).toEqual([news]);
    expect(house.seen('@engineer2').messages, 'a direct message would not arrive').toHaveLength(told);
    await house.say(REPORTER, SHARED, '/fault another');
    expect((await assignees(house)).at(-1)).toBe('engineer3');
  });

  it('the fallback of the rotation has the bell, if the book names one', async () => {
    const house = await open({ at: START + HOUR });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await hear(house, 'engineer1', 'account.lost');
    await house.forward({ minutes: 1 });
    expect(must(house.book.rotations.primary).fallback).toBe('senior');
    expect(await assignees(house)).toEqual(['senior']);
  });

  it('a swap to them ends, and no one can swap to them', async () => {
    const house = await openAt();
    await house.forward(WEEK_FIVE);
    await house.say('senior', 'team', '/desk swap primary 2026-10-29T09:00 2026-10-30T09:00 senior');
    await hear(house, 'senior', 'account.lost');
    await house.forward({ days: 1 });
    await house.say(REPORTER, SHARED, '/fault another');
    expect(await assignees(house)).toEqual(['engineer2']);
    expect(about(house, 'team', 'duty.gap')).toEqual([]);
    const again = await house.say('engineer2', 'team', '/desk swap primary 2026-11-01T09:00 2026-11-01T18:00 senior');
    expect(again.refused).toBe('oncall.swap-lost');
  });

  it.each([
    ['the platform says so', (house: TestHouse) => hear(house, 'engineer2', 'account.back')],
    ['they say something', (house: TestHouse) => house.say('engineer2', 'team', '/desk oncall')],
  ])('all of it ends when %s', async (_, come) => {
    const house = await openAt();
    await house.forward(WEEK_FIVE);
    await hear(house, 'engineer2', 'account.lost');
    await house.forward({ minutes: 1 });
    await come(house);
    await house.forward({ minutes: 1 });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect(await assignees(house)).toEqual(['engineer2']);
    const [, back] = cards(house, 'team', '/account/').map(({ title }) => title);
    expect(back).toBe(t(language, 'account.title.back', { person: name(house, 'engineer2') }));
    expect(await house.database.query('select * from lost_account')).toEqual([]);
  });

  it('a book that names no account of theirs any more has the same effect, until it names one', async () => {
    const house = await openAt();
    await house.forward(WEEK_FIVE);
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.apply(withAccounts(house.book, 'engineer2', {}));
    await house.forward({ minutes: 1 });
    expect(await assignees(house)).toEqual(['engineer3']);
    await house.apply(withAccounts(house.book, 'engineer2', { playground: 'another' }));
    await house.forward({ minutes: 1 });
    await house.say(REPORTER, SHARED, '/fault another');
    // With the bell the open tickets come back, as at any handoff.
    expect(await assignees(house)).toEqual(['engineer2', 'engineer2']);
  });

  it('a person who never had an account keeps their shifts, and one who has another one too', async () => {
    const never = withAccounts((await openAt()).book, 'engineer2', {});
    const house = await open({ at: START + HOUR, book: never });
    await house.forward(WEEK_FIVE);
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect(await assignees(house)).toEqual(['engineer2']);
    const two = await open({
      at: START + HOUR,
      book: withAccounts(house.book, 'engineer2', { playground: 'engineer2', slack: 'U2' }),
    });
    await two.forward(WEEK_FIVE);
    await hear(two, 'engineer2', 'account.lost');
    await two.forward({ minutes: 1 });
    await two.say(REPORTER, SHARED, '/fault core switch down');
    expect(await assignees(two)).toEqual(['engineer2']);
    const news = t(language, 'account.title.one-lost', { person: name(two, 'engineer2'), platform: 'playground' });
    expect(cards(two, 'team', '/account/').map(({ title }) => title)).toEqual([news]);
  });

  it('what a customer or a stranger sends of this kind does nothing', async () => {
    const house = await openAt();
    await hear(house, REPORTER, 'account.lost');
    expect(await house.database.query('select * from lost_account')).toEqual([]);
  });

  it('a ladder skips them at once', async () => {
    const house = await openAt();
    await hear(house, 'manager1', 'account.lost');
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ days: 3 });
    const breaches = house
      .seen()
      .messages.flatMap(({ about: each }) => (each?.kind === 'sla.breached' ? [each.to] : []));
    expect(breaches.length).toBeGreaterThan(0);
    expect(breaches.flat()).not.toContain('manager1');
    expect(breaches.flat()).toContain('manager2');
  });
});
