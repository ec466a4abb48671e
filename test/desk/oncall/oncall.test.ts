import { describe, expect, test } from 'vitest';
import { Person } from '../../../src/desk/book/party-schema.ts';
import { Rotation } from '../../../src/desk/book/rotation-rule.ts';
import { firstEdition } from '../../../src/desk/oncall/edition.ts';
import {
  gapsIn,
  listSegments,
  nextHandoff,
  type Override,
  onDutyAt,
  type Roster,
  type RosterSource,
  rosterOf,
} from '../../../src/desk/oncall/oncall.ts';

const duty = Rotation.parse({
  name: { zh: '主值班', en: 'Primary' },
  members: ['engineer1', 'engineer2', 'engineer3'],
  handoff: { weekday: 'mon', time: '09:00' },
});

/** Everyone whom a test names is in the book. */
function sourceWith(away: { from: string; until: string }[] = []): RosterSource {
  const person = { name: { zh: '人', en: 'P' }, roles: ['engineer'] };
  const people = ['engineer1', 'engineer2', 'engineer3', 'senior'].map((key) => [key, Person.parse(person)]);
  return { people: { ...Object.fromEntries(people), engineer1: Person.parse({ ...person, away }) }, calendars: {} };
}

const at = (text: string) => Date.parse(text);
/** The start of the first turn. */
const anchorFor = (rotation: typeof duty, startAt: number) => firstEdition(rotation, startAt, sourceWith()).anchorAt;
const rosterFrom = (rotation: typeof duty, source: RosterSource, anchorAt: number, overrides: Override[]) =>
  rosterOf(rotation, source, [firstEdition(rotation, anchorAt, source)], overrides);
const iso = (instant: number) => new Date(instant).toISOString();

describe('the first member has the week that contains the start', () => {
  test.each([
    ['a Wednesday', '2026-09-30T17:00:00+08:00', '2026-09-28T09:00:00+08:00'],
    ['the handoff instant', '2026-09-28T09:00:00+08:00', '2026-09-28T09:00:00+08:00'],
    ['Monday 08:00, still the old week', '2026-09-28T08:00:00+08:00', '2026-09-21T09:00:00+08:00'],
    ['a second before the handoff', '2026-09-28T08:59:59+08:00', '2026-09-21T09:00:00+08:00'],
    ['a Sunday', '2026-10-04T23:59:00+08:00', '2026-09-28T09:00:00+08:00'],
    ['a Monday of Shanghai that is a Sunday elsewhere', '2026-09-27T20:00:00Z', '2026-09-21T09:00:00+08:00'],
  ])('started on %s', (_, startAt, anchorAt) => {
    expect(iso(anchorFor(duty, at(startAt)))).toBe(iso(at(anchorAt)));
    expect(onDutyAt(rosterFrom(duty, sourceWith(), anchorFor(duty, at(startAt)), []), at(startAt))).toBe('engineer1');
  });

  test.each([
    ['the shift that begins on it', '2026-09-28', '2026-09-28T09:00:00+08:00'],
    ['or the one it falls into', '2026-10-01', '2026-09-28T09:00:00+08:00'],
    ['also when it lies ahead', '2026-11-02', '2026-11-02T09:00:00+08:00'],
  ])("the book's own start names %s", (_, start, anchorAt) => {
    expect(iso(anchorFor({ ...duty, start }, at('2026-10-07T12:00:00+08:00')))).toBe(iso(at(anchorAt)));
  });
});

