import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { personName } from '../../src/desk/person/person.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { withPaging } from '../support/paging-book.ts';
import { reportSevere, SHARED } from '../support/report.ts';
import { PLATFORM, sampleBook } from '../support/sample-book.ts';

/** The book with a new person who stands in for engineer1, who is away. */
function withNewcomer(book: BookSource): BookSource {
  const engineer1 = must(book.people.engineer1);
  const away = [{ from: '2026-09-28', until: '2026-10-02' }];
  const name = { zh: '新来的', en: 'New Colleague' };
  const newcomer = { ...engineer1, name, ids: { [PLATFORM]: 'newcomer' } };
  const primary = { ...must(book.rotations.primary), fallback: 'newcomer' };
  return {
    ...book,
    people: { ...book.people, engineer1: { ...engineer1, away }, newcomer },
    rotations: { ...book.rotations, primary },
  };
}

eachHouse((open, language) => {
  it('a person who joins gets tickets of an older service book: by name, with warnings and calls', async () => {
    const house = await open({ book: withPaging(await sampleBook(language)) });
    await reportSevere(house);
    const book = withNewcomer(house.book);
    await house.apply(book);
    await house.forward({ minutes: 9 });
    const name = personName(book.people, 'newcomer', language);
    for (const place of ['team', SHARED]) {
      const { cards, messages } = house.seen(place);
      const card = must(cards.find(({ subject }) => subject === 'ticket/1'));
      expect(messages.map(({ line }) => line).join('\n') + wordsOf(card)).toContain(name);
      expect(messages.map(({ line }) => line).join('\n')).not.toContain('newcomer');
    }
    const kinds = house.seen('@newcomer').messages.map(({ about }) => about?.kind);
    expect(kinds).toContain('sla.warning');
    expect(kinds.filter((kind) => kind === 'ticket.paged')).toHaveLength(2);
    expect(house.seen('team').mentions).toContain('newcomer');
  });
});
