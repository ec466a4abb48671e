import { beforeAll, describe, expect, test } from 'vitest';
import { type Book, policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { CHAIN_NOTICES, chainOf, missingReportAt } from '../../../src/desk/inspection/chain.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

const DAY = '2026-01-01';
let book: Book;
beforeAll(async () => {
  book = prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source);
});

/** When `notice`, `reconfirm` and `unconfirmed` are sent: `11-24 09:00, 11-25 09:00, 11-26 18:00`. */
function timetable(date: string, planned: string): string {
  const policy = policyOf(book, 'sample');
  const { office } = spanCalendarsOf(book, policy);
  const chain = chainOf(`2026-${date}`, tellInstant(planned, DAY), policy.inspection, office);
  return CHAIN_NOTICES.map((notice) => sayInstant(chain[notice], DAY)).join(', ');
}

describe('D12: the customer is told three working days before, and asked to confirm two days before', () => {
  test.each([
    ['a Friday', '11-27', '11-24 09:00, 11-25 09:00, 11-26 18:00'],
    ['a Monday: two days before is a Saturday, so Friday', '11-30', '11-25 09:00, 11-27 09:00, 11-27 18:00'],
    ['a Tuesday: two days before is a Sunday, so Friday', '12-01', '11-26 09:00, 11-27 09:00, 11-30 18:00'],
    ['a Wednesday', '12-02', '11-27 09:00, 11-30 09:00, 12-01 18:00'],
    ['the day after National Day, 1 to 7 October', '10-08', '09-28 09:00, 09-30 09:00, 09-30 18:00'],
    ['the second day after it', '10-09', '09-29 09:00, 09-30 09:00, 10-08 18:00'],
    ['the make-up Saturday itself', '10-10', '09-30 09:00, 10-08 09:00, 10-09 18:00'],
    ['the Monday after the make-up Saturday, which counts', '10-12', '10-08 09:00, 10-10 09:00, 10-10 18:00'],
    ['the make-up Saturday before Spring Festival', '02-14', '02-11 09:00, 02-12 09:00, 02-13 18:00'],
    ['the day after Spring Festival, 15 to 23 February', '02-24', '02-12 09:00, 02-14 09:00, 02-14 18:00'],
    ['two days after it', '02-26', '02-14 09:00, 02-24 09:00, 02-25 18:00'],
    ['the Monday after its make-up Saturday', '03-02', '02-26 09:00, 02-28 09:00, 02-28 18:00'],
  ])('for %s', (_, date, expected) => {
    expect(timetable(date, '01-05 10:00')).toBe(expected);
  });
});

describe('planned late: sent at once in office hours, else when the office opens, unless that is too late', () => {
  test.each([
    ['an hour before the notice', '11-27', '11-24 08:00', '11-24 09:00, 11-25 09:00, 11-26 18:00'],
    ['at the instant of the notice', '11-27', '11-24 09:00', '11-24 09:00, 11-25 09:00, 11-26 18:00'],
    ['a minute after it', '11-27', '11-24 09:01', '11-24 09:01, 11-25 09:00, 11-26 18:00'],
    ['in the lunch break', '11-27', '11-24 12:30', '11-24 13:00, 11-25 09:00, 11-26 18:00'],
    ['that evening', '11-27', '11-24 20:00', '11-25 09:00, 11-25 09:00, 11-26 18:00'],
    ['two days before, in office hours', '11-27', '11-25 10:00', '11-25 10:00, 11-25 10:00, 11-26 18:00'],
    ['two days before, late at night', '11-27', '11-25 23:59', '11-26 09:00, 11-26 09:00, 11-26 18:00'],
    ['on the eve before the office opens', '11-27', '11-26 07:00', '11-26 09:00, 11-26 09:00, 11-26 18:00'],
    ["in the eve's lunch break", '11-27', '11-26 12:30', '11-26 13:00, 11-26 13:00, 11-26 18:00'],
    ['on the eve a minute before the closing', '11-27', '11-26 17:59', '11-26 17:59, 11-26 17:59, 11-26 18:00'],
    ['on the eve at the closing', '11-27', '11-26 18:00', '11-26 18:00, 11-26 18:00, 11-26 18:00'],
    ['on the eve late at night', '11-27', '11-26 23:30', '11-26 23:30, 11-26 23:30, 11-26 23:30'],
    ['on Saturday for Monday', '11-30', '11-28 12:00', '11-28 12:00, 11-28 12:00, 11-28 12:00'],
    ['within National Day for the day after', '10-08', '10-03 12:00', '10-03 12:00, 10-03 12:00, 10-03 12:00'],
    ['within it for the second day after', '10-09', '10-03 12:00', '10-08 09:00, 10-08 09:00, 10-08 18:00'],
    ['within Spring Festival for the day after', '02-24', '02-17 20:00', '02-17 20:00, 02-17 20:00, 02-17 20:00'],
    [
      'on a make-up Saturday for the day after the holidays',
      '02-24',
      '02-14 16:00',
      '02-14 16:00, 02-14 16:00, 02-14 18:00',
    ],
  ])('%s', (_, date, planned, expected) => {
    expect(timetable(date, planned)).toBe(expected);
  });
});

describe("D14: the director is told of a missing report on the month's last working day", () => {
  test.each([
    ['finished in mid-month', '11-12 10:00', '11-30 09:00'],
    ['finished at that very instant', '11-30 09:00', '11-30 09:00'],
    ['finished a minute later: next month', '11-30 09:01', '12-31 09:00'],
    ['the month ends on a Saturday', '10-12 10:00', '10-30 09:00'],
    ['the month ends on a make-up Saturday', '02-25 10:00', '02-28 09:00'],
    ['the month ends in a holiday', '05-31 10:00', '06-30 09:00'],
    ['over the end of the year', '12-31 10:00', '2027-01-29 09:00'],
  ])('%s', (_, from, expected) => {
    const { office } = spanCalendarsOf(book, policyOf(book, 'sample'));
    expect(sayInstant(missingReportAt(office, tellInstant(from, DAY)), DAY)).toBe(expected);
  });
});
