import { describe, expect, it } from 'vitest';
import { noticeOf } from '../../../src/desk/holiday/holiday.ts';
import { readNotice } from '../../../src/desk/holiday/read.ts';
import { CN_NOTICES, daysOff } from '../../../src/desk/sla/workdays-cn.ts';
import { NOTICE_2027, published } from './notices.ts';

const NAME = {
  'new-year': '元旦',
  'spring-festival': '春节',
  qingming: '清明节',
  'labour-day': '劳动节',
  'dragon-boat': '端午节',
  'mid-autumn': '中秋节',
  'national-day': '国庆节',
  'national-mid-autumn': '国庆节、中秋节',
} as const;

const READING = { asked: undefined, today: '2026-11-29', knownUntil: '2026-12-31' };

interface Row {
  name: string;
  date: string;
  isOffDay: boolean;
}

/** A shipped year as the public data set writes it. */
function rowsOf(year: number): Row[] {
  const notice = CN_NOTICES.find((each) => each.year === year);
  if (!notice) throw new Error(`no ${year}`);
  const off = notice.off.flatMap(([first, last, holiday]) =>
    daysOff({ off: [[first, last, holiday]] }).map((date) => ({ name: NAME[holiday], date, isOffDay: true })),
  );
  const work = notice.makeUp.map((date) => ({ name: '春节', date, isOffDay: false }));
  return [...off, ...work].sort((one, other) => one.date.localeCompare(other.date));
}

function json(year: number, days: readonly Row[] = rowsOf(year)): string {
  return JSON.stringify({ $schema: 'schema.json', year, papers: [], days }, null, 2);
}

function event(title: string, first: string, end: string): string[] {
  const digits = (date: string) => date.replaceAll('-', '');
  return [
    'BEGIN:VEVENT',
    `SUMMARY:${title}`,
    `DTSTART;VALUE=DATE:${digits(first)}`,
    ...(end === '' ? [] : [`DTEND;VALUE=DATE:${digits(end)}`]),
    'END:VEVENT',
  ];
}

function nextDay(date: string): string {
  return new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);
}

function ics(years: readonly number[], more: readonly string[] = []): string {
  const events = years.flatMap((year) => {
    const notice = CN_NOTICES.find((each) => each.year === year);
    return [
      ...(notice?.off ?? []).flatMap(([first, last, holiday]) => event(`${NAME[holiday]}假期`, first, nextDay(last))),
      ...(notice?.makeUp ?? []).flatMap((date) => event('上班(补春节假期)', date, '')),
    ];
  });
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'X-WR-CALDESC:中国法定节假日数据，自动每日抓取国务院公',
    ' 告。',
    ...events,
    ...more,
    'END:VCALENDAR',
  ].join('\r\n');
}

function daysIn(text: string, asked?: number) {
  const read = readNotice(text, { ...READING, asked });
  if (!read.ok) throw new Error(`${read.code} ${JSON.stringify(read.params)}`);
  const { off, makeUp } = noticeOf(read.value, '');
  return { off, makeUp };
}

function refusalOf(text: string, asked?: number) {
  const read = readNotice(text, { ...READING, asked });
  return read.ok ? 'accepted' : [read.code, read.params.line];
}

function shipped(year: number) {
  const notice = CN_NOTICES.find((each) => each.year === year);
  return { off: notice?.off, makeUp: [...(notice?.makeUp ?? [])].sort() };
}

