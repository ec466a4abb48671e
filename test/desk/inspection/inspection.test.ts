import { beforeAll, describe, expect, test } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { addFinding, beginFeedback } from '../../../src/desk/inspection/feedback.ts';
import type { Inspection, InspectionProgress, InspectionTerms } from '../../../src/desk/inspection/inspection.ts';
import { lapseInspection, nextDue } from '../../../src/desk/inspection/lapse.ts';
import { decideStep, planInspection, type Step } from '../../../src/desk/inspection/step.ts';
import { termsOf } from '../../../src/desk/inspection/terms.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import type { Result } from '../../../src/lib/refusal.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

const DAY = '2026-01-01';
const TICKET = 7 as TicketId;
let terms: InspectionTerms;
beforeAll(async () => {
  terms = termsOf(prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source), 'sample');
});

const at = (text: string) => tellInstant(text, DAY);

function plan(date: string, now: string): Result<InspectionProgress> {
  return planInspection({ customer: 'sample', site: 'main', owner: 'projectManager', date }, terms, 'desk', at(now));
}

function must(result: Result<InspectionProgress>): Inspection {
  if (!result.ok) throw new Error(result.code);
  return result.value.state;
}

/** A refusal as `code param param`; else what is due next, such as `notice 11-24 09:00`. */
function told(result: Result<InspectionProgress>): string {
  if (!result.ok) return [result.code, ...Object.values(result.params)].join(' ');
  const next = nextDue(result.value.state);
  return next ? `${next.kind} ${sayInstant(next.at, DAY)}` : 'nothing';
}

const step = (state: Inspection, asked: Step, now: string, by = 'customer') =>
  decideStep(state, asked, terms, by, at(now));
const move = (date: string, was?: string): Step => ({
  verb: 'move-inspection',
  date: `2026-${date}`,
  ...(was === undefined ? {} : { was: `2026-${was}` }),
});
const CONFIRM: Step = { verb: 'reconfirm-inspection' };
const CANCEL: Step = { verb: 'cancel-inspection' };
const FINISH: Step = { verb: 'finish-inspection' };
const REPORT: Step = { verb: 'deliver-inspection-report' };

describe('the date of an inspection', () => {
  test.each([
    ['2026-11-16', 'inspection.date-past 2026-11-16'],
    ['2026-11-15', 'inspection.date-past 2026-11-15'],
    ['2026-11-21', 'inspection.not-a-working-day 2026-11-21 2026-11-20, 2026-11-23'],
    ['2026-10-05', 'inspection.date-past 2026-10-05'],
    ['2026-11-17', 'unconfirmed 11-16 18:00'],
    ['2026-11-27', 'notice 11-24 09:00'],
  ])('%s on Monday 16 November: %s', (date, expected) => {
    expect(told(plan(date, '11-16 10:00'))).toBe(expected);
  });

  test('the refusal names the working days before and after a holiday, but none in the past', () => {
    expect(told(plan('2026-10-03', '09-28 10:00'))).toContain('2026-09-30, 2026-10-08');
    expect(told(plan('2026-10-03', '09-30 10:00'))).toMatch(/10-03 2026-10-08$/);
  });
});

describe('moving', () => {
  test('starts the notices again for the new date, also after a confirmation, and when moved back to the first date', () => {
    const planned = must(plan('2026-11-27', '11-16 10:00'));
    const confirmed = must(step(planned, CONFIRM, '11-24 10:00'));
    expect(nextDue(confirmed)).toBeUndefined();
    const moved = must(step(confirmed, move('12-02'), '11-24 11:00'));
    expect(told({ ok: true, value: { state: moved, added: [] } })).toBe('notice 11-27 09:00');
    const back = step(moved, move('11-27'), '11-24 12:30');
    expect(told(back)).toBe('notice 11-24 13:00');
    const lapsed = lapseInspection(must(back), terms, at('11-26 18:00'));
    expect(lapsed.added.map(({ kind, at: when }) => `${kind.slice(11)} ${sayInstant(when, DAY)}`)).toEqual([
      'notice 11-24 13:00',
      'reconfirm 11-25 09:00',
      'unconfirmed 11-26 18:00',
    ]);
  });

  test('by two people: the second, whose card shows the old date, is refused and told who was first', () => {
    const planned = must(plan('2026-11-27', '11-16 10:00'));
    const moved = must(step(planned, move('12-02', '11-27'), '11-16 11:00', 'desk'));
    expect(told(step(moved, move('12-03', '11-27'), '11-16 11:01'))).toBe('inspection.moved-meanwhile desk 2026-12-02');
    expect(told(step(moved, { ...CONFIRM, was: '2026-11-27' }, '11-16 11:01'))).toContain('moved-meanwhile');
    expect(told(step(moved, move('12-03', '12-02'), '11-16 11:02'))).toBe('notice 11-30 09:00');
  });

  test.each([
    ['11-27', 'inspection.same-date 2026-11-27'],
    ['11-28', 'inspection.not-a-working-day 2026-11-28 2026-11-27, 2026-11-30'],
    ['11-16', 'inspection.date-past 2026-11-16'],
  ])('to %s is refused', (date, expected) => {
    expect(told(step(must(plan('2026-11-27', '11-16 10:00')), move(date), '11-16 11:00'))).toBe(expected);
  });
});

