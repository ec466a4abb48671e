import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import type { Language } from '../../src/lib/language.ts';
import { clocksOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/**
 * The sample customer with a device whose term ended on 27 September 2026, the day before the test begins, and two
 * others.
 */
async function bookOf(language: Language) {
  const book = await sampleBook(language);
  const { sample } = book.customers;
  const [device] = sample?.devices ?? [];
  if (!sample || !device) throw new Error('no sample device');
  const devices = [
    { ...device, key: 'old', serial: 'SN-OLD', warrantyUntil: '2026-09-27' },
    { ...device, key: 'last-day', serial: 'SN-LAST', warrantyUntil: '2026-09-28', count: 3 },
    { ...device, key: 'untermed', serial: 'SN-FREE', warrantyUntil: undefined },
  ];
  return { ...book, customers: { sample: { ...sample, devices } } };
}

eachHouse((open, language) => {
  it('the card says which device it is and whether it is in term: on the last day it is, the day after it is billable (C6)', async () => {
    const house = await open({ book: await bookOf(language) });
    const expected = [
      ['old', 'SN-OLD', t(language, 'device.out-of-term', { until: '2026-09-27' })],
      ['last-day', 'SN-LAST', t(language, 'device.in-term', { until: '2026-09-28' })],
      ['untermed', 'SN-FREE', t(language, 'device.in-scope')],
    ] as const;
    for (const [device] of expected)
      await house.forge(REPORTER, SHARED, 'ticket.report', { text: `fault of ${device}`, device });
    for (const channel of ['team', SHARED])
      for (const [device, serial, term] of expected) {
        const card = house.seen(channel).cards.find(({ title }) => title.includes(`fault of ${device}`));
        expect(wordsOf(card)).toContain(serial);
        expect(wordsOf(card)).toContain(term);
        expect(wordsOf(card).includes(t(language, 'card.billable'))).toBe(device === 'old');
      }
  });

  it('A4: no on-site promise runs for a device whose warranty is over', async () => {
    const bureau = await sampleBook(language, 'bureau-system');
    const { sample } = (await bookOf(language)).customers;
    const [old, lastDay] = sample?.devices ?? [];
    if (!bureau.customers.sample || !old || !lastDay) throw new Error('no sample devices');
    const book = { ...bureau, customers: { sample: { ...bureau.customers.sample, devices: [old, lastDay] } } };
    const house = await open({ book });
    for (const device of ['old', 'last-day'])
      await house.forge(REPORTER, SHARED, 'ticket.report', { text: `fault of ${device}`, device, level: 'level1' });
    const promised = ['old', 'last-day'].map((device) =>
      clocksOn(house.seen('team').cards.find(({ title }) => title.includes(`fault of ${device}`))).map(
        ({ label }) => label,
      ),
    );
    const metrics = (...names: ('respond' | 'on-site' | 'resolve')[]) =>
      names.map((name) => t(language, `metric.${name}`));
    expect(promised).toEqual([metrics('respond', 'resolve'), metrics('respond', 'on-site', 'resolve')]);
  });

  it('the report form names the term of each device', async () => {
    const house = await open({ book: await bookOf(language) });
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    const field = form?.fields.find(({ name }) => name === 'device');
    const labels = field?.kind === 'choice' ? field.options.map(({ label }) => label) : [];
    expect(labels[0]).toContain(t(language, 'device.out-of-term', { until: '2026-09-27' }));
    expect(labels[1]).toContain(t(language, 'device.in-term', { until: '2026-09-28' }));
  });

  it('staff list what is in scope, with count and term (E7)', async () => {
    const house = await open({ book: await bookOf(language) });
    const { card } = await house.say('engineer1', 'team', '/desk devices');
    expect(card?.title).toBe(t(language, 'device.title', { count: 5 }));
    expect(wordsOf(card)).toContain('SN-LAST ×3');
    expect(wordsOf((await house.say('engineer1', 'team', '/desk 设备 sample')).card)).toContain('SN-OLD');
    expect((await house.say('engineer1', 'team', '/desk devices nobody')).refused).toBe('channel.no-customer');
    expect((await house.forge(REPORTER, SHARED, 'device.list', {})).refused).toBe('command.staff-only');
  });

  it('says so if nothing is in scope', async () => {
    const book = await bookOf(language);
    const house = await open({ book: { ...book, customers: { sample: { ...book.customers.sample, devices: [] } } } });
    expect(wordsOf((await house.say('engineer1', 'team', '/desk devices')).card)).toContain(t(language, 'device.none'));
  });
});
