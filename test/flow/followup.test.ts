import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  async function fixed(): Promise<TestHouse> {
    const house = await open({});
    await house.say(REPORTER, SHARED, '/fault core switch down');
    await house.say('engineer1', 'team', '/desk resolve T-1');
    return house;
  }

  it('after a fix the service desk is asked to call the customer, and records the call on the card', async () => {
    const house = await fixed();
    const [card] = house.seen('@desk').cards;
    expect(wordsOf(card)).toContain('core switch down');
    expect(buttonsOn(card).map(({ command }) => command)).toEqual(['followup.done', 'ticket.show']);
    const asked = await house.press('desk', '@desk', 'followup.done');
    expect(asked.form?.fields.map(({ name }) => name)).toEqual(['works', 'score', 'remarks']);
    const values = { works: 'yes', score: '5', remarks: 'all fine' };
    expect((await house.submit('desk', '@desk', must(asked.form), values)).refused).toBeUndefined();
    expect(wordsOf(house.seen('@desk').cards[0])).toContain('all fine');
    expect(wordsOf(house.seen('@desk').cards[0])).toContain(t(language, 'followup.done'));
    expect(buttonsOn(house.seen('@desk').cards[0]).map(({ command }) => command)).toEqual(['ticket.show']);
    expect(wordsOf(house.seen('@coordinator').cards[0]), 'the coordinator hears what came of it').toContain('all fine');
    await house.forward({ days: 3 });
    expect(kinds(house, '@desk'), 'nobody is reminded of a call that was made').toEqual(['followup.prompt']);
    expect(kinds(house, '@coordinator')).toEqual([]);
  });

  it('a call that is not made is reminded of and then told to the coordinator; the customer’s remarks stay internal', async () => {
    const house = await fixed();
    await house.forward({ days: 2 });
    expect(kinds(house, '@desk')).toEqual(['followup.prompt', 'followup.reminder', 'followup.overdue']);
    expect(kinds(house, '@coordinator')).toEqual(['followup.overdue']);
    expect(badgesOf(house, '@desk')).toEqual([t(language, 'followup.late')]);
    const told = await house.say('desk', 'team', '/desk followup T-1 1 still unhappy');
    expect(wordsOf(told.card)).toContain(t(language, 'reply.followup-bad', { ticket: 'T-1' }));
    expect(buttonsOn(must(told.card)).map(({ command }) => command)).toEqual(['followup.reopen', 'complaint.open']);
    expect(wordsOfAll(house, SHARED)).not.toContain('still unhappy');
  });

  it('for an unhappy customer the ticket is reopened with their remarks, and the next fix starts another follow-up', async () => {
    const house = await fixed();
    const { card } = await house.say('desk', 'team', '/desk followup T-1 1 still down');
    expect((await house.press('desk', '@desk', 'followup.reopen', { on: must(card) })).refused).toBeUndefined();
    expect(house.seen('team').lines.at(-1)).toContain('still down');
    expect(wordsOfAll(house, SHARED)).not.toContain(t(language, 'card.resolved'));
    expect((await house.press('desk', '@desk', 'followup.reopen', { on: must(card) })).refused).toBe(
      'ticket.not-resolved',
    );
    house.wait({ minutes: 1 });
    await house.say('engineer1', 'team', '/desk resolve T-1');
    expect(kinds(house, '@desk')).toEqual(['followup.prompt', 'followup.prompt']);
  });

  it('a call after the customer confirmed can reopen the ticket too: the closed ticket is open again, with its clocks', async () => {
    const house = await fixed();
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    const { card } = await house.say('desk', 'team', '/desk followup T-1 1 down again');
    expect((await house.press('desk', '@desk', 'followup.reopen', { on: must(card) })).refused).toBeUndefined();
    expect(house.seen('team').lines.at(-1)).toContain('down again');
    expect(wordsOfAll(house, SHARED)).not.toContain(t(language, 'card.closed'));
    expect((await house.say(REPORTER, SHARED, '/desk reject T-1')).refused).toBe('ticket.not-resolved');
    expect((await house.say('engineer1', 'team', '/desk resolve T-1')).refused).toBeUndefined();
  });

  it('a fix that did not hold withdraws the call, and the next fix asks for another', async () => {
    const house = await fixed();
    await house.say(REPORTER, SHARED, '/desk reject T-1 still down');
    expect(badgesOf(house, '@desk')).toEqual([t(language, 'followup.withdrawn')]);
    expect((await house.say('desk', 'team', '/desk followup T-1 5')).refused).toBe('ticket.not-resolved');
    await house.forward({ days: 3 });
    expect(kinds(house, '@desk')).toEqual(['followup.prompt']);
    await house.say('engineer1', 'team', '/desk resolve T-1');
    expect(kinds(house, '@desk')).toEqual(['followup.prompt', 'followup.prompt']);
  });

  it('a customer cannot record the call, and a score above 5 is refused with its field', async () => {
    const house = await fixed();
    expect((await house.forge(REPORTER, SHARED, 'followup.done', { ticket: 'T-1', score: '5' })).refused).toBe(
      'command.staff-only',
    );
    expect((await house.say('desk', 'team', '/desk followup T-1 9')).refused).toBe('input.not-understood');
  });
});

function kinds(house: TestHouse, channel: string): string[] {
  return house.seen(channel).messages.flatMap(({ about }) => (about?.kind.startsWith('followup') ? [about.kind] : []));
}

function badgesOf(house: TestHouse, channel: string): string[] {
  return (
    house
      .seen(channel)
      .cards.at(0)
      ?.badges.map(({ text }) => text) ?? []
  );
}

function wordsOfAll(house: TestHouse, channel: string): string {
  return house.seen(channel).cards.map(wordsOf).join('\n');
}
