import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { t } from '../../src/i18n/i18n.ts';
import { buttonsOn, wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { must } from '../support/must.ts';
import { fileNamesIn, lastPaper } from '../support/paper-shelf.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** The preset with a second device at the same site. */
function withTwoDevices(source: BookSource): BookSource {
  const { sample } = source.customers;
  const [first] = sample?.devices ?? [];
  if (!sample || !first) throw new Error('not a preset with a device');
  const second = { ...first, key: 'device2', name: { zh: '备用交换机', en: 'Standby switch' }, serial: 'SN-D-0002' };
  return { ...source, customers: { ...source.customers, sample: { ...sample, devices: [first, second] } } };
}

eachHouse((open, language) => {
  const nameOf = (zh: string, en: string) => (language === 'en' ? en : zh);
  const cardIn = (house: TestHouse, channel: string) =>
    house.seen(channel).cards.find(({ subject }) => subject === 'inspection/1');

  /** One finding on the second device, everything else in order, report delivered. */
  async function delivered(): Promise<TestHouse> {
    const house = await open({ book: withTwoDevices(await sampleBook(language)) });
    await house.say('projectManager', 'team', '/desk inspection plan 9/30');
    await house.forward({ hours: 1 });
    const chooser = must((await house.press('engineer1', 'team', 'inspection.check')).form);
    expect(chooser.fields.map(({ kind, initial }) => [kind, initial])).toEqual([['choice', 'device1']]);
    let form = (await house.submit('engineer1', 'team', chooser, { device: 'device2' })).form;
    expect(form?.intro).toContain('SN-D-0002');
    form = (await house.submit('engineer1', 'team', must(form), { 'item-ports.device2': 'severe' })).form;
    form = (await house.submit('engineer1', 'team', must(form), { rest: 'ok' })).form;
    // The first device is next only when it is chosen: what follows is the server room.
    expect(form?.fields.map(({ name }) => name)).toEqual(['item-room', 'rest', 'note']);
    form = (await house.submit('engineer1', 'team', must(form), { rest: 'ok' })).form;
    await house.submit('engineer1', 'team', must(form), { 'note-ports.device2': 'port 7 flaps' });
    form = (await house.press('engineer1', 'team', 'inspection.check')).form;
    form = (await house.submit('engineer1', 'team', must(form), { device: 'device1' })).form;
    form = (await house.submit('engineer1', 'team', must(form), {})).form;
    await house.submit('engineer1', 'team', must(form), { rest: 'ok' });
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    expect((await house.press('engineer1', 'team', 'inspection.deliver-report')).refused).toBeUndefined();
    return house;
  }

  it('the checklist is filled in device by device, and the report has the results of each', async () => {
    const house = await delivered();
    const { words } = await lastPaper(house);
    for (const serial of ['SN-D-0001', 'SN-D-0002']) expect(words).toContain(serial);
    expect(words.split(nameOf('端口', 'Ports')).length).toBe(3);
    expect(words.indexOf('port 7 flaps')).toBeGreaterThan(words.indexOf('SN-D-0002'));
    expect(words).toContain(t(language, 'inspection.marks', { ok: 24, found: 1, na: 0 }));
    expect(words).toContain(`I-1 · ${t(language, 'paper.document.version', { version: 1 })}`);
  });

  it('the customer reads what was found on the card before they sign', async () => {
    const house = await delivered();
    const card = cardIn(house, SHARED);
    expect(wordsOf(card)).toContain(nameOf('备用交换机：端口', 'Standby switch: Ports'));
    expect(wordsOf(card)).toContain('port 7 flaps');
    expect(buttonsOn(card).map(({ command }) => command)).toEqual(['inspection.sign']);
    house.wait({ minutes: 7 });
    expect((await house.press(REPORTER, SHARED, 'inspection.sign', { on: must(card) })).refused).toBeUndefined();
    // The report is printed again, with the customer's signature, for both sides.
    const { name, words } = await lastPaper(house);
    expect(words).toMatch(new RegExp(`${t(language, 'paper.signer.customer')}[^]*2026-09-28 11:17`));
    for (const channel of ['team', SHARED]) expect(fileNamesIn(house, channel).at(-1)).toBe(name);
  });
});
