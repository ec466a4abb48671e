import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { Person } from '../../../src/desk/book/party-schema.ts';
import { type BookRotation, Rotation } from '../../../src/desk/book/rotation-rule.ts';
import { type Edition, firstEdition } from '../../../src/desk/oncall/edition.ts';
import { changedEditions } from '../../../src/desk/oncall/next-edition.ts';
import { listSegments, type RosterSource, rosterOf } from '../../../src/desk/oncall/oncall.ts';
import { isoInZone } from '../../../src/i18n/when.ts';
import { DAY, HOUR, type Instant } from '../../../src/lib/instant.ts';

/** Edits of a running rotation, with the shifts that follow worked out by hand; `-`: the duty of no one. */
type Rota = Omit<z.input<typeof Rotation>, 'name'>;
type Layer = NonNullable<Rota['layers']>[number];

const person = { name: { zh: '人', en: 'P' }, roles: ['engineer'] };
const PEOPLE = ['ann', 'ben', 'cat', 'dan', 'eve'];
const SOURCE: RosterSource = {
  people: Object.fromEntries(PEOPLE.map((key) => [key, Person.parse(person)])),
  calendars: {},
};
const FIRST_RUN = '2026-09-28T10:00:00+08:00';

const parse = (rota: Rota): BookRotation => Rotation.parse({ name: { zh: '班', en: 'Duty' }, ...rota });

/** The editions after each edit, `[instant, rota]` in turn. */
function edited(first: Rota, edits: readonly (readonly [Instant, Rota])[]): readonly Edition[] {
  const begun = firstEdition(parse(first), Date.parse(FIRST_RUN), SOURCE);
  return edits.reduce<readonly Edition[]>(
    (editions, [at, rota]) => {
      const { kept, added } = changedEditions(editions, parse(rota), SOURCE, at);
      return [...kept, ...added];
    },
    [begun],
  );
}

function segmentsOf(rota: Rota, editions: readonly Edition[], from: Instant, to: Instant) {
  const roster = rosterOf(parse(rota), SOURCE, editions, []);
  return listSegments({ ...roster, schedule: { ...roster.schedule, standIns: () => [] } }, from, to);
}

function shifts(rota: Rota, editions: readonly Edition[], from: string, days: number): string {
  const at = Date.parse(`${from}:00+08:00`);
  return segmentsOf(rota, editions, at, at + days * DAY)
    .map((each) => ({ who: each.person ?? '-', from: isoInZone(each.fromAt, 'Asia/Shanghai') }))
    .filter(({ who }, index, all) => who !== all[index - 1]?.who)
    .map(({ who, from: text }) => `${text.slice(8, 10)} ${text.slice(11, 16)} ${who}`)
    .join(', ');
}

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri'] as const;
const handoff = { weekday: 'mon', time: '09:00' } as const;
const weekly = (members: string[], more: Partial<Rota> = {}): Rota => ({ members, handoff, ...more });
const days = (members: string[]): Layer => ({
  members,
  turn: 'day',
  time: '08:00',
  hours: [{ days: [...WEEKDAYS], from: '08:00', to: '20:00' }],
});
const nights = (members: string[]): Layer => ({
  members,
  turn: 'shift',
  hours: [{ days: [...WEEKDAYS], from: '20:00', to: '08:00' }],
});

/** Wednesday of week 2: ben has the bell of `weekly(['ann', 'ben', 'cat'])`. */
const WEDNESDAY = '2026-10-07T12:00';
const ABC = weekly(['ann', 'ben', 'cat']);

