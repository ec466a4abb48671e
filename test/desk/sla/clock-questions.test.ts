import { describe, expect, test } from 'vitest';
import { createClockAnswers } from '../../../src/desk/sla/clock-questions.ts';

const HOURS = [
  ['09:00', '12:00'],
  ['13:00', '18:00'],
];
const OFFICE = {
  timeZone: 'Asia/Shanghai',
  week: { mon: HOURS, tue: HOURS, wed: HOURS, thu: HOURS, fri: HOURS },
  holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'],
  exceptions: { '2026-10-10': HOURS },
};
const answer = createClockAnswers();

function ask(op: string, args: unknown, calendar: unknown = OFFICE) {
  return answer({ id: 1, calendar, op, args });
}

describe('each operation', () => {
  const noon = '2026-09-30T12:30:00+08:00';
  const pause = ['2026-09-30T09:30:00Z', '2026-10-08T09:30:00+08:00'];

  test.each([
    ['add', { start: '2026-09-30T17:00:00+08:00', seconds: 14_400 }, '2026-10-08T04:00:00Z'],
    ['add', { start: '2026-09-30T17:00+08:00', seconds: 3600, excluded: [pause] }, '2026-10-08T02:00:00Z'],
    ['add', { start: '2026-09-30T17:00+08:00', seconds: 3600, excluded: null }, '2026-09-30T10:00:00Z'],
    ['subtract', { start: '2026-10-08T12:00:00+08:00', seconds: 14_400, excluded: [] }, '2026-09-30T09:00:00Z'],
    ['between', { start: '2026-09-30T09:00:00Z', end: '2026-10-08T04:00:00Z' }, 14_400],
    ['between', { start: '2026-10-08T04:00:00Z', end: '2026-09-30T09:00:00Z', excluded: [pause] }, -10_800],
    ['between', { start: '2026-09-30T09:00:00.25Z', end: '2026-09-30T09:00:01Z' }, 0.75],
    ['isOpen', { at: noon }, false],
    ['nextOpen', { at: noon }, '2026-09-30T05:00:00Z'],
    ['prevOpen', { at: noon }, '2026-09-30T04:00:00Z'],
    ['nextClose', { at: noon }, '2026-09-30T10:00:00Z'],
    [
      'intervals',
      { from: '2026-09-30T10:00:00+08:00', to: '2026-10-08T10:00:00+08:00' },
      [
        ['2026-09-30T02:00:00Z', '2026-09-30T04:00:00Z'],
        ['2026-09-30T05:00:00Z', '2026-09-30T10:00:00Z'],
        ['2026-10-08T01:00:00Z', '2026-10-08T02:00:00Z'],
      ],
    ],
    ['isWorkday', { date: '2026-10-10' }, true],
    ['addWorkdays', { date: '2026-09-30', days: 3 }, '2026-10-10'],
    ['addWorkdays', { date: '2026-10-10', days: -3 }, '2026-09-30'],
    ['workdaysBetween', { from: '2026-09-30', to: '2026-10-10', bounds: '(]' }, 3],
  ])('%s %j', (op, args, result) => {
    expect(ask(op, args)).toEqual({ id: 1, result });
  });

  test('fractions of a second count, and are cut off where an instant is printed', () => {
    expect(ask('nextOpen', { at: '2026-09-30T09:00:00.999+08:00' })).toEqual({ id: 1, result: '2026-09-30T01:00:00Z' });
    expect(ask('add', { start: '2026-09-30T09:00:00.5+08:00', seconds: 0.5 })).toEqual({
      id: 1,
      result: '2026-09-30T01:00:01Z',
    });
  });
});

describe('calendars', () => {
  test('7×24 needs no zone and no week', () => {
    const args = { start: '2026-10-01T00:00:00+08:00', seconds: 60 };
    expect(ask('add', args, { always: true })).toEqual({ id: 1, result: '2026-09-30T16:01:00Z' });
  });

  test('windows may come in any order and touch', () => {
    const calendar = {
      timeZone: 'UTC',
      week: {
        mon: [
          ['12:00', '24:00'],
          ['00:00', '12:00'],
        ],
      },
    };
    const day = { from: '2026-09-27T00:00:00Z', to: '2026-09-30T00:00:00Z' };
    expect(ask('intervals', day, calendar)).toEqual({
      id: 1,
      result: [['2026-09-28T00:00:00Z', '2026-09-29T00:00:00Z']],
    });
  });

  test.each([
    ['calendar', null],
    ['calendar', 'office'],
    ['calendar.timeZone', { week: {} }],
    ['calendar.timeZone', { timeZone: 'Mars/Olympus' }],
    ['calendar.timeZone', { timeZone: '+08:00' }],
    ['calendar.week', { timeZone: 'UTC', week: { monday: HOURS } }],
    ['calendar.week.mon', { timeZone: 'UTC', week: { mon: 'all day' } }],
    ['calendar.week.mon[0][0]', { timeZone: 'UTC', week: { mon: [['9:00', '12:00']] } }],
    ['calendar.week.mon[0][1]', { timeZone: 'UTC', week: { mon: [['09:00', '24:30']] } }],
    ['calendar.week.mon[0]', { timeZone: 'UTC', week: { mon: [['09:00']] } }],
    ['calendar.week.mon[0]', { timeZone: 'UTC', week: { mon: [['22:00', '06:00']] } }],
    ['calendar.week.mon[0]', { timeZone: 'UTC', week: { mon: [['09:00', '09:00']] } }],
    [
      'calendar.week.mon[1]',
      {
        timeZone: 'UTC',
        week: {
          mon: [
            ['09:00', '12:00'],
            ['11:59', '13:00'],
          ],
        },
      },
    ],
    ['calendar.holidays[1]', { timeZone: 'UTC', holidays: ['2026-10-01', '2026-02-30'] }],
    ['calendar.exceptions.2026-13-01', { timeZone: 'UTC', exceptions: { '2026-13-01': [] } }],
    ['calendar.exceptions.2026-10-10[0]', { timeZone: 'UTC', exceptions: { '2026-10-10': [['12:00', '11:00']] } }],
    ['calendar.always', { timeZone: 'UTC', always: 'yes' }],
    ['calendar', { timeZone: 'UTC', holliday: [] }],
  ])('a mistake in %s is named: %j', (field, calendar) => {
    const { error } = ask('isOpen', { at: '2026-10-01T00:00:00Z' }, calendar) as { error: string };
    expect(error.startsWith(`${field}: `), error).toBe(true);
  });

  test('all mistakes are told at once', () => {
    const { error } = ask('isOpen', {}, { timeZone: 'x', holidays: ['y'] }) as { error: string };
    expect(error).toMatch(/calendar\.timeZone: .*; calendar\.holidays\[0\]: /);
  });
});

