import { expect, it } from 'vitest';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

async function found(house: TestHouse, person: string, channel: string, words: string): Promise<string[]> {
  return wordsOf((await house.say(person, channel, `/desk find ${words}`)).card).match(/^T-\d+(?= · )/gm) ?? [];
}

eachHouse((open) => {
  it('B9: a consultation stays on record after it was closed, and is found by its question and its answer', async () => {
    const house = await open();
    const asked = { text: 'how do we export the alarm list', kind: 'question' };
    await house.forge(REPORTER, SHARED, 'ticket.report', asked);
    await house.say('engineer1', 'team', '/desk answer T-1 open the report centre and choose CSV');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    await house.forward({ days: 200 });
    for (const words of ['alarm list', 'export', 'report centre', 'csv']) {
      expect(await found(house, 'engineer2', 'team', words), words).toEqual(['T-1']);
      expect(await found(house, REPORTER, SHARED, words), words).toEqual(['T-1']);
    }
    expect(await found(house, 'engineer2', 'team', 'firmware')).toEqual([]);
  });
});
