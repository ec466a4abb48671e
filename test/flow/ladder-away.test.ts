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

eachHouse((open, language) => {
  /** Who was told of the broken respond promise, and after how many minutes. */
  const raised = (house: TestHouse) =>
    house
      .seen('escalation')
      .messages.flatMap(({ about }) =>
        about?.fields.metric === 'respond' && about.kind === 'sla.breached' ? [about.fields.raisedTo] : [],
      );
  const later = (house: TestHouse) =>
    ['manager1', 'manager2', 'manager3'].flatMap((key) =>
      house
        .seen(`@${key}`)
        .messages.flatMap(({ about }) =>
          about?.kind === 'sla.raised' && about.fields.metric === 'respond' ? [[key, about.at]] : [],
        ),
    );

  it('an absent manager is passed over at once, and the thread says so; the next step is not later for it', async () => {
    const [whole, lacking] = [await open({}), await open({ book: withAway(await sampleBook(language), 'manager1') })];
    for (const house of [whole, lacking]) {
      await house.say(REPORTER, SHARED, '/fault core switch down');
      await house.forward({ hours: 3 });
    }
    expect(raised(whole)).toEqual(['manager1']);
    expect(raised(lacking)).toEqual(['manager2']);
    const [[, secondAt]] = must(later(whole).length > 0 ? [must(later(whole)[0])] : undefined);
    expect(later(lacking)[0]).toEqual(['manager3', secondAt]);
    const said = t(language, 'line.ladder.skipped', {
      people: personName(lacking.book.people, 'manager1', language),
    });
    expect(lacking.seen('@manager2').cards.map(wordsOf).join('\n')).toContain(said);
    expect(lacking.seen('@manager1').messages).toEqual([]);
  });

  it('an absence that the book names only now counts for tickets that are open already', async () => {
    const house = await open({});
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.apply(withAway(house.book, 'manager1'));
    await house.forward({ hours: 3 });
    expect(raised(house)).toEqual(['manager2']);
  });

  it('where everyone above is away, the manager who knows of it hears again, once, with the names', async () => {
    const book = withAway(await sampleBook(language), 'manager2', 'manager3');
    const house = await open({ book });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ hours: 3 });
    expect(raised(house)).toEqual(['manager1']);
    expect(later(house).map(([key]) => key)).toEqual(['manager1']);
    const names = ['manager2', 'manager3'].map((key) => personName(book.people, key, language));
    const said = t(language, 'line.ladder.skipped', { people: names.join(t(language, 'list.separator')) });
    expect(house.seen('@manager1').cards.map(wordsOf).join('\n')).toContain(said);
    for (const place of ['@manager2', '@manager3']) expect(house.seen(place).messages).toEqual([]);
  });

  it('where all of them are away, the first is told: a broken promise is never told to no one', async () => {
    const book = withAway(await sampleBook(language), 'manager1', 'manager2', 'manager3');
    const house = await open({ book });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ hours: 3 });
    expect(raised(house)).toEqual(['manager1']);
  });
});
