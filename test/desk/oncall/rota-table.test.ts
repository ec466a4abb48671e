import { describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { Person } from '../../../src/desk/book/party-schema.ts';
import { Rotation } from '../../../src/desk/book/rotation-rule.ts';
import { BookSource } from '../../../src/desk/book/schema.ts';
import { firstEdition } from '../../../src/desk/oncall/edition.ts';
import { listSegments, type RosterSource, rosterOf } from '../../../src/desk/oncall/oncall.ts';
import { isoInZone } from '../../../src/i18n/when.ts';
import { DAY } from '../../../src/lib/instant.ts';

/**
 * Rotas as people write them, each with its shifts worked out by hand: `28 17:00 ann` is who has the bell from then on
 * in the rotation's zone, `-` that it is the duty of no one.
 */
type Rota = Omit<z.input<typeof Rotation>, 'name'>;
/** When the desk first runs, for how many days the shifts are listed, the rota, the shifts. */
type Row = [from: string, days: number, rota: Rota, shifts: string];

const EVERY_DAY = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const WEEKDAYS = EVERY_DAY.slice(0, 5);
const WEEKEND = EVERY_DAY.slice(5);
const MONDAY = '2026-09-28T08:00:00+08:00';

const person = { name: { zh: '人', en: 'P' }, roles: ['engineer'] };
const SOURCE: RosterSource = {
  people: Object.fromEntries(['ann', 'ben', 'cat', 'dan', 'eve'].map((key) => [key, Person.parse(person)])),
  calendars: BookSource.shape.calendars.parse({
    office: {
      timeZone: 'Asia/Shanghai',
      week: Object.fromEntries(WEEKDAYS.map((day) => [day, [['09:00', '18:00']]])),
      workdays: 'cn',
    },
    england: {
      timeZone: 'Europe/London',
      week: Object.fromEntries(WEEKDAYS.map((day) => [day, [['09:30', '17:30']]])),
      holidays: ['2026-12-25', '2026-12-28'],
    },
    always: { timeZone: 'Asia/Shanghai', always: true },
  }),
};

function shiftsOf(from: string, days: number, rota: Rota): string {
  const rotation = Rotation.parse({ name: { zh: '班', en: 'Duty' }, ...rota });
  const at = Date.parse(from);
  const roster = rosterOf(rotation, SOURCE, [firstEdition(rotation, at, SOURCE)], []);
  const schedule = { ...roster.schedule, standIns: () => [] };
  return listSegments({ ...roster, schedule }, at, at + days * DAY)
    .map(({ fromAt, person: who }) => ({ who: who ?? '-', from: isoInZone(fromAt, rotation.timeZone) }))
    .filter(({ who }, index, all) => who !== all[index - 1]?.who)
    .map(({ who, from: text }) => `${text.slice(8, 10)} ${text.slice(11, 16)} ${who}`)
    .join(', ');
}

const daily = (zone: string, time: string): Rota => ({
  timeZone: zone,
  layers: [{ members: ['ann', 'ben'], turn: 'day', time }],
});
const hours = (from: string, to: string, days: readonly (typeof EVERY_DAY)[number][] = EVERY_DAY) => [
  { days: [...days], from, to },
];
const shiftly = (from: string, to: string): Rota => ({
  layers: [{ members: ['ann', 'ben'], turn: 'shift', hours: hours(from, to) }],
});

describe('rotas of every shape', () => {
  it.each<[string, ...Row]>([
    [
      'weekdays 17:00–08:00 and weekends 08:00–08:00, a shift each',
      MONDAY,
      7,
      {
        layers: [
          {
            members: ['ann', 'ben', 'cat'],
            turn: 'shift',
            hours: [...hours('17:00', '08:00', WEEKDAYS), ...hours('08:00', '08:00', WEEKEND)],
          },
        ],
      },
      '28 08:00 -, 28 17:00 ann, 29 08:00 -, 29 17:00 ben, 30 08:00 -, 30 17:00 cat, 01 08:00 -, 01 17:00 ann, 02 08:00 -, 02 17:00 ben, 03 08:00 cat, 04 08:00 ann',
    ],
    [
      'the same by weeks, from Monday 17:00',
      '2026-09-28T12:00:00+08:00',
      9,
      {
        layers: [
          {
            members: ['ann', 'ben'],
            time: '17:00',
            start: '2026-09-28',
            hours: [...hours('17:00', '08:00', WEEKDAYS), ...hours('08:00', '08:00', WEEKEND)],
          },
        ],
      },
      '28 12:00 -, 28 17:00 ann, 29 08:00 -, 29 17:00 ann, 30 08:00 -, 30 17:00 ann, 01 08:00 -, 01 17:00 ann, 02 08:00 -, 02 17:00 ann, 05 08:00 -, 05 17:00 ben, 06 08:00 -, 06 17:00 ben, 07 08:00 -',
    ],
    [
      'Wednesday 09:30, in and out of hours, bank holidays a layer of its own',
      '2026-12-23T09:30:00+00:00',
      7,
      {
        timeZone: 'Europe/London',
        calendar: 'england',
        layers: [
          {
            members: ['ann', 'ben'],
            weekday: 'wed',
            time: '09:30',
            hours: [{ days: ['workday'], from: '09:30', to: '17:30' }],
          },
          {
            members: ['cat', 'dan'],
            weekday: 'wed',
            time: '09:30',
            hours: [
              { days: ['workday'], from: '17:30', to: '09:30' },
              { days: ['weekend'], from: '09:30', to: '09:30' },
            ],
          },
          { members: ['eve', 'ann'], turn: 'shift', hours: [{ days: ['holiday'], from: '09:30', to: '09:30' }] },
        ],
      },
      '23 09:30 ann, 23 17:30 cat, 24 09:30 ann, 24 17:30 cat, 25 09:30 eve, 26 09:30 cat, 28 09:30 ann, 29 09:30 ann, 29 17:30 cat'.replace(
        '28 09:30 ann, 29 09:30 ann',
        '28 09:30 ann',
      ),
    ],
    [
      'dated rows above a week',
      MONDAY,
      14,
      {
        members: ['ann', 'ben'],
        handoff: { weekday: 'mon', time: '09:00' },
        dated: [
          { from: '2026-09-30', until: '2026-10-02', person: 'eve' },
          { from: '2026-10-02', until: '2026-10-02', untilAt: '18:00', person: 'dan' },
        ],
      },
      '28 08:00 ann, 28 09:00 ben, 30 09:00 eve, 02 09:00 dan, 02 18:00 ben, 05 09:00 ann',
    ],
    [
      'every three days',
      MONDAY,
      9,
      { start: '2026-09-28', layers: [{ members: ['ann', 'ben'], turn: 'day', every: 3, time: '08:00' }] },
      '28 08:00 ann, 01 08:00 ben, 04 08:00 ann',
    ],
    [
      'working days only: a turn lasts over the holiday, the worked Saturday has one',
      '2026-09-29T10:00:00+08:00',
      13,
      { layers: [{ members: ['ann', 'ben', 'cat'], turn: 'workday' }] },
      '29 10:00 ann, 30 09:00 ben, 08 09:00 cat, 09 09:00 ann, 10 09:00 ben, 12 09:00 cat',
    ],
    [
      'working days only, first run within the holiday: the first member has that turn',
      '2026-10-03T12:00:00+08:00',
      6,
      { layers: [{ members: ['ann', 'ben', 'cat'], turn: 'workday' }] },
      '03 12:00 ann, 08 09:00 ben, 09 09:00 cat',
    ],
    [
      'day and night',
      MONDAY,
      2,
      {
        layers: [
          { members: ['ann', 'ben'], turn: 'day', time: '08:00', hours: hours('08:00', '20:00') },
          { members: ['cat', 'dan'], turn: 'day', time: '20:00', hours: hours('20:00', '08:00') },
        ],
      },
      '28 08:00 ann, 28 20:00 cat, 29 08:00 ben, 29 20:00 dan',
    ],
    [
      'day and night as shifts of one layer, first run at night',
      '2026-09-28T21:00:00+08:00',
      1.5,
      {
        layers: [
          {
            members: ['ann', 'ben', 'cat'],
            turn: 'shift',
            hours: [...hours('08:00', '20:00'), ...hours('20:00', '08:00')],
          },
        ],
      },
      '28 21:00 ann, 29 08:00 ben, 29 20:00 cat, 30 08:00 ann',
    ],
    [
      'over midnight, a few hours',
      '2026-09-28T12:00:00+08:00',
      2,
      shiftly('22:00', '06:00'),
      '28 12:00 -, 28 22:00 ann, 29 06:00 -, 29 22:00 ben, 30 06:00 -',
    ],
    [
      'around the sun: each team by weeks of its own zone, on the night out of summer time in Berlin',
      '2026-10-23T12:00:00Z',
      3,
      {
        timeZone: 'UTC',
        layers: [
          { members: ['ann', 'ben'], timeZone: 'Asia/Shanghai', time: '08:00', hours: hours('08:00', '16:00') },
          { members: ['cat'], timeZone: 'Europe/Berlin', time: '08:00', hours: hours('08:00', '16:00') },
          { members: ['dan', 'eve'], timeZone: 'America/New_York', time: '08:00', hours: hours('08:00', '20:00') },
        ],
      },
      '23 12:00 dan, 24 00:00 ann, 24 06:00 cat, 24 12:00 dan, 25 00:00 ann, 25 07:00 cat, 25 12:00 dan, 26 00:00 ben, 26 07:00 cat',
    ],
    [
      'worked weekend days (调休) above a week',
      MONDAY,
      14,
      {
        layers: [
          { members: ['ann'] },
          { members: ['ben', 'cat'], turn: 'shift', hours: [{ days: ['make-up'], from: '08:00', to: '18:00' }] },
        ],
      },
      '28 08:00 ann, 10 08:00 ben, 10 18:00 ann',
    ],
    ['one member', MONDAY, 30, { members: ['ann'], handoff: { weekday: 'mon', time: '09:00' } }, '28 08:00 ann'],
    [
      'one person in two layers, of which both claim the evening',
      '2026-09-28T09:00:00+08:00',
      2,
      {
        layers: [
          { members: ['ann', 'ben'], turn: 'day' },
          { members: ['cat', 'ann'], turn: 'day', time: '18:00', hours: hours('18:00', '23:00') },
        ],
      },
      '28 09:00 ann, 28 18:00 cat, 28 23:00 ann, 29 09:00 ben, 29 18:00 ann, 29 23:00 ben',
    ],
    [
      'a first day ahead: until then the order goes on backwards',
      MONDAY,
      8,
      { start: '2026-10-05', members: ['ann', 'ben', 'cat'], handoff: { weekday: 'mon', time: '09:00' } },
      '28 08:00 ben, 28 09:00 cat, 05 09:00 ann',
    ],
    [
      'into summer time in Berlin: 02:30 is 03:30 then',
      '2026-03-28T12:00:00+01:00',
      3,
      daily('Europe/Berlin', '02:30'),
      '28 12:00 ann, 29 03:30 ben, 30 02:30 ann, 31 02:30 ben',
    ],
    [
      'out of it: 02:30 comes once',
      '2026-10-24T12:00:00+02:00',
      2.5,
      daily('Europe/Berlin', '02:30'),
      '24 12:00 ann, 25 02:30 ben, 26 02:30 ann',
    ],
    [
      'into summer time in New York',
      '2026-03-07T12:00:00-05:00',
      2,
      daily('America/New_York', '02:30'),
      '07 12:00 ann, 08 03:30 ben, 09 02:30 ann',
    ],
    [
      'out of it in New York',
      '2026-10-31T12:00:00-04:00',
      2,
      daily('America/New_York', '01:30'),
      '31 12:00 ann, 01 01:30 ben, 02 01:30 ann',
    ],
    [
      'half an hour on Lord Howe',
      '2026-10-03T12:00:00+10:30',
      2,
      daily('Australia/Lord_Howe', '02:15'),
      '03 12:00 ann, 04 02:45 ben, 05 02:15 ann',
    ],
    [
      'hours that the spring night skips come as much later',
      '2026-03-28T12:00:00+01:00',
      2,
      {
        timeZone: 'Europe/Berlin',
        layers: [{ members: ['ann'] }, { members: ['ben', 'cat'], turn: 'shift', hours: hours('02:15', '02:45') }],
      },
      '28 12:00 ann, 29 03:15 ben, 29 03:45 ann, 30 02:15 cat, 30 02:45 ann',
    ],
    ['whole days 00:00–24:00', MONDAY, 2, shiftly('00:00', '24:00'), '28 08:00 ann, 29 00:00 ben, 30 00:00 ann'],
    ['whole days 08:00–08:00', MONDAY, 2, shiftly('08:00', '08:00'), '28 08:00 ann, 29 08:00 ben'],
    [
      'two shifts each',
      '2026-09-28T12:00:00+08:00',
      4,
      { layers: [{ members: ['ann', 'ben'], turn: 'shift', every: 2, hours: hours('20:00', '24:00') }] },
      '28 12:00 -, 28 20:00 ann, 29 00:00 -, 29 20:00 ann, 30 00:00 -, 30 20:00 ben, 01 00:00 -, 01 20:00 ben, 02 00:00 -',
    ],
    [
      'a calendar that is always open has no weekends and no make-up days',
      '2026-10-02T09:00:00+08:00',
      3,
      {
        calendar: 'always',
        layers: [
          { members: ['ann', 'ben'], turn: 'workday', hours: [{ days: ['workday'], from: '09:00', to: '09:00' }] },
        ],
      },
      '02 09:00 ann, 03 09:00 ben, 04 09:00 ann',
    ],
    [
      'hours that overlap: the later ones begin when the earlier ones end',
      '2026-09-28T07:00:00+08:00',
      1,
      {
        layers: [
          { members: ['ann', 'ben'], turn: 'shift', hours: [...hours('08:00', '18:00'), ...hours('12:00', '20:00')] },
        ],
      },
      '28 07:00 -, 28 08:00 ann, 28 18:00 ben, 28 20:00 -',
    ],
  ])('%s', (_, from, days, rota, shifts) => {
    expect(shiftsOf(from, days, rota)).toBe(shifts);
  });
});
