import { beforeAll, describe, expect, it, test } from 'vitest';
import { type Book, policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import type { BookPaper } from '../../../src/desk/book/paper-rule.ts';
import { deliverPaper, refusalOfDelivery } from '../../../src/desk/paper/check.ts';
import { papersCard } from '../../../src/desk/paper/list.ts';
import {
  beginMonth,
  beginPaper,
  lapsePaper,
  nextLapse,
  type Paper,
  withdrawPaper,
} from '../../../src/desk/paper/paper.ts';
import { nextMonth } from '../../../src/desk/report/month.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

const FAR = Date.parse('2030-01-01T00:00:00Z');

let telecom: Book;
let network: Book;
beforeAll(async () => {
  telecom = prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source);
  network = prepareBook(1, (await readBookFile(presetPath('network-security') ?? '')).source);
});

function ruleOf(book: Book, paper: string): BookPaper {
  const rule = policyOf(book, 'sample').papers.find((each) => each.paper === paper);
  if (!rule) throw new Error(`no paper ${paper}`);
  return rule;
}

function begun(book: Book, paper: string, at: string): Paper {
  const event = { customer: 'sample', ticketId: 7 as TicketId, by: 'engineer1', at: read(at) };
  return beginPaper(event, ruleOf(book, paper), spanCalendarsOf(book, policyOf(book, 'sample'))).state;
}

function month(name: string, change: Partial<BookPaper> = {}): Paper {
  const rule = { ...ruleOf(telecom, 'summary'), ...change };
  return beginMonth('sample', name, rule, spanCalendarsOf(telecom, policyOf(telecom, 'sample')));
}

function read(at: string): number {
  return tellInstant(at, '2026-11-23');
}

/** `due 10:20, overdue 11-24 10:20` */
function timetable(paper: Paper): string {
  const { added } = lapsePaper(paper, 'engineer1', FAR);
  return added.map(({ kind, at }) => `${kind.replace('paper.', '')} ${sayInstant(at, '2026-11-23')}`).join(', ');
}

describe('D9: a fault report is owed within 24 hours of the repair', () => {
  test.each([
    ['in office hours', '10:20', 'due 10:20, overdue 11-24 10:20'],
    ['in the lunch break', '12:30', 'due 13:00, overdue 11-24 12:30'],
    ['at night', '21:00', 'due 11-24 09:00, overdue 11-24 21:00'],
    ['at the closing', '18:00', 'due 11-24 09:00, overdue 11-24 18:00'],
    ['on Friday evening, with no office before its end', '11-27 18:30', 'due 11-27 18:30, overdue 11-28 18:30'],
    ['on Sunday', '11-29 12:00', 'due 11-30 09:00, overdue 11-30 12:00'],
    ['on the eve of National Day', '09-30 19:10', 'due 09-30 19:10, overdue 10-01 19:10'],
    ['on the eve of a make-up Saturday', '10-09 20:00', 'due 10-10 09:00, overdue 10-10 20:00'],
  ])('a repair %s', (_, at, expected) => expect(timetable(begun(telecom, 'fault-report', at))).toBe(expected));
});

describe('D16: the service report within a working day of leaving, the write-up within a week of the repair', () => {
  test.each([
    ['service-report', 'on a working day', '10:20', 'due 10:20, overdue 11-24 18:00'],
    [
      'service-report',
      'in the evening: counted from the next working day',
      '19:00',
      'due 11-24 09:00, overdue 11-25 18:00',
    ],
    ['service-report', 'on Friday', '11-27 17:00', 'due 11-27 17:00, overdue 11-30 18:00'],
    ['service-report', 'on Saturday', '11-28 11:00', 'due 11-30 09:00, overdue 12-01 18:00'],
    ['service-report', 'before National Day', '09-30 16:00', 'due 09-30 16:00, overdue 10-08 18:00'],
    ['write-up', 'on a working day', '10:20', 'due 10:20, overdue 11-30 10:20'],
    [
      'write-up',
      'on the eve of National Day, overdue before the office opens again',
      '09-30 19:10',
      'due 09-30 19:10, overdue 10-07 19:10',
    ],
    ['write-up', 'on National Day', '10-01 10:00', 'due 10-08 09:00, overdue 10-08 10:00'],
    [
      'write-up',
      'beyond the known holidays, where every Monday to Friday counts',
      '2027-10-01 19:00',
      'due 2027-10-04 09:00, overdue 2027-10-08 19:00',
    ],
  ])('%s: %s', (paper, _, at, expected) => expect(timetable(begun(telecom, paper, at))).toBe(expected));
});

