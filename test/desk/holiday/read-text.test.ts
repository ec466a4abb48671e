import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { noticeOf, type ReadNotice } from '../../../src/desk/holiday/holiday.ts';
import { readNotice } from '../../../src/desk/holiday/read.ts';
import { CN_NOTICES, daysOff } from '../../../src/desk/sla/workdays-cn.ts';
import { NOTICE_2027, NOTICES, published } from './notices.ts';

const READING = { asked: undefined, today: '2026-11-29', knownUntil: '2026-12-31' };

function read(text: string, asked?: number): ReadNotice {
  const notice = readNotice(text, { ...READING, asked });
  if (!notice.ok) throw new Error(`${notice.code} ${JSON.stringify(notice.params)}`);
  return notice.value;
}

function refusalOf(text: string, asked?: number) {
  const notice = readNotice(text, { ...READING, asked });
  return notice.ok ? 'accepted' : [notice.code, notice.params.line];
}

/** Days that a second notice changed in the year itself. */
const CHANGED_LATER = ['2019-04-28', '2019-05-02', '2019-05-03', '2019-05-05'];

/** Dates that chinese-days has in a year, weekends inside a holiday included where it names them. */
const table = JSON.parse(
  readFileSync(createRequire(import.meta.url).resolve('chinese-days/dist/chinese-days.json'), 'utf8'),
) as Record<'holidays' | 'workdays', Record<string, string>>;

function isWorkday({ off, makeUp }: { off: readonly string[]; makeUp: readonly string[] }, date: string): boolean {
  return makeUp.includes(date) || (!off.includes(date) && ![0, 6].includes(new Date(date).getUTCDay()));
}

describe("the State Council's notices", () => {
  it.each([2024, 2025, 2026])('%i: exactly the shipped days', (year) => {
    const shipped = CN_NOTICES.find((notice) => notice.year === year);
    const notice = noticeOf(read(published(year, NOTICES[year] ?? '')), shipped?.source ?? '');
    expect({ ...notice, makeUp: [...notice.makeUp].sort() }).toEqual({
      ...shipped,
      makeUp: [...(shipped?.makeUp ?? [])].sort(),
    });
  });

  it.each(Object.keys(NOTICES).map(Number))('%i: every day of the year as chinese-days has it', (year) => {
    const notice = noticeOf(read(published(year, NOTICES[year] ?? '')), '');
    const ours = { off: daysOff(notice), makeUp: notice.makeUp };
    const wrong: string[] = [];
    for (let at = Date.UTC(year, 0, 1); at < Date.UTC(year, 11, 25); at += 86_400_000) {
      const date = new Date(at).toISOString().slice(0, 10);
      const isWeekend = [0, 6].includes(new Date(date).getUTCDay());
      const theirs = date in table.workdays || (!(date in table.holidays) && !isWeekend);
      if (isWorkday(ours, date) !== theirs && !CHANGED_LATER.includes(date)) wrong.push(date);
    }
    expect(wrong).toEqual([]);
  });

  it('the beginning of New Year in December before, written or not', () => {
    expect(noticeOf(read(published(2023, NOTICES[2023] ?? '')), '').off[0]).toEqual([
      '2022-12-31',
      '2023-01-02',
      'new-year',
    ]);
    const unwritten = (NOTICES[2023] ?? '').replace('2022年12月31日至2023年1月2日', '12月31日至1月2日');
    expect(noticeOf(read(published(2023, unwritten)), '').off[0]).toEqual(['2022-12-31', '2023-01-02', 'new-year']);
    expect(noticeOf(read(published(2012, NOTICES[2012] ?? '')), '').makeUp[0]).toBe('2011-12-31');
  });

  it('a weekend day from which a holiday was taken is worked, said or not', () => {
    expect(noticeOf(read(published(2008, NOTICES[2008] ?? '')), '').makeUp).toEqual([
      ...['2007-12-29', '2008-02-02', '2008-02-03', '2008-05-04', '2008-09-27', '2008-09-28'],
    ]);
  });
});