describe('questions that make no sense', () => {
  test.each([
    ['op', 'multiply', {}],
    ['args', 'add', undefined],
    ['args', 'add', [1]],
    ['args.start', 'add', { start: '2026-09-30T17:00:00', seconds: 1 }],
    ['args.start', 'add', { start: '2026-02-30T17:00:00Z', seconds: 1 }],
    ['args.start', 'add', { start: '2026-09-30T24:00:00Z', seconds: 1 }],
    ['args.start', 'add', { start: 1_790_000_000, seconds: 1 }],
    ['args.seconds', 'add', { start: '2026-09-30T17:00:00Z' }],
    ['args.seconds', 'add', { start: '2026-09-30T17:00:00Z', seconds: 0 }],
    ['args.seconds', 'subtract', { start: '2026-09-30T17:00:00Z', seconds: -5 }],
    [
      'args.excluded[0]',
      'add',
      { start: '2026-09-30T17:00:00Z', seconds: 1, excluded: [['2026-09-30T17:00:00Z', '2026-09-30T16:00:00Z']] },
    ],
    [
      'args.excluded[0][1]',
      'add',
      { start: '2026-09-30T17:00:00Z', seconds: 1, excluded: [['2026-09-30T17:00:00Z', 'never']] },
    ],
    ['args', 'add', { start: '2026-09-30T17:00:00Z', seconds: 1, exclude: [] }],
    ['args.end', 'between', { start: '2026-09-30T17:00:00Z' }],
    ['args.date', 'isWorkday', { date: '2026-9-30' }],
    ['args.days', 'addWorkdays', { date: '2026-09-30', days: 1.5 }],
    ['args.bounds', 'workdaysBetween', { from: '2026-09-30', to: '2026-09-30', bounds: '()' }],
  ])('name %s: %s %j', (field, op, args) => {
    const { error } = ask(op, args) as { error: string };
    expect(error.startsWith(`${field}: `), error).toBe(true);
  });

  test.each([[null], [[]], ['add'], [7]])('%j is not a question', (raw) => {
    expect(answer(raw)).toMatchObject({ id: null, error: expect.stringMatching(/^question: /) });
  });

  test('a question without an answer says why', () => {
    expect(ask('nextClose', { at: '2026-10-01T00:00:00Z' }, { always: true })).toMatchObject({ error: /always open/ });
  });

  test('a calendar without any open hour is refused, whatever is asked', () => {
    const closed = { timeZone: 'UTC', week: {}, exceptions: { '2026-10-01': [] } };
    for (const op of ['nextOpen', 'isOpen'])
      expect(ask(op, { at: '2026-10-01T00:00:00Z' }, closed)).toEqual({
        id: 1,
        error: 'calendar: is never open: no date has hours; write a week, or "always": true',
      });
    const once = { timeZone: 'UTC', week: {}, exceptions: { '2026-10-01': [['09:00', '10:00']] } };
    expect(ask('isOpen', { at: '2026-10-01T09:30:00Z' }, once)).toEqual({ id: 1, result: true });
  });

  test.each(['+08:00', 'CST', 'EST', 'GMT+8'])('%s is no zone', (timeZone) => {
    expect(
      ask('isOpen', { at: '2026-10-01T00:00:00Z' }, { timeZone, week: { mon: [['09:00', '18:00']] } }),
    ).toMatchObject({
      error: expect.stringContaining('must be an IANA time zone'),
    });
  });

  test('any id comes back unchanged', () => {
    const args = { date: '2026-10-10' };
    for (const id of ['q-1', 7, null, { a: 1 }]) {
      expect(answer({ id, calendar: OFFICE, op: 'isWorkday', args })).toEqual({ id, result: true });
      expect(answer({ id, calendar: OFFICE, op: '?', args })).toMatchObject({ id, error: expect.any(String) });
    }
  });
});

test('calendars that differ in a detail are not confused', () => {
  const args = { date: '2026-10-10' };
  expect(ask('isWorkday', args)).toMatchObject({ result: true });
  expect(ask('isWorkday', args, { ...OFFICE, exceptions: {} })).toMatchObject({ result: false });
  // More calendars than are kept.
  for (let day = 0; day < 600; day++) {
    const holidays = [new Date(day * 86_400_000).toISOString().slice(0, 10)];
    expect(ask('isWorkday', { date: holidays[0] }, { ...OFFICE, holidays })).toMatchObject({ result: false });
  }
  expect(ask('isWorkday', args)).toMatchObject({ result: true });
});
