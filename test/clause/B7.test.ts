import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  const planB = async () => open({ book: await sampleBook(language, 'security-vendor') });
  const offersLoaner = (house: TestHouse) =>
    house
      .seen('team')
      .cards.flatMap(buttonsOn)
      .some(({ command }) => command === 'loaner.out');

  it('B7: a visit every quarter: the book promises it, and it is announced and confirmed as every inspection', async () => {
    const house = await planB();
    expect(Object.values(house.book.policies)[0]?.inspection).toMatchObject({ every: 'quarter', clause: 'B7' });
    await house.say('projectManager', 'team', '/desk inspection plan 10/12');
    await house.forward({ days: 12 });
    expect(house.seen(SHARED).cards.some(({ subject }) => subject === 'inspection/1')).toBe(true);
  });

  it('B7: what is not fixed in time is replaced by an equal loaner until it is fixed, and the ledger shows where it is', async () => {
    const house = await planB();
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'firewall down', device: 'device1', level: 'p1' });
    expect(offersLoaner(house), 'there is still time').toBe(false);
    // Due at 18:00 the same working day.
    await house.forward({ hours: 8 });
    expect(offersLoaner(house)).toBe(true);
    const form = must((await house.press('engineer1', 'team', 'loaner.out')).form);
    const equivalent = must(form.fields.find(({ name }) => name === 'equivalent')).initial;
    expect(equivalent, 'of which device it is an equal').not.toBe('');
    await house.submit('engineer1', 'team', form, { text: 'FW-900 SN-9', equivalent });
    const ledger = async () => wordsOf((await house.say('desk', 'team', '/desk parts')).card);
    expect(await ledger()).toContain('L-1 · FW-900 SN-9');
    expect(await ledger()).toContain(t(language, 'loaner.open'));
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.say('engineer1', 'team', '/desk loaner back L-1');
    expect(await ledger()).not.toContain('L-1');
  });
});