describe('however it was pasted', () => {
  const whole = read(published(2027, NOTICE_2027)).days.map(({ date, kind, holiday }) => ({ date, kind, holiday }));
  it.each([
    ['without title and end, by its weekdays', NOTICE_2027],
    ['on one line', published(2027, NOTICE_2027).replaceAll('\n', '')],
    [
      'with blanks and western signs',
      NOTICE_2027.replaceAll('：', ': ').replaceAll('（', ' (').replaceAll('）', ') ').replaceAll('。', '。 '),
    ],
    ['in wide digits', NOTICE_2027.replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))],
    ['with 星期', NOTICE_2027.replaceAll('周', '星期')],
    ['with a dash for the span', NOTICE_2027.replaceAll('）至', '）—').replaceAll('至', '-')],
    [
      'broken in the middle of sentences',
      NOTICE_2027.replaceAll('放假调休', '放假\n调休').replaceAll('）至', '）\n至'),
    ],
    [
      'with numbers',
      NOTICE_2027.replace(/^./gm, (sign) => String('一二三四五六七'.indexOf(sign) + 1)).replace(/^(\d)、/gm, '$1. '),
    ],
    ['with numbers in brackets', NOTICE_2027.replace(/^(.)、/gm, '（$1）')],
    ['with the ends of lines of Windows', published(2027, NOTICE_2027).replaceAll('\n', '\r\n')],
    [
      'with the rules of every year, before and behind',
      published(2027, NOTICE_2027)
        .replace(
          '　　经国务院',
          '　　根据2024年11月10日的决定，自2025年1月1日起，全体公民放假的假日增加2天，其中春节、劳动节各增加1天。\n　　经国务院',
        )
        .replace(
          '　　节假日期间',
          '　　除个别特殊情形外，春节自农历除夕起放假调休8天，国庆节自10月1日起放假调休7天，元旦、清明节、端午节、中秋节分别放假调休或连休3天。\n　　节假日期间',
        ),
    ],
    ['with 号 for 日', NOTICE_2027.replace(/(\d)日/g, '$1号')],
    ['with numbers of days in Chinese', NOTICE_2027.replace('共3天', '共三天').replaceAll('共7天', '共七天')],
    ['with square brackets', NOTICE_2027.replaceAll('（', '【').replaceAll('）', '】')],
    ['with bullets', NOTICE_2027.replace(/^./gm, '•').replaceAll('•、', '• ')],
    ['with dashes in front', NOTICE_2027.replace(/^.、/gm, '- ')],
    [
      'with numbers in circles',
      NOTICE_2027.replace(/^(.)、/gm, (_, sign) => '①②③④⑤⑥⑦'['一二三四五六七'.indexOf(sign)] ?? ''),
    ],
    ['with quoted names', NOTICE_2027.replace(/(元旦|春节|国庆节)：/g, '“$1”：')],
    ['with “放假安排” behind the names', NOTICE_2027.replaceAll('：', '放假安排：')],
    ['with “假期” behind the names', NOTICE_2027.replaceAll('：', '假期：')],
    ['with the year before a name', `根据通知，2027年${NOTICE_2027.replace('一、', '')}`],
    ['with the names on lines of their own', NOTICE_2027.replaceAll('：', '：\n')],
    ['with “调休上班日为”', NOTICE_2027.replace('1月31日（周日）、', '调休上班日为1月31日（周日）和')],
    [
      'with worked days in a paragraph of their own',
      `${NOTICE_2027.replace('9月26日（周日）、10月9日（周六）上班。', '')}\n调休：9月26日（周日）、10月9日（周六）上班`,
    ],
    ['with days counted behind “放假调休”', NOTICE_2027.replaceAll('放假调休，共', '放假调休')],
    ['below the title of another year', `国务院2026年放假安排回顾\n${published(2027, NOTICE_2027)}`],
    ['as lines of HTML', published(2027, NOTICE_2027).replace(/^(.*)$/gm, '<p style="x">&nbsp;&nbsp;$1</p>')],
    ['as a quotation', NOTICE_2027.replace(/^/gm, '> ')],
    ['without weekdays, under its title', published(2027, NOTICE_2027.replace(/（[^）]*）/g, ''))],
  ])('%s', (_, text) => {
    expect(read(text).days.map(({ date, kind, holiday }) => ({ date, kind, holiday }))).toEqual(whole);
  });

  it.each([
    [
      '12月31日（周四）至次年1月2日（周六）放假调休，共3天。1月3日（周日）上班',
      '2026-12-31',
      '2027-01-02',
      '2027-01-03',
    ],
    ['2026年12月31日至2027年1月2日放假调休，共3天。2027年1月3日上班', '2026-12-31', '2027-01-02', '2027-01-03'],
    ['上年12月31日（周四）至1月2日（周六）放假，共3天', '2026-12-31', '2027-01-02', '2027-01-31'],
    ['1月1日（周五）放假，与周末连休', '2027-01-01', '2027-01-01', '2027-01-31'],
    ['1月1日（周五）放假，与周末连休，共3天', '2027-01-01', '2027-01-01', '2027-01-31'],
    ['1月1日（周五）放假1天，不调休', '2027-01-01', '2027-01-01', '2027-01-31'],
    ['1月1日放假一天', '2027-01-01', '2027-01-01', '2027-01-31'],
  ])('New Year as %s', (words, first, last, worked) => {
    const text = NOTICE_2027.replace('1月1日（周五）至3日（周日）放假，共3天', words);
    const notice = noticeOf(read(published(2027, text)), '');
    expect([notice.off[0], notice.makeUp[0]]).toEqual([[first, last, 'new-year'], worked]);
  });

  it('without weekdays and title, for the year that the person names', () => {
    const bare = NOTICE_2027.replace(/（[^）]*）/g, '');
    expect(refusalOf(bare)).toEqual(['holidays.no-year', undefined]);
    expect(read(bare, 2027).days).toHaveLength(whole.length);
  });
});

