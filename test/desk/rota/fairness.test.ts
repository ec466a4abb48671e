import { expect, it } from 'vitest';
import { Rotation } from '../../../src/desk/book/rotation-rule.ts';
import { firstEdition } from '../../../src/desk/oncall/edition.ts';
import { rosterOf } from '../../../src/desk/oncall/oncall.ts';
import type { Segment } from '../../../src/desk/oncall/schedule/schedule.ts';
import { readQuarter, sharesOf, spanOfQuarter } from '../../../src/desk/rota/fairness.ts';
import { sharesIn } from '../../../src/desk/rota/fairness-command.ts';
import { weekdayOfDay } from '../../../src/desk/sla/civil-date.ts';
import { HOUR } from '../../../src/lib/instant.ts';
import { openZone } from '../../../src/lib/zone.ts';
import { sampleBook } from '../../support/sample-book.ts';

const BERLIN = openZone('Europe/Berlin');
const kindOf = (day: number) => (weekdayOfDay(day) > 4 ? 'weekend' : 'workday');

function segment(from: string, to: string, person: string | undefined, scheduled = person): Segment {
  const [fromAt, toAt] = [Date.parse(from), Date.parse(to)];
  return { fromAt, toAt, person, scheduled, by: 'layer', layer: 0 };
}
const hours = (segments: readonly Segment[]) =>
  sharesOf(segments, BERLIN, kindOf, (key) => key !== 'left').map(
    ({ person, totalMs, nightMs, weekendMs, holidayMs }) =>
      [person, ...[totalMs, nightMs, weekendMs, holidayMs].map((ms) => ms / HOUR)].join(' '),
  );

it.each([
  ['a day', segment('2026-06-01T00:00+02:00', '2026-06-02T00:00+02:00', 'a'), 'a 24 8 0 0'],
  ['half a night', segment('2026-06-01T20:00+02:00', '2026-06-02T02:00+02:00', 'a'), 'a 6 4 0 0'],
  ['a Sunday of 23 hours', segment('2026-03-29T00:00+01:00', '2026-03-30T00:00+02:00', 'a'), 'a 23 7 23 0'],
  ['a Sunday of 25 hours', segment('2026-10-25T00:00+02:00', '2026-10-26T00:00+01:00', 'a'), 'a 25 9 25 0'],
])('%s', (_, each, expected) => {
  expect(hours([each])).toEqual([expected]);
});

it('a stand-in gets the duty, a gap no one, and a person who left keeps theirs', () => {
  expect(
    hours([
      segment('2026-06-01T08:00Z', '2026-06-01T12:00Z', 'b', 'a'),
      segment('2026-06-01T12:00Z', '2026-06-01T13:00Z', undefined, 'a'),
      segment('2026-06-01T13:00Z', '2026-06-01T15:00Z', 'b', 'left'),
      segment('2026-06-01T15:00Z', '2026-06-01T16:00Z', 'a'),
    ]),
  ).toEqual(['b 4 0 0 0', 'left 2 0 0 0', 'a 1 0 0 0']);
});

it.each([
  ['', '2026 4'],
  ['Q3', '2026 3'],
  ['2025 Q3', '2025 3'],
  ['2025-Q1', '2025 1'],
  ['q2 2027', '2027 2'],
  ['第三季度', '2026 3'],
  ['2026年第2季度', '2026 2'],
  ['上季度', '2026 3'],
  ['last quarter', '2026 3'],
  ['next quarter', '2027 1'],
  ['Q5', undefined],
  ['summer', undefined],
])('the quarter “%s”', (words, expected) => {
  const quarter = readQuarter(words, '2026-11-29');
  expect(quarter && `${quarter.year} ${quarter.quarter}`).toBe(expected);
});

it('a quarter begins and ends at midnight of its zone', () => {
  const { fromAt, toAt } = spanOfQuarter({ year: 2026, quarter: 4 }, BERLIN);
  expect([fromAt, toAt].map((at) => new Date(at).toISOString())).toEqual([
    '2026-09-30T22:00:00.000Z',
    '2026-12-31T23:00:00.000Z',
  ]);
});

it('a quarter counted by hand: handoffs, a swap, the holiday week, a worked Saturday', async () => {
  const book = await sampleBook('en');
  const order = ['engineer1', 'engineer2', 'engineer3'];
  const rotation = Rotation.parse({
    name: { zh: '主值班', en: 'Primary' },
    members: order,
    handoff: { weekday: 'mon', time: '09:00' },
    start: '2026-09-28',
  });
  const begun = Date.parse('2026-09-28T09:00+08:00');
  const swap = { from: Date.parse('2026-10-07T09:00+08:00'), until: Date.parse('2026-10-10T21:00+08:00') };
  const override = { fromAt: swap.from, untilAt: swap.until, person: 'senior' };
  const roster = rosterOf(rotation, book, [firstEdition(rotation, begun, book)], [override]);
  const found = sharesIn(roster, { year: 2026, quarter: 4 }, book).map(
    ({ person, totalMs, nightMs, weekendMs, holidayMs }) =>
      [person, ...[totalMs, nightMs, weekendMs, holidayMs].map((ms) => ms / HOUR)].join(' '),
  );
  // Hour by hour, without the calculator: 1 to 7 October are off, Saturday 10 October is worked.
  const counted = new Map<string, [number, number, number, number]>();
  for (let at = Date.parse('2026-10-01T00:00+08:00'); at < Date.parse('2027-01-01T00:00+08:00'); at += HOUR) {
    const isSwapped = at >= swap.from && at < swap.until;
    const who = isSwapped ? 'senior' : (order[Math.floor((at - begun) / (7 * 24 * HOUR)) % 3] ?? '');
    const wall = new Date(at + 8 * HOUR);
    const date = wall.toISOString().slice(0, 10);
    const isHoliday = date >= '2026-10-01' && date <= '2026-10-07';
    const isWeekend = !isHoliday && date !== '2026-10-10' && [0, 6].includes(wall.getUTCDay());
    const isNight = wall.getUTCHours() >= 22 || wall.getUTCHours() < 6;
    const [total, nights, weekends, holidays] = counted.get(who) ?? [0, 0, 0, 0];
    counted.set(who, [total + 1, nights + Number(isNight), weekends + Number(isWeekend), holidays + Number(isHoliday)]);
  }
  expect(found.toSorted()).toEqual([...counted].map(([who, sums]) => [who, ...sums].join(' ')).toSorted());
  expect(found.reduce((sum, line) => sum + Number(line.split(' ')[1]), 0)).toBe(92 * 24);
});
