import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { withAway } from '../support/away.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** A complaint while managers are away (D17, D18): the next one hears at once, and reads who was passed over. */
eachHouse((open, language) => {
  async function complain(house: TestHouse): Promise<void> {
    const { form } = await house.say(REPORTER, SHARED, '/complaint');
    const given = { text: 'nobody picks up the phone', answerIn: 'privately' };
    expect((await house.submit(REPORTER, SHARED, must(form), given)).refused).toBeUndefined();
  }
  const kindsAt = (house: TestHouse, key: string) =>
    house.seen(`@${key}`).messages.flatMap(({ about }) => (about ? [about.kind] : []));
  const skipped = (house: TestHouse, ...keys: string[]) =>
    t(language, 'line.ladder.skipped', {
      people: keys.map((key) => personName(house.book.people, key, language)).join(t(language, 'list.separator')),
    });

  it('the absent first manager is passed over as it opens; the next steps go on from there', async () => {
    const house = await open({ book: withAway(await sampleBook(language), 'manager1') });
    await complain(house);
    expect(kindsAt(house, 'manager2')).toEqual(['complaint.opened']);
    expect(house.seen('@manager2').cards.map(wordsOf).join('\n')).toContain(skipped(house, 'manager1'));
    await house.forward({ hours: 5 });
    expect(kindsAt(house, 'manager2')).toEqual(['complaint.opened', 'complaint.reminder']);
    expect(kindsAt(house, 'manager3')).toEqual(['complaint.breached']);
    expect(house.seen('@manager1').messages).toEqual([]);
    // The customer is told whom to turn to, not who is away.
    const told = house.seen(`@${REPORTER}`);
    expect(told.cards.map(wordsOf).join('\n')).toContain(personName(house.book.people, 'manager3', language));
    expect([...told.cards.map(wordsOf), ...told.lines].join('\n')).not.toContain(skipped(house, 'manager1'));
    // Their card is kept up to date, and they are in charge.
    const { form } = await house.press('manager2', '@manager2', 'complaint.answer');
    await house.submit('manager2', '@manager2', must(form), { text: 'we are sorry' });
    expect(house.seen('@manager2').cards.map(wordsOf).join('\n')).toContain('we are sorry');
  });

  it('a manager who goes away after it was opened is passed over by what follows', async () => {
    const house = await open({});
    await complain(house);
    expect(kindsAt(house, 'manager1')).toEqual(['complaint.opened']);
    await house.apply(withAway(house.book, 'manager1', 'manager2'));
    await house.forward({ hours: 5 });
    expect(kindsAt(house, 'manager1')).toEqual(['complaint.opened']);
    expect(house.seen('@manager2').messages).toEqual([]);
    expect(kindsAt(house, 'manager3')).toContain('complaint.breached');
    const { lines, cards } = house.seen('@manager3');
    expect([...lines, ...cards.map(wordsOf)].join('\n')).toContain(skipped(house, 'manager2'));
  });

  it('where all managers are away, the first still hears', async () => {
    const house = await open({ book: withAway(await sampleBook(language), 'manager1', 'manager2', 'manager3') });
    await complain(house);
    expect(kindsAt(house, 'manager1')).toEqual(['complaint.opened']);
  });

  it('the customer’s word that it is not settled goes to a manager who is there', async () => {
    const house = await open({});
    await complain(house);
    const { form } = await house.press('manager1', '@manager1', 'complaint.answer');
    await house.submit('manager1', '@manager1', must(form), { text: 'we are sorry' });
    await house.apply(withAway(house.book, 'manager1'));
    await house.forge(REPORTER, `@${REPORTER}`, 'complaint.not-satisfied', { complaint: 'C-1', text: 'still busy' });
    expect(kindsAt(house, 'manager2')).toEqual(['complaint.updated']);
    expect(house.seen('@manager2').cards.map(wordsOf).join('\n')).toContain(skipped(house, 'manager1'));
  });
});
