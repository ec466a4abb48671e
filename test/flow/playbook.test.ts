import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { named } from '../../src/lib/language.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const KINDS = ['hardware-damage', 'intrusion', 'lost-configuration', 'operating-error', 'software-failure'];

eachHouse((open, language) => {
  it('a playbook is chosen from the card of a fault, and only the asker sees its steps (C8)', async () => {
    const house = await open({});
    await house.say(REPORTER, SHARED, '/fault core switch down');
    const { form } = await house.press('engineer1', 'team', 'ticket.playbook');
    const [field] = form?.fields ?? [];
    expect(field?.kind === 'choice' ? field.options.map(({ value }) => value) : []).toEqual(KINDS);
    if (!form) throw new Error('no form');
    const { card } = await house.submit('engineer1', 'team', form, { playbook: 'intrusion' });
    const book = house.book.playbooks?.intrusion;
    for (const step of book?.steps ?? []) expect(wordsOf(card)).toContain(named(step, language));
    expect(house.seen('team').cards.map(wordsOf).join()).not.toContain(wordsOf(card).split('\n')[1]);
    const typed = await house.say('engineer1', 'team', '/desk 预案 T-1 误操作');
    expect(typed.card?.title).toContain(
      named(house.book.playbooks?.['operating-error']?.name ?? { zh: '', en: '' }, language),
    );
    expect((await house.say('engineer1', 'team', '/desk playbook T-1 magic')).refused).toBe('ticket.unknown-playbook');
    expect((await house.forge(REPORTER, SHARED, 'ticket.playbook', { ticket: 'T-1' })).refused).toBe(
      'command.staff-only',
    );
  });

  it('without playbooks there is no button for them; a single one needs no choice', async () => {
    const book = await sampleBook(language);
    const house = await open({ book: { ...book, playbooks: {} } });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect(buttonsOn(house.seen('team').cards[0]).map(({ command }) => command)).not.toContain('ticket.playbook');
    const refused = await house.forge('engineer1', 'team', 'ticket.playbook', { ticket: 'T-1' });
    expect(refused.refused).toBe('ticket.no-playbook');
    expect(refused.text).toBe(t(language, 'ticket.no-playbook'));
    const intrusion = book.playbooks?.intrusion;
    await house.apply({ ...book, playbooks: intrusion ? { intrusion } : {} });
    expect((await house.say('engineer1', 'team', '/desk playbook T-1')).card).toBeDefined();
  });
});
