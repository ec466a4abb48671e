import { expect, it } from 'vitest';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { ticketCardIn, turnsIn } from '../support/turn-cards.ts';

eachHouse((open, language) => {
  it('D23: at the handoff the open tickets go to the next engineer, who is mentioned and named as the next actor', async () => {
    // The house opens on Monday, and the bell goes on the next Monday at 09:00.
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.forward({ days: 6 });
    await house.say('director', 'team', '/desk take-tier T-1');
    await house.forward({ days: 1 });
    const name = house.book.people.engineer2?.name[language === 'en' ? 'en' : 'zh'] ?? '';
    const next = language === 'en' ? `${name}, to ` : name;
    expect(wordsOf(ticketCardIn(house, 'team')?.card)).toContain(next);
    const told = house.seen('@engineer2').messages.filter(({ about }) => about?.kind === 'duty.handoff');
    expect(told[0]?.mentions).toEqual(['engineer2']);
    expect(turnsIn(house, '@engineer2'), 'once: the handoff lists the tickets').toEqual([]);
  });
});
