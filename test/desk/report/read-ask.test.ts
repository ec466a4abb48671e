import { describe, expect, it } from 'vitest';
import { readAskedMonth } from '../../../src/desk/report/read-ask.ts';
import { sampleBook, withRival } from '../../support/sample-book.ts';

const source = withRival(await sampleBook('en'));
const TODAY = '2026-11-29';
const read = (words: string) => readAskedMonth(words, source, TODAY);

describe('a month is read as people write it', () => {
  it.each([
    ['', undefined],
    ['2026-10', '2026-10'],
    ['2026/10', '2026-10'],
    ['10/2026', '2026-10'],
    ['2026年10月', '2026-10'],
    ['2026年10月份', '2026-10'],
    ['10月', '2026-10'],
    ['十月', '2026-10'],
    ['十一月份', '2026-11'],
    ['１０月', '2026-10'],
    ['October', '2026-10'],
    ['oct', '2026-10'],
    ['October 2025', '2025-10'],
    ['may', '2026-05'],
    ['December', '2025-12'],
    ['last month', '2026-10'],
    ['上月', '2026-10'],
    ['上个月', '2026-10'],
    ['this month', '2026-11'],
    ['本月', '2026-11'],
    ['next month', '2026-12'],
    ['下月', '2026-12'],
    ['2027-02', '2027-02'],
    ['去年12月', '2025-12'],
  ])('“%s”', (words, month) => {
    expect(read(words)).toEqual({ found: 'all', customer: undefined, month, everyone: false });
  });
});

describe('a customer may stand before or behind it, also without a blank', () => {
  it.each([
    ['sample', 'sample', undefined],
    ['rival 2026-10', 'rival', '2026-10'],
    ['October Another customer', 'rival', '2026-10'],
    ['Another customer last month', 'rival', '2026-10'],
    ['另一家客户上月', 'rival', '2026-10'],
    ['10月另一家客户', 'rival', '2026-10'],
    ['ANOTHER CUSTOMER, October 2026', 'rival', '2026-10'],
  ])('“%s”', (words, customer, month) => {
    expect(read(words)).toEqual({ found: 'all', customer, month, everyone: false });
  });

  it.each(['all', '全部客户 10月', 'all October'])('“%s” are all customers', (words) => {
    expect(read(words)).toMatchObject({ found: 'all', customer: undefined, everyone: true });
  });
});

describe('what is not understood is said as such', () => {
  it.each([
    ['acme 2026-10', 'no-customer', 'acme'],
    ['last month acme corp', 'no-customer', 'acme corp'],
    ['sample 2026-13', 'no-month', '2026-13'],
    ['sample sometime', 'no-month', 'sometime'],
    ['2026', 'nothing', '2026'],
    ['yesterday', 'nothing', 'yesterday'],
    ['constructor', 'nothing', 'constructor'],
    ['sample rival', 'no-month', 'rival'],
    ['x'.repeat(5000), 'nothing', 'x'.repeat(5000)],
  ])('“%.20s”', (words, found, rest) => {
    expect(read(words)).toEqual({ found, words: rest });
  });
});
