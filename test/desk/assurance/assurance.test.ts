import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Assurance,
  type AssurancePlan,
  assuranceReminders,
  countInYear,
  decideAssuranceStep,
  openItems,
  planAssurance,
} from '../../../src/desk/assurance/assurance.ts';
import { policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import type { Calendar } from '../../../src/desk/sla/calendar.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

let office: Calendar;
beforeAll(async () => {
  const book = prepareBook(1, (await readBookFile(presetPath('video-conference') ?? '')).source);
  office = spanCalendarsOf(book, policyOf(book, 'sample')).office;
});

const PLAN: AssurancePlan = {
  customer: 'sample',
  name: 'annual meeting',
  from: '2026-10-01',
  until: '2026-10-03',
  engineers: ['senior'],
};
const at = (text: string) => tellInstant(text, '2026-09-21');

function planned(about: Partial<AssurancePlan> = {}, now = '10:00'): Assurance {
  const told = planAssurance({ ...PLAN, ...about }, office, 'projectManager', at(now));
  if (!told.ok) throw new Error(told.code);
  return told.value.state;
}

describe('reminders: three working days before, and on the last working day before', () => {
  test.each([
    ['on National Day', { from: '2026-10-01' }, '10:00', ['reminder 09-28 09:00', 'eve 09-30 09:00']],
    [
      'in the middle of the holiday',
      { from: '2026-10-04', until: '2026-10-04' },
      '10:00',
      ['reminder 09-28 09:00', 'eve 09-30 09:00'],
    ],
    [
      'the Monday after a make-up Saturday',
      { from: '2026-10-12', until: '2026-10-12' },
      '10:00',
      ['reminder 10-08 09:00', 'eve 10-10 09:00'],
    ],
    ['planned two days before: the first reminder is skipped', {}, '09-29 10:00', ['eve 09-30 09:00']],
    ['planned on the day itself', {}, '10-01 08:00', []],
  ])('an event %s', (_, about, now, expected) => {
    const { added } = assuranceReminders.lapse(planned(about, now), Number.MAX_SAFE_INTEGER);
    expect(added.map((each) => `${each.kind.replace('assurance.', '')} ${sayInstant(each.at, '2026-09-21')}`)).toEqual(
      expected,
    );
  });

  test('no reminder once the assurance is over', () => {
    const ended = decideAssuranceStep(planned(), { verb: 'cancel' }, office, 'senior', at('11:00'));
    expect(ended.ok && assuranceReminders.lapse(ended.value.state, Number.MAX_SAFE_INTEGER).added).toEqual([]);
  });
});

test.each([
  ['in the past', { from: '2026-09-20' }, 'assurance.in-the-past'],
  ['that ends before it begins', { until: '2026-09-30' }, 'assurance.ends-before'],
  ['without an engineer', { engineers: [] }, 'assurance.engineers'],
  ['with three engineers', { engineers: ['senior', 'expert', 'engineer1'] }, 'assurance.engineers'],
])('an event %s is refused', (_, about, code) => {
  expect(planAssurance({ ...PLAN, ...about }, office, 'projectManager', at('10:00'))).toMatchObject({
    ok: false,
    code,
  });
});

test('the checklist shows what is still to do; an assurance is done once, and not before it begins', () => {
  let state = planned();
  expect(openItems(state)).toEqual(['roster', 'check', 'rehearsal', 'presence']);
  const take = (step: Parameters<typeof decideAssuranceStep>[1], when: string) => {
    const taken = decideAssuranceStep(state, step, office, 'senior', at(when));
    if (taken.ok) state = taken.value.state;
    return taken.ok ? 'taken' : taken.code;
  };
  expect(take({ verb: 'roster' }, '11:00')).toBe('taken');
  expect(take({ verb: 'check', item: 'check', note: 'spare codec' }, '11:00')).toBe('taken');
  expect(openItems(state)).toEqual(['rehearsal', 'presence']);
  expect(take({ verb: 'done' }, '09-30 18:00')).toBe('assurance.not-yet');
  expect(take({ verb: 'done' }, '10-01 09:00')).toBe('taken');
  expect(take({ verb: 'check', item: 'rehearsal', note: '' }, '10-01 10:00')).toBe('assurance.already-done');
});

test('a year counts the events that begin in it, without cancelled ones (C4)', () => {
  const cancelled: Assurance = { ...planned(), status: 'cancelled' };
  const next = planned({ from: '2027-01-04', until: '2027-01-04' });
  expect(countInYear([planned(), planned(), cancelled, next], '2026')).toBe(2);
});
