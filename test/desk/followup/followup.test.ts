import { beforeAll, describe, expect, test } from 'vitest';
import { type Book, policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import {
  beginFollowup,
  type FollowupProgress,
  finishFollowup,
  followupReminders,
  isUnhappy,
  withdrawFollowup,
} from '../../../src/desk/followup/followup.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

let book: Book;
beforeAll(async () => {
  book = prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source);
});

function fixed(at: string, by = 'engineer1'): FollowupProgress {
  const policy = policyOf(book, 'sample');
  const fix = { customer: 'sample', ticketId: 7 as TicketId, by, at: tellInstant(at, '2026-11-23') };
  return beginFollowup(fix, policy.followup, book.source.people, spanCalendarsOf(book, policy));
}

/** `prompt 10:20, reminder 11-24 10:20, overdue 11-25 10:20` */
function timetable(at: string): string {
  const { state } = followupReminders.lapse(fixed(at).state, tellInstant('2027-01-01 00:00', ''));
  return state.told.map((notice) => `${notice} ${sayInstant(state.at[notice], '2026-11-23')}`).join(', ');
}

describe('D15: the call after a fix is due within 48 hours, with a reminder 24 hours before', () => {
  test.each([
    ['in office hours', '10:20', 'prompt 10:20, reminder 11-24 10:20, overdue 11-25 10:20'],
    ['in the lunch break', '12:30', 'prompt 13:00, reminder 11-24 13:00, overdue 11-25 12:30'],
    ['at night', '21:00', 'prompt 11-24 09:00, reminder 11-25 09:00, overdue 11-25 21:00'],
    ['at the closing', '18:00', 'prompt 11-24 09:00, reminder 11-25 09:00, overdue 11-25 18:00'],
    [
      'on Thursday evening: the office does not open between the reminder and the end',
      '11-26 19:00',
      'prompt 11-27 09:00, reminder 11-27 19:00, overdue 11-28 19:00',
    ],
    [
      'on Friday evening: the office does not open at all before the end',
      '11-27 19:00',
      'prompt 11-27 19:00, reminder 11-28 19:00, overdue 11-29 19:00',
    ],
    [
      'on Saturday: prompt and reminder wait for Monday',
      '11-28 12:00',
      'prompt 11-30 09:00, reminder 11-30 09:00, overdue 11-30 12:00',
    ],
    [
      'on the eve of National Day: 1 to 7 October are off',
      '09-30 17:30',
      'prompt 09-30 17:30, reminder 10-01 17:30, overdue 10-02 17:30',
    ],
    [
      'before a make-up Saturday, which is worked',
      '10-09 18:30',
      'prompt 10-10 09:00, reminder 10-10 18:30, overdue 10-11 18:30',
    ],
  ])('fixed %s', (_, at, expected) => {
    expect(timetable(at)).toBe(expected);
  });
});

describe('who is asked to call', () => {
  test.each([
    ['the service desk', 'engineer1', 'desk'],
    ['the coordinator, if the desk itself fixed it', 'desk', 'coordinator'],
  ])('%s', (_, fixer, asked) => {
    expect(fixed('10:00', fixer).state.asked).toBe(asked);
  });

  test('the person who fixed it, if there is no other colleague', () => {
    const { desk } = book.source.people;
    const policy = policyOf(book, 'sample');
    const fix = { customer: 'sample', ticketId: 7 as TicketId, by: 'desk', at: 0 };
    const alone = beginFollowup(fix, policy.followup, desk ? { desk } : {}, spanCalendarsOf(book, policy));
    expect(alone.state.asked).toBe('desk');
  });
});

test('after the call was made or withdrawn nothing is due', () => {
  const { state } = fixed('10:00');
  const at = tellInstant('11:00', '2026-11-23');
  const done = finishFollowup(state, { score: 4, works: true, remarks: 'fine' }, 'desk', at);
  const withdrawn = withdrawFollowup(state, 'customer', at);
  for (const ended of [done.state, withdrawn.state]) {
    expect(followupReminders.next(ended)).toBeUndefined();
    expect(followupReminders.lapse(ended, Number.MAX_SAFE_INTEGER).added).toEqual([]);
  }
  expect(done.added.map(({ kind, by }) => `${kind} by ${by}`)).toEqual(['followup.done by desk']);
});

test.each([
  [1, true, true],
  [2, undefined, true],
  [3, true, false],
  [5, false, true],
  [undefined, undefined, false],
])('score %s, working %s: the customer is unhappy: %s', (score, works, bad) => {
  expect(isUnhappy({ score, works, remarks: '' })).toBe(bad);
});