describe('E5: service documents within 5 days of leaving', () => {
  test.each([
    ['on a working day', '10:20', 'due 10:20, overdue 11-28 10:20'],
    ['in the holidays, overdue before the office opens again', '10-01 10:00', 'due 10-01 10:00, overdue 10-06 10:00'],
  ])('%s', (_, at, expected) => expect(timetable(begun(network, 'documents', at))).toBe(expected));
});

describe('D19: the summary within 5 working days after month end', () => {
  test.each([
    [
      'September before National Day, with a make-up Saturday',
      '2026-09',
      'begun 10-01 00:00, due 10-08 09:00, overdue 10-13 18:00',
    ],
    [
      'October, whose next month begins on a Sunday',
      '2026-10',
      'begun 11-01 00:00, due 11-02 09:00, overdue 11-06 18:00',
    ],
    ['November', '2026-11', 'begun 12-01 00:00, due 12-01 09:00, overdue 12-07 18:00'],
    [
      'the year end, beyond the known holidays',
      '2026-12',
      'begun 2027-01-01 00:00, due 2027-01-01 09:00, overdue 2027-01-07 18:00',
    ],
  ])('%s', (_, name, expected) => expect(timetable(month(name))).toBe(expected));

  test.each([
    ['10d', 'begun 11-01 00:00, due 11-02 09:00, overdue 11-11 00:00'],
    ['8wh', 'begun 11-01 00:00, due 11-02 09:00, overdue 11-02 18:00'],
    ['0wd', 'begun 11-01 00:00, due 11-02 09:00, overdue 11-02 18:00'],
  ])('a book may write %s', (within, expected) => expect(timetable(month('2026-10', { within }))).toBe(expected));

  it('the month after another, also at the end of a year', () => {
    expect(['2026-01', '2026-11', '2026-12'].map(nextMonth)).toEqual(['2026-02', '2026-12', '2027-01']);
  });
});

describe('a paper', () => {
  it('has one notice of each kind; its owner is chosen when the first one goes out', () => {
    const paper = begun(telecom, 'fault-report', '21:00');
    const told = lapsePaper(paper, 'engineer2', read('11-24 09:00'));
    expect(told.added.map(({ kind }) => kind)).toEqual(['paper.due']);
    const over = lapsePaper(told.state, 'engineer3', read('11-24 21:00'));
    expect(over.state.owner).toBe('engineer2');
    expect(lapsePaper(over.state, 'engineer3', FAR).added).toEqual([]);
  });

  it('has no more notices once it was handed in or withdrawn', () => {
    const paper = begun(telecom, 'fault-report', '10:20');
    expect(
      nextLapse(deliverPaper(paper, { by: 'engineer1', at: read('10:30'), parts: {}, files: [] }).state),
    ).toBeUndefined();
    expect(nextLapse(withdrawPaper(paper, 'customer', read('10:30')).state)).toBeUndefined();
  });

  test.each([
    ['its event has not happened', undefined, 'paper.not-owed'],
    ['its month is not over', 'running', 'paper.not-owed'],
    ['the fix did not hold', 'withdrawn', 'paper.not-owed'],
    ['it was handed in', 'delivered', 'paper.already-delivered'],
    ['it is owed', 'open', undefined],
  ] as const)('when %s', (_, status, code) => {
    const paper = status && { ...begun(telecom, 'fault-report', '10:20'), status };
    expect(refusalOfDelivery(paper, 'fault-report')?.code).toBe(code);
  });
});

test('the list says beside the due time how far off it is, or how late', () => {
  const state = begun(telecom, 'fault-report', '11-23 10:00');
  const row = (at: Paper, now: string, language: 'en' | 'zh-CN' = 'en') =>
    JSON.stringify(
      papersCard([{ id: 1, book: { version: 1, hash: '' }, state: at }], [], telecom.source, language, read(now)),
    );
  expect(row(state, '11-24 09:32')).toContain('by Tue 24 Nov 10:00 (in 28 min)');
  const late = lapsePaper(state, 'engineer1', read('11-24 11:02')).state;
  expect(row(late, '11-24 11:02')).toContain('overdue since Tue 24 Nov 10:00 (62 min late)');
  expect(row(late, '11-24 11:02', 'zh-CN')).toContain('晚 62 分钟');
});
