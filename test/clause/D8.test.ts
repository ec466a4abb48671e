import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';
import { commandsOn, ticketCardIn, turnsIn } from '../support/turn-cards.ts';

eachHouse((open, language) => {
  it('D8: a ticket is closed only after the customer confirmed the result, and they are asked for it by name', async () => {
    const house = await open();
    await reportSevere(house);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    expect((await house.say('director', 'team', '/desk confirm T-1')).refused, 'staff').toBe('ticket.customer-only');
    const [asked] = turnsIn(house, SHARED);
    expect(asked?.mentions).toEqual([REPORTER]);
    expect(commandsOn(asked)).toEqual(['confirm', 'reject-fix']);
    await house.forward({ days: 30 });
    const card = () => wordsOf(ticketCardIn(house, 'team')?.card);
    expect(card(), 'silence closes nothing').toContain(t(language, 'next-step.resolved'));

    await house.say(REPORTER, SHARED, '/desk reject T-1 still hot');
    expect(turnsIn(house, '@engineer1').at(-1)?.mentions, 'not fixed reaches the engineer').toEqual(['engineer1']);
    await house.say('engineer1', 'team', '/desk resolve T-1 another fan');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    expect(card()).toContain(t(language, 'card.closed'));
    expect(card(), 'no one has to act on a closed ticket').not.toContain(t(language, 'card.field.next'));
  });
});
