import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { t } from '../../src/i18n/i18n.ts';
import type { Language } from '../../src/lib/language.ts';
import { mistakesIn, SMALL_BOOK } from '../desk/book/book-files.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** The sample customer of plan E with two power supplies of one kind, each with a serial number. */
async function twoUnits(language: Language): Promise<BookSource> {
  const book = await sampleBook(language, 'network-security');
  const { sample } = book.customers;
  const [device] = sample?.devices ?? [];
  if (!sample || !device) throw new Error('no sample device');
  const name = { zh: '电源', en: 'Power supply' };
  const power = {
    ...device,
    key: 'power',
    name,
    model: 'Power 550',
    serial: '',
    serials: ['PW-71', 'PW-72'],
    count: 2,
  };
  return { ...book, customers: { sample: { ...sample, devices: [device, power] } } };
}

it('E7: a device of several units has a serial number for each of them, or the book is refused', async () => {
  const withDevice = (device: string) =>
    mistakesIn(
      SMALL_BOOK.replace(
        '    sites: [{key: main, name: {zh: 总部, en: Head office}}]\n',
        `    sites: [{key: main, name: {zh: 总部, en: Head office}}]\n    devices: [{key: d, name: {zh: 电, en: Power}, site: main, ${device}}]\n`,
      ),
    );
  expect(await withDevice('count: 2, serials: [a, b]')).toEqual([]);
  expect(await withDevice('count: 2, serial: a')).toEqual([]);
  expect((await withDevice('count: 3, serials: [a, b]')).join()).toContain('has 2 serial numbers for "count: 3"');
  expect((await withDevice('count: 2, serials: [a, a]')).join()).toContain('"a" stands here twice');
  expect((await withDevice('count: 2, serial: c, serials: [a, b]')).join()).toContain('write it into "serials"');
});

eachHouse((open, language) => {
  it('E7: the list and the service file show each device with its count, serial numbers and term', async () => {
    const house = await open({ book: await twoUnits(language) });
    for (const asked of ['/desk devices', '/desk dossier']) {
      const { card } = await house.say('engineer1', 'team', asked);
      for (const word of ['Power 550', 'PW-71', 'PW-72', '×2', '2028-12-31']) expect(wordsOf(card)).toContain(word);
    }
  });

  it('E7: a report says which of several units it is; card and search know it, and a correction marks the other', async () => {
    const house = await open({ book: await twoUnits(language) });
    const { form } = await house.say(REPORTER, SHARED, '/fault');
    const asked = must(form).fields.find(({ name }) => name === 'device');
    const options = asked?.kind === 'choice' ? asked.options : [];
    expect(options.map(({ value }) => value)).toEqual(['device1', 'power#PW-71', 'power#PW-72', 'power']);
    expect(options[3]?.label).toContain(t(language, 'device.unit-unknown'));
    await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'no current', device: 'power#PW-72' });
    const device = () => wordsOf(house.seen('team').cards[0]);
    expect(device()).toContain('PW-72');
    expect(device()).not.toContain('PW-71');
    const found = async (words: string) =>
      wordsOf((await house.say('engineer1', 'team', `/desk find ${words}`)).card).includes('T-1 ·');
    expect([await found('PW-72'), await found('PW-71'), await found('Power 550')]).toEqual([true, false, true]);

    const moved = await house.forge('engineer1', 'team', 'ticket.correct', {
      ticket: 'T-1',
      device: 'power#PW-71',
      sure: 'yes',
    });
    expect(moved.refused).toBeUndefined();
    expect(device()).toContain('PW-71');
    expect(device()).not.toContain('PW-72');
    expect(await found('PW-71')).toBe(true);
    const { form: part } = await house.forge('engineer1', 'team', 'part.request', { ticket: 'T-1' });
    expect(part?.fields.find(({ name }) => name === 'serial')?.initial).toBe('PW-71');
    const wrong = { ticket: 'T-1', device: 'power#PW-99', sure: 'yes' };
    expect((await house.forge('engineer1', 'team', 'ticket.correct', wrong)).refused).toBe('input.not-understood');
  });
});
