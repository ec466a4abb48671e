import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  async function owed(): Promise<TestHouse> {
    const house = await open({});
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'which port?', kind: 'question', contact: 'Ms Zhou' });
    const { form } = await house.press('desk', 'team', 'ticket.callback');
    expect(form?.fields.map(({ name, initial }) => [name, initial !== ''])).toEqual([
      ['phone', false],
      ['contact', true],
      ['company', true],
    ]);
    if (!form) throw new Error('no form');
    await house.submit('desk', 'team', form, { phone: '010-8888 1234', contact: 'Ms Zhou', company: '' });
    return house;
  }

  it('a question without an answer at once: the call that is owed is on the team’s card and in the list until it was made (B5)', async () => {
    const house = await owed();
    expect(wordsOf(house.seen('team').cards[0])).toContain('010-8888 1234 · Ms Zhou');
    const list = await house.say('engineer1', 'team', '/desk open');
    expect(wordsOf(list.card)).toContain(t(language, 'card.callback'));
    expect(house.seen(SHARED).cards.map(wordsOf).join(), 'the number stays inside').not.toContain('8888');
    await house.press('desk', 'team', 'ticket.called-back');
    expect(wordsOf(house.seen('team').cards[0])).not.toContain(t(language, 'card.callback'));
    expect((await house.say('desk', 'team', '/desk called-back T-1')).refused).toBe('ticket.no-callback');
  });

  it('it cannot be closed while the call is owed, answered or not', async () => {
    const house = await owed();
    await house.say('engineer1', 'team', '/desk answer T-1 port 8443');
    const card = () => house.seen(SHARED).cards[0];
    expect(wordsOf(card())).toContain(t(language, 'ticket.callback-owed'));
    expect(buttonsOn(card()).map(({ command }) => command)).not.toContain('ticket.confirm');
    const forged = await house.forge(REPORTER, SHARED, 'ticket.confirm', { ticket: 'T-1' });
    expect(forged.refused).toBe('ticket.callback-owed');
    await house.say('desk', 'team', '/desk 已回电 T-1 told her');
    expect((await house.press(REPORTER, SHARED, 'ticket.confirm')).refused).toBeUndefined();
    expect(buttonsOn(house.seen('team').cards[0]).map(({ command }) => command)).not.toContain('ticket.callback');
  });

  it('customers cannot record one, and it needs a phone number', async () => {
    const house = await owed();
    const forged = await house.forge(REPORTER, SHARED, 'ticket.callback', { ticket: 'T-1', phone: '1' });
    expect(forged.refused).toBe('command.staff-only');
    const blank = await house.forge('desk', 'team', 'ticket.callback', { ticket: 'T-1', phone: ' ', sure: 'yes' });
    expect(blank.refused).toBe('input.missing');
  });
});
