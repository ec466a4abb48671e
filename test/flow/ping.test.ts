import { expect, it } from 'vitest';
import type { Card } from '../../src/chat/card.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';

const commandsOn = (card: Card | undefined) => (card ? buttonsOn(card).map(({ command }) => command) : []);

eachHouse((open, language) => {
  // An hour to respond to a general fault of telecom-province (D2): warned at 10:55, late at 11:10.
  async function reported(minutes: number): Promise<TestHouse> {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes });
    return house;
  }
  const pingIn = (house: TestHouse, channel: string) =>
    house.seen(channel).cards.find(({ subject }) => subject.startsWith('ticket/1|sla.'));

  it('a person who is warned that no one has responded responds from the ping, which then asks for nothing more', async () => {
    const house = await reported(45);
    const warning = pingIn(house, '@engineer1');
    expect(commandsOn(warning)).toEqual(['ticket.acknowledge', 'ticket.show', 'ticket.why']);
    const told = house.seen('@engineer1').lines;
    const answer = await house.press('engineer1', '@engineer1', 'ticket.acknowledge', warning ? { on: warning } : {});
    expect(answer.refused).toBeUndefined();
    const done = pingIn(house, '@engineer1');
    expect(wordsOf(done)).toContain(t(language, 'ping.done'));
    expect(wordsOf(done)).toContain(readAs(language, '10:55'));
    expect(commandsOn(done)).toEqual(['ticket.show', 'ticket.why']);
    expect(house.seen('@engineer1').lines, 'nobody is told anew').toEqual(told);
    const again = await house.forge('engineer2', '@engineer1', 'ticket.acknowledge', { ticket: 'T-1' });
    expect(again.refused).toBe('ticket.already-acknowledged');
  });

  it('a broken promise that is kept in the end shows so wherever it was told, without another message', async () => {
    const house = await reported(90);
    const places = ['escalation', '@manager1', '@manager2'];
    for (const place of places)
      expect(wordsOf(pingIn(house, place)), place).not.toContain(t(language, 'ping.done-late'));
    const told = places.map((place) => house.seen(place).lines);
    await house.press('engineer1', 'team', 'ticket.acknowledge');
    for (const place of places) {
      const words = wordsOf(pingIn(house, place));
      expect(words, place).toContain(t(language, 'ping.done-late'));
      expect(words, place).toContain(readAs(language, '11:10'));
      expect(words, place).toContain(readAs(language, '11:40'));
    }
    expect(house.seen('@manager3').messages, 'nobody told of it gets a card').toEqual([]);
    expect(places.map((place) => house.seen(place).lines)).toEqual(told);
  });
});
