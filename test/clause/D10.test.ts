import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  const partCard = (house: TestHouse, channel = 'team') =>
    house.seen(channel).cards.find(({ subject }) => subject.includes('|part|'));

  it('D10: a spare part is on site within 4 hours of the request; the form asks for the same model or better', async () => {
    const house = await open();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down', device: 'device1' });
    const form = must((await house.press('engineer1', 'team', 'part.request')).form);
    const wanted = must(form.fields.find(({ name }) => name === 'text'));
    expect(wanted.hint).toBe(t(language, 'form.hint.part'));
    const model = must(form.fields.find(({ name }) => name === 'model')).initial;
    expect(model, 'the model that it is for is known from the book').not.toBe('');
    await house.submit('engineer1', 'team', form, { text: 'line card', model });
    const due = () => clocksOn(partCard(house)).map((clock) => `${clock.when} ${clock.state}`);
    expect(due()).toEqual([`${readAs(language, '14:10')} running`]);
    await house.forward({ minutes: 239 });
    expect(partCard(house, 'escalation')).toBeUndefined();
    await house.press('engineer1', 'team', 'part.deliver');
    await house.forward({ hours: 4 });
    expect(partCard(house, 'escalation')).toBeUndefined();
    expect(due()).toEqual([`${readAs(language, '14:10')} met`]);
  });

  it('D10: after 4 hours the escalation channel hears of it, and the card offers a loaner meanwhile', async () => {
    const house = await open();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down' });
    await house.say('engineer1', 'team', '/desk part T-1 line card');
    await house.forward({ hours: 4 });
    const line = t(language, 'line.part.overdue', { part: 'P-1', ticket: 'T-1', due: readAs(language, '14:10') });
    expect(house.seen('escalation').lines).toContain(line);
    expect(wordsOf(partCard(house))).toContain(t(language, 'part.overdue'));
    expect(buttonsOn(partCard(house)).map(({ command }) => command)).toContain('loaner.out');
  });
});
