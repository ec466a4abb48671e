import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const WHAT = 'VPN to the core switch, 30 minutes, read-only';

eachHouse((open, language) => {
  /** Preset A wants consent to remote access (A7). */
  async function asked(): Promise<TestHouse> {
    const house = await open({ book: await sampleBook(language, 'bureau-system') });
    await house.say(REPORTER, SHARED, '/fault core switch down');
    expect(wordsOf(teamCard(house)), 'before anybody asked').toContain(t(language, 'consent.none'));
    await house.say('engineer1', 'team', `/desk consent T-1 remote-access ${WHAT}`);
    return house;
  }
  const teamCard = (house: TestHouse) => house.seen('team').cards[0];
  const customersCard = (house: TestHouse) => house.seen(SHARED).cards[0];
  const remote = t(language, 'consent.remote-access');

  it('consent to remote access is asked on the customer’s card and pauses nothing; who agreed, when and how is on record (A7)', async () => {
    const house = await asked();
    expect(wordsOf(customersCard(house))).toContain(WHAT);
    expect(wordsOf(customersCard(house))).toContain(t(language, 'consent.asks', { purpose: remote }));
    expect(clocksOn(customersCard(house)).map(({ state }) => state)).not.toContain('paused');
    expect(wordsOf(teamCard(house))).toContain(language === 'en' ? 'no consent yet' : '尚未取得同意');

    await house.forward({ minutes: 5 });
    await house.press(REPORTER, SHARED, 'ticket.give-consent');
    const signed = t(language, 'card.signed', { name: REPORTER, at: readAs(language, '10:15') });
    expect(wordsOf(teamCard(house))).toContain(t(language, 'consent.agreed.button', { signed }));
    expect(buttonsOn(customersCard(house)).map(({ command }) => command)).not.toContain('ticket.give-consent');
    const log = wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card);
    expect(log.split(WHAT), 'the question, and the text that was agreed to').toHaveLength(3);
    expect((await house.forge(REPORTER, SHARED, 'ticket.give-consent', { ticket: 'T-1' })).refused).toBe(
      'ticket.no-consent-asked',
    );
  });

  it('a refusal asks for its reason; a question that has changed is not answered by the old card; staff do not answer', async () => {
    const house = await asked();
    const old = must(customersCard(house));
    const { form } = await house.press(REPORTER, SHARED, 'ticket.refuse-consent');
    await house.say('engineer1', 'team', '/desk consent T-1 remote-access only with you on the line');
    const late = await house.press(REPORTER, SHARED, 'ticket.give-consent', { on: old });
    expect(late.refused).toBe('ticket.consent-changed');
    expect((await house.submit(REPORTER, SHARED, must(form), { text: 'no' })).refused).toBe('ticket.consent-changed');
    const again = await house.press(REPORTER, SHARED, 'ticket.refuse-consent');
    await house.submit(REPORTER, SHARED, must(again.form), { text: 'audit week' });
    expect(wordsOf(teamCard(house))).toContain('audit week');
    expect((await house.forge('engineer1', 'team', 'ticket.give-consent', { ticket: 'T-1' })).refused).toBe(
      'ticket.customer-only',
    );
  });

  it('staff record what was agreed by phone, and the customer sees it', async () => {
    const house = await asked();
    const { form } = await house.press('engineer1', 'team', 'ticket.record-consent');
    const values = { purpose: 'remote-access', answer: 'yes', agreedBy: 'Chen Jing', way: 'phone', text: 'until six' };
    await house.submit('engineer1', 'team', must(form), values);
    const said = t(language, 'consent.source', { name: 'Chen Jing', way: t(language, 'way.phone') });
    expect(wordsOf(teamCard(house))).toContain(said);
    expect(house.seen(SHARED).lines.at(-1)).toContain(said);
    const unknown = await house.say('engineer1', 'team', '/desk consent T-1 lunch now?');
    expect(unknown.refused).toBe('input.not-understood');
  });

  it('the command log is kept with the ticket and stays inside, also after it was closed', async () => {
    const house = await asked();
    await house.say('engineer1', 'team', '/desk resolve T-1');
    await house.say(REPORTER, SHARED, '/desk confirm T-1');
    const told = await house.say('engineer1', 'team', '/desk commands T-1 display version\nreset bgp all');
    expect(told.refused).toBeUndefined();
    expect(wordsOf((await house.say('engineer1', 'team', '/desk log T-1')).card)).toContain('reset bgp all');
    expect(wordsOf((await house.say(REPORTER, SHARED, '/desk log T-1')).card)).not.toContain('reset bgp');
    expect(house.seen(SHARED).lines.join('\n')).not.toContain('reset bgp');
    expect((await house.say(REPORTER, SHARED, '/desk commands T-1 x')).refused).toBe('command.staff-only');
  });
});
