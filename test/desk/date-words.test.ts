import { describe, expect, test } from 'vitest';
import { readDate } from '../../src/desk/date-words.ts';

/** A Wednesday. */
const TODAY = '2026-11-25';

describe('a date as people write it', () => {
  test.each([
    ['2026-12-01', '2026-12-01'],
    ['2026-1-5', '2026-01-05'],
    ['2026/12/1', '2026-12-01'],
    ['2026年12月1日', '2026-12-01'],
    ['12/1', '2026-12-01'],
    ['12-01', '2026-12-01'],
    ['12.1', '2026-12-01'],
    ['12月1日', '2026-12-01'],
    ['12月1号', '2026-12-01'],
    ['１２月１日', '2026-12-01'],
    ['10/12', '2027-10-12'],
    ['10-12', '2027-10-12'],
    ['11-25', '2026-11-25'],
    ['12 Oct', '2027-10-12'],
    ['1 December', '2026-12-01'],
    ['Dec 1', '2026-12-01'],
    ['1st Dec 2026', '2026-12-01'],
    ['December 1, 2026', '2026-12-01'],
    ['Tue 1 Dec', '2026-12-01'],
    ['12月1日周二', '2026-12-01'],
    ['12月1日 (星期二)', '2026-12-01'],
    ['2026-12-01 Tue', '2026-12-01'],
    ['today', '2026-11-25'],
    ['tomorrow', '2026-11-26'],
    ['明天', '2026-11-26'],
    ['后天', '2026-11-27'],
    ['大后天', '2026-11-28'],
    ['day after tomorrow', '2026-11-27'],
    ['in 3 days', '2026-11-28'],
    ['in 2 weeks', '2026-12-09'],
    ['3天后', '2026-11-28'],
    ['两周后', '2026-12-09'],
    ['Friday', '2026-11-27'],
    ['fri', '2026-11-27'],
    ['on Thursday', '2026-11-26'],
    ['Wednesday', '2026-12-02'],
    ['Tues', '2026-12-01'],
    ['周五', '2026-11-27'],
    ['星期五', '2026-11-27'],
    ['周三', '2026-12-02'],
    ['本周五', '2026-11-27'],
    ['这周一', '2026-11-23'],
    ['next Wed', '2026-12-02'],
    ['next Friday', '2026-12-04'],
    ['Next monday.', '2026-11-30'],
    ['下周三', '2026-12-02'],
    ['下个星期五', '2026-12-04'],
    ['下周日', '2026-12-06'],
    ['下下周一', '2026-12-07'],
  ])('%s', (text, expected) => {
    expect(readDate(text, TODAY)).toBe(expected);
  });

  test.each([
    ['on a Sunday the Chinese week is not over', '2026-11-29', '下周三', '2026-12-02'],
    ['nor the English one', '2026-11-29', 'next Wed', '2026-12-02'],
    ['on a Monday next Wednesday is not this one', '2026-11-23', 'next Wed', '2026-12-02'],
    ['this one is', '2026-11-23', 'Wed', '2026-11-25'],
    ['29 February comes in a leap year', '2027-03-01', '2/29', '2028-02-29'],
    ['over the turn of the year', '2026-12-31', '明天', '2027-01-01'],
  ])('%s', (_, today, text, expected) => {
    expect(readDate(text, today)).toBe(expected);
  });

  test.each([
    '',
    'soon',
    '31 Feb',
    '2026-02-30',
    '13/1',
    '0/5',
    '10:30',
    '2026',
    'next week',
    '下周',
    'cancel tomorrow',
    '周八',
    'moon',
    '12/1 or 12/2',
  ])('%s is not understood', (text) => {
    expect(readDate(text, TODAY)).toBeUndefined();
  });

  test.each(['.', ','])('is not looked for in a long pasted text of %j', (sign) => {
    const { user } = process.cpuUsage();
    expect(readDate(`x${sign.repeat(100_000)}x`, TODAY)).toBeUndefined();
    // Microseconds of work, also on a busy machine; it was ten seconds.
    expect(process.cpuUsage().user - user).toBeLessThan(1_000_000);
  });
});