describe('a year of holiday-cn', () => {
  it.each([2024, 2025, 2026])('%i: exactly the shipped days', (year) => {
    expect(daysIn(json(year))).toEqual(shipped(year));
  });

  it.each<[string, string, unknown]>([
    ['a year whose notice is not out', json(2027, []), ['holidays.no-days-yet', undefined]],
    ['broken', '{"year": 2026, "days": [', ['holidays.bad-json', undefined]],
    ['another kind of JSON', '{"holidays": {"2026-01-01": "元旦"}}', ['holidays.other-json', 1]],
    ['a list alone', '["2026-01-01"]', ['holidays.other-json', 1]],
    [
      'a day that is not said to be off or not',
      json(2026).replace('"isOffDay": true', '"isOffDay": "yes"'),
      ['holidays.other-json', 8],
    ],
    ['a date that does not exist', json(2026).replace('2026-01-02', '2026-02-30'), ['holidays.no-such-date', 13]],
    ['a name that is no holiday', json(2026).replace('元旦', '双十一'), ['holidays.unknown-name', 8]],
    ['a day of another year', json(2026).replace('2026-05-01', '2025-05-01'), ['holidays.other-year', 98]],
    [
      'a worked Monday',
      json(2026, [...rowsOf(2026), { name: '春节', date: '2026-03-02', isOffDay: false }]),
      ['holidays.work-on-weekday', 203],
    ],
    [
      'a day off and worked',
      json(2026, [...rowsOf(2026), { name: '元旦', date: '2026-01-03', isOffDay: false }]),
      ['holidays.overlap', 18],
    ],
    [
      'without a holiday',
      json(
        2026,
        rowsOf(2026).filter(({ name }) => name !== '端午节'),
      ),
      ['holidays.missing', undefined],
    ],
  ])('%s is refused', (_, text, expected) => {
    expect(refusalOf(text)).toEqual(expected);
  });
});

