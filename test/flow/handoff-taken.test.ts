import { expect, it } from 'vitest';
import { personName } from '../../src/desk/person/person.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { turnsIn } from '../support/turn-cards.ts';

/** Ten minutes before the end of engineer1's shift; engineer2 comes at 09:00. */
const AT = Date.parse('2026-10-05T08:50:00+08:00');
const CHANNELS = ['@engineer1', '@engineer2', 'escalation', 'team', 'managers'];

const handoffCard = (house: TestHouse, channel: string) =>
  house.seen(channel).messages.findLast(({ about }) => about?.kind === 'duty.handoff')?.card;
const toldUntaken = (house: TestHouse) =>
  CHANNELS.filter((channel) => house.seen(channel).messages.some(({ about }) => about?.kind === 'duty.untaken'));

eachHouse((open, language) => {
  const nameOf = (house: TestHouse, key: string) => personName(house.book.people, key, language);

  it('the incoming person takes the tickets by a button; then every card says so and no one is told', async () => {
    const house = await open({ at: AT });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes: 10 });
    const offered = (channel: string) => buttonsOn(handoffCard(house, channel)).map(({ command }) => command);
    for (const channel of ['@engineer2', 'team'])
      expect(offered(channel), channel).toEqual(['handoff.taken', 'ticket.acknowledge', 'ticket.show']);
    expect(offered('@engineer1')).not.toContain('handoff.taken');

    expect((await house.press('senior', 'team', 'handoff.taken')).refused).toBe('handoff.not-yours');
    await house.forward({ minutes: 15 - 1 });
    expect((await house.press('engineer2', '@engineer2', 'handoff.taken')).refused).toBeUndefined();
    for (const channel of ['@engineer1', '@engineer2', 'team']) {
      expect(wordsOf(handoffCard(house, channel)), channel).toContain(t(language, 'handoff.taken'));
      expect(offered(channel)).not.toContain('handoff.taken');
    }
    await house.forward({ hours: 1 });
    expect(toldUntaken(house)).toEqual([]);
    const again = await house.say('engineer2', 'team', '/desk taken');
    expect(again.refused).toBe('handoff.nothing');
  });

  it('not taken in time: both people and the escalation channel are told once what still waits', async () => {
    const house = await open({ at: AT });
    for (const text of ['still waits', 'solved meanwhile']) await house.say(REPORTER, SHARED, `/fault ${text}`);
    await house.forward({ minutes: 20 });
    await house.say('engineer2', 'team', '/desk resolve T-2');
    await house.forward({ minutes: 4 });
    expect(toldUntaken(house)).toEqual([]);
    await house.forward({ minutes: 1 });
    expect(toldUntaken(house)).toEqual(['@engineer1', '@engineer2', 'escalation']);
    const told = house.seen('escalation').messages.filter(({ about }) => about?.kind === 'duty.untaken');
    expect(told).toHaveLength(1);
    expect(told[0]?.about?.fields).toEqual({ rotation: 'primary', from: 'engineer1', open: ['ticket/1'] });
    expect(told[0]?.mentions, 'the one who did not take it').toEqual(['engineer2']);
    expect(wordsOf(told[0]?.card)).toContain('still waits');
    expect(wordsOf(told[0]?.card)).not.toContain('solved meanwhile');

    expect((await house.say('engineer2', 'team', '/desk taken primary')).refused, 'late is better than never').toBe(
      undefined,
    );
    await house.forward({ days: 1 });
    expect(house.seen('escalation').messages.filter(({ about }) => about?.kind === 'duty.untaken')).toHaveLength(1);
  });

  it('nothing open, or all of it solved in time: there is nothing to take', async () => {
    const house = await open({ at: AT });
    await house.say(REPORTER, SHARED, '/fault soon solved');
    await house.forward({ minutes: 12 });
    await house.say('engineer2', 'team', '/desk resolve T-1');
    await house.forward({ days: 8 });
    expect(toldUntaken(house)).toEqual([]);
    expect(buttonsOn(handoffCard(house, 'team'))).toEqual([]);
    expect(wordsOf(handoffCard(house, 'team'))).toContain(t(language, 'duty.handoff.nothing'));
  });

  it('the next handoff ends one that was not taken', async () => {
    const house = await open({ at: AT });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes: 15 });
    await house.say('engineer3', 'team', '/desk swap primary 2026-10-05T09:05 2026-10-06T09:00 engineer3');
    expect((await house.say('engineer2', 'team', '/desk taken')).refused).toBe('handoff.nothing');
    await house.forward({ minutes: 10 });
    expect(toldUntaken(house), 'engineer2 has nothing to take any more').toEqual([]);
    await house.forward({ minutes: 5 });
    expect(toldUntaken(house)).toEqual(['@engineer2', 'escalation']);
    expect(house.seen('@engineer3').messages.some(({ about }) => about?.kind === 'duty.untaken')).toBe(true);
  });

  it('a rotation may give more time', async () => {
    const house = await open({ at: AT });
    const { primary } = house.book.rotations;
    if (!primary) throw new Error('no rotation');
    await house.apply({ ...house.book, rotations: { primary: { ...primary, takenWithin: '1h' } } });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes: 69 });
    expect(toldUntaken(house)).toEqual([]);
    await house.forward({ minutes: 1 });
    expect(toldUntaken(house)).toContain('escalation');
  });

  it('the incoming person is pinged once in each place, by the handoff; who handed over sees the ticket in other hands', async () => {
    const house = await open({ at: AT });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('senior', 'team', '/desk assign T-1 engineer1');
    await house.say(REPORTER, SHARED, '/desk update T-1 it beeps');
    await house.forward({ minutes: 10 });
    for (const channel of ['@engineer2', 'team']) {
      const pinging = house.seen(channel).messages.filter(({ mentions }) => mentions.includes('engineer2'));
      expect([channel, pinging.map(({ about }) => about?.kind)]).toEqual([channel, ['duty.handoff']]);
    }
    expect(turnsIn(house, '@engineer2')).toEqual([]);
    for (const { card } of turnsIn(house, '@engineer1')) expect(wordsOf(card)).toContain(t(language, 'hand.done'));
    await house.say('engineer2', '@engineer2', '/desk ask T-1 which port?');
    await house.say(REPORTER, SHARED, '/desk answered T-1 port 7');
    expect(turnsIn(house, '@engineer2'), 'from then on it is theirs like any other').toHaveLength(1);
  });

  it("the ticket's card and thread, and the customer, have the new name", async () => {
    const house = await open({ at: AT });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.forward({ minutes: 10 });
    const name = nameOf(house, 'engineer2');
    for (const channel of ['team', SHARED]) {
      const card = house.seen(channel).cards.find(({ subject }) => subject === 'ticket/1');
      expect(wordsOf(card), channel).toContain(name);
      expect(house.seen(channel).lines.at(-1), channel).toContain(name);
    }
    expect(house.seen(SHARED).mentions, 'no one is pinged for it').toEqual([]);
  });

  it('what is paused stands apart, with why', async () => {
    const house = await open({ at: AT });
    await house.say(REPORTER, SHARED, '/fault waits for the customer');
    await house.say(REPORTER, SHARED, '/fault runs');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk ask T-1 which port?');
    await house.forward({ minutes: 10 });
    const words = wordsOf(handoffCard(house, '@engineer2'));
    const at = (text: string) => words.indexOf(text);
    expect(at(t(language, 'card.waits.answer'))).toBeGreaterThan(at('runs'));
    expect(at('waits for the customer')).toBeGreaterThan(at('runs'));
    expect(words).toContain(t(language, 'handoff.section.paused', { count: 1 }));
  });
});
