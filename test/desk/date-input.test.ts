import { describe, expect, test } from 'vitest';
import { readDay, readMoment, takeMoment } from '../../src/desk/date-input.ts';
import type { Ask } from '../../src/desk/desk.ts';
import { t } from '../../src/i18n/i18n.ts';
import { refusalWords } from '../../src/i18n/refusal.ts';
import type { Language } from '../../src/lib/language.ts';
import type { Result } from '../../src/lib/refusal.ts';

/** Wednesday, 14 October 2026, ten in the morning in Shanghai. */
const TODAY = '2026-10-14';
const NOW = Date.parse('2026-10-14T10:00:00+08:00');

function asked(language: Language, timeZone = 'Asia/Shanghai'): Ask {
  return { asker: { language }, turn: { now: NOW }, book: { source: { provider: { timeZone } } } } as unknown as Ask;
}

/** The value, or the sentence that the person reads. */
const said = (language: Language, result: Result<unknown>) =>
  result.ok ? result.value : t(language, result.code, refusalWords(result.params, language));

describe('what a person reads about a date', () => {
  test.each([
    ['Date: there is no such day as “2026-02-31”. Did you mean Sat 28 Feb 2026 or Sun 1 Mar 2026?', 'en', '2026-02-31'],
    ['Date：没有“2月30日”这一天。您是指2027年2月28日周日，还是2027年3月1日周一？', 'zh-CN', '2月30日'],
    [
      'Date: 12 Oct 2026 is a Monday, not a Friday. Which did you mean: Mon 12 Oct 2026 or Fri 16 Oct 2026?',
      'en',
      'Fri 12 Oct 2026',
    ],
    [
      'Date：2026年10月16日是星期五，不是星期一。您是指2026年10月16日周五，还是2026年10月19日周一？',
      'zh-CN',
      '2026-10-16 周一',
    ],
    ['Date: Mon 12 Oct 2026 is past. Which did you mean: Mon 19 Oct 2026 or Tue 12 Oct 2027?', 'en', 'Mon 12 Oct'],
    ['Date：2026年10月12日周一已过。您是指2026年10月19日周一，还是2027年10月12日周二？', 'zh-CN', '10月12日周一'],
    ['Date: Fri 12 Oct 2029 is too far ahead. The last day possible is Sat 14 Oct 2028.', 'en', '2029-10-12'],
    ['Date：2029年10月12日周五太远了，最晚可到2028年10月14日周六。', 'zh-CN', '2029-10-12'],
    ['2028-10-14', 'en', '2028-10-14'],
    ['2027-10-12', 'en', '12 Oct'],
  ] as const)('%s', (sentence, language, date) => {
    expect(said(language, readDay(asked(language), 'Date', date, TODAY))).toBe(sentence);
  });
});

describe('what a person reads about an instant', () => {
  test.each([
    ['Since: “25:00” is no time of day. Did you mean 01:00 or 23:59?', 'en', '25:00'],
    [
      'Since: there is no such day as “31 Apr 9am”. Did you mean Thu 30 Apr 2026 or Fri 1 May 2026?',
      'en',
      '31 Apr 9am',
    ],
    [
      'Since: “yesterday 12pm” may be Tue 13 Oct 2026 00:00 or Tue 13 Oct 2026 12:00. Which did you mean?',
      'en',
      'yesterday 12pm',
    ],
    [
      'Since：“昨天3点”可能是 2026年10月13日周二 03:00，也可能是 2026年10月13日周二 15:00。您指哪一个？',
      'zh-CN',
      '昨天3点',
    ],
    [
      'Since: Thu 15 Oct 2026 is still ahead. Which did you mean: Thu 8 Oct 2026 or Wed 15 Oct 2025?',
      'en',
      'Thu 15 Oct 9:00',
    ],
    ['“刚才”不是有效的日期和时间（Since）。可以写：2026-09-28 08:10、昨天下午3点、8:10。', 'zh-CN', '刚才'],
  ] as const)('%s', (sentence, language, text) => {
    expect(said(language, readMoment(asked(language), 'Since', text, { looks: 'back' }))).toBe(sentence);
  });

  test('a time that clocks skip is refused with the times around it, in the zone that was asked for', () => {
    const read = readMoment(asked('en'), 'From', '2027-03-28 02:30', { looks: 'ahead', zone: 'Europe/Berlin' });
    expect(said('en', read)).toBe(
      'From: “2027-03-28 02:30” does not exist, because clocks go forward then (Europe/Berlin). ' +
        'Did you mean Sun 28 Mar 2027 01:30 or Sun 28 Mar 2027 03:30?',
    );
  });

  test('the last day that is possible is counted in years, and named', () => {
    const reading = { looks: 'ahead', mostYears: 1 } as const;
    expect(readMoment(asked('en'), 'From', '2027-10-14 23:59', reading).ok).toBe(true);
    expect(said('en', readMoment(asked('en'), 'From', '2027-10-15 00:00', reading))).toBe(
      'From: Fri 15 Oct 2027 is too far ahead. The last day possible is Thu 14 Oct 2027.',
    );
  });
});

test.each([
  ['8:10', '8:10', ''],
  ['8:10 30%', '8:10', '30%'],
  ['yesterday 15:00 30 percent', 'yesterday 15:00', '30 percent'],
  ['since Mon 12 Oct 2026 09:00 约30%', 'since Mon 12 Oct 2026 09:00', '约30%'],
  ['2026-10-01 09:00 2026-10-02 09:00 engineer3', '2026-10-01 09:00', '2026-10-02 09:00 engineer3'],
  ['2026-02-31 10:00 30%', '2026-02-31 10:00', '30%'],
  ['tomorrow never engineer3', 'tomorrow', 'never engineer3'],
  ['', '', ''],
])('%j begins with an instant', (text, taken, rest) => {
  expect(takeMoment(asked('en'), text, { looks: 'back' })).toMatchObject({ said: taken, rest });
});
