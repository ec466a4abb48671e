import { expect, it } from 'vitest';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { eachHouse } from '../support/each-house.ts';
import { fillInChecklist, inspectionDates, startInspectionPlans } from '../support/inspection-story.ts';
import { lastPaper } from '../support/paper-shelf.ts';
import { sampleBook } from '../support/sample-book.ts';

/**
 * E6: "Inspection every quarter and before important periods; quarterly assessment; watch on holidays and events." Each
 * device is looked at by its class: a firewall's rules, a store's disks.
 */
eachHouse((open, language) => {
  const network = (change: (source: BookSource) => BookSource = (source) => source) =>
    sampleBook(language, 'network-security').then((source) => open({ book: change(source) }));

  it('E6: every quarter', async () => {
    const house = await network();
    await startInspectionPlans(house);
    await house.forward({ days: 400 });
    expect((await inspectionDates(house)).slice(0, 4)).toEqual([
      '2026-10-15',
      '2027-01-15',
      '2027-04-15',
      '2027-07-15',
    ]);
  });

  it('E6: and five working days before an important period that the book names', async () => {
    const house = await network((source) =>
      withPolicy(source, { name: { zh: '大会', en: 'Congress' }, from: '2026-11-20' }),
    );
    await startInspectionPlans(house);
    await house.forward({ days: 30 });
    expect(await inspectionDates(house)).toContain('2026-11-13');
  });

  it('E6: each device is looked at by its class, and the report has the results of each', async () => {
    const house = await network((source) => withStorage(source));
    await house.say('projectManager', 'team', '/desk inspection plan 9/30');
    await house.forward({ hours: 1 });
    const shared = { 'physical.device2': 'level3' };
    const items = await fillInChecklist(house, shared, { 'physical.device2': 'a lamp is red' });
    expect(items).toContain('rules');
    expect(items).toContain('disks');
    expect(items).toContain('physical.device1');
    expect(items.filter((item) => item.startsWith('rules') || item.startsWith('disks'))).toHaveLength(2);
    await house.say('engineer1', 'team', '/desk inspection finish I-1');
    expect((await house.press('engineer1', 'team', 'inspection.deliver-report')).refused).toBeUndefined();
    const { words } = await lastPaper(house);
    expect(words.indexOf('a lamp is red')).toBeGreaterThan(words.indexOf('SN-E-0002'));
    expect(words.indexOf('SN-E-0002')).toBeGreaterThan(words.indexOf('SN-E-0001'));
  });
});

function withPolicy(source: BookSource, period: { name: { zh: string; en: string }; from: string }): BookSource {
  const { standard } = source.policies;
  if (!standard) throw new Error('a preset without its policy');
  const inspection = { ...standard.inspection, before: [{ ...period, workdays: 5 }] };
  return { ...source, policies: { ...source.policies, standard: { ...standard, inspection } } };
}

function withStorage(source: BookSource): BookSource {
  const { sample } = source.customers;
  const [first] = sample?.devices ?? [];
  if (!sample || !first) throw new Error('a preset without a device');
  const second = {
    ...first,
    key: 'device2',
    name: { zh: '存储', en: 'Storage' },
    serial: 'SN-E-0002',
    class: 'storage',
  };
  return { ...source, customers: { ...source.customers, sample: { ...sample, devices: [first, second] } } };
}
