import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';

/** The numbers of the tickets on the team's cards. */
function ticketsOf(house: TestHouse): string[] {
  return house
    .seen('team')
    .cards.map(({ title }) => title.split(' ')[0] ?? '')
    .filter((number, index, all) => all.indexOf(number) === index);
}

eachHouse((open, language) => {
  it.each([
    ['free words', 'core switch down', 'Core switch down!'],
    ['the command', '/fault core switch down', '/fault core switch down'],
    ['both', '核心交换机不通', '/报障 核心交换机不通'],
  ])('the same report twice (%s) asks in private whether it is the same', async (_, first, second) => {
    const house = await open();
    expect((await house.say(REPORTER, SHARED, first)).card).toBeUndefined();
    const asked = must((await house.say(REPORTER, SHARED, second)).card);
    expect(asked.title).toBe(t(language, 'heard.same.title', { ticket: 'T-1' }));
    expect(ticketsOf(house)).toEqual(['T-1']);
    const again = must(buttonsOn(asked).find(({ args }) => args.as === 'again'));
    await house.forge(REPORTER, SHARED, again.command, again.args);
    expect(ticketsOf(house)).toEqual(['T-1', 'T-2']);
  });

  it('the same fault goes on as it is', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, 'core switch down');
    const asked = must((await house.say(REPORTER, SHARED, 'core switch down')).card);
    const told = await house.press(REPORTER, SHARED, 'heard.take', { on: asked });
    expect(told.text).toBe(t(language, 'heard.goes-on', { ticket: 'T-1' }));
    expect(ticketsOf(house)).toEqual(['T-1']);
  });

  it('another person, other words and another hour are not asked about', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, 'core switch down');
    await house.say('someone-else', SHARED, 'core switch down');
    await house.say(REPORTER, SHARED, 'video wall is dark');
    await house.forward({ minutes: 11 });
    await house.say(REPORTER, SHARED, 'core switch down');
    expect(ticketsOf(house)).toEqual(['T-1', 'T-2', 'T-3', 'T-4']);
  });
});
