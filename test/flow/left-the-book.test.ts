import { expect, it } from 'vitest';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { reportSevere } from '../support/report.ts';
import { PLATFORM } from '../support/sample-book.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open) => {
  it('a person who left the book is a stranger at once', async () => {
    const house = await open();
    await reportSevere(house);
    expect(wordsOf((await house.say('engineer1', 'team', '/desk show T-1')).card)).toContain('T-1');
    const engineer1 = { ...must(house.book.people.engineer1), ids: { [PLATFORM]: 'successor' } };
    await house.apply({ ...house.book, people: { ...house.book.people, engineer1 } });
    const before = await storedIn(house.database);
    for (const place of ['team', '@engineer1'])
      for (const words of [
        '/desk show T-1',
        '/desk ack T-1',
        '/desk update T-1 x',
        '/desk list',
        '/desk board',
        '/desk export',
      ]) {
        const answer = await house.say('engineer1', place, words);
        expect([words, answer.refused === undefined, wordsOf(answer.card).includes('T-1')]).toEqual([
          words,
          false,
          false,
        ]);
      }
    expect(await storedIn(house.database)).toEqual(before);
  });
});
