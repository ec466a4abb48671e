import { describe, expect, it } from 'vitest';
import type { BookCalendar } from '../../../src/desk/book/schema.ts';
import { hoursWords } from '../../../src/desk/contact/hours.ts';

const DAY = [['09:00', '12:00'] as const, ['13:00', '18:00'] as const];
const weekOf = (...days: ('mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun')[]) =>
  Object.fromEntries(days.map((day) => [day, DAY]));
const calendar = (given: object) =>
  ({ timeZone: 'Asia/Shanghai', always: false, week: {}, holidays: [], exceptions: {}, ...given }) as BookCalendar;

describe('B4: the hours of the hotline in words', () => {
  it.each([
    [
      'days in a row, less holidays',
      calendar({ week: weekOf('mon', 'tue', 'wed', 'thu', 'fri'), workdays: 'cn' }),
      '星期一至星期五 09:00–12:00、13:00–18:00，法定节假日除外',
      'Monday–Friday 09:00–12:00, 13:00–18:00, public holidays excepted',
    ],
    [
      'a day apart',
      calendar({ week: { ...weekOf('mon', 'tue'), sat: [['10:00', '12:00']] } }),
      '星期一至星期二 09:00–12:00、13:00–18:00；星期六 10:00–12:00',
      'Monday–Tuesday 09:00–12:00, 13:00–18:00; Saturday 10:00–12:00',
    ],
    ['around the clock', calendar({ always: true }), '7×24 小时', '24/7'],
  ])('%s', (_, hours, zh, en) => {
    expect(hoursWords(hours, 'zh-CN')).toBe(zh);
    expect(hoursWords(hours, 'en')).toBe(en);
  });
});
