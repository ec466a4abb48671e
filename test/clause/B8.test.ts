import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

eachHouse((open, language) => {
  it('B8: a spare-part ledger: what was asked for, is on its way, was delivered and came back, by customer and device', async () => {
    const house = await open({ book: await sampleBook(language, 'security-vendor') });
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'firewall down', device: 'device1' });
    await house.say('engineer1', 'team', '/desk part T-1 fan');
    const ledger = async (about = '') => wordsOf((await house.say('desk', 'team', `/desk parts ${about}`)).card);
    const state = (name: 'requested' | 'on-its-way' | 'delivered' | 'sent-back' | 'at-vendor') =>
      t(language, `part.${name}`);
    expect(await ledger()).toContain(state('requested'));
    for (const [step, shown] of [
      ['dispatch', 'on-its-way'],
      ['deliver', 'delivered'],
      ['send-back', 'sent-back'],
      ['receive', 'at-vendor'],
    ] as const) {
      await house.press('engineer1', 'team', `part.${step}`);
      expect(await ledger()).toContain(state(shown));
    }
    await house.press('engineer1', 'team', 'part.return');
    expect(await ledger(), 'what came back is no longer open').not.toContain('P-1');
    expect(await ledger('sample'), 'but the customer’s whole ledger keeps it').toContain('P-1');
  });

  it('B8: service is supervised: every step is recorded, and after a fix the customer is called and asked for a score', async () => {
    const house = await open({ book: await sampleBook(language, 'security-vendor') });
    await house.say(REPORTER, SHARED, '/fault firewall down');
    await house.say('engineer1', 'team', '/desk ack T-1');
    await house.say('engineer1', 'team', '/desk resolve T-1 fan replaced');
    const log = wordsOf((await house.say('desk', 'team', '/desk log T-1')).card);
    expect(log).toContain('fan replaced');
    const isFollowedUp = house.seen('@desk').cards.some(({ subject }) => subject.includes('followup'));
    expect(isFollowedUp, 'the service desk is asked to call').toBe(true);
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    expect(house.seen(SHARED).cards.some(({ subject }) => subject.includes('|rating|'))).toBe(true);
  });

  it('B8: the aim is no complaint: one reaches a manager at once and is counted until the customer is satisfied', async () => {
    const house = await open({ book: await sampleBook(language, 'security-vendor') });
    await house.forge(REPORTER, SHARED, 'complaint.open', { text: 'nobody came' });
    expect(house.seen('@manager1').cards.some(({ subject }) => subject === 'complaint/1')).toBe(true);
    const list = wordsOf((await house.say('manager1', '@manager1', '/desk complaints')).card);
    expect(list).toContain(t(language, 'complaint.list', { count: 1 }));
  });
});
