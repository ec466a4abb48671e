import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
  calendarOf,
  findCustomer,
  findLevel,
  isBillable,
  limitFor,
  overrideCustomer,
  policyOf,
  prepareBook,
  reportHoursOf,
  spanCalendarsOf,
} from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { type BookCustomer, BookSource } from '../../../src/desk/book/schema.ts';
import { SMALL_BOOK } from './book-files.ts';

const small = BookSource.parse(parse(SMALL_BOOK));
const china = (await readBookFile(presetPath('network-security') ?? '')).source;

describe('the calendars of a book', () => {
  const book = prepareBook(1, china);
  const at = (text: string) => Date.parse(text);

  test.each([
    ['a working day', '2026-09-28T10:00:00+08:00', true],
    ['the lunch break', '2026-09-28T12:30:00+08:00', false],
    ['a public holiday', '2026-10-05T10:00:00+08:00', false],
    ['a make-up Saturday', '2026-10-10T10:00:00+08:00', true],
    ['a plain Saturday', '2026-10-17T10:00:00+08:00', false],
  ])('office on %s', (_, instant, isOpen) => {
    expect(calendarOf(book, 'office').isOpen(at(instant))).toBe(isOpen);
  });

  test('the daily calendar has no holidays and no end of coverage, office has both', () => {
    expect(calendarOf(book, 'daily').isOpen(at('2026-10-05T10:00:00+08:00'))).toBe(true);
    expect(calendarOf(book, 'daily').spec.coveredUntil).toBeUndefined();
    expect(calendarOf(book, 'office').spec.coveredUntil).toBe('2026-12-31');
  });

  test("the book's own holidays and exceptions beat the table", () => {
    const office = {
      ...china.calendars.office,
      holidays: ['2026-10-10'],
      exceptions: { '2026-10-05': [['10:00', '11:00']] },
    };
    const own = prepareBook(1, BookSource.parse({ ...china, calendars: { ...china.calendars, office } }));
    expect(calendarOf(own, 'office').isWorkday('2026-10-10')).toBe(false);
    expect(calendarOf(own, 'office').isOpen(at('2026-10-05T10:30:00+08:00'))).toBe(true);
  });

  test('reports are taken by service level, and always if the policy says nothing (E3)', () => {
    const policy = policyOf(book, 'sample');
    const night = at('2026-09-28T03:00:00+08:00');
    const sunday = at('2026-10-18T10:00:00+08:00');
    const isTaken = (level: string, instant: number) => reportHoursOf(book, policy, level).isOpen(instant);
    expect([isTaken('A', night), isTaken('B', night), isTaken('C', night)]).toEqual([true, false, false]);
    expect([isTaken('B', sunday), isTaken('C', sunday)]).toEqual([true, false]);
    expect(isTaken('constructor', night)).toBe(true);
  });

  test('plain spans run 7×24 even if the book has no such calendar', () => {
    const book = prepareBook(1, small);
    const { office, always } = spanCalendarsOf(book, policyOf(book, 'acme'));
    expect([office.spec.always, always.spec.always, always.spec.timeZone]).toEqual([false, true, 'Asia/Shanghai']);
  });
});

test('an unknown key gives undefined when looked up, and a fault when referred to', () => {
  const book = prepareBook(7, small);
  expect(findCustomer(book, 'toString')).toBeUndefined();
  expect(findLevel(policyOf(book, 'acme'), 'gone')).toBeUndefined();
  expect(() => policyOf(book, 'gone')).toThrow('book 7 has no policy for customer gone');
  expect(() => calendarOf(book, 'gone')).toThrow('book 7 has no calendar gone');
});

test('a limit by level holds for no question', () => {
  const rule = small.policies.standard?.clocks.respond;
  if (!rule) throw new Error('the small book has no respond clock');
  const facts = { level: undefined, serviceLevel: 'A', distanceKm: 0 };
  expect(limitFor({ ...rule, limits: rule.limits.slice(0, 1) }, facts)).toBeUndefined();
  expect(limitFor(rule, facts)?.within).toBe('4wh');
});

describe('billable, because the warranty has run out (C6)', () => {
  const device = (key: string, site: string, warrantyUntil?: string) => ({
    key,
    site,
    name: { zh: '机', en: 'Box' },
    warrantyUntil,
  });
  const customer: BookCustomer = BookSource.parse({
    ...small,
    customers: {
      acme: {
        ...small.customers.acme,
        devices: [
          device('old', 'main', '2026-03-31'),
          device('new', 'main', '2028-03-31'),
          device('odd', 'hut', '2026-03-31'),
          device('free', 'yard'),
        ],
      },
    },
  }).customers.acme as BookCustomer;

  test.each([
    ['on the last day of warranty', { site: 'main', device: 'old' }, '2026-03-31', false],
    ['the day after', { site: 'main', device: 'old' }, '2026-04-01', true],
    ['a device without a date', { site: 'yard', device: 'free' }, '2030-01-01', false],
    ['a site where one device is under warranty', { site: 'main' }, '2026-04-01', false],
    ['a site where none is', { site: 'main' }, '2028-04-01', true],
    ['a site of one old device', { site: 'hut' }, '2026-04-01', true],
    ['a site without devices', { site: 'attic' }, '2030-01-01', false],
    ['a device nobody knows', { site: 'main', device: 'gone' }, '2030-01-01', false],
  ])('%s', (_, of, date, billable) => {
    expect(isBillable(customer, of, date)).toBe(billable);
  });
});

describe('a scenario changes the sample customer', () => {
  test('its service level and its first site only', () => {
    const changed = overrideCustomer(china, { serviceLevel: 'C', site: { distanceKm: 80 } });
    expect(changed.customers.sample).toMatchObject({ serviceLevel: 'C', policy: 'standard' });
    expect(changed.customers.sample?.sites[0]).toMatchObject({ key: 'main', distanceKm: 80, travel: '1h' });
    expect({ ...changed, customers: {} }).toEqual({ ...china, customers: {} });
  });

  test('not at all if it says nothing', () => {
    expect(overrideCustomer(china, {})).toEqual(china);
  });
});
