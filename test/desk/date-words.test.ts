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
    expect(readDate(text, TODAY)).toEqual({ found: 'date', date: expected });
  });

  test.each([
    ['on a Sunday the Chinese week is not over', '2026-11-29', '下周三', '2026-12-02'],
    ['nor the English one', '2026-11-29', 'next Wed', '2026-12-02'],
    ['on a Monday next Wednesday is not this one', '2026-11-23', 'next Wed', '2026-12-02'],
    ['this one is', '2026-11-23', 'Wed', '2026-11-25'],
    ['29 February comes in a leap year', '2027-03-01', '2/29', '2028-02-29'],
    ['over the turn of the year', '2026-12-31', '明天', '2027-01-01'],
  ])('%s', (_, today, text, expected) => {
    expect(readDate(text, today)).toEqual({ found: 'date', date: expected });
  });

  test.each([
    '',
    'soon',
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
    expect(readDate(text, TODAY)).toEqual({ found: 'nothing' });
  });

  test.each([
    ['31 Feb', '2027-02-28', '2027-03-01'],
    ['2月30日', '2027-02-28', '2027-03-01'],
    ['2026-02-31', '2026-02-28', '2026-03-01'],
    ['2026/2/30', '2026-02-28', '2026-03-01'],
    ['31 Apr', '2027-04-30', '2027-05-01'],
    ['4月31号', '2027-04-30', '2027-05-01'],
    ['31 November', '2026-11-30', '2026-12-01'],
    ['2026-12-32', '2026-12-31', '2027-01-01'],
    ['29 Feb', '2027-02-28', '2027-03-01'],
    ['2026-02-29', '2026-02-28', '2026-03-01'],
    ['2100年2月29日', '2100-02-28', '2100-03-01'],
    ['Sun 29 Feb 2026', '2026-02-28', '2026-03-01'],
    ['9999-12-32', '9999-12-31', '9999-12-31'],
  ])('%s does not exist; its neighbours do', (text, last, first) => {
    expect(readDate(text, TODAY)).toEqual({ found: 'no-such-day', near: [last, first] });
  });

  test.each([
    ['Fri 30 Nov 2026', '2026-11-30', 4, '2026-12-04'],
    ['2026-11-30 Friday', '2026-11-30', 4, '2026-12-04'],
    ['30 November (Fri)', '2026-11-30', 4, '2026-12-04'],
    ['2026-11-27 周一', '2026-11-27', 0, '2026-11-30'],
    ['周一 11月27日', '2026-11-27', 0, '2026-11-30'],
    ['11月27日（星期一）', '2026-11-27', 0, '2026-11-30'],
    ['today (Thu)', '2026-11-25', 3, '2026-11-26'],
    ['明天周五', '2026-11-26', 4, '2026-11-27'],
    ['Mon 3 Jan 2017', '2017-01-03', 0, '2017-01-02'],
    ['9999-12-31 Sun', '9999-12-31', 6, '9999-12-31'],
  ])('%s contradicts itself', (text, date, said, other) => {
    expect(readDate(text, TODAY)).toEqual({ found: 'other-weekday', date, said, other });
  });

  test.each([
    ['Mon 23 Nov', '2026-11-23', ['2026-11-30', '2027-11-23']],
    ['11月23日周一', '2026-11-23', ['2026-11-30', '2027-11-23']],
    ['Tuesday, 24 Nov.', '2026-11-24', ['2026-12-01', '2027-11-24']],
  ])('%s is past by its weekday, so the next year is not taken in silence', (text, passed, choices) => {
    expect(readDate(text, TODAY)).toEqual({ found: 'other-year', passed, choices });
  });

  test.each([
    ['23 Nov', '2026-11-23'],
    ['Mon 23 Nov', '2026-11-23'],
    ['11月23日周一', '2026-11-23'],
    ['1 December', '2025-12-01'],
    ['Friday', '2026-11-20'],
    ['周三', '2026-11-25'],
    ['last Friday', '2026-11-20'],
    ['上周五', '2026-11-20'],
    ['上个星期日', '2026-11-22'],
    ['yesterday', '2026-11-24'],
    ['前天', '2026-11-23'],
    ['2/29', 'none'],
  ])('%s, looked for in the past', (text, date) => {
    const read = readDate(text, TODAY, 'back');
    if (date === 'none') expect(read).toEqual({ found: 'no-such-day', near: ['2026-02-28', '2026-03-01'] });
    else expect(read).toEqual({ found: 'date', date });
  });

  test('a weekday that fits only a day ahead is asked about, too', () => {
    const choices = ['2026-11-20', '2025-11-27'];
    expect(readDate('Fri 27 Nov', TODAY, 'back')).toEqual({ found: 'other-year', passed: '2026-11-27', choices });
  });

  test.each(['.', ','])('is not looked for in a long pasted text of %j', (sign) => {
    const { user } = process.cpuUsage();
    expect(readDate(`x${sign.repeat(100_000)}x`, TODAY)).toEqual({ found: 'nothing' });
    // Microseconds of work, also on a busy machine; it was ten seconds.
    expect(process.cpuUsage().user - user).toBeLessThan(1_000_000);
  });
});
