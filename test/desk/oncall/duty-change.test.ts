import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Calendar, Person } from '../../../src/desk/book/party-schema.ts';
import { Rotation } from '../../../src/desk/book/rotation-rule.ts';
import { compareDuty, type DutyChange, type OnDuty } from '../../../src/desk/oncall/duty-change.ts';
import { firstEdition } from '../../../src/desk/oncall/edition.ts';
import { editionsUnder, type Running, swapsUnder } from '../../../src/desk/oncall/new-book.ts';
import { DAY, HOUR } from '../../../src/lib/instant.ts';
import { must } from '../../support/must.ts';

/** The rotation runs since Monday, 28 September; the book changes in its fifth week, which is the second person's. */
const START = Date.parse('2026-09-28T09:00:00+08:00');
const NOW = Date.parse('2026-10-28T12:00:00+08:00');

const NAME = { zh: '值班', en: 'Duty' };
const BASE = { name: NAME, members: ['ann', 'ben', 'cat'], handoff: { weekday: 'mon', time: '09:00' } };
const LAYERED = { name: NAME, layers: [{ members: ['ann', 'ben', 'cat'] }] };
const NIGHTS = {
  name: { zh: '夜班', en: 'Nights' },
  members: ['dan'],
  turn: 'shift',
  hours: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '20:00', to: '08:00' }],
};

type Away = { readonly from: string; readonly until: string };

function bookOf(rotations: Record<string, object>, people = ['ann', 'ben', 'cat', 'dan'], away: Away[] = []) {
  const person = { name: NAME, roles: ['engineer'] };
  return {
    rotations: Object.fromEntries(Object.entries(rotations).map(([key, each]) => [key, Rotation.parse(each)])),
    people: Object.fromEntries(
      people.map((key) => [key, Person.parse({ ...person, away: key === 'ben' ? away : [] })]),
    ),
    calendars: { office: Calendar.parse({ week: { mon: [['09:00', '18:00']] } }) },
  };
}
type TestBook = ReturnType<typeof bookOf>;

/** Both books, the first of which has run since the start. */
function compare(before: TestBook, after: TestBook, swaps: Running['swaps'] = [], now = NOW): DutyChange[] {
  const running = Object.entries(before.rotations).map(
    ([key, rotation]) => [key, { editions: [firstEdition(rotation, START, before)], swaps }] as const,
  );
  return compareDuty({ before, after, running: new Map(running) }, now);
}

const wall = (at: number) => new Date(at + 8 * HOUR).toISOString().slice(5, 16).replace('T', ' ');
const who = (duty: OnDuty | undefined) => duty?.person ?? '–';

/** `11-02 09:00 cat → dan`, the rows that differ. */
function changed({ rows }: DutyChange): string[] {
  return rows
    .filter(({ isChanged }) => isChanged)
    .map(({ fromAt, before, after }) => `${wall(fromAt)} ${who(before)} → ${who(after)}`);
}