describe('shifts', () => {
  const anchorAt = at('2026-09-28T09:00:00+08:00');

  test.each([
    ['2026-09-28T09:00:00+08:00', 'engineer1'],
    ['2026-10-05T08:59:59+08:00', 'engineer1'],
    ['2026-10-05T09:00:00+08:00', 'engineer2'],
    ['2026-10-12T09:00:00+08:00', 'engineer3'],
    ['2026-10-19T09:00:00+08:00', 'engineer1'],
    ['2026-09-28T08:59:59+08:00', 'engineer3'],
    ['2027-09-27T09:00:00+08:00', 'engineer2'],
  ])('at %s it is %s', (instant, member) => {
    expect(onDutyAt(rosterFrom(duty, sourceWith(), anchorAt, []), at(instant))).toBe(member);
  });

  test('hold [from, to), and last as many weeks as the book says', () => {
    const starts = (rotation: typeof duty) =>
      listSegments(rosterFrom(rotation, sourceWith(), anchorAt, []), anchorAt, anchorAt + 21 * 86_400_000).map(
        ({ fromAt, person }) => `${iso(fromAt)} ${person}`,
      );
    expect(starts(duty)).toEqual([
      '2026-09-28T01:00:00.000Z engineer1',
      '2026-10-05T01:00:00.000Z engineer2',
      '2026-10-12T01:00:00.000Z engineer3',
    ]);
    expect(starts({ ...duty, weeks: 2 })).toEqual([
      '2026-09-28T01:00:00.000Z engineer1',
      '2026-10-12T01:00:00.000Z engineer2',
    ]);
  });
});

describe('the handoff stays at 09:00 local time', () => {
  test.each([
    ['into summer time', 'Europe/Berlin', '2026-03-23T12:00:00Z', '2026-03-30T07:00:00.000Z'],
    ['out of summer time', 'Europe/Berlin', '2026-10-19T12:00:00Z', '2026-10-26T08:00:00.000Z'],
    ['into summer time in America', 'America/New_York', '2026-03-02T15:00:00Z', '2026-03-09T13:00:00.000Z'],
  ])('%s', (_, timeZone, startAt, handoffAt) => {
    const rotation = { ...duty, timeZone };
    const handoff = nextHandoff(rosterFrom(rotation, sourceWith(), anchorFor(rotation, at(startAt)), []), at(startAt));
    expect(handoff).toEqual({ at: at(handoffAt), from: 'engineer1', to: 'engineer2' });
  });

  test('a handoff at a time that the clocks skip comes as much later', () => {
    const rotation = { ...duty, timeZone: 'Europe/Berlin', handoff: { weekday: 'sun' as const, time: '02:30' } };
    const startAt = at('2026-03-23T12:00:00Z');
    expect(
      iso(nextHandoff(rosterFrom(rotation, sourceWith(), anchorFor(rotation, startAt), []), startAt)?.at ?? 0),
    ).toBe('2026-03-29T01:30:00.000Z');
  });
});

describe('the next handoff', () => {
  const anchorAt = at('2026-09-28T09:00:00+08:00');

  test('is later than the instant asked about', () => {
    expect(nextHandoff(rosterFrom(duty, sourceWith(), anchorAt, []), at('2026-10-05T08:59:59+08:00'))).toEqual({
      at: at('2026-10-05T09:00:00+08:00'),
      from: 'engineer1',
      to: 'engineer2',
    });
    expect(nextHandoff(rosterFrom(duty, sourceWith(), anchorAt, []), at('2026-10-05T09:00:00+08:00'))).toEqual({
      at: at('2026-10-12T09:00:00+08:00'),
      from: 'engineer2',
      to: 'engineer3',
    });
  });

  test('is where the person on duty changes, so a double shift has none in the middle', () => {
    const rotation = { ...duty, members: ['engineer1', 'engineer1', 'engineer2'] };
    expect(nextHandoff(rosterFrom(rotation, sourceWith(), anchorAt, []), anchorAt)).toEqual({
      at: at('2026-10-12T09:00:00+08:00'),
      from: 'engineer1',
      to: 'engineer2',
    });
  });

  test('does not exist if one person is always on duty', () => {
    expect(
      nextHandoff(rosterFrom({ ...duty, members: ['engineer1'] }, sourceWith(), anchorAt, []), anchorAt),
    ).toBeUndefined();
  });
});

