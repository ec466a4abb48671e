import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { dateInYear } from '../../src/i18n/when.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const NAME = 'Annual general meeting';

eachHouse((open, language) => {
  /** Monday 28 September 2026; the event begins on Friday 9 October, after the holiday. */
  async function planned(): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, 'video-conference') });
    const { form } = await house.say('projectManager', 'team', '/desk assurance plan');
    expect(form?.fields.map(({ name }) => name)).toEqual(['customer', 'name', 'from', 'until', 'engineer', 'second']);
    const values = { customer: 'sample', name: NAME, from: '10/9', until: '', engineer: 'senior', second: '' };
    const told = await house.submit('projectManager', 'team', must(form), values);
    expect(told.text).toBe(t(language, 'assurance.planned', { assurance: 'A-1', name: NAME }));
    return house;
  }
  const lines = (house: TestHouse, channel: string) => house.seen(channel).messages.length;

  it('the engineer and the project manager are told, and reminded three working days before and on the eve (C4)', async () => {
    const house = await planned();
    expect(wordsOf(house.seen('@senior').cards[0])).toContain(NAME);
    expect([lines(house, '@senior'), lines(house, '@projectManager')]).toEqual([1, 1]);
    await house.forward({ days: 1 });
    // Three working days before Friday the 9th is Tuesday the 29th: the holiday lies between.
    expect(lines(house, '@senior')).toBe(2);
    await house.forward({ days: 8 });
    expect(lines(house, '@senior')).toBe(2);
    await house.forward({ days: 1 });
    expect(lines(house, '@senior')).toBe(3);
    expect(house.seen('@senior').lines.at(-1)).toContain(t(language, 'assurance.item.rehearsal'));
    expect(house.seen(SHARED).messages.every(({ card }) => !wordsOf(card).includes(NAME))).toBe(true);
  });

  it('the customer gets the roster with phone numbers, the checklist is filled in, and the year counts the event (D21)', async () => {
    const house = await planned();
    expect((await house.press('senior', '@senior', 'assurance.roster')).refused).toBeUndefined();
    const roster = wordsOf(house.seen(SHARED).cards.at(-1));
    expect(roster).toContain(dateInYear(language, '2026-10-09'));
    expect(roster).toContain(must(house.book.people.senior?.phone));
    expect(roster).toContain(must(house.book.people.desk?.phone));
    const { form } = await house.press('senior', '@senior', 'assurance.check');
    await house.submit('senior', '@senior', must(form), { item: 'check', note: 'spare codec in the rack' });
    await house.say('senior', 'team', '/desk assurance check A-1 rehearsal both halls');
    const card = () => wordsOf(house.seen('@senior').cards[0]);
    expect(card()).toContain('spare codec in the rack');
    expect(card()).toContain('both halls');
    expect(card()).toContain(t(language, 'assurance.to-do', { count: 1 }));
    expect((await house.say('senior', 'team', '/desk assurance done A-1')).refused).toBe('assurance.not-yet');
    await house.forward({ days: 12 });
    expect((await house.say('senior', 'team', '/desk assurance done A-1')).refused).toBe('assurance.items-open');
    await house.say('senior', 'team', '/desk assurance check A-1 presence');
    expect((await house.say('senior', 'team', '/desk assurance done A-1')).refused).toBeUndefined();
    const { card: list } = await house.say('manager1', 'team', '/desk assurance');
    expect(wordsOf(list)).toContain(t(language, 'assurance.of-promised', { count: 1, promised: 4, clause: 'C4' }));
  });

  it('dates are read as people write them; the refusal of other words names what is understood', async () => {
    const house = await open({ book: await sampleBook(language, 'video-conference') });
    const named = (date: string) => dateInYear(language, date);
    const values = { customer: 'sample', name: NAME, from: '下周五', until: '10/12', engineer: 'senior' };
    expect((await house.forge('senior', 'team', 'assurance.plan', values)).refused).toBeUndefined();
    const card = wordsOf((await house.say('senior', 'team', '/desk assurance A-1')).card);
    expect(card).toContain(t(language, 'assurance.dates', { from: named('2026-10-09'), until: named('2026-10-12') }));
    await house.forge('senior', 'team', 'assurance.plan', { ...values, from: 'next Wed', until: '' });
    expect(wordsOf((await house.say('senior', 'team', '/desk assurance A-2')).card)).toContain(named('2026-10-07'));
    for (const [field, value] of [
      ['from', 'soon'],
      ['until', 'when it suits'],
    ] as const) {
      const told = await house.forge('senior', 'team', 'assurance.plan', { ...values, [field]: value });
      expect(told.text).toBe(t(language, 'input.not-a-date', { field: t(language, `form.field.${field}`), value }));
    }
  });

  it('a cancellation is told to all who were told of the event, and there is no reminder after it', async () => {
    const house = await planned();
    await house.say('projectManager', 'team', '/desk assurance cancel A-1');
    expect(lines(house, '@senior')).toBe(2);
    await house.forward({ days: 12 });
    expect(lines(house, '@senior')).toBe(2);
  });

  it('refused: an unknown number, an unknown word, a bad date, no phone number, a customer as asker', async () => {
    const house = await planned();
    const { phone: _, ...silent } = must(house.book.people.manager1);
    await house.apply({ ...house.book, people: { ...house.book.people, manager1: silent } });
    const values = { customer: 'sample', name: 'x', from: 'soon', engineer: 'senior' };
    const withoutPhone = { ...values, from: '2026-10-20', engineer: 'manager1' };
    expect((await house.forge('senior', 'team', 'assurance.plan', values)).refused).toBe('input.not-a-date');
    expect((await house.forge('senior', 'team', 'assurance.plan', withoutPhone)).refused).toBeUndefined();
    for (const [person, words, refused] of [
      ['senior', '/desk assurance roster A-2', 'assurance.no-phone'],
      ['senior', '/desk assurance done A-9', 'assurance.not-found'],
      ['senior', '/desk assurance rooster A-1', 'assurance.unknown-word'],
      [REPORTER, '/desk assurance', 'command.staff-only'],
    ] as const)
      expect((await house.say(person, person === REPORTER ? SHARED : 'team', words)).refused).toBe(refused);
  });
});
