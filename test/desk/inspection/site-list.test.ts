import { describe, expect, it } from 'vitest';
import { InspectionRule } from '../../../src/desk/book/inspection-rule.ts';
import type { BookCustomer, BookSource } from '../../../src/desk/book/schema.ts';
import { deviceName, groupsOf, itemsOfSite, pagesOf } from '../../../src/desk/inspection/site-list.ts';

const named = (name: string) => ({ zh: name, en: name });
const device = (key: string, site: string, kind?: string) => ({
  ...{ key, site, name: named(key.toUpperCase()), model: '', serial: '', serials: [] as string[], count: 1 },
  ...(kind === undefined ? {} : { class: kind }),
});
const customer = (...devices: BookCustomer['devices']) => ({ devices }) as unknown as BookCustomer;

const { checklist } = InspectionRule.parse({
  checklist: [
    { key: 'power', name: named('power'), per: 'device' },
    { key: 'rules', name: named('rules'), per: 'device', classes: ['firewall'] },
    { key: 'room', name: named('room') },
  ],
});
const shown = (...devices: BookCustomer['devices']) =>
  itemsOfSite(checklist, customer(...devices), 'main').map(({ key, name }) => `${key}: ${name.en}`);

describe('the checklist of a site', () => {
  it('has the items of the book for one device, and those of the site', () => {
    expect(shown(device('a', 'main', 'firewall'))).toEqual(['power: power', 'rules: rules', 'room: room']);
    expect(shown(device('a', 'main', 'switch'))).toEqual(['power: power', 'room: room']);
  });

  it('has a result for each of several devices, named by the device', () => {
    expect(shown(device('a', 'main', 'firewall'), device('b', 'main'), device('c', 'elsewhere'))).toEqual([
      'power.a: A: power',
      'rules: rules',
      'power.b: B: power',
      'room: room',
    ]);
  });

  it('has every item once where the site has no devices in the book', () => {
    expect(shown(device('c', 'elsewhere', 'firewall'))).toEqual(['power: power', 'rules: rules', 'room: room']);
  });

  // A site of 50,000 devices once held the whole desk, for each of its inspections, until it was killed.
  it('looks at each device and each item a few times, however many the site has', () => {
    const lookedAt = (count: number) => {
      let looks = 0;
      const counting = <T extends object>(each: T, field: keyof T): T => {
        const value = each[field];
        const get = () => {
          looks += 1;
          return value;
        };
        return Object.defineProperty({ ...each }, field, { enumerable: true, get });
      };
      const devices = Array.from({ length: count }, (_, index) => device(`d${index}`, 'main', 'firewall'));
      const known = customer(...devices.map((each) => counting(each, 'key')));
      const book = { customers: { known } } as unknown as BookSource;
      for (const { key } of devices) expect(deviceName(book, { customer: 'known' }, key, 'en')).toBe(key.toUpperCase());
      const items = itemsOfSite(checklist, customer(...devices.map((each) => counting(each, 'class'))), 'main');
      expect(items).toHaveLength(2 * count + 1);
      expect(groupsOf(items.map((each) => counting(each, 'device')))).toHaveLength(count + 1);
      return looks;
    };
    expect(lookedAt(2000)).toBeLessThanOrEqual(11 * lookedAt(200));
  });
});

describe('the pages of its form', () => {
  const pages = (...devices: BookCustomer['devices']) =>
    pagesOf(itemsOfSite(checklist, customer(...devices), 'main'), 2).map(({ items, rest }) => [
      items.map(({ key }) => key).join(' '),
      rest.length,
    ]);

  it('are filled up for one device; "all others are ok" is asked on the last one', () => {
    expect(pages(device('a', 'main', 'firewall'))).toEqual([
      ['power rules', 0],
      ['room', 3],
    ]);
  });

  it('are about one device each where there are several, and ask it for each', () => {
    expect(pages(device('a', 'main', 'firewall'), device('b', 'main'))).toEqual([
      ['power.a rules', 2],
      ['power.b', 1],
      ['room', 1],
    ]);
  });
});