describe('a calendar file', () => {
  it.each([2024, 2025, 2026])('%i: exactly the shipped days', (year) => {
    expect(daysIn(ics([year]))).toEqual(shipped(year));
  });

  it('of several years the one that was asked for', () => {
    expect(daysIn(ics([2024, 2025, 2026]), 2025)).toEqual(shipped(2025));
    expect(refusalOf(ics([2024, 2025]))).toEqual(['holidays.several-years', undefined]);
    expect(refusalOf(ics([2024, 2025]), 2026)).toEqual(['holidays.several-years', undefined]);
  });

  it('names what it left out', () => {
    const read = readNotice(
      ics([2026], [...event('情人节', '2026-02-14', ''), ...event('立春', '2026-02-04', '')]),
      READING,
    );
    expect(read.ok && read.value.leftOut).toEqual(['情人节', '立春']);
  });

  it('marks of phones: （休） and （班）', () => {
    const phone = ics([2026]).replaceAll('假期\r', '（休）\r').replaceAll('上班(补春节假期)', '春节（班）');
    expect(daysIn(phone)).toEqual(shipped(2026));
  });

  const digits = (date: string) => date.replaceAll('-', '');
  const dayBefore = (date: string) => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
  /** 2026 as other publishers write it: `off` gives the lines of a holiday until before `end`, `work` a worked day's title. */
  function published(off: (name: string, first: string, end: string) => string[], work: string): string {
    const year = CN_NOTICES.find((each) => each.year === 2026);
    const events = [
      ...(year?.off ?? []).map(([first, last, holiday]) => off(NAME[holiday], first, nextDay(last))),
      ...(year?.makeUp ?? []).map((date) => [`SUMMARY:${work}`, `DTSTART;VALUE=DATE:${digits(date)}`]),
    ].flatMap((lines) => ['BEGIN:VEVENT', ...lines, 'END:VEVENT']);
    return ['BEGIN:VCALENDAR', ...events, 'END:VCALENDAR'].join('\r\n');
  }
  const days = (first: string, end: string) => (Date.parse(end) - Date.parse(first)) / 86_400_000;
  const ENGLISH: Record<string, string> = {
    元旦: "New Year's Day",
    春节: 'Spring Festival Golden Week holiday',
    清明节: 'Qing Ming Jie',
    劳动节: 'Labour Day holiday',
    端午节: 'Dragon Boat Festival',
    中秋节: 'Mid-Autumn Festival',
    国庆节: 'National Day',
  };
  it.each<[string, Parameters<typeof published>[0], string]>([
    [
      'instants of UTC, worked days without the name of a holiday',
      (name, first, end) => [
        `SUMMARY:${name}`,
        `DTSTART:${digits(dayBefore(first))}T160000Z`,
        `DTEND:${digits(dayBefore(end))}T160000Z`,
      ],
      '补班',
    ],
    [
      'until one second before midnight',
      (name, first, end) => [
        `SUMMARY:${name}假期`,
        `DTSTART;TZID=Asia/Shanghai:${digits(first)}T000000`,
        `DTEND;TZID=Asia/Shanghai:${digits(dayBefore(end))}T235959`,
      ],
      '春节 班',
    ],
    [
      'a duration',
      (name, first, end) => [
        `SUMMARY:${name} 休`,
        `DTSTART;VALUE=DATE:${digits(first)}`,
        `DURATION:P${days(first, end)}D`,
      ],
      '国庆节补班',
    ],
    [
      'a day that is repeated',
      (name, first, end) => [
        `SUMMARY:${name}（休）`,
        `DTSTART;VALUE=DATE:${digits(first)}`,
        `RRULE:FREQ=DAILY;COUNT=${days(first, end)}`,
      ],
      '调休上班',
    ],
    [
      'in English',
      (name, first, end) => [
        `SUMMARY:${ENGLISH[name]}`,
        `DTSTART;VALUE=DATE:${digits(first)}`,
        `DTEND;VALUE=DATE:${digits(end)}`,
      ],
      'Special Working Day',
    ],
  ])('%s', (_, off, work) => {
    expect(daysIn(published(off, work), 2026)).toEqual(shipped(2026));
  });

  it('cancelled events and people on duty are no holidays; the eve is one where it is marked', () => {
    const more = (title: string, date: string, ...lines: string[]) => event(title, date, '').toSpliced(1, 0, ...lines);
    const without = ics(
      [2026],
      [
        ...more('春节', '2026-03-01', 'STATUS:CANCELLED'),
        ...more('春节值班', '2026-03-02'),
        ...more('除夕', '2026-02-13'),
      ],
    );
    expect(daysIn(without)).toEqual(shipped(2026));
    expect(daysIn(ics([2026], more('除夕（休）', '2026-02-13'))).off).toContainEqual([
      ...['2026-02-13', '2026-02-13', 'spring-festival'],
    ]);
  });

  it.each<[string, string, unknown]>([
    ['a date that does not exist', ics([2026]).replace('20260101', '20260230'), ['holidays.bad-event', 6]],
    ['an end before the beginning', ics([2026]).replace('20260104', '20251201'), ['holidays.bad-event', 6]],
    [
      'a repetition every second',
      ics([2026]).replace('20260101', '20260101T000000Z\r\nRRULE:FREQ=SECONDLY'),
      ['holidays.bad-event', 6],
    ],
    ['no events', ics([]), ['holidays.no-event', undefined]],
    ['events that are no holiday', ics([], event('Team lunch', '2026-05-01', '')), ['holidays.no-event', undefined]],
    ['no date', ics([2026]).replace('DTSTART;VALUE=DATE:20260101', 'DTSTART:soon'), ['holidays.bad-event', 6]],
    ['an event of a year', ics([2026]).replace('20260104', '20270104'), ['holidays.bad-event', 6]],
    ['an event until the end of time', ics([2026]).replace('20260104', '99990104'), ['holidays.bad-event', 6]],
  ])('%s is refused', (_, text, expected) => {
    expect(refusalOf(text)).toEqual(expected);
  });
});

it('all three forms give the same days', () => {
  const { off, makeUp } = daysIn(published(2027, NOTICE_2027));
  const days = [
    ...off.flatMap(([first, last, holiday]) =>
      daysOff({ off: [[first, last, holiday]] }).map((date) => ({ name: NAME[holiday], date, isOffDay: true })),
    ),
    ...makeUp.map((date) => ({ name: '元旦', date, isOffDay: false })),
  ];
  expect(daysIn(json(2027, days))).toEqual({ off, makeUp });
});
