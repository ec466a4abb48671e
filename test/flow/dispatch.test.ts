import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open, language) => {
  it('a dispatch that starts the on-site clock shows the due instant in its form, and counts when that is sent', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const { card: level } = await house.say('engineer1', 'team', '/desk level T-1 severe');
    if (!level) throw new Error('no preview of the level');
    await house.press('engineer1', 'team', 'ticket.set-level', { on: level });
    const before = await storedIn(house.database);

    const form = must((await house.press('engineer1', 'team', 'ticket.dispatch')).form);
    // Half an hour in the home city (D4), from 10:10.
    expect(form.intro).toContain(
      t(language, 'preview.starts', {
        metric: t(language, 'metric.on-site'),
        due: readAs(language, '10:40'),
        late: '',
      }),
    );
    expect(await storedIn(house.database)).toEqual(before);

    await house.submit('engineer1', 'team', form, { to: 'engineer1' });
    expect(wordsOf(house.seen('team').cards[0])).toContain(readAs(language, '10:40'));
  });

  it('typed without details the assignee goes, and no time is named', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault one phone is mute');
    await house.say('engineer1', 'team', '/desk dispatch T-1');
    const name = personName(house.book.people, 'engineer1', language);
    expect(house.seen('team').lines.at(-1)).toBe(t(language, 'line.ticket.dispatched', { by: name, who: name }));
    expect(house.seen('@engineer1').cards, 'who dispatches themselves has accepted').toEqual([]);
    for (const channel of ['team', SHARED]) {
      const card = house.seen(channel).cards[0];
      expect(wordsOf(card)).toContain(t(language, 'card.on-the-way'));
      expect(wordsOf(card)).toContain(t(language, 'card.field.coming'));
      expect(wordsOf(card).split('\n')).not.toContain(t(language, 'card.field.arrival'));
    }
  });
});
