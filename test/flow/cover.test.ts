import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { whenInYear } from '../../src/i18n/when.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { sampleBook } from '../support/sample-book.ts';

/** The house opens on Monday, 28 September 2026: engineer1 has the bell until 5 October, then engineer2, then engineer3. */
const NIGHT = '2026-10-02T18:00 2026-10-03T09:00';

eachHouse((open, language) => {
  const swaps = (house: TestHouse) =>
    house.database.query<{ person: string }>('select person from duty_override where cancelled_at is null order by id');
  const cards = (house: TestHouse, channel: string) =>
    house.seen(channel).cards.filter(({ subject }) => subject.startsWith('cover/'));
  const assignee = async (house: TestHouse, text: string) => {
    await house.say('customer', 'customer-sample', `/fault ${text}`);
    const rows = await house.database.query<{ assignee: string }>(
      'select assignee from ticket order by id desc limit 1',
    );
    return rows[0]?.assignee;
  };

  it('“cover me”: everyone who takes turns is asked, the first taker wins, and everybody sees it', async () => {
    const house = await open({});
    const told = await house.say('engineer1', 'team', `/desk cover ${NIGHT}`);
    expect(told.refused).toBeUndefined();
    expect(await swaps(house), 'nothing changes before someone takes it').toEqual([]);
    for (const channel of ['team', '@engineer2', '@engineer3']) expect(cards(house, channel), channel).toHaveLength(1);
    expect(cards(house, '@engineer1')).toEqual([]);
    expect((await house.press('engineer1', 'team', 'cover.take')).refused).toBe('cover.own');
    expect((await house.press('manager1', 'team', 'cover.take')).refused).toBe('oncall.not-a-member');

    expect((await house.press('engineer3', '@engineer3', 'cover.take')).refused).toBeUndefined();
    const args = { cover: '1' };
    expect((await house.forge('engineer2', '@engineer2', 'cover.take', args)).refused).toBe('cover.taken');
    expect(await swaps(house)).toEqual([{ person: 'engineer3' }]);
    const name = personName(house.book.people, 'engineer3', language);
    const heard = house.seen('@engineer1').cards;
    expect(heard, 'told once').toHaveLength(1);
    expect(wordsOf(heard[0])).toContain(name);
    for (const channel of ['team', '@engineer2', '@engineer3']) {
      const card = cards(house, channel).at(-1);
      expect(wordsOf(card), channel).toContain(t(language, 'cover.became.taken', { by: name }));
      expect(buttonsOn(card)).toEqual([]);
    }
    await house.forward({ days: 4, hours: 9 });
    expect(await assignee(house, 'on Friday night')).toBe('engineer3');
    await house.forward({ hours: 14 });
    expect(await assignee(house, 'on Saturday')).toBe('engineer1');
  });

  it('whom somebody names is asked first, may decline, and has the bell only after a yes', async () => {
    const house = await open({});
    await house.say('engineer1', 'team', `/desk swap primary ${NIGHT} engineer2`);
    expect(await swaps(house)).toEqual([]);
    expect((await house.press('engineer3', '@engineer2', 'cover.take')).refused).toBe('cover.not-asked');
    await house.press('engineer2', '@engineer2', 'cover.decline');
    expect(wordsOf(cards(house, '@engineer1').at(-1))).toContain(
      t(language, 'cover.became.declined', { by: personName(house.book.people, 'engineer2', language) }),
    );
    await house.say('engineer1', 'team', `/desk swap primary ${NIGHT} senior`);
    await house.press('senior', '@senior', 'cover.take');
    expect(await swaps(house)).toEqual([{ person: 'senior' }]);
  });

  it('a swap is cancelled by a button; the shift goes back, and those whose it is hear it once', async () => {
    const house = await open({});
    await house.say('engineer3', 'team', `/desk swap primary ${NIGHT} me`);
    const moved = house.seen('@engineer1').cards.filter(({ subject }) => subject.includes('/moved/'));
    expect(moved).toHaveLength(1);
    const list = await house.say('engineer1', 'team', '/desk swaps');
    expect(buttonsOn(list.card).map(({ command }) => command)).toEqual(['oncall.swap-cancel']);
    expect((await house.press('manager1', '@engineer1', 'oncall.swap-cancel')).refused).toBe('oncall.members-only');
    expect((await house.press('engineer1', '@engineer1', 'oncall.swap-cancel')).refused).toBeUndefined();
    expect(await swaps(house)).toEqual([]);
    expect(wordsOf(house.seen('@engineer3').cards.at(-1))).toContain(
      personName(house.book.people, 'engineer1', language),
    );
    expect((await house.press('engineer1', '@engineer1', 'oncall.swap-cancel')).refused).toBe('oncall.no-such-swap');
    await house.forward({ days: 4, hours: 9 });
    expect(await assignee(house, 'on Friday night')).toBe('engineer1');
  });

  it('a running swap that is cancelled ends now: the bell and the tickets go back', async () => {
    const house = await open({});
    await house.say('engineer3', 'team', '/desk swap primary 2026-09-28T10:00 2026-09-29T09:00 me');
    expect(await assignee(house, 'first')).toBe('engineer3');
    await house.press('engineer1', '@engineer1', 'oncall.swap-cancel');
    const rows = await house.database.query<{ assignee: string }>('select assignee from ticket');
    expect(rows).toEqual([{ assignee: 'engineer1' }]);
  });

  it('no one takes it: the one who asked hears it when the time begins, and keeps the bell', async () => {
    const house = await open({});
    await house.say('engineer1', 'team', `/desk cover primary ${NIGHT}`);
    await house.forward({ days: 5 });
    expect(wordsOf(cards(house, '@engineer1').at(-1))).toContain(t(language, 'cover.became.over'));
    expect((await house.forge('engineer3', 'team', 'cover.take', { cover: '1' })).refused).toBe('cover.closed');
  });

  it('the form has the own next shift filled in, and no managers to choose', async () => {
    const house = await open({});
    const { form } = await house.say('engineer2', 'team', '/desk cover');
    const fields = Object.fromEntries(must(form).fields.map((each) => [each.name, each]));
    expect([fields.from?.initial, fields.until?.initial]).toEqual([
      '2026-10-05T01:00:00.000Z',
      '2026-10-12T01:00:00.000Z',
    ]);
    const values = { rotation: 'primary', from: '2026-10-06T09:00', until: '2026-10-07T09:00' };
    expect((await house.submit('engineer2', 'team', must(form), values)).refused).toBeUndefined();
    expect(cards(house, '@engineer3')).toHaveLength(1);
    const swap = must((await house.say('engineer2', 'team', '/desk swap')).form).fields.find(
      ({ name }) => name === 'to',
    );
    const choices = swap?.kind === 'choice' ? swap.options.map(({ value }) => value) : [];
    expect(choices.slice(0, 4)).toEqual(['*', 'engineer1', 'engineer2', 'engineer3']);
    expect(choices).not.toContain('manager1');
  });

  it.each([
    ['with oneself', '2026-10-06T09:00 2026-10-07T09:00 me', 'oncall.swap-with-oneself'],
    ['in the past', '2026-09-20T09:00 2026-09-21T09:00 me', 'oncall.swap-is-over'],
    ['of no length', `${NIGHT.slice(0, 16)} ${NIGHT.slice(0, 16)} me`, 'oncall.ends-before-it-begins'],
    ['over a year', '2026-10-02T09:00 2027-12-01T09:00 me', 'input.date-too-far'],
    ['until 2206', '2026-10-02T09:00 2206-10-03T09:00 me', 'input.date-too-far'],
    ['until 9999', '2026-10-02T09:00 9999-12-01T09:00 me', 'input.date-too-far'],
    ['until the last day of all', '2026-10-02T09:00 9999-12-31T23:59 me', 'input.date-too-far'],
    ['with a manager', `${NIGHT} manager1`, 'oncall.not-a-member'],
    ['with somebody away', '2026-10-16T09:00 2026-10-17T09:00 engineer1', 'oncall.swap-away'],
    ['over an earlier one', '2026-10-14T12:00 2026-10-15T12:00 me', 'oncall.swap-overlaps'],
  ])('a swap %s gets a clear answer and changes nothing', async (_, words, code) => {
    const house = await open({ book: withAway(await sampleBook(language)) });
    await house.say('engineer1', 'team', '/desk swap primary 2026-10-14T09:00 2026-10-15T09:00 me');
    const told = await house.say('engineer2', 'team', `/desk swap primary ${words}`);
    expect(told.refused).toBe(code);
    expect(await swaps(house)).toEqual([{ person: 'engineer1' }]);
    // The whole absence, not the part of it that the swap touches.
    const absence = ['2026-10-16T00:00:00+08:00', '2026-10-18T00:00:00+08:00'];
    if (code === 'oncall.swap-away')
      for (const at of absence) expect(told.text).toContain(whenInYear(language, Date.parse(at), 'Asia/Shanghai'));
    if (code === 'oncall.swap-overlaps')
      expect(told.text).toContain(personName(house.book.people, 'engineer1', language));
  });

  it('another person’s shift is swapped by colleagues and those who lead them only, and the one who is asked accepts', async () => {
    const house = await open({});
    for (const person of ['desk', 'projectManager']) {
      const told = await house.say(person, 'team', `/desk swap primary ${NIGHT} engineer2`);
      expect(told.refused, person).toBe('cover.not-yours-to-ask');
      expect((await house.say(person, 'team', `/desk swap primary ${NIGHT} me`)).refused).toBe('oncall.not-a-member');
    }
    for (const person of ['manager1', 'engineer3']) {
      const told = await house.say(person, 'team', `/desk swap primary ${NIGHT} engineer2`);
      expect(told.refused, person).toBeUndefined();
    }
    expect(await swaps(house), 'nothing changes before the other accepts').toEqual([]);
    expect((await house.press('manager1', '@engineer2', 'cover.take')).refused).toBe('cover.not-asked');
    await house.press('engineer2', '@engineer2', 'cover.take');
    expect(await swaps(house)).toEqual([{ person: 'engineer2' }]);
    expect(wordsOf(house.seen('@engineer1').cards.at(-1))).toContain(
      personName(house.book.people, 'engineer2', language),
    );
  });

  it('a person who leaves the book after they accepted has none of it: the shift is again the other’s', async () => {
    const house = await open({});
    await house.say('engineer1', 'team', `/desk swap primary ${NIGHT} senior`);
    await house.press('senior', '@senior', 'cover.take');
    const { senior: _left, ...people } = house.book.people;
    const { fallback: _fallback, ...primary } = must(house.book.rotations.primary);
    await house.apply({ ...house.book, people, rotations: { primary } });
    expect(await swaps(house)).toEqual([]);
    await house.forward({ days: 4, hours: 9 });
    expect(await assignee(house, 'on Friday night')).toBe('engineer1');
  });

  it('a shift that was taken can be handed on by the one who took it, and by no one else', async () => {
    const house = await open({});
    await house.say('engineer3', 'team', `/desk swap primary ${NIGHT} me`);
    await house.say('engineer3', 'team', `/desk cover primary ${NIGHT}`);
    await house.press('engineer2', '@engineer2', 'cover.take');
    await house.forward({ days: 4, hours: 9 });
    expect(await assignee(house, 'on Friday night')).toBe('engineer2');
  });
});

/** engineer1 is away on 16 and 17 October. */
function withAway(source: BookSource): BookSource {
  const engineer1 = must(source.people.engineer1);
  return {
    ...source,
    people: { ...source.people, engineer1: { ...engineer1, away: [{ from: '2026-10-16', until: '2026-10-17' }] } },
  };
}