describe('what becomes of a rotation', () => {
  it.each<[string, object, string, string[]]>([
    [
      'a member more at the end',
      { members: ['ann', 'ben', 'cat', 'dan'] },
      '11-02 09:00',
      ['11-09 09:00 ann → dan', '11-16 09:00 ben → ann', '11-23 09:00 cat → ben', '11-30 09:00 ann → cat'],
    ],
    [
      'a member less',
      { members: ['ann', 'ben'] },
      '11-02 09:00',
      ['11-02 09:00 cat → ann', '11-09 09:00 ann → ben', '11-16 09:00 ben → ann', '11-23 09:00 cat → ben'],
    ],
    [
      'the present member left out',
      { members: ['ann', 'cat'] },
      '11-02 09:00',
      ['11-16 09:00 ben → cat', '11-23 09:00 cat → ann', '11-30 09:00 ann → cat'],
    ],
    [
      'another order',
      { members: ['cat', 'ben', 'ann'] },
      '11-02 09:00',
      ['11-02 09:00 cat → ann', '11-09 09:00 ann → cat', '11-23 09:00 cat → ann'],
    ],
    [
      'two weeks each',
      { weeks: 2 },
      '11-02 09:00',
      ['11-09 09:00 ann → cat', '11-16 09:00 ben → ann', '11-23 09:00 cat → ann', '11-30 09:00 ann → ben'],
    ],
    [
      'another weekday',
      { handoff: { weekday: 'wed', time: '09:00' } },
      '11-02 09:00',
      ['11-02 09:00 cat → ben', '11-09 09:00 ann → cat', '11-16 09:00 ben → ann'],
    ],
    [
      'another zone',
      { timeZone: 'Europe/Berlin' },
      '11-02 09:00',
      ['11-02 09:00 cat → ben', '11-09 09:00 ann → cat', '11-16 09:00 ben → ann'],
    ],
    ['a start of its own', { start: '2026-11-16' }, '11-16 09:00', ['11-16 09:00 ben → ann', '11-23 09:00 cat → ben']],
  ])('with %s: the shift under way stays, the new order begins at a handoff', (_, change, begins, rows) => {
    const [duty] = compare(bookOf({ primary: BASE }), bookOf({ primary: { ...BASE, ...change } }));
    expect(must(duty).kind).toBe('changed');
    expect(wall(must(must(duty).beginsAt))).toBe(begins);
    expect(changed(must(duty)).slice(0, rows.length)).toEqual(rows);
    expect(must(duty).rows[0]).toMatchObject({ fromAt: NOW, isChanged: false, after: { person: 'ben' } });
  });

  it('with dated rows: they count at once, and the turns stay', () => {
    const dated = [{ from: '2026-10-29', until: '2026-10-30', person: 'dan' }];
    const [duty] = compare(bookOf({ primary: BASE }), bookOf({ primary: { ...BASE, dated } }));
    expect(must(duty)).toMatchObject({ kind: 'changed', beginsAt: undefined, gained: ['dan'], lost: [] });
    expect(changed(must(duty))).toEqual(['10-29 09:00 ben → dan']);
  });

  it('with a layer more: it rings above the others, by its name', () => {
    const layers = [...LAYERED.layers, NIGHTS];
    const [duty] = compare(bookOf({ primary: LAYERED }), bookOf({ primary: { ...LAYERED, layers } }));
    expect(changed(must(duty)).slice(0, 2)).toEqual(['11-02 20:00 cat → dan', '11-03 20:00 cat → dan']);
    expect(must(must(duty).rows.find(({ isChanged }) => isChanged)).after?.layer).toEqual(NIGHTS.name);
  });

  it('with a person who left the book: their shift under way is a gap, another one stands in, swaps to them end', () => {
    const swaps = [{ fromAt: START + 45 * DAY, untilAt: START + 46 * DAY, person: 'ben' }];
    const after = bookOf({ primary: { ...BASE, members: ['ann', 'cat'] } }, ['ann', 'cat', 'dan']);
    const [duty] = compare(bookOf({ primary: BASE }), after, swaps);
    expect(must(duty).lost).toEqual(['ben']);
    expect(must(duty).gaps).toEqual([
      { fromAt: NOW, untilAt: Date.parse('2026-11-02T09:00+08:00'), standIn: 'cat', isNew: true },
    ]);
    expect(must(duty).rows.some(({ after: next }) => next?.person === 'ben')).toBe(false);
  });

  it('with days away: the gap is new, the turns stay', () => {
    const away = [{ from: '2026-11-17', until: '2026-11-17' }];
    const [duty] = compare(bookOf({ primary: BASE }), bookOf({ primary: BASE }, undefined, away));
    expect(must(duty)).toMatchObject({ kind: 'changed', beginsAt: undefined, lost: [], gaps: [{ isNew: true }] });
    const [same] = compare(bookOf({ primary: BASE }, undefined, away), bookOf({ primary: BASE }, undefined, away));
    expect(must(same)).toMatchObject({ kind: 'same', gaps: [{ isNew: false }] });
  });

  it('that only one of the books has', () => {
    const [primary, second] = compare(bookOf({ primary: BASE }), bookOf({ second: BASE }));
    expect(must(primary)).toMatchObject({ kind: 'removed', beginsAt: undefined, lost: ['ann', 'ben', 'cat'] });
    expect(must(second)).toMatchObject({ kind: 'added', lost: [], gained: ['ann', 'ben', 'cat'] });
    expect(must(primary).rows.every(({ after }) => after === undefined)).toBe(true);
  });

  it('that has not begun yet, with another start, begins by the new one', () => {
    const before = bookOf({ primary: { ...BASE, start: '2026-11-09' } });
    const after = bookOf({ primary: { ...BASE, start: '2026-11-16' } });
    const [duty] = compare(before, after);
    expect(wall(must(must(duty).beginsAt))).toBe('11-16 09:00');
  });
});

