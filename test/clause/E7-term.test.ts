import { expect, it } from 'vitest';
import { t } from '../../src/i18n/i18n.ts';
import { wordsOf } from '../support/card-words.ts';
import { eachHouse } from '../support/each-house.ts';
import { must } from '../support/must.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { sampleBook } from '../support/sample-book.ts';

/** The plan's devices: a year from 1 October 2025, but for the mail gateway, whose year ended the day before. */
const DEVICES = [
  { key: 'firewall', name: { zh: '防火墙', en: 'Firewall' }, model: 'SRX-3600', count: 1, warrantyUntil: '2026-09-30' },
  { key: 'power', name: { zh: '电源', en: 'Power' }, model: 'Power 550', count: 2, warrantyUntil: '2026-09-30' },
  { key: 'storage', name: { zh: '存储', en: 'Storage' }, model: 'ST-4', count: 4, warrantyUntil: '2026-09-30' },
  {
    key: 'monitor',
    name: { zh: '流量监控', en: 'Traffic monitor' },
    model: 'TM-1',
    count: 1,
    warrantyUntil: '2026-09-30',
  },
  {
    key: 'gateway',
    name: { zh: '邮件网关', en: 'Mail gateway' },
    model: 'MG-2',
    count: 2,
    warrantyUntil: '2026-09-27',
  },
] as const;

eachHouse((open, language) => {
  it('E7 every device in scope has its own term: the card of a fault says so, and after its last day the work is billable', async () => {
    const source = await sampleBook(language, 'network-security');
    const sample = must(source.customers.sample);
    const devices = DEVICES.map((device) => ({ ...device, site: 'main', serial: '', serials: [] }));
    const house = await open({
      book: { ...source, customers: { ...source.customers, sample: { ...sample, devices } } },
    });
    for (const { key } of DEVICES)
      await house.forge(REPORTER, SHARED, 'ticket.report', { text: `fault of ${key}`, device: key });
    for (const { key, model, warrantyUntil: until } of DEVICES) {
      const card = must(house.seen(SHARED).cards.find(({ title }) => title.includes(`fault of ${key}`)));
      const isOver = key === 'gateway';
      expect(wordsOf(card)).toContain(model);
      expect(wordsOf(card)).toContain(t(language, isOver ? 'device.out-of-term' : 'device.in-term', { until }));
      expect(wordsOf(card).includes(t(language, 'card.billable'))).toBe(isOver);
    }
  });

  it('E7 the list of devices in scope names each with its term', async () => {
    const house = await open({ book: await sampleBook(language, 'network-security') });
    const listed = wordsOf((await house.say('engineer1', 'team', '/desk devices')).card);
    expect(listed).toContain('SRX-3600');
    expect(listed).toContain(t(language, 'device.in-term', { until: '2028-12-31' }));
  });
});
