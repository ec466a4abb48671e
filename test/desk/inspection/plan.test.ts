import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import { InspectionRule } from '../../../src/desk/book/inspection-rule.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { continuePlan, newSitePlan, type PlannedAhead, planAhead } from '../../../src/desk/inspection/plan.ts';
import { termsOf } from '../../../src/desk/inspection/terms.ts';
import type { Calendar } from '../../../src/desk/sla/calendar.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

let office: Calendar;
beforeAll(async () => {
  const book = prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source);
  office = termsOf(book, 'sample').calendars.office;
});

const at = (text: string) => tellInstant(text, '2026-01-01');
const rule = (given: object) => InspectionRule.parse(given);

/** The dates of this year that a plan enters if it is looked at each time it is due. */
function entered(given: object, from: string): string[] {
  const dates: string[] = [];
  let now = at(from);
  let state = newSitePlan('sample', 'main', office.dateOf(now));
  for (let looks = 0; looks < 40 && now < at('12-31 00:00'); looks += 1) {
    const entering: PlannedAhead = planAhead(state, rule(given), office, now);
    dates.push(...entering.dates);
    state = entering.state;
    if (entering.nextDueAt === undefined) break;
    expect(entering.nextDueAt).toBeGreaterThan(now);
    now = entering.nextDueAt;
  }
  return dates.filter((date) => date < '2027');
}

describe('D12, B7, E6, C3: the book says how often a site is inspected', () => {
  test.each([
    [
      'monthly, on the next working day if the 15th is off',
      { every: 'month' },
      '07-16 10:00',
      ['2026-08-17', '2026-09-15', '2026-10-15', '2026-11-16', '2026-12-15'],
    ],
    [
      'monthly, on the working day before',
      { every: 'month', holiday: 'previous', day: 31 },
      '07-28 10:00',
      ['2026-08-31', '2026-09-30', '2026-10-30', '2026-11-30', '2026-12-31'],
    ],
    ['quarterly', { every: 'quarter' }, '02-01 10:00', ['2026-04-15', '2026-07-15', '2026-10-15']],
    [
      'quarterly in the last month',
      { every: 'quarter', month: 3, day: 1 },
      '02-01 10:00',
      ['2026-03-02', '2026-06-01', '2026-09-01', '2026-12-01'],
    ],
    [
      'twice a year, in April and October',
      { every: 'half-year', month: 4, day: 12 },
      '02-01 10:00',
      ['2026-04-13', '2026-10-12'],
    ],
    ['yearly in May', { every: 'year', month: 5, day: 4 }, '02-01 10:00', ['2026-05-06']],
    ['never, if the book does not say', {}, '02-01 10:00', []],
  ])('%s', (_, given, from, expected) => {
    expect(entered(given, from)).toEqual(expected);
  });

  test('a date that is too near for its first notice is left out', () => {
    expect(entered({ every: 'month' }, '12-10 09:00')[0]).toBe('2026-12-15');
    expect(entered({ every: 'month' }, '12-10 09:01')).toEqual([]);
  });

  test('a number of working days before important periods (E6)', () => {
    const name = { zh: '国庆', en: 'National Day' };
    const before = [{ name, from: '2026-10-01', workdays: 5 }];
    // Five working days: 30, 29, 28, 24 and 23 September; 25 to 27 are off.
    expect(entered({ before }, '08-01 10:00')).toEqual(['2026-09-23']);
    expect(entered({ every: 'quarter', before }, '08-01 10:00')).toEqual(['2026-09-23', '2026-10-15']);
  });

  test('no date beyond the horizon is entered; the plan is due again when the next date comes within it', () => {
    const plan = newSitePlan('sample', 'main', '2026-02-01');
    const entering = planAhead(plan, rule({ every: 'quarter', horizonDays: 30 }), office, at('02-01 10:00'));
    expect(entering.dates).toEqual([]);
    expect(sayInstant(entering.nextDueAt ?? 0, '2026-01-01')).toBe('03-16 00:00');
  });

  test('counting from the last inspection: one date at a time, a period after the last one was finished', () => {
    const given = rule({ every: 'quarter', anchor: 'completion' });
    const first = planAhead(newSitePlan('sample', 'main', '2026-02-20'), given, office, at('02-20 10:00'));
    expect(first).toMatchObject({ dates: ['2026-04-15'], nextDueAt: undefined });
    expect(planAhead(first.state, given, office, at('03-20 10:00')).dates).toEqual([]);
    const over = continuePlan(first.state, given, '2026-04-30');
    const next = planAhead(over, given, office, at('04-30 17:00'));
    expect([next.dates, sayInstant(next.nextDueAt ?? 0, '2026-01-01')]).toEqual([[], '05-31 00:00']);
    expect(planAhead(next.state, given, office, at('05-31 00:00')).dates).toEqual(['2026-07-30']);
  });
});
