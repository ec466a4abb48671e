import { afterEach, describe, expect, test } from 'vitest';
import { prepareCalendar, type Windows } from '../../../src/desk/sla/calendar.ts';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/lib/instant.ts';
import { instantOfWall, openZone } from '../../../src/lib/zone.ts';
import { everyDay, spec } from './office.ts';

function open(timeZone: string, ...windows: Windows[number][]) {
  return prepareCalendar(spec({ timeZone, week: everyDay(windows) }));
}

function intervals(calendar: ReturnType<typeof open>, from: string, to: string): string[][] {
  return calendar.intervals(Date.parse(from), Date.parse(to)).map((stretch) => stretch.map(utc));
}

function utc(at: number): string {
  return new Date(at).toISOString().replace('.000Z', 'Z');
}

describe('clocks set forward', () => {
  // New York, 2026-03-08: 02:00 EST becomes 03:00 EDT at 07:00Z. Berlin, 2026-03-29: 02:00 becomes 03:00 at 01:00Z.
  test.each([
    ['a window inside the missing hour never opens', 'America/New_York', ['02:00', '03:00'], []],
    ['one that begins in it opens when the clock jumps', 'America/New_York', ['02:30', '04:00'], [['07:00', '08:00']]],
    ['one that ends in it closes when the clock jumps', 'America/New_York', ['01:00', '02:30'], [['06:00', '07:00']]],
    ['one around it is an hour shorter', 'America/New_York', ['01:00', '05:00'], [['06:00', '09:00']]],
  ] as const)('%s', (_, zone, window, expected) => {
    expect(intervals(open(zone, window), '2026-03-08T05:00Z', '2026-03-09T04:00Z')).toEqual(
      expected.map((stretch) => stretch.map((time) => `2026-03-08T${time}:00Z`)),
    );
  });

  test('a whole day has 23 hours', () => {
    const berlin = open('Europe/Berlin', ['00:00', '24:00']);
    const day = [berlin.atTime('2026-03-29', '00:00'), berlin.atTime('2026-03-29', '24:00')] as const;
    expect(berlin.between(...day)).toBe(23 * HOUR);
  });

  test('a night shift counts the hours that really passed', () => {
    const berlin = open('Europe/Berlin', ['00:00', '06:00'], ['22:00', '24:00']);
    expect(utc(berlin.add(Date.parse('2026-03-28T22:00+01:00'), 7 * HOUR))).toBe('2026-03-29T04:00:00Z');
    expect(utc(berlin.add(Date.parse('2026-03-27T22:00+01:00'), 7 * HOUR))).toBe('2026-03-28T04:00:00Z');
  });
});

describe('clocks set back', () => {
  // Berlin, 2026-10-25: 03:00 CEST becomes 02:00 CET at 01:00Z, so 02:00 to 03:00 passes from 00:00Z to 02:00Z.
  test.each([
    ['the hour that passes twice is open twice, without a gap', ['02:00', '03:00'], [['00:00', '02:00']]],
    [
      'half of it is open in each pass',
      ['02:00', '02:30'],
      [
        ['00:00', '00:30'],
        ['01:00', '01:30'],
      ],
    ],
    [
      'one that ends in it opens again',
      ['01:00', '02:30'],
      [
        ['23:00', '00:30'],
        ['01:00', '01:30'],
      ],
    ],
    [
      'one that begins in it closes in between',
      ['02:30', '04:00'],
      [
        ['00:30', '01:00'],
        ['01:30', '03:00'],
      ],
    ],
  ] as const)('%s', (_, window, expected) => {
    expect(intervals(open('Europe/Berlin', window), '2026-10-24T22:00Z', '2026-10-25T23:00Z')).toEqual(
      expected.map((stretch) => stretch.map((time) => `2026-10-${time === '23:00' ? 24 : 25}T${time}:00Z`)),
    );
  });

  test('the date closes at the end of the second pass', () => {
    expect(utc(open('Europe/Berlin', ['01:00', '02:30']).closeOf('2026-10-25') ?? 0)).toBe('2026-10-25T01:30:00Z');
  });

  test('adding, subtracting and the edges go by the real stretches', () => {
    const berlin = open('Europe/Berlin', ['02:00', '02:30']);
    const start = Date.parse('2026-10-25T00:00Z');
    expect(utc(berlin.add(start, 30 * MINUTE))).toBe('2026-10-25T00:30:00Z');
    expect(utc(berlin.add(start, 31 * MINUTE))).toBe('2026-10-25T01:01:00Z');
    expect(utc(berlin.subtract(start + 90 * MINUTE, 31 * MINUTE))).toBe('2026-10-25T00:29:00Z');
    expect(utc(berlin.prevOpen(start + HOUR))).toBe('2026-10-25T00:30:00Z');
    expect(utc(berlin.nextClose(start + 30 * MINUTE))).toBe('2026-10-25T01:30:00Z');
  });

  test('midnight that occurs twice brings yesterday back', () => {
    // Havana, 2026-11-01: 01:00 CDT becomes 00:00 CST at 05:00Z; Sao Paulo, 2018-02-18: 00:00 becomes 23:00 the day before.
    const saturday = prepareCalendar(spec({ timeZone: 'America/Sao_Paulo', week: { sat: [['23:00', '24:00']] } }));
    expect(intervals(saturday, '2018-02-17T12:00Z', '2018-02-18T12:00Z')).toEqual([
      ['2018-02-18T01:00:00Z', '2018-02-18T03:00:00Z'],
    ]);
    const sunday = prepareCalendar(spec({ timeZone: 'America/Havana', week: { sun: [['00:00', '01:00']] } }));
    expect(intervals(sunday, '2026-10-31T12:00Z', '2026-11-01T12:00Z')).toEqual([
      ['2026-11-01T04:00:00Z', '2026-11-01T06:00:00Z'],
    ]);
  });
});