describe('a notice that cannot be right names the line', () => {
  const changed = (from: string | RegExp, to: string) => published(2027, NOTICE_2027.replace(from, to));
  it.each<[string, string, unknown]>([
    ['empty', ' \n\n', ['holidays.empty', undefined]],
    ['no holiday in it', '下周一开会，1月1日放假。', ['holidays.no-holiday', 1]],
    [
      'a weekday that does not fit',
      changed('4月5', '4月5').replace('至5日（周一）放假，共3天', '至5日（周二）放假，共3天'),
      ['holidays.weekday', 9],
    ],
    [
      'a worked day in the week',
      changed('9月19日（周日）上班', '9月20日（周一）上班'),
      ['holidays.work-on-weekday', 12],
    ],
    ['another number of days', changed('放假调休，共5天', '放假调休，共6天'), ['holidays.count', 10]],
    ['a missing holiday', changed(/六、中秋节.*\n/, ''), ['holidays.missing', undefined]],
    ['a date that does not exist', changed('2月20日（周六）上班', '2月30日上班'), ['holidays.no-such-date', 8]],
    ['a month that does not exist', changed('6月9日（周三）', '13月9日'), ['holidays.no-such-date', 11]],
    [
      'a span that goes back',
      changed('2月5日（农历腊月二十九、周五）至11日', '2月15日至11日'),
      ['holidays.backwards', 8],
    ],
    [
      'overlapping holidays',
      changed('9月15日（周三）至17日（周五）放假调休，共3天', '9月30日至10月2日放假调休，共3天'),
      ['holidays.overlap', 13],
    ],
    ['off and worked', changed('5月8日（周六）上班', '5月2日（周日）上班'), ['holidays.overlap', 10]],
    ['days of another year', changed('5月8日（周六）上班', '2026年5月9日（周六）上班'), ['holidays.other-year', 10]],
    [
      'a sentence without what happens',
      changed('6月9日（周三）放假1天，不调休', '6月9日（周三）'),
      ['holidays.no-verb', 11],
    ],
    ['a holiday without days', changed('6月9日（周三）放假1天，不调休', '另行通知'), ['holidays.no-days', 11]],
    [
      'a holiday that is not on its day',
      changed('5月1日（周六）至5日（周三）放假调休，共5天', '5月2日（周日）至5日（周三）放假调休，共4天'),
      ['holidays.fixed-day', 10],
    ],
    ['a day without its month', changed('6月9日（周三）放假', '9日（周三）放假'), ['holidays.no-month', 11]],
    [
      'a holiday of a whole season',
      changed(/6月9日（周三）放假1天，不调休/, '6月9日至8月9日放假'),
      ['holidays.too-long', 11],
    ],
    ['another number of days in Chinese', changed('放假，共3天', '放假，共四天'), ['holidays.count', 7]],
    ['another number behind 共放', changed('放假，共3天', '放假，共放4天'), ['holidays.count', 7]],
    [
      'another number with the weekend',
      changed('至3日（周日）放假，共3天', '放假，与周末连休，共4天'),
      ['holidays.count', 7],
    ],
    [
      'weekend days of which 调休 alone is said',
      changed('2月20日（周六）上班', '2月20日（周六）调休'),
      ['holidays.no-verb', 8],
    ],
    [
      'weekend days that are worked in other words',
      changed('2月20日（周六）上班', '2月20日（周六）照常营业'),
      ['holidays.no-verb', 8],
    ],
    ['the notice of another year under this title', published(2027, NOTICES[2026] ?? ''), ['holidays.weekday', 7]],
  ])('%s', (_, text, expected) => {
    expect(refusalOf(text)).toEqual(expected);
  });

  it('the title is of another year than the one that was named', () => {
    expect(refusalOf(published(2027, NOTICE_2027), 2028)).toEqual(['holidays.titled-otherwise', 1]);
  });

  it.each([
    ['a PDF', '%PDF-1.7\n\u0001\u0002 1月1日'],
    ['a picture', '\u0089PNG\r\n\u001a\n\0\0'],
    ['a Word file', 'PK\u0003\u0004元旦'],
  ])('%s is no text', (_, text) => {
    expect(refusalOf(text)).toEqual(['holidays.not-text', undefined]);
  });

  it('a very long text is refused at once', () => {
    expect(refusalOf('一、元旦：'.repeat(50_000))).toEqual(['holidays.too-much', undefined]);
    const started = performance.now();
    refusalOf('1月1日至'.repeat(30_000));
    refusalOf(`一、元旦：${'1月1日（周四）至'.repeat(10_000)}`, 2027);
    refusalOf(`一、元旦：${'（'.repeat(90_000)}`, 2027);
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
