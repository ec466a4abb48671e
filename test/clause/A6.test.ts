import { expect, it } from 'vitest';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';
import { commandsOn, ticketCardIn } from '../support/turn-cards.ts';

eachHouse((open, language) => {
  it('A6: at three in the night of a holiday the engineer on duty is mentioned at once and named as the next actor', async () => {
    const at = Date.parse('2026-10-01T03:00:00+08:00');
    const house = await open({ book: await sampleBook(language, 'bureau-system'), at });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const told = ticketCardIn(house, 'team');
    const [duty = ''] = told?.mentions ?? [];
    expect(house.book.people[duty]?.roles).toContain('engineer');
    const name = house.book.people[duty]?.name[language === 'en' ? 'en' : 'zh'] ?? '';
    expect(wordsOf(told?.card)).toContain(language === 'en' ? `${name}, to acknowledge` : `${name}响应`);
    expect(commandsOn(told)[0]).toBe('acknowledge');
  });
});
