import { expect, it } from 'vitest';
import type { Form } from '../../src/chat/form.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, readAs, SHARED } from '../support/report.ts';

eachHouse((open, language) => {
  async function reported(): Promise<TestHouse> {
    const house = await open({});
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down', device: 'device1' });
    return house;
  }

  async function requested(): Promise<{ house: TestHouse; part: string }> {
    const house = await reported();
    await house.say('engineer1', 'team', '/desk part T-1 line card');
    return { house, part: /P-\d+/.exec(wordsOf(partCard(house)))?.[0] ?? '' };
  }

  it('a part is requested on the ticket’s card, in a form that shows the device, and the team sees when it is due', async () => {
    const house = await reported();
    const { form } = await house.press('engineer1', 'team', 'part.request');
    expect(form?.fields.map(({ name }) => name)).toEqual(['text', 'model', 'serial', 'quantity', 'symptom']);
    const device = house.book.customers.sample?.devices[0];
    expect(initialOf(form, 'serial')).toBe(device?.serial);
    const values = {
      text: 'line card',
      model: device?.model ?? '',
      serial: '',
      quantity: '2',
      symptom: 'ports are dark',
    };
    expect((await house.submit('engineer1', 'team', must(form), values)).refused).toBeUndefined();
    const card = partCard(house);
    expect(wordsOf(card)).toContain('ports are dark');
    expect(clocksOn(card).map(({ when, state }) => `${when} ${state}`)).toEqual([
      `${readAs(language, '14:10')} running`,
    ]);
    expect(wordsOfAll(house, SHARED), 'what we lack is no business of the customer').not.toContain('line card');
  });

  it('sent, delivered, the broken one returned: each is a press on the card, and a second press is refused', async () => {
    const { house, part } = await requested();
    await house.press('engineer2', 'team', 'part.dispatch');
    expect(badgesOf(house)).toEqual([t(language, 'part.on-its-way')]);
    await house.press('engineer2', 'team', 'part.deliver');
    expect(badgesOf(house)).toEqual([t(language, 'part.delivered')]);
    expect((await house.say('engineer1', 'team', `/desk part-delivered ${part}`)).refused).toBe(
      'part.already-delivered',
    );
    expect((await house.say('engineer1', 'team', '/desk part-delivered T-1')).refused).toBe('part.none-outstanding');
    await house.press('engineer2', 'team', 'part.return');
    expect(badgesOf(house)).toEqual([t(language, 'part.returned')]);
    await house.forward({ days: 1 });
    expect(kinds(house, 'escalation')).toEqual([]);
  });

  it('an overdue part is shown in red, is told to the escalation channel, and its card offers a loaner', async () => {
    const { house, part } = await requested();
    await house.forward({ hours: 4 });
    expect(kinds(house, 'escalation')).toEqual(['part.overdue']);
    expect(badgesOf(house)).toEqual([t(language, 'part.overdue')]);
    expect(buttonsOn(partCard(house)).map(({ command }) => command)).toContain('loaner.out');
    await house.say('engineer1', 'team', `/desk 备件到货 ${part}`);
    expect(wordsOf(partCard(house, 'escalation'))).toContain(t(language, 'part.delivered'));
  });

  it('the form of the repair request (C7) is filled in with what is known, and the card shows it', async () => {
    const { house } = await requested();
    const { form } = await house.press('desk', 'team', 'part.record');
    const names = ['rma', 'model', 'serial', 'quantity', 'symptom', 'cause', 'measures', 'replaced'];
    expect(form?.fields.map(({ name }) => name)).toEqual(names);
    const values = { rma: 'RMA-2026-7', quantity: '', cause: 'power surge', replaced: 'PSU', model: '', serial: '' };
    expect((await house.submit('desk', 'team', must(form), values)).refused).toBeUndefined();
    for (const said of ['RMA-2026-7', 'power surge', 'PSU', 'line card'])
      expect(wordsOf(partCard(house))).toContain(said);
    const again = await house.press('desk', 'team', 'part.record');
    expect(initialOf(again.form, 'rma')).toBe('RMA-2026-7');
    const bad = await house.submit('desk', 'team', must(again.form), { ...values, quantity: 'many' });
    expect(bad.refused).toBe('input.not-understood');
  });

  it('the ledger lists by device what is not returned, overdue first, and for one device everything', async () => {
    const { house, part } = await requested();
    expect(wordsOf((await house.say('desk', 'team', '/desk parts')).card)).toContain(t(language, 'part.requested'));
    await house.say('engineer1', 'team', `/desk part-delivered ${part}`);
    await house.say('engineer1', 'team', `/desk part-returned ${part}`);
    await house.say('engineer1', 'team', '/desk part T-1 fan');
    await house.forward({ hours: 5 });
    await house.say('engineer1', 'team', '/desk part T-1 cable');
    const ledger = wordsOf((await house.say('desk', 'team', '/desk parts')).card);
    expect(ledger).not.toContain('line card');
    expect(ledger.indexOf('fan')).toBeLessThan(ledger.indexOf('cable'));
    const serial = house.book.customers.sample?.devices[0]?.serial ?? '';
    expect(wordsOf((await house.say('desk', 'team', `/desk 备件台账 ${serial}`)).card)).toContain('line card');
    expect((await house.say('desk', 'team', '/desk parts nobody')).refused).toBe('part.nothing-named');
    expect((await house.forge(REPORTER, SHARED, 'part.list', {})).refused).toBe('command.staff-only');
  });

  it('an empty ledger says so', async () => {
    const house = await reported();
    expect(wordsOf((await house.say('desk', 'team', '/desk parts')).card)).toContain(t(language, 'list.empty'));
  });

  it('a loaner is lent for a ticket and returned, and the same ledger shows it', async () => {
    const house = await reported();
    expect((await house.say('engineer1', 'team', '/desk loaner T-1 spare')).refused).toBe('input.not-understood');
    const { form } = await house.say('engineer1', 'team', '/desk loaner out T-1');
    expect(initialOf(form, 'equivalent')).not.toBe('');
    await house.submit('engineer1', 'team', must(form), { text: 'S12700 SN-9', equivalent: '' });
    const [card] = house.seen('team').cards.filter(({ subject }) => subject.includes('|loaner|'));
    const loaner = /L-\d+/.exec(wordsOf(card))?.[0] ?? '';
    expect(wordsOf(card)).toContain(t(language, 'loaner.open'));
    expect(wordsOf((await house.say('desk', 'team', '/desk parts')).card)).toContain(`${loaner} · S12700 SN-9`);
    const back = await house.say('engineer1', 'team', `/desk 备机 归还 ${loaner}`);
    expect(back.text).toBe(t(language, 'reply.loaner-back', { loaner }));
    expect((await house.say('engineer1', 'team', `/desk loaner back ${loaner}`)).refused).toBe('loaner.already-back');
    expect(wordsOf((await house.say('desk', 'team', '/desk parts')).card)).not.toContain(loaner);
    expect(wordsOfAll(house, SHARED)).not.toContain('S12700');
  });

  it('the ticket’s card offers a loaner from the escalation tier that brings one (D11)', async () => {
    const house = await reported();
    const offered = () => buttonsOn(house.seen('team').cards[0]).some(({ command }) => command === 'loaner.out');
    expect(offered()).toBe(false);
    await house.say('engineer1', 'team', '/desk tier T-1 4');
    expect(offered()).toBe(true);
  });

  it.each([
    ['/desk part-delivered P-999', 'part.not-found'],
    ['/desk part-dispatched', 'input.missing'],
    ['/desk part-returned T-1', 'part.not-found'],
    ['/desk part T-99 fan', 'ticket.not-found'],
    ['/desk loaner back L-999', 'loaner.not-found'],
    ['/desk loaner', 'input.missing'],
  ])('%s is refused: %s', async (words, code) => {
    const house = await reported();
    expect((await house.say('engineer1', 'team', words)).refused).toBe(code);
  });
});

function partCard(house: TestHouse, channel = 'team') {
  return house.seen(channel).cards.find(({ subject }) => subject.includes('|part|'));
}

function badgesOf(house: TestHouse): string[] {
  return partCard(house)?.badges.map(({ text }) => text) ?? [];
}

function kinds(house: TestHouse, channel: string): string[] {
  return house.seen(channel).messages.flatMap(({ about }) => (about?.kind.startsWith('part') ? [about.kind] : []));
}

function initialOf(form: Form | undefined, field: string): string | undefined {
  return form?.fields.find(({ name }) => name === field)?.initial;
}

function wordsOfAll(house: TestHouse, channel: string): string {
  return house.seen(channel).cards.map(wordsOf).join('\n');
}

function must<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('nothing there');
  return value;
}