describe('the final schedule', () => {
  const anchorAt = at('2026-09-28T09:00:00+08:00');
  const plain = [
    '10-05 09:00 engineer1 → engineer2',
    '10-12 09:00 engineer2 → engineer3',
    '10-19 09:00 engineer3 → engineer1',
  ];

  function swap(fromAt: string, untilAt: string, person: string): Override {
    return { fromAt: at(`2026-${fromAt}:00+08:00`), untilAt: at(`2026-${untilAt}:00+08:00`), person };
  }

  function rosterWith(
    overrides: Override[],
    away: { from: string; until: string }[] = [],
    fallback: string | undefined = undefined,
  ): Roster {
    return rosterFrom({ ...duty, ...(fallback ? { fallback } : {}) }, sourceWith(away), anchorAt, overrides);
  }

  /** Every handoff until 20 October. */
  function handoffs(roster: Roster): string[] {
    const told: string[] = [];
    for (let next = nextHandoff(roster, anchorAt); next; next = nextHandoff(roster, next.at)) {
      if (next.at > at('2026-10-20T00:00:00+08:00')) break;
      const wall = new Date(next.at + 8 * 3_600_000).toISOString().slice(5, 16).replace('T', ' ');
      told.push(`${wall} ${next.from ?? 'nobody'} → ${next.to ?? 'nobody'}`);
    }
    return told;
  }

  test.each<[string, Override[], string[]]>([
    ['no swap', [], plain],
    [
      'a day in the middle of a shift',
      [swap('10-01T09:00', '10-02T09:00', 'engineer3')],
      ['10-01 09:00 engineer1 → engineer3', '10-02 09:00 engineer3 → engineer1', ...plain],
    ],
    [
      'over a handoff',
      [swap('10-04T09:00', '10-06T09:00', 'senior')],
      ['10-04 09:00 engineer1 → senior', '10-06 09:00 senior → engineer2', ...plain.slice(1)],
    ],
    ['a whole shift, to whoever has the next', [swap('09-28T09:00', '10-05T09:00', 'engineer2')], plain.slice(1)],
    [
      'a later swap holds over an earlier one',
      [swap('10-01T09:00', '10-03T09:00', 'engineer3'), swap('10-02T09:00', '10-03T09:00', 'engineer1')],
      ['10-01 09:00 engineer1 → engineer3', '10-02 09:00 engineer3 → engineer1', ...plain],
    ],
    ['to whoever has it anyway', [swap('10-01T09:00', '10-02T09:00', 'engineer1')], plain],
  ])('%s', (_, overrides, expected) => {
    expect(handoffs(rosterWith(overrides))).toEqual(expected);
  });

  test('a swap holds [from, until)', () => {
    const roster = rosterWith([swap('10-01T09:00', '10-02T09:00', 'engineer3')]);
    const instants = ['10-01T08:59:59', '10-01T09:00:00', '10-02T08:59:59', '10-02T09:00:00'];
    expect(instants.map((text) => onDutyAt(roster, at(`2026-${text}+08:00`)))).toEqual([
      'engineer1',
      'engineer3',
      'engineer3',
      'engineer1',
    ]);
  });

  test('a person who is away leaves a gap, which the fallback covers until someone takes over', () => {
    const away = [{ from: '2026-10-01', until: '2026-10-03' }];
    const spans = (roster: Roster) =>
      gapsIn(roster, anchorAt, at('2026-12-01T00:00:00+08:00')).map((gap) => [iso(gap.fromAt), iso(gap.untilAt)]);
    expect(spans(rosterWith([], away))).toEqual([['2026-09-30T16:00:00.000Z', '2026-10-03T16:00:00.000Z']]);
    expect(handoffs(rosterWith([], away)).slice(0, 2)).toEqual([
      '10-01 00:00 engineer1 → engineer2',
      '10-04 00:00 engineer2 → engineer1',
    ]);
    expect(handoffs(rosterWith([], away, 'senior')).slice(0, 2)).toEqual([
      '10-01 00:00 engineer1 → senior',
      '10-04 00:00 senior → engineer1',
    ]);
    expect(spans(rosterWith([swap('09-30T09:00', '10-02T00:00', 'engineer2')], away))).toEqual([
      ['2026-10-01T16:00:00.000Z', '2026-10-03T16:00:00.000Z'],
    ]);
  });
});
