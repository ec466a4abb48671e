import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { named } from '../../src/lib/language.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

const PLAN = {
  'patch-title': 'JunOS 21.4R3-S5',
  'patch-purpose': 'closes CVE-2026-1',
  'patch-tested': 'two weeks on an SRX-3600 in the laboratory',
  'patch-steps': 'backup\ninstall\nreboot',
  'patch-rollback': 'boot the second partition, 10 minutes',
  'patch-preparation': 'console access',
  'patch-impact': 'no traffic for 8 minutes at 22:00',
  date: '2026-10-12',
  person: 'engineer2',
};

eachHouse((open, language) => {
  /** Monday 28 September 2026: a patch of a device with two units is planned for Monday 12 October. */
  async function planned(): Promise<TestHouse> {
    const book = await sampleBook(language, 'telecom-province');
    const { sample } = book.customers;
    const [device] = sample?.devices ?? [];
    if (!sample || !device) throw new Error('no sample device');
    const devices = [{ ...device, serial: '', serials: ['SN-1', 'SN-2'], count: 2 }];
    const house = await open({ book: { ...book, customers: { sample: { ...sample, devices } } }, months: true });
    const { form } = await house.say('projectManager', 'team', '/desk patch plan');
    const values = { ...PLAN, 'patch-device': '*' };
    expect((await house.submit('projectManager', 'team', must(form), values)).refused).toBeUndefined();
    return house;
  }
  const newest = (house: TestHouse, channel: string) => must(house.seen(channel).messages.at(-1));
  const card = (house: TestHouse, channel: string) =>
    must(
      house
        .seen(channel)
        .cards.filter(({ subject }) => subject === 'patch/1')
        .at(-1),
    );

  it('D22: the customer reads purpose, test, steps, way back, preparation and impact, and is called by name', async () => {
    const house = await planned();
    const shown = wordsOf(card(house, SHARED));
    for (const [field, words] of Object.entries(PLAN))
      if (field.startsWith('patch-')) expect(shown).toContain(words.split('\n')[0]);
    for (const serial of ['SN-1', 'SN-2']) expect(shown).toContain(serial);
    expect(newest(house, SHARED).mentions).toEqual([REPORTER]);
    expect(buttonsOn(card(house, SHARED)).map(({ command }) => command)).toEqual([
      'patch.agree',
      'patch.decline',
      'patch.ask-question',
    ]);
  });

  it('D22: question, answer, consent, a result for each device, the signature: who acts next is pinged each time', async () => {
    const house = await planned();
    const before = await house.forge('engineer2', 'team', 'patch.result', { patch: 'N-1' });
    expect(before.refused).toBeUndefined();
    const early = { patch: 'N-1', sure: 'yes', device: 'device1#SN-1', 'patch-result': 'done' };
    expect((await house.forge('engineer2', 'team', 'patch.result', early)).refused).toBe('patch.is-asked');

    const asked = must((await house.press(REPORTER, SHARED, 'patch.ask-question')).form);
    await house.submit(REPORTER, SHARED, asked, { text: 'Can it be done at night?' });
    expect(newest(house, '@engineer2').mentions).toEqual(['engineer2']);
    const answer = must((await house.press('engineer2', '@engineer2', 'patch.answer')).form);
    expect(answer.intro).toContain('at night');
    await house.submit('engineer2', '@engineer2', answer, { text: 'Yes, at 22:00.' });
    expect(newest(house, SHARED).mentions).toEqual([REPORTER]);

    expect((await house.press(REPORTER, SHARED, 'patch.agree')).refused).toBeUndefined();
    expect(newest(house, '@engineer2').mentions).toEqual(['engineer2']);
    expect((await house.forge('engineer2', 'team', 'patch.result', early)).refused).toBe('patch.not-yet');

    await house.forward({ days: 14 });
    expect(newest(house, '@engineer2').line).toContain('N-1');
    const form = must((await house.press('engineer2', '@engineer2', 'patch.result')).form);
    await house.submit('engineer2', '@engineer2', form, { device: 'device1#SN-1', 'patch-result': 'done' });
    const failed = { ...early, device: 'device1#SN-2', 'patch-result': 'failed' };
    expect((await house.forge('engineer2', 'team', 'patch.result', failed)).refused).toBe('input.missing');
    const pings = house.seen(SHARED).messages.length;
    await house.forge('engineer2', 'team', 'patch.result', { ...failed, 'patch-note': 'rolled back, runs as before' });
    expect(house.seen(SHARED).messages.length).toBe(pings + 1);
    expect(newest(house, SHARED).mentions).toEqual([REPORTER]);

    expect((await house.forge('engineer2', 'team', 'patch.sign', { patch: 'N-1' })).refused).toBe(
      'patch.customer-only',
    );
    expect((await house.press(REPORTER, SHARED, 'patch.sign')).refused).toBeUndefined();
    for (const channel of [SHARED, '@engineer2']) {
      const record = wordsOf(card(house, channel));
      expect(record).toContain(t(language, 'patch.phase.done'));
      expect(record).toContain('rolled back, runs as before');
      expect(record).toContain(t(language, 'card.field.patch-signed'));
      // By name, as the book has it.
      expect(record).toContain(named(must(house.book.customers.sample?.people[0]).name, language));
      expect(buttonsOn(card(house, channel))).toEqual([]);
    }
    const { card: list } = await house.say('projectManager', 'team', '/desk patch');
    expect(wordsOf(list)).toContain('N-1 · JunOS 21.4R3-S5');
    await house.forward({ days: 24 });
    const owed = { customer: 'sample', report: 'summary', month: '2026-10' };
    const { form: summary, refused } = await house.forge('projectManager', 'team', 'paper.deliver', owed);
    expect(refused).toBeUndefined();
    const changes = summary?.fields.find(({ name }) => name === 'changes');
    expect(changes?.initial).toContain('N-1 · JunOS 21.4R3-S5');
  });

  it('D22: declined with a reason; the changed plan asks again, and an answer to the old one does not count', async () => {
    const house = await planned();
    const form = must((await house.press(REPORTER, SHARED, 'patch.decline')).form);
    await house.submit(REPORTER, SHARED, form, { text: 'Flood season, please wait' });
    expect(wordsOf(card(house, '@engineer2'))).toContain('Flood season');
    const plan = must((await house.press('engineer2', '@engineer2', 'patch.revise')).form);
    const values = Object.fromEntries(plan.fields.map(({ name, initial }) => [name, initial]));
    const revised = await house.submit('engineer2', '@engineer2', plan, { ...values, date: '2026-10-20' });
    expect(revised.refused).toBeUndefined();
    expect(newest(house, SHARED).mentions).toEqual([REPORTER]);
    const old = { patch: 'N-1', revision: '1' };
    expect((await house.forge(REPORTER, SHARED, 'patch.agree', old)).refused).toBe('patch.revised-since');
    expect((await house.press(REPORTER, SHARED, 'patch.agree')).refused).toBeUndefined();
  });

  it('D22: a training is agreed 30 working days ahead, or as many as the book says', async () => {
    const book = await sampleBook(language, 'telecom-province');
    const { standard } = book.policies;
    if (!standard) throw new Error('no policy');
    const training = { customer: 'sample', kind: 'training', what: 'Routing', person: 'engineer2', repeat: 'none' };
    // The 30th working day after Monday 28 September, with the holiday and its make-up days, is Friday 13 November.
    const asAgreed = await open({ book });
    const enter = (house: TestHouse, date: string) =>
      house.forge('engineer1', 'team', 'appointment.plan', { ...training, date });
    expect((await enter(asAgreed, '2026-11-12')).refused).toBe('appointment.training-too-soon');
    expect((await enter(asAgreed, '2026-11-13')).refused).toBeUndefined();
    const appointments = { ...standard.appointments, trainingAhead: '5wd' };
    const shorter = await open({ book: { ...book, policies: { standard: { ...standard, appointments } } } });
    expect((await enter(shorter, '2026-10-12')).refused).toBeUndefined();
  });

  it('D22: without an answer the customer is asked again two working days before; a late patch goes to the manager', async () => {
    const house = await planned();
    const count = () => house.seen(SHARED).messages.length;
    const asked = count();
    await house.forward({ days: 10 });
    // Friday 9 and Saturday 10 October (a make-up day) are the two working days before Monday the 12th.
    expect(count()).toBe(asked);
    await house.forward({ days: 2 });
    expect(count()).toBe(asked + 1);
    await house.forward({ days: 3 });
    expect(newest(house, '@projectManager').line).toContain('N-1');
    expect((await house.forge('someone-of-rival', 'nowhere', 'patch.open', { patch: 'N-1' })).refused).toBe(
      'patch.not-found',
    );
  });
});
