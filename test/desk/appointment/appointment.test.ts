import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Appointment,
  type AppointmentPlan,
  type AppointmentTerms,
  appointmentReminders,
  decideAppointmentStep,
  planAppointment,
  repeatAppointment,
} from '../../../src/desk/appointment/appointment.ts';
import { policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

let terms: AppointmentTerms;
beforeAll(async () => {
  const book = prepareBook(1, (await readBookFile(presetPath('video-conference') ?? '')).source);
  const { office } = spanCalendarsOf(book, policyOf(book, 'sample'));
  terms = { office, trainingAhead: 30, remindBefore: 3 };
});

const PLAN: AppointmentPlan = {
  customer: 'sample',
  kind: 'drill',
  what: 'failover',
  date: '2026-10-12',
  person: 'senior',
  repeat: 'none',
};
const at = (text: string) => tellInstant(text, '2026-09-21');

function plan(about: Partial<AppointmentPlan>, now = '10:00') {
  return planAppointment({ ...PLAN, ...about }, terms, 'projectManager', at(now));
}
function planned(about: Partial<AppointmentPlan> = {}, now = '10:00'): Appointment {
  const told = plan(about, now);
  if (!told.ok) throw new Error(told.code);
  return told.value.state;
}

describe('a training is planned at least 30 working days ahead (D22)', () => {
  // Working days after 21 September: 22–24 (3; 25–27 is Mid-Autumn), 28–30 (6), 8–10 October (9; the 10th is a make-up
  // day), then five a week: 6 November is the 29th.
  test('the holiday is left out and the make-up Saturday counts', () => {
    const earliest = terms.office.addWorkdays('2026-09-21', 30);
    expect(earliest).toBe('2026-11-09');
    expect(plan({ kind: 'training', date: earliest })).toMatchObject({ ok: true });
    const dayBefore = terms.office.addWorkdays(earliest, -1);
    expect(plan({ kind: 'training', date: dayBefore })).toMatchObject({
      ok: false,
      code: 'appointment.training-too-soon',
      params: { date: dayBefore, earliest, days: 30 },
    });
    expect(plan({ kind: 'drill', date: dayBefore })).toMatchObject({ ok: true });
  });
});

test.each([
  ['today', '2026-09-21', 'appointment.date-past'],
  ['past', '2026-09-18', 'appointment.date-past'],
  ['a holiday', '2026-10-02', 'appointment.not-a-working-day'],
  ['a Sunday', '2026-10-11', 'appointment.not-a-working-day'],
])('a day that is %s is refused', (_, date, code) => {
  expect(plan({ date })).toMatchObject({ ok: false, code });
});

test.each([
  ['the Monday after a make-up Saturday', {}, '10:00', ['reminder 10-08 09:00', 'day 10-12 09:00', 'late 10-12 18:00']],
  ['planned the day before', { date: '2026-09-22' }, '10:00', ['day 09-22 09:00', 'late 09-22 18:00']],
])('reminders: %s', (_, about, now, expected) => {
  const { added, state } = appointmentReminders.lapse(planned(about, now), Number.MAX_SAFE_INTEGER);
  expect(added.map((each) => `${each.kind.replace('appointment.', '')} ${sayInstant(each.at, '2026-09-21')}`)).toEqual(
    expected,
  );
  expect(appointmentReminders.lapse(state, Number.MAX_SAFE_INTEGER).added).toEqual([]);
});

test.each([
  ['none', '2026-10-12', '10-12 12:00', undefined],
  ['month', '2026-10-12', '10-12 12:00', '2026-11-12'],
  ['month, onto a Saturday', '2026-10-14', '10-14 12:00', '2026-11-16'],
  ['half-year', '2026-10-12', '10-12 12:00', '2027-04-12'],
  ['quarter', '2026-10-12', '10-12 12:00', '2027-01-12'],
  ['year', '2026-10-12', '10-12 12:00', '2027-10-12'],
  ['month, from the last day of a long one', '2026-10-30', '10-30 12:00', '2026-11-30'],
  ['month, done months late', '2026-10-12', '12-20 12:00', '2027-01-12'],
] as const)('the next appointment of a series: %s', (label, date, now, expected) => {
  const repeat = label.split(',')[0] as AppointmentPlan['repeat'];
  const next = repeatAppointment(planned({ date, repeat }), terms, 'senior', at(now));
  expect(next?.state.date).toBe(expected);
});

test('a date moved by a weekend or a short month does not move the later ones', () => {
  const first = planned({ date: '2026-12-31', repeat: 'month' });
  const dates: string[] = [];
  for (let state = first; dates.length < 3; ) {
    const next = repeatAppointment(state, terms, 'senior', state.at.late);
    if (!next) throw new Error('it repeats');
    state = next.state;
    dates.push(state.date);
  }
  // 31 January 2027 is a Sunday, 28 February too.
  expect(dates).toEqual(['2027-02-01', '2027-03-01', '2027-03-31']);
});

test('a training cannot be done before its day, a call can; an appointment that is over stays over', () => {
  const step = (state: Appointment, verb: 'done' | 'cancel') =>
    decideAppointmentStep(state, verb, terms.office, 'senior', at('11:00'));
  expect(step(planned(), 'done')).toMatchObject({ ok: false, code: 'appointment.not-yet' });
  expect(step(planned({ kind: 'call' }), 'done')).toMatchObject({ ok: true });
  const ended = step(planned(), 'cancel');
  expect(ended.ok && step(ended.value.state, 'done')).toMatchObject({ code: 'appointment.already-cancelled' });
  expect(ended.ok && appointmentReminders.lapse(ended.value.state, Number.MAX_SAFE_INTEGER).added).toEqual([]);
});
