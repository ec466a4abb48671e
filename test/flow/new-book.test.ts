import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { withRespondWithin } from '../support/sample-book.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open, language) => {
  it('a new book between report and breach leaves the old promise as it was given, and applies to the next ticket', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault under the old book');
    await house.forward({ minutes: 10 });
    await house.apply(withRespondWithin(house.book, '20m'));
    await house.say(REPORTER, SHARED, '/fault under the new book');
    const [old, young] = house.seen('team').cards;
    expect(clocksOn(old).map(({ when }) => when)).toEqual([readAs(language, '11:10')]);
    expect(clocksOn(young).map(({ when }) => when)).toEqual([readAs(language, '10:40')]);

    await house.forward({ hours: 1 });
    const breaches = (await storedIn(house.database)).log.filter(({ kind }) => kind === 'sla.breached');
    expect(breaches.map(({ ticket, at }) => [ticket, new Date(at).toISOString()])).toEqual([
      [1, '2026-09-28T03:10:00.000Z'],
      [2, '2026-09-28T02:40:00.000Z'],
    ]);
    for (const [ticket, version] of [
      ['T-1', 1],
      ['T-2', 2],
    ] as const)
      expect(wordsOf((await house.say('engineer1', 'team', `/desk why ${ticket}`)).card)).toContain(
        t(language, 'why.book', { version }),
      );
  });

  it('a restart with the same book makes no new version', async () => {
    const house = await open();
    await house.apply(house.book);
    await house.apply(structuredClone(house.book));
    expect(await house.database.query('select id from book_version')).toHaveLength(1);
  });
});
