import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { HOUR, MINUTE } from '../../src/lib/instant.ts';
import { named } from '../../src/lib/language.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, readAs, reportSevere, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** What the form of a report asks about level and outage, by what the plan makes of them. */
eachHouse((open, language) => {
  it.each([
    ['telecom-province', ['outageSince', 'affectedPercent']],
    ['network-security', ['level', 'outageSince']],
    ['bureau-system', ['level']],
  ])('the form of %s asks for what sets the level: %o', async (preset, asked) => {
    const house = await open({ book: await sampleBook(language, preset) });
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    const names = form?.fields.map(({ name }) => name) ?? [];
    expect(names.filter((name) => ['level', 'outageSince', 'affectedPercent'].includes(name))).toEqual(asked);
  });

  it.each([
    ['telecom-province', 5 * MINUTE, 'severe'],
    ['network-security', 5 * MINUTE, 'level2'],
    ['network-security', HOUR, 'level1'],
  ])('D1, E1: in %s an outage of %i ms makes %s', async (preset, lasted, level) => {
    const house = await open({ book: await sampleBook(language, preset) });
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    if (!form) throw new Error('no form');
    const outageSince = new Date(house.now() - lasted).toISOString();
    await house.submit(REPORTER, SHARED, form, { text: 'down', outageSince });
    const opened = house.book.policies.standard?.levels.find(({ key }) => key === level);
    const card = house.seen('team').cards.find(({ subject }) => subject === 'ticket/1');
    expect(card?.badges.map(({ text }) => text)).toContain(opened && named(opened.name, language));
  });

  it('once it is resolved the cards say when the outage ended, not that it is still on', async () => {
    const house = await open();
    await reportSevere(house);
    await house.forward({ minutes: 5 });
    await house.say('engineer1', 'team', '/desk resolve T-1 new fan');
    const over = t(language, 'outage.over', { at: readAs(language, '10:15') });
    for (const place of ['team', SHARED])
      expect(wordsOf(house.seen(place).cards.find(({ subject }) => subject === 'ticket/1'))).toContain(over);
  });

  it('D1: the hint says when an outage is filled in', async () => {
    const house = await open();
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    const field = form?.fields.find(({ name }) => name === 'outageSince');
    expect(field?.hint).toBe(t(language, 'form.hint.outageSince'));
    expect(field?.hint).toMatch(/still down|仍在中断/);
  });
});