describe('confirming', () => {
  test('before the customer is asked: only the first notice is still sent', () => {
    const confirmed = step(must(plan('2026-11-27', '11-16 10:00')), CONFIRM, '11-16 11:00');
    expect(told(confirmed)).toBe('notice 11-24 09:00');
    expect(lapseInspection(must(confirmed), terms, at('11-27 09:00')).added).toHaveLength(1);
    expect(told(step(must(confirmed), CONFIRM, '11-16 11:01'))).toBe('inspection.already-confirmed customer');
  });

  test('at the instant when the coordinator would be told is in time', () => {
    const asked = lapseInspection(must(plan('2026-11-27', '11-16 10:00')), terms, at('11-26 17:59')).state;
    expect(told(step(asked, CONFIRM, '11-26 18:00'))).toBe('nothing');
  });
});

describe('after the end', () => {
  test.each([CONFIRM, move('12-02'), FINISH, REPORT, { verb: 'record-finding', title: 'x' } as Step])(
    'cancelled: $verb is refused',
    (asked) => {
      const cancelled = must(step(must(plan('2026-11-27', '11-16 10:00')), CANCEL, '11-16 11:00'));
      expect(nextDue(cancelled)).toBeUndefined();
      expect(told(step(cancelled, asked, '11-16 12:00'))).toBe('inspection.already-cancelled');
    },
  );

  test.each([CONFIRM, CANCEL, move('12-02'), FINISH])('finished: $verb is refused', (asked) => {
    const finished = must(step(must(plan('2026-11-27', '11-16 10:00')), FINISH, '11-27 15:00', 'desk'));
    expect(told(step(finished, asked, '11-27 16:00'))).toBe('inspection.already-finished desk');
  });

  test('a report is owed after the finish; the director is told every month until it is delivered', () => {
    const planned = must(plan('2026-11-27', '11-16 10:00'));
    expect(told(step(planned, REPORT, '11-27 10:00'))).toBe('inspection.not-finished');
    const finished = must(step(planned, FINISH, '11-27 15:00'));
    const missing = lapseInspection(finished, terms, at('2027-01-29 09:00'));
    expect(missing.added.map(({ at: when }) => sayInstant(when, DAY))).toEqual([
      '11-30 09:00',
      '12-31 09:00',
      '2027-01-29 09:00',
    ]);
    const reported = must(step(missing.state, REPORT, '2027-02-01 10:00'));
    expect([reported.status, nextDue(reported)]).toEqual(['open', undefined]);
    expect(told(step(reported, REPORT, '2027-02-01 10:01', 'desk'))).toBe('inspection.report-there customer');
  });
});

describe('D13: the customer is told within two working days that a finding was solved', () => {
  test.each([
    ['11-27 10:00', 'feedback-due 11-27 10:00', '12-01 18:00'],
    ['11-27 18:00', 'feedback-due 11-30 09:00', '12-02 18:00'],
    ['11-28 12:00', 'feedback-due 11-30 09:00', '12-02 18:00'],
    ['09-30 19:00', 'feedback-due 10-08 09:00', '10-10 18:00'],
    ['10-09 12:30', 'feedback-due 10-09 13:00', '10-12 18:00'],
  ])('solved %s: %s, due %s', (solved, notice, due) => {
    const found = addFinding(must(plan('2026-09-24', '09-01 10:00')), {
      ticketId: TICKET,
      title: 'dust',
      item: undefined,
    });
    const finished = { ...found, finished: { by: 'desk', at: 0 } };
    const { state, added } = beginFeedback(finished, TICKET, terms, 'engineer1', at(solved));
    const lapsed = [...added, ...lapseInspection(state, terms, at('2027-01-01 00:00')).added];
    const said = lapsed.flatMap((entry) =>
      entry.kind === 'inspection.feedback-due'
        ? [`feedback-due ${sayInstant(entry.at, DAY)}`, sayInstant(entry.data.due, DAY)]
        : [],
    );
    expect(said).toEqual([notice, due]);
  });
});
