import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { commandsOn, ticketCardIn } from '../support/turn-cards.ts';

eachHouse((open, language) => {
  it('D16: "left the site" is reported to the service desk, which is messaged and confirms it', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk arrive T-1');
    await house.say('engineer1', 'team', '/desk leave T-1');
    const [asked] = house.seen('@desk').messages;
    expect(asked?.mentions).toEqual(['desk']);
    expect(commandsOn(asked)[0]).toBe('confirm-leave');
    const card = () => wordsOf(ticketCardIn(house, 'team')?.card);
    expect(card(), 'the card says that the desk acts next').toContain(t(language, 'next-step.site-left'));
    expect((await house.say('engineer1', 'team', '/desk confirm-leave T-1')).refused, 'not by who left').toBe(
      'ticket.own-leave',
    );
    await house.press('desk', '@desk', 'ticket.confirm-leave');
    expect(card()).not.toContain(t(language, 'next-step.site-left'));
  });
});
