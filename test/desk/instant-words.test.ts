import { describe, expect, test } from 'vitest';
import { type InstantRead, readInstant } from '../../src/desk/instant-words.ts';

/** A Wednesday, ten in the morning in Shanghai. */
const NOW = Date.parse('2026-10-14T10:00:00+08:00');
const CHINA = { now: NOW, zone: 'Asia/Shanghai', looks: 'back' } as const;
const BERLIN = { now: NOW, zone: 'Europe/Berlin', looks: 'back' } as const;
const at = (text: string, offset = '+08:00') => Date.parse(`${text}:00${offset}`);

/** What was found, with its instants as texts in Shanghai's time. */
const found = (read: InstantRead) =>
  read.found === 'instant' ? new Date(read.at + 8 * 3_600_000).toISOString().slice(0, 16) : read.found;

describe('an instant as people write it', () => {
  test.each([
    ['2026-10-12T09:00:00+08:00', '2026-10-12T09:00'],
    ['2026-10-12T01:00Z', '2026-10-12T09:00'],
    ['2026-10-12T09:00', '2026-10-12T09:00'],
    ['2026-10-12 09:00', '2026-10-12T09:00'],
    ['2026-10-12  9:00', '2026-10-12T09:00'],
    ['２０２６-１０-１２ ０９：００', '2026-10-12T09:00'],
    ['2026-10-12 24:00', '2026-10-13T00:00'],
    ['10-12 09:00', '2026-10-12T09:00'],
    ['\u200e2026-10-12 09:00\u200f', '2026-10-12T09:00'],
    ['\u200e2026-10-12T09:00+08:00', '2026-10-12T09:00'],
    ['10/12 9am', '2026-10-12T09:00'],
    ['10月12日9点', '2026-10-12T09:00'],
    ['10月12日 下午3点半', '2026-10-12T15:30'],
    ['12 Oct 9:00', '2026-10-12T09:00'],
    ['Mon 12 Oct 9:00', '2026-10-12T09:00'],
    ['Monday 9am', '2026-10-12T09:00'],
    ['上周五下午4点', '2026-10-09T16:00'],
    ['今天 9点', '2026-10-14T09:00'],
    ['今早9点', '2026-10-14T09:00'],
    ['昨天下午3点', '2026-10-13T15:00'],
    ['昨晚8点', '2026-10-13T20:00'],
    ['昨天 二十点', '2026-10-13T20:00'],
    ['昨天晚上8:30', '2026-10-13T20:30'],
    ['yesterday 15:00', '2026-10-13T15:00'],
    ['yesterday at 3pm', '2026-10-13T15:00'],
    ['15:00 yesterday', '2026-10-13T15:00'],
    ['3pm on Friday', '2026-10-09T15:00'],
    ['since 8am', '2026-10-14T08:00'],
    ['since yesterday 15:00', '2026-10-13T15:00'],
    ['自今天9点起', '2026-10-14T09:00'],
    ['从昨天下午3点开始', '2026-10-13T15:00'],
    ['this morning at 8:10', '2026-10-14T08:10'],
    ['大前天 9:00', '2026-10-11T09:00'],
    ['周一早上8点', '2026-10-12T08:00'],
    ['10月12日（周一）早上九点', '2026-10-12T09:00'],
    ['Oct 12, 2026 9:00 AM', '2026-10-12T09:00'],
    ['昨天15时30分', '2026-10-13T15:30'],
    ['8:10', '2026-10-14T08:10'],
    ['８：１０', '2026-10-14T08:10'],
    ['today noon', '2026-10-14T12:00'],
    ['now', '2026-10-14T10:00'],
    ['2 hours ago', '2026-10-14T08:00'],
    ['half an hour ago', '2026-10-14T09:30'],
    ['20 minutes ago', '2026-10-14T09:40'],
    ['半小时前', '2026-10-14T09:30'],
    ['两个小时前', '2026-10-14T08:00'],
    ['两个半小时前', '2026-10-14T07:30'],
    ['十分钟之前', '2026-10-14T09:50'],
  ])('%s', (text, expected) => {
    expect(found(readInstant(text, CHINA))).toBe(expected);
  });

  test.each([
    ['tomorrow 9:00', '2026-10-15T09:00'],
    ['明早9点', '2026-10-15T09:00'],
    ['Monday 9am', '2026-10-19T09:00'],
    ['10-12 09:00', '2027-10-12T09:00'],
    ['下周三 20:00', '2026-10-21T20:00'],
  ])('%s, looked for ahead', (text, expected) => {
    expect(found(readInstant(text, { ...CHINA, looks: 'ahead' }))).toBe(expected);
  });

  test.each([
    ['2026-02-31 10:00', 'no-such-day'],
    ['2026-02-31T10:00', 'no-such-day'],
    ['2026-02-31T10:00:00+08:00', 'no-such-day'],
    ['2026-02-29 10:00', 'no-such-day'],
    ['31 Apr 9am', 'no-such-day'],
    ['2026-10-12 25:00', 'no-such-time'],
    ['2026-10-12T24:30', 'no-such-time'],
    ['2026-10-12T24:30+08:00', 'no-such-time'],
    ['今天 9:75', 'no-such-time'],
    ['2026-10-12 周五 9:00', 'other-weekday'],
    ['Fri 12 Oct 2026 9:00', 'other-weekday'],
    ['Thu 15 Oct 9:00', 'other-year'],
    ['今天3点', 'which-instant'],
    ['昨天12点', 'which-instant'],
    ['yesterday 12pm', 'which-instant'],
    ['yesterday', 'nothing'],
    ['2026-10-12', 'nothing'],
    ['昨晚1点', 'which-instant'],
    ['12/10/2026 9:00', 'nothing'],
    ['soon', 'nothing'],
    ['30%', 'nothing'],
    ['9', 'nothing'],
    ['刚才', 'nothing'],
    ['', 'nothing'],
    ['0050-01-01 10:00', 'nothing'],
    ['9999-12-31T23:59:59-23:59', 'nothing'],
  ])('%s is no instant: %s', (text, expected) => {
    expect(found(readInstant(text, CHINA))).toBe(expected);
    expect(readInstant(text, BERLIN).found).toBe(expected);
  });

  test('a choice names both instants', () => {
    expect(readInstant('昨天3点', CHINA)).toEqual({
      found: 'which-instant',
      choices: [at('2026-10-13T03:00'), at('2026-10-13T15:00')],
    });
    expect(readInstant('昨天晚上12点', CHINA)).toEqual({
      found: 'which-instant',
      choices: [at('2026-10-13T00:00'), at('2026-10-14T00:00')],
    });
  });

  test('a time that clocks skip is no instant; the first of two that clocks show twice is', () => {
    const near = [at('2026-03-29T01:30', '+01:00'), at('2026-03-29T03:30', '+02:00')];
    expect(readInstant('2026-03-29 02:30', BERLIN)).toEqual({ found: 'skipped-time', near });
    const first = at('2025-10-26T02:30', '+02:00');
    expect(readInstant('2025-10-26 02:30', BERLIN)).toEqual({ found: 'instant', at: first });
    const second = at('2025-10-26T02:30', '+01:00');
    expect(readInstant('2025-10-26T02:30+01:00', BERLIN)).toEqual({ found: 'instant', at: second });
  });

  test('a long pasted text is not searched for one', () => {
    const { user } = process.cpuUsage();
    expect(readInstant('9:'.repeat(50_000), CHINA)).toEqual({ found: 'nothing' });
    expect(process.cpuUsage().user - user).toBeLessThan(1_000_000);
  });
});
