import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Person } from '../../../src/desk/book/party-schema.ts';
import { type BookRotation, Rotation } from '../../../src/desk/book/rotation-rule.ts';
import { BookSource } from '../../../src/desk/book/schema.ts';
import { type Edition, firstEdition } from '../../../src/desk/oncall/edition.ts';
import { changedEditions } from '../../../src/desk/oncall/next-edition.ts';
import { gapsIn, listSegments, type RosterSource, rosterOf } from '../../../src/desk/oncall/oncall.ts';
import { isGap } from '../../../src/desk/oncall/schedule/schedule.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../src/lib/instant.ts';

/** Any rota with any feature of its layers, edited again and again. */

const PEOPLE = ['ann', 'ben', 'cat', 'dan'];
const WEEK = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const person = Person.parse({ name: { zh: '人', en: 'P' }, roles: ['engineer'] });
const SOURCE: RosterSource = {
  people: Object.fromEntries(PEOPLE.map((key) => [key, person])),
  calendars: BookSource.shape.calendars.parse({
    office: {
      timeZone: 'Asia/Shanghai',
      week: Object.fromEntries(WEEK.slice(0, 5).map((day) => [day, [['09:00', '18:00']]])),
      workdays: 'cn',
    },
  }),
};
const START = Date.parse('2026-02-16T00:00:00Z');

const members = fc.array(fc.constantFrom(...PEOPLE), { minLength: 1, maxLength: 4 });
const time = fc
  .integer({ min: 0, max: 47 })
  .map((half) => `${String(half >> 1).padStart(2, '0')}:${half % 2 ? '30' : '00'}`);
const zone = fc.constantFrom('Asia/Shanghai', 'Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe');
const start = fc.option(
  fc.integer({ min: -20, max: 120 }).map((day) => new Date(START + day * DAY).toISOString().slice(0, 10)),
  { nil: undefined },
);
const days = fc.subarray([...WEEK, 'workday', 'weekend', 'holiday', 'make-up'], { minLength: 1 });
const hours = fc.array(fc.record({ days, from: time, to: time }), { minLength: 1, maxLength: 2 });
const layer = fc.oneof(
  fc.record({
    members,
    turn: fc.constant('shift'),
    every: fc.integer({ min: 1, max: 3 }),
    hours,
    timeZone: zone,
    start,
  }),
  fc.record({
    members,
    turn: fc.constantFrom('day', 'week', 'workday'),
    every: fc.integer({ min: 1, max: 3 }),
    weekday: fc.constantFrom(...WEEK),
    time,
    hours: fc.option(hours, { nil: undefined }),
    timeZone: fc.option(zone, { nil: undefined }),
    start,
  }),
);
const rota = fc
  .record({ layers: fc.array(layer, { minLength: 1, maxLength: 3 }), timeZone: zone, start })
  .map((given): BookRotation => Rotation.parse({ name: { zh: '班', en: 'Duty' }, ...given }));
/** The next rota and the hours until it is in force: another one, or the one before with layers of it replaced. */
const edit = fc.record({ next: rota, hours: fc.integer({ min: 1, max: 400 }), isWhole: fc.boolean() });

const mixed = (before: BookRotation, next: BookRotation): BookRotation => ({
  ...before,
  layers: [...(before.layers ?? []).slice(1), ...(next.layers ?? []).slice(0, 1)],
});

const rosterWith = (rotation: BookRotation, editions: readonly Edition[]) => rosterOf(rotation, SOURCE, editions, []);

it('every instant has one person or a reported gap, and no edit moves the past or the shift under way', () => {
  fc.assert(
    fc.property(rota, fc.array(edit, { minLength: 1, maxLength: 4 }), (first, edits) => {
      let now: Instant = START + 9 * HOUR;
      let rotation = first;
      let editions: readonly Edition[] = [firstEdition(first, now, SOURCE)];
      for (const { next, hours: later, isWhole } of edits) {
        now += later * HOUR + 7 * MINUTE;
        const changed = isWhole ? next : mixed(rotation, next);
        const before = rosterWith(rotation, editions);
        const { kept, added } = changedEditions(editions, changed, SOURCE, now);
        const after = rosterWith(changed, [...kept, ...added]);
        expect(turnsIn(after, now - 20 * DAY, now)).toEqual(turnsIn(before, now - 20 * DAY, now));
        const [present] = listSegments(before, now, now + 500 * DAY);
        if (present?.by === 'layer') expect(turnsIn(after, now, now + 1)).toEqual(turnsIn(before, now, now + 1));
        const again = changedEditions([...kept, ...added], changed, SOURCE, now + later * HOUR);
        expect(turnsIn(rosterWith(changed, [...again.kept, ...again.added]), now, now + 90 * DAY)).toEqual(
          turnsIn(after, now, now + 90 * DAY),
        );
        rotation = changed;
        editions = [...kept, ...added];
      }
      isWholeSchedule(rotation, editions, now);
    }),
    { numRuns: 60 },
  );
}, 60_000);

/** Whose duty it is from when to when. */
function turnsIn(roster: ReturnType<typeof rosterWith>, from: Instant, to: Instant) {
  const turns: { at: Instant; who: string | undefined }[] = [];
  for (const { fromAt, scheduled } of listSegments(roster, from, to))
    if (turns.length === 0 || turns.at(-1)?.who !== scheduled) turns.push({ at: fromAt, who: scheduled });
  return turns;
}

function isWholeSchedule(rotation: BookRotation, editions: readonly Edition[], from: Instant): void {
  const roster = rosterWith(rotation, editions);
  const segments = listSegments(roster, from, from + 30 * DAY);
  expect(segments[0]?.fromAt).toBe(from);
  expect(segments.at(-1)?.toAt).toBe(from + 30 * DAY);
  const gaps = gapsIn(roster, from, from + 30 * DAY);
  for (const [index, each] of segments.entries()) {
    if (index > 0) expect(each.fromAt).toBe(segments[index - 1]?.toAt);
    const isReported = gaps.some(({ fromAt, untilAt }) => fromAt <= each.fromAt && each.toAt <= untilAt);
    expect(isReported).toBe(isGap(each));
  }
}
