import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, reportSevere, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  it('staff see on the home page who is on duty and what they owe, the most urgent first, with buttons', async () => {
    const house = await open();
    await house.say(REPORTER, SHARED, '/fault slow printer');
    await reportSevere(house, 'core switch down');
    const { card } = await house.forge('engineer1', '@engineer1', 'desk.home', {});
    const words = wordsOf(card);
    expect(words.indexOf('core switch down')).toBeGreaterThan(0);
    expect(words.indexOf('core switch down')).toBeLessThan(words.indexOf('slow printer'));
    expect(words).toContain(t(language, 'oncall.title'));
    const pressed = await house.press('engineer1', '@engineer1', 'ticket.acknowledge', card ? { on: card } : {});
    expect(pressed.refused).toBeUndefined();
    expect(wordsOf(house.seen('team').cards[1])).toContain(t(language, 'button.resolve'));
  });

  it('counts what does not fit, and says when nothing is open', async () => {
    const house = await open();
    const home = async (person: string) => wordsOf((await house.forge(person, `@${person}`, 'desk.home', {})).card);
    expect(await home('engineer1')).toContain(t(language, 'list.empty'));
    for (let number = 1; number <= 12; number += 1) await house.say(REPORTER, SHARED, `/fault fault ${number}`);
    expect(await home('engineer1')).toContain(t(language, 'list.more', { more: 2 }));
  });

  it('shows everyone else only how to report', async () => {
    const house = await open();
    await reportSevere(house, 'core switch down');
    const { card } = await house.forge(REPORTER, `@${REPORTER}`, 'desk.home', {});
    expect(buttonsOn(card).map(({ command }) => command)).toEqual(['ticket.report', 'ticket.open']);
    expect(wordsOf(card)).not.toContain('core switch down');
  });
});
