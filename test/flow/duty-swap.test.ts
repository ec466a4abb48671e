import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  it('whom somebody swaps in accepts; then all whose shifts move are told, and the schedule shows it', async () => {
    const house = await open({});
    const told = await house.say('engineer2', 'team', '/desk swap primary 2026-10-01T09:00 2026-10-02T09:00 engineer3');
    const name = personName(house.book.people, 'engineer3', language);
    expect(told.text).toContain(name);
    expect(house.seen('@engineer1').messages, 'nothing moves before engineer3 accepts').toEqual([]);
    await house.press('engineer3', '@engineer3', 'cover.take');
    for (const key of ['engineer1', 'engineer2', 'engineer3']) {
      expect(house.seen(`@${key}`).mentions, key).toEqual([key]);
      expect(wordsOf(house.seen(`@${key}`).cards[0])).toContain(name);
    }
    expect(wordsOf((await house.say('desk', 'team', '/desk oncall')).card)).toContain(name);
    await house.forward({ days: 3 });
    await house.say('customer', 'customer-sample', '/fault while engineer3 has the bell');
    const [ticket] = await house.database.query<{ assignee: string }>('select assignee from ticket');
    expect(ticket?.assignee).toBe('engineer3');
  });

  it.each([
    ['an unknown rotation', 'nights 2026-10-01T09:00 2026-10-02T09:00 engineer3', 'oncall.unknown-rotation'],
    [
      'an end before the beginning',
      'primary 2026-10-02T09:00 2026-10-01T09:00 engineer3',
      'oncall.ends-before-it-begins',
    ],
    ['a time that is over', 'primary 2026-09-01T09:00 2026-09-02T09:00 engineer3', 'oncall.swap-is-over'],
    ['a person nobody knows', 'primary 2026-10-01T09:00 2026-10-02T09:00 bob', 'ticket.unknown-person'],
    ['no time at all', 'primary tomorrow never engineer3', 'input.not-an-instant'],
  ])('%s is refused and moves nothing', async (_, words, code) => {
    const house = await open({});
    expect((await house.say('engineer2', 'team', `/desk swap ${words}`)).refused).toBe(code);
    expect(await house.database.query('select * from duty_override')).toEqual([]);
  });

  it('without arguments a form asks for them', async () => {
    const house = await open({});
    const { form } = await house.say('engineer2', 'team', '/desk swap');
    if (!form) throw new Error('no form');
    expect(form.fields.map(({ name }) => name)).toEqual(['rotation', 'from', 'until', 'to']);
    const values = { rotation: 'primary', from: '2026-10-01T09:00', until: '2026-10-01T18:00', to: 'senior' };
    expect((await house.submit('engineer2', 'team', form, values)).refused).toBeUndefined();
  });

  it('a gap is announced a week ahead, once, to team and managers; then the fallback is on duty', async () => {
    const house = await open({ book: withAway(await sampleBook(language)) });
    const gaps = () => house.seen('team').messages.filter(({ about }) => about?.kind === 'duty.gap');
    await house.forward({ days: 3 });
    expect(gaps(), 'more than a week before').toEqual([]);
    await house.forward({ days: 5 });
    expect(gaps()).toHaveLength(1);
    const again = () => house.seen('team').cards.filter(({ subject }) => /\/gap\/\d+\/\d+$/.test(subject));
    expect(again(), 'told again every morning, as long as it is not filled').toHaveLength(4);
    expect(gaps()[0]?.about?.fields).toEqual({
      rotation: 'primary',
      from: '2026-10-09T00:00:00+08:00',
      until: '2026-10-11T00:00:00+08:00',
    });
    expect(house.seen('managers').messages.some(({ about }) => about?.kind === 'duty.gap')).toBe(true);
    expect(wordsOf(gaps()[0]?.card)).toContain(personName(house.book.people, 'senior', language));
    await house.apply(house.book);
    await house.forward({ days: 4 });
    expect(gaps(), 'a restart tells nothing twice').toHaveLength(1);
    await house.say('customer', 'customer-sample', '/fault in the gap');
    const [ticket] = await house.database.query<{ assignee: string }>('select assignee from ticket');
    expect(ticket?.assignee).toBe('senior');
  });

  it('one tap fills a gap; after that it is told no more', async () => {
    const house = await open({ book: withAway(await sampleBook(language)) });
    await house.forward({ days: 5 });
    const card = must(house.seen('team').cards.findLast(({ subject }) => subject.includes('/gap/')));
    expect((await house.press('manager1', 'team', 'oncall.fill')).refused).toBe('oncall.not-a-member');
    expect((await house.press('engineer3', 'team', 'oncall.fill')).refused).toBeUndefined();
    const late = await house.press('engineer2', 'team', 'oncall.fill', { on: card });
    expect(late.refused, 'two people tap: the second is told who has it').toBe('oncall.gap-filled');
    const cards = ['team', 'managers'].flatMap((place) => house.seen(place).cards);
    for (const each of cards.filter(({ subject }) => subject.includes('/gap/'))) {
      expect(wordsOf(each)).toContain(personName(house.book.people, 'engineer3', language));
      expect(buttonsOn(each)).toEqual([]);
    }
    const told = house.seen('team').cards.filter(({ subject }) => subject.includes('/gap/')).length;
    await house.forward({ days: 4 });
    expect(house.seen('team').cards.filter(({ subject }) => subject.includes('/gap/'))).toHaveLength(told);
    await house.forward({ days: 2 });
    await house.say('customer', 'customer-sample', '/fault in what was a gap');
    const [ticket] = await house.database.query<{ assignee: string }>('select assignee from ticket');
    expect(ticket?.assignee).toBe('engineer3');
  });

  it('a tap on a gap that is no more takes the shift from no one', async () => {
    const book = await sampleBook(language);
    const house = await open({ book: withAway(book) });
    await house.forward({ days: 5 });
    const card = must(house.seen('team').cards.findLast(({ subject }) => subject.includes('/gap/')));
    // The one who was to be away is back.
    await house.apply(book);
    await house.forward({ minutes: 1 });
    expect((await house.press('engineer3', 'team', 'oncall.fill', { on: card })).refused).toBe('oncall.gap-filled');
    await house.forward({ days: 5 });
    expect((await house.press('engineer3', 'team', 'oncall.fill', { on: card })).refused).toBeDefined();
  });

  it('of a gap that is filled in part, a tap takes the rest', async () => {
    const house = await open({ book: withAway(await sampleBook(language)) });
    await house.forward({ days: 5 });
    const card = must(house.seen('team').cards.findLast(({ subject }) => subject.includes('/gap/')));
    expect(
      (await house.say('expert', 'team', '/desk swap primary 2026-10-09T12:00 2026-10-10T12:00 expert')).refused,
    ).toBe(undefined);
    expect((await house.press('engineer3', 'team', 'oncall.fill', { on: card })).refused).toBeUndefined();
    const rows = await house.database.query<{ person: string; from_at: Date; until_at: Date }>(
      'select person, from_at, until_at from duty_override order by from_at',
    );
    expect(
      rows.map(({ person, from_at, until_at }) => [person, from_at.toISOString(), until_at.toISOString()]),
    ).toEqual([
      ['engineer3', '2026-10-08T16:00:00.000Z', '2026-10-09T04:00:00.000Z'],
      ['expert', '2026-10-09T04:00:00.000Z', '2026-10-10T04:00:00.000Z'],
      ['engineer3', '2026-10-10T04:00:00.000Z', '2026-10-10T16:00:00.000Z'],
    ]);
  });

  it('a gap that the book names late is announced at once', async () => {
    const house = await open({});
    await house.forward({ days: 9 });
    await house.apply(withAway(house.book));
    await house.forward({ minutes: 1 });
    const gaps = house.seen('team').messages.filter(({ about }) => about?.kind === 'duty.gap');
    expect(gaps).toHaveLength(1);
    expect(wordsOf(gaps[0]?.card)).toContain(t(language, 'duty.gap.title', { rotation: '' }).slice(0, 3));
  });
});

/** engineer2, whose week begins on 5 October, is away for two days of it. */
function withAway(source: BookSource): BookSource {
  const { engineer2 } = source.people;
  const { primary } = source.rotations;
  if (!engineer2 || !primary) throw new Error('not a preset');
  return {
    ...source,
    rotations: { ...source.rotations, primary: { ...primary, fallback: 'senior' } },
    people: { ...source.people, engineer2: { ...engineer2, away: [{ from: '2026-10-09', until: '2026-10-10' }] } },
  };
}
