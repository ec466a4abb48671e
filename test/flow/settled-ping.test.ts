import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';

/** A ping that was acted on says so, and no longer offers a button that would be refused. */

eachHouse((open, language) => {
  const pingIn = (house: TestHouse, place: string, what: string) =>
    must(house.seen(place).messages.find(({ card }) => card?.subject.includes(`|${what}|`))).card;
  const commandsOn = (house: TestHouse, place: string, what: string) =>
    buttonsOn(pingIn(house, place, what)).map(({ command }) => command);

  it('once a support tier was taken no holder is offered it, and their card says who took it (D11)', async () => {
    const house = await open();
    await reportSevere(house);
    await house.forward({ hours: 2 });
    for (const place of ['@senior', 'escalation'])
      expect(commandsOn(house, place, 'ticket.tier-raised')).toContain('ticket.take-tier');
    const pings = house.seen('@senior').mentions.length;
    await house.press('senior', '@senior', 'ticket.take-tier');
    const name = must(house.book.people.senior).name[language === 'en' ? 'en' : 'zh'];
    for (const place of ['@senior', 'escalation']) {
      expect(commandsOn(house, place, 'ticket.tier-raised')).toEqual(['ticket.show']);
      expect(wordsOf(pingIn(house, place, 'ticket.tier-raised'))).toContain(name);
      expect(wordsOf(pingIn(house, place, 'ticket.tier-raised'))).toContain(t(language, 'hand.done'));
    }
    expect(house.seen('@senior').mentions, 'no one is pinged again').toHaveLength(pings);
  });

  it('a tier that no one took is not offered once the fault is resolved', async () => {
    const house = await open();
    await reportSevere(house);
    await house.forward({ hours: 2 });
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    expect(commandsOn(house, '@senior', 'ticket.tier-raised')).toEqual(['ticket.show']);
  });

  it('a silence that is over is not offered to be taken over, also after the ticket is closed (D7)', async () => {
    const house = await open();
    await reportSevere(house);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    await house.forward({ hours: 2 });
    for (const place of ['@manager1', 'escalation'])
      expect(commandsOn(house, place, 'ticket.stale')).toContain('ticket.take-over');
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    for (const place of ['@manager1', 'escalation'])
      expect(commandsOn(house, place, 'ticket.stale')).toEqual(['ticket.show']);
  });
});
