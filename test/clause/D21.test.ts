import { expect, it } from 'vitest';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  it('D21: before a flood season the customer has the duty roster with phone numbers; without a number it is refused', async () => {
    const book = await sampleBook(language, 'telecom-province');
    const house = await open({ book });
    const event = { customer: 'sample', name: 'Flood season', from: '2026-10-12', until: '2026-10-31' };
    await house.forge('engineer1', 'team', 'assurance.plan', { ...event, engineer: 'senior', second: 'expert' });
    expect(house.seen(SHARED).cards).toEqual([]);
    await house.press('senior', '@senior', 'assurance.roster');
    const roster = must(house.seen(SHARED).cards.at(-1));
    for (const person of ['senior', 'expert', 'desk'])
      expect(wordsOf(roster)).toContain(must(book.people[person]?.phone));
    expect(buttonsOn(roster)).toEqual([]);

    const { phone: _, ...unreachable } = must(book.people.senior);
    await house.apply({ ...book, people: { ...book.people, senior: unreachable } });
    expect((await house.forge('senior', 'team', 'assurance.roster', { assurance: 'A-1' })).refused).toBe(
      'assurance.no-phone',
    );
  });

  it('D21: its engineers are reminded three working days before and on the last one before, with what is still to do', async () => {
    const house = await open({ book: await sampleBook(language, 'telecom-province') });
    const event = { customer: 'sample', name: 'Flood season', from: '2026-10-14', until: '', engineer: 'senior' };
    await house.forge('engineer1', 'team', 'assurance.plan', event);
    const told = () => house.seen('@senior').lines.filter((line) => line.includes('A-1')).length;
    const before = told();
    // Three working days before Wednesday the 14th is Saturday the 10th, a make-up day; the last one is the 13th.
    await house.forward({ days: 11 });
    expect(told()).toBe(before);
    await house.forward({ days: 1 });
    expect(told()).toBe(before + 1);
    await house.forward({ days: 3 });
    expect(told()).toBe(before + 2);
  });
});