describe('uncommon zones', () => {
  test('Lord Howe moves by half an hour', () => {
    // 2026-04-05: 02:00 (+11) becomes 01:30 (+10:30) at 15:00Z; 2026-10-04: 02:00 (+10:30) becomes 02:30 (+11) at 15:30Z.
    const night = open('Australia/Lord_Howe', ['01:00', '03:00']);
    expect(intervals(night, '2026-04-04T12:00Z', '2026-04-04T20:00Z')).toEqual([
      ['2026-04-04T14:00:00Z', '2026-04-04T16:30:00Z'],
    ]);
    expect(intervals(night, '2026-10-03T12:00Z', '2026-10-03T20:00Z')).toEqual([
      ['2026-10-03T14:30:00Z', '2026-10-03T16:00:00Z'],
    ]);
  });

  test('Apia had no 30 December 2011', () => {
    const apia = open('Pacific/Apia', ['09:00', '17:00']);
    expect(intervals(apia, '2011-12-29T12:00Z', '2012-01-01T12:00Z')).toEqual([
      ['2011-12-29T19:00:00Z', '2011-12-30T03:00:00Z'],
      ['2011-12-30T19:00:00Z', '2011-12-31T03:00:00Z'],
      ['2011-12-31T19:00:00Z', '2012-01-01T03:00:00Z'],
    ]);
    expect(apia.dateOf(Date.parse('2011-12-30T09:59:59Z'))).toBe('2011-12-29');
    expect(apia.dateOf(Date.parse('2011-12-30T10:00:00Z'))).toBe('2011-12-31');
    expect(apia.closeOf('2011-12-30')).toBeUndefined();
    expect(apia.isWorkday('2011-12-30')).toBe(true);
    expect(utc(apia.atTime('2011-12-30', '09:00'))).toBe('2011-12-30T19:00:00Z');
  });

  test('Kwajalein had 30 September 1969 twice, so its hours are open twice', () => {
    const twice = prepareCalendar(
      spec({ timeZone: 'Pacific/Kwajalein', exceptions: { '1969-09-30': [['12:00', '13:00']] } }),
    );
    expect(intervals(twice, '1969-09-01T00:00Z', '1969-11-01T00:00Z')).toEqual([
      ['1969-09-30T01:00:00Z', '1969-09-30T02:00:00Z'],
      ['1969-10-01T00:00:00Z', '1969-10-01T01:00:00Z'],
    ]);
    expect(utc(twice.closeOf('1969-09-30') ?? 0)).toBe('1969-10-01T01:00:00Z');
  });

  test('offsets with seconds, as before time zones, are kept to the second', () => {
    // Liberia was 44:30 behind Greenwich until 7 January 1972.
    const monrovia = open('Africa/Monrovia', ['09:00', '17:00']);
    expect(utc(monrovia.nextOpen(Date.UTC(1972, 0, 6)))).toBe('1972-01-06T09:44:30Z');
    expect(utc(monrovia.nextOpen(Date.UTC(1972, 0, 8)))).toBe('1972-01-08T09:00:00Z');
    expect(openZone('Asia/Shanghai').offsetAt(Date.UTC(1899, 0, 1))).toBe(8 * HOUR + 5 * MINUTE + 43 * SECOND);
  });

  test('every change of a zone is found, however close they lie', () => {
    const spans = openZone('Africa/Casablanca').offsetsBetween(Date.UTC(2012, 0), Date.UTC(2013, 0));
    expect(spans.map(({ fromAt, offsetMs }) => [utc(fromAt), offsetMs / HOUR])).toEqual([
      ['2012-01-01T00:00:00Z', 0],
      ['2012-04-29T02:00:00Z', 1],
      ['2012-07-20T02:00:00Z', 0],
      ['2012-08-20T02:00:00Z', 1],
      ['2012-09-30T02:00:00Z', 0],
    ]);
  });
});

describe('wall-clock times', () => {
  const berlin = openZone('Europe/Berlin');

  test('a time that occurs twice means the first time', () => {
    expect(utc(instantOfWall(berlin, Date.UTC(2026, 9, 25, 2, 30)))).toBe('2026-10-25T00:30:00Z');
  });

  test('a time that never occurs means as much after the change', () => {
    expect(utc(instantOfWall(berlin, Date.UTC(2026, 2, 29, 2, 30)))).toBe('2026-03-29T01:30:00Z');
  });
});

describe('the zone of the process', () => {
  const before = process.env.TZ;
  afterEach(() => {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  });

  test.each(['UTC', 'America/New_York', 'Pacific/Apia', 'Asia/Shanghai'])('%s changes no answer', (zone) => {
    process.env.TZ = zone;
    const office = open('Europe/London', ['09:00', '17:00']);
    const start = Date.parse('2026-03-27T12:00:00Z');
    expect(utc(office.add(start, 16 * HOUR))).toBe('2026-03-29T11:00:00Z');
    expect(office.dateOf(start + 12 * HOUR)).toBe('2026-03-28');
    expect(office.addWorkdays('2026-03-27', 3)).toBe('2026-03-30');
    expect(office.between(start, start + 7 * DAY)).toBe(57 * HOUR);
  });
});