describe('an edit of a running rotation', () => {
  it.each<[string, Rota, Rota, string, number, string]>([
    [
      'appends a member',
      ABC,
      weekly(['ann', 'ben', 'cat', 'dan']),
      WEDNESDAY,
      28,
      '07 12:00 ben, 12 09:00 cat, 19 09:00 dan, 26 09:00 ann, 02 09:00 ben',
    ],
    [
      'removes the one who has the bell: the one who would have followed comes next',
      ABC,
      weekly(['ann', 'cat']),
      WEDNESDAY,
      14,
      '07 12:00 ben, 12 09:00 cat, 19 09:00 ann',
    ],
    ['removes another one', ABC, weekly(['ben', 'cat']), WEDNESDAY, 14, '07 12:00 ben, 12 09:00 cat, 19 09:00 ben'],
    ['reorders', ABC, weekly(['cat', 'ben', 'ann']), WEDNESDAY, 14, '07 12:00 ben, 12 09:00 ann, 19 09:00 cat'],
    ['replaces everyone', ABC, weekly(['dan', 'eve']), WEDNESDAY, 14, '07 12:00 ben, 12 09:00 dan, 19 09:00 eve'],
    [
      'gives two weeks each',
      ABC,
      weekly(['ann', 'ben', 'cat'], { weeks: 2 }),
      WEDNESDAY,
      22,
      '07 12:00 ben, 12 09:00 cat, 26 09:00 ann',
    ],
    [
      'hands over on another day: the present one stays until then',
      ABC,
      weekly(['ann', 'ben', 'cat'], { handoff: { weekday: 'thu', time: '09:00' } }),
      WEDNESDAY,
      17,
      '07 12:00 ben, 15 09:00 cat, 22 09:00 ann',
    ],
    [
      'moves the zone: nine in the morning of Berlin from the next handoff on',
      ABC,
      weekly(['ann', 'ben', 'cat'], { timeZone: 'Europe/Berlin' }),
      WEDNESDAY,
      14,
      '07 12:00 ben, 12 15:00 cat, 19 15:00 ann',
    ],
    [
      'names a first day',
      ABC,
      weekly(['ann', 'ben', 'cat'], { start: '2026-10-19' }),
      WEDNESDAY,
      21,
      '07 12:00 ben, 12 09:00 cat, 19 09:00 ann, 26 09:00 ben',
    ],
    ['makes one of two', ABC, weekly(['ann']), WEDNESDAY, 14, '07 12:00 ben, 12 09:00 ann'],
    [
      'gives one member a second: their week ends first',
      weekly(['ann']),
      weekly(['ann', 'ben']),
      WEDNESDAY,
      14,
      '07 12:00 ann, 12 09:00 ben, 19 09:00 ann',
    ],
    [
      'has a member twice, and appends one',
      weekly(['ann', 'ann', 'ben']),
      weekly(['ann', 'ann', 'ben', 'cat']),
      '2026-09-30T12:00',
      28,
      '30 12:00 ann, 12 09:00 ben, 19 09:00 cat, 26 09:00 ann',
    ],
    [
      'writes the same as layers',
      ABC,
      { layers: [{ members: ['ann', 'ben', 'cat'] }] },
      WEDNESDAY,
      14,
      '07 12:00 ben, 12 09:00 cat, 19 09:00 ann',
    ],
    [
      'appends to the nights at noon: the days go on, the night after the last one comes next',
      { layers: [days(['ann', 'ben']), nights(['cat', 'dan'])] },
      { layers: [days(['ann', 'ben']), nights(['cat', 'dan', 'eve'])] },
      '2026-09-29T12:00',
      3,
      '29 12:00 ben, 29 20:00 dan, 30 08:00 ann, 30 20:00 eve, 01 08:00 ben, 01 20:00 cat, 02 08:00 ann',
    ],
    [
      'appends to the days in the night',
      { layers: [days(['ann', 'ben']), nights(['cat', 'dan'])] },
      { layers: [days(['ann', 'ben', 'eve']), nights(['cat', 'dan'])] },
      '2026-09-29T22:00',
      2.5,
      '29 22:00 dan, 30 08:00 eve, 30 20:00 cat, 01 08:00 ann, 01 20:00 dan, 02 08:00 ben',
    ],
    [
      'adds a layer: from the end of the shift under way on',
      { layers: [days(['ann', 'ben'])] },
      {
        layers: [
          days(['ann', 'ben']),
          { members: ['eve'], turn: 'day', hours: [{ days: [...WEEKDAYS], from: '12:00', to: '24:00' }] },
        ],
      },
      '2026-09-29T13:00',
      1.5,
      '29 13:00 ben, 29 20:00 eve, 30 00:00 -, 30 08:00 ann, 30 12:00 eve, 01 00:00 -',
    ],
    [
      'adds a layer in a gap: at once',
      { layers: [days(['ann', 'ben'])] },
      { layers: [days(['ann', 'ben']), nights(['eve'])] },
      '2026-09-29T22:00',
      1,
      '29 22:00 eve, 30 08:00 ann, 30 20:00 eve',
    ],
    [
      'adds a layer with a first day: from then on',
      { layers: [days(['ann'])] },
      { layers: [days(['ann']), { ...nights(['cat', 'dan']), start: '2026-10-01' }] },
      '2026-09-29T22:00',
      3.5,
      '29 22:00 -, 30 08:00 ann, 30 20:00 -, 01 08:00 ann, 01 20:00 cat, 02 08:00 ann, 02 20:00 dan, 03 08:00 -',
    ],
    [
      'removes the layer that rings: its shift ends as it began',
      { layers: [days(['ann', 'ben']), nights(['cat', 'dan'])] },
      { layers: [days(['ann', 'ben'])] },
      '2026-09-29T22:00',
      2,
      '29 22:00 dan, 30 08:00 ann, 30 20:00 -, 01 08:00 ben, 01 20:00 -',
    ],
    [
      'puts another layer first: it counts after the shift under way',
      { layers: [{ members: ['ann'] }, days(['ben', 'cat'])] },
      { layers: [days(['ben', 'cat']), { members: ['ann'] }] },
      '2026-09-29T12:00',
      3,
      '29 12:00 cat, 29 20:00 ann',
    ],
  ])('%s', (_, before, after, at, length, expected) => {
    const now = Date.parse(`${at}:00+08:00`);
    const editions = edited(before, [[now, after]]);
    expect(shifts(after, editions, at, length)).toBe(expected);
    const again = edited(before, [
      [now, after],
      [now + 6 * HOUR, after],
    ]);
    expect(shifts(after, again, at, length), 'the same book again changes nothing').toBe(expected);
  });

  it('is the last one of a week that counts, and one that is taken back leaves no trace', () => {
    const [monday, tuesday] = [Date.parse('2026-10-05T12:00:00+08:00'), Date.parse('2026-10-06T12:00:00+08:00')];
    const twice = edited(ABC, [
      [monday, weekly(['dan'])],
      [tuesday, weekly(['ann', 'ben', 'eve', 'cat'])],
    ]);
    expect(shifts(ABC, twice, '2026-10-05T12:00', 21)).toBe('05 12:00 ben, 12 09:00 eve, 19 09:00 cat, 26 09:00 ann');
    const back = edited(ABC, [
      [monday, weekly(['dan'], { weeks: 2 })],
      [tuesday, ABC],
    ]);
    expect(back).toEqual(edited(ABC, []));
  });

  it('counts by another calendar from the next handoff on', () => {
    const rota = (calendar: string): Rota => ({ calendar, layers: [{ members: ['ann', 'ben'], turn: 'workday' }] });
    // The source has neither of them: both know weekends only, so that the order stays the same.
    const editions = edited(rota('office'), [[Date.parse('2026-10-02T12:00:00+08:00'), rota('always')]]);
    expect(shifts(rota('always'), editions, '2026-10-02T12:00', 5)).toBe(
      '02 12:00 ann, 05 09:00 ben, 06 09:00 ann, 07 09:00 ben',
    );
    expect(editions.at(-1)?.turns.calendar).toBe('always');
  });

  it('keeps a first day that lies ahead, and takes another one', () => {
    const ahead = weekly(['ann', 'ben'], { start: '2026-10-12' });
    const now = Date.parse('2026-09-29T12:00:00+08:00');
    expect(edited(ahead, [[now, ahead]])).toEqual(edited(ahead, []));
    const later = weekly(['ann', 'ben'], { start: '2026-10-19' });
    expect(shifts(later, edited(ahead, [[now, later]]), '2026-09-29T12:00', 28)).toBe(
      '29 12:00 ann, 05 09:00 ben, 12 09:00 ann, 26 09:00 ben',
    );
  });
});