/** Rotations of all forms. */
const rotations = fc
  .record({
    members: fc.shuffledSubarray(['ann', 'ben', 'cat', 'dan'], { minLength: 1 }),
    weeks: fc.integer({ min: 1, max: 4 }),
    handoff: fc.record({ weekday: fc.constantFrom('mon', 'wed', 'sun'), time: fc.constantFrom('09:00', '17:30') }),
    timeZone: fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York'),
    isLayered: fc.boolean(),
    hasNights: fc.boolean(),
  })
  .map(({ members, weeks, handoff, timeZone, isLayered, hasNights }) => {
    if (!isLayered) return { ...BASE, members, weeks, handoff, timeZone };
    const layer = { members, every: weeks, ...handoff };
    return { name: NAME, timeZone, layers: hasNights ? [layer, NIGHTS] : [layer] };
  });

describe('of any two books', () => {
  it('a book and itself differ in nothing, and the rows of two books join', () => {
    fc.assert(
      fc.property(rotations, rotations, fc.integer({ min: 0, max: 90 * 24 }), (one, other, hours) => {
        const now = START + hours * HOUR;
        const before = bookOf({ primary: one });
        expect(compare(before, before, [], now)).toMatchObject([{ kind: 'same', beginsAt: undefined }]);
        const { rows } = must(compare(before, bookOf({ primary: other }), [], now)[0]);
        expect(rows[0]?.fromAt).toBe(now);
        expect(rows.at(-1)?.toAt).toBe(now + 56 * DAY);
        for (const [place, row] of rows.entries()) if (place > 0) expect(row.fromAt).toBe(rows[place - 1]?.toAt);
      }),
      { numRuns: 60 },
    );
  });

  it('a change that was applied is one that the same book does not make again', () => {
    fc.assert(
      fc.property(rotations, rotations, (one, other) => {
        const after = bookOf({ primary: other });
        const { primary } = after.rotations;
        const then = editionsUnder([firstEdition(Rotation.parse(one), START, after)], must(primary), after, NOW);
        const again = editionsUnder(then, must(primary), after, NOW + HOUR);
        expect(again.at(-1)).toEqual(then.at(-1));
        expect(then[0]).toEqual(firstEdition(Rotation.parse(one), START, after));
      }),
      { numRuns: 60 },
    );
  });
});

it('swaps to people who are not in the book end: the one under way now, later ones whole', () => {
  const swap = (person: string, fromAt: number) => ({ person, fromAt, untilAt: fromAt + DAY });
  const { people } = bookOf({}, ['ann']);
  const all = [swap('ann', NOW + HOUR), swap('gone', NOW - HOUR), swap('gone', NOW + HOUR)];
  expect(swapsUnder(all, { people }, NOW)).toEqual([all[0], { ...all[1], untilAt: NOW }]);
});
