import { beforeAll, describe, expect, it, test } from 'vitest';
import { type Book, policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { BookPolicy } from '../../../src/desk/book/schema.ts';
import {
  acceptsScore,
  beginRating,
  endRating,
  giveScore,
  isCounted,
  isLow,
  type Mood,
  nextDueAt,
  type Rating,
  type RatingProgress,
  type RatingScore,
  type RatingTerms,
  release,
  remind,
  sayMore,
  voidRating,
} from '../../../src/desk/rating/rating.ts';
import { itemsOf } from '../../../src/desk/rating/survey.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import type { Result } from '../../../src/lib/refusal.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

let book: Book;
beforeAll(async () => {
  book = prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source);
});

const DAY = '2026-11-23';
const read = (at: string) => tellInstant(at, DAY);

function termsOf(rule: Partial<RatingTerms['rule']> = {}): RatingTerms {
  const policy = policyOf(book, 'sample');
  return { rule: { ...policy.rating, ...rule }, calendars: spanCalendarsOf(book, policy) };
}

function begun(at: string, mood: Mood = 'at ease', terms = termsOf()): Rating {
  const about = { of: 'ticket', no: 4, title: 'core switch down' } as const;
  return beginRating({ customer: 'sample', ticketId: 7 as TicketId, about }, mood, terms, read(at)).state;
}

function must(taken: Result<RatingProgress>): RatingProgress {
  if (!taken.ok) throw new Error(taken.code);
  return taken.value;
}
const rated = (rating: Rating, score: RatingScore, at: string, who = 'Ma Guodong') =>
  must(giveScore(rating, score, who, read(at))).state;

const say = (at: number | undefined) => (at === undefined ? 'never' : sayInstant(at, DAY));

describe('the customer is asked at once, and reminded two days later in office hours', () => {
  test.each([
    ['in office hours', '10:20', '11-25 10:20'],
    ['in the lunch break', '12:30', '11-25 13:00'],
    ['at night', '21:00', '11-26 09:00'],
    ['on Thursday: Saturday waits for Monday', '11-26 10:00', '11-30 09:00'],
    ['at the closing on Wednesday', '11-25 18:00', '11-30 09:00'],
    ['before National Day: 1 to 7 October are off', '09-30 10:00', '10-08 09:00'],
    ['on Thursday before a make-up Saturday, which is worked', '10-08 10:00', '10-10 10:00'],
  ])('%s', (_, at, reminder) => {
    const state = begun(at);
    expect(state.askedAt).toBe(read(at));
    expect(say(nextDueAt(state))).toBe(reminder);
  });

  test.each([
    ['no reminder if the time is over before it', { remindAfter: '14d' }, 'never'],
    ['no reminder if the office opens at the very end of the time', { remindAfter: '1h', closeAfter: '71h' }, '11:20'],
    ['after the span that the book names', { remindAfter: '4wh' }, '15:20'],
  ])('%s', (_, rule, reminder) => {
    expect(say(nextDueAt(begun('10:20', 'at ease', termsOf(rule))))).toBe(reminder);
  });

  it('only once: after the reminder, or after a score, nothing is due', () => {
    const state = begun('10:20');
    const reminded = remind(state, 'at ease', read('11-25 10:20'));
    expect(reminded.added.map(({ kind }) => kind)).toEqual(['rating.reminder']);
    expect(nextDueAt(reminded.state)).toBeUndefined();
    expect(nextDueAt(rated(state, 5, '10:21'))).toBeUndefined();
    expect(rated(reminded.state, 5, '11-26 10:00').given?.score).toBe(5);
  });
});

describe('held back while a complaint is open', () => {
  it('the customer is asked when the complaint is closed, and reminded two days after that', () => {
    const held = begun('10:20', 'complaining');
    expect([held.status, held.askedAt, nextDueAt(held)]).toEqual(['held', undefined, undefined]);
    const asked = release(held, termsOf(), read('11-24 15:00'));
    expect(asked.added.map(({ kind }) => kind)).toEqual(['rating.asked']);
    expect([asked.state.status, say(nextDueAt(asked.state)), say(asked.state.closeAt)]).toEqual([
      'open',
      '11-26 15:00',
      '12-07 10:20',
    ]);
  });

  it('the reminder is held back as well', () => {
    const held = remind(begun('10:20'), 'complaining', read('11-25 10:20')).state;
    expect([held.status, nextDueAt(held)]).toEqual(['held', undefined]);
    const reminded = release(held, termsOf(), read('11-27 11:00'));
    expect(reminded.added.map(({ kind }) => kind)).toEqual(['rating.reminder']);
    expect(nextDueAt(reminded.state)).toBeUndefined();
  });

  it('a rating whose time is over is not asked for, and one that was not held back does not change', () => {
    const late = release(begun('10:20', 'complaining'), termsOf(), read('12-07 10:21'));
    expect([late.state.status, isCounted(late.state)]).toEqual(['over', false]);
    expect(release(begun('10:20', 'complaining'), termsOf(), read('12-07 10:20')).state.status).toBe('open');
    expect(release(begun('10:20'), termsOf(), read('10:30')).added).toEqual([]);
  });

  it('a score is accepted while the question is held back', () => {
    expect(rated(begun('10:20', 'complaining'), 3, '10:30').status).toBe('rated');
  });
});

describe('the last tap counts, the log has all of them', () => {
  it('of the same person, and of another', () => {
    const first = must(giveScore(begun('10:20'), 2, 'Ma', read('10:21')));
    expect(first.added).toEqual([
      { kind: 'rating.given', at: read('10:21'), by: 'customer', data: { score: 2, who: 'Ma' } },
    ]);
    const again = must(giveScore(first.state, 2, 'Ma', read('10:22')));
    expect(again, 'twice the same is once').toEqual({ state: first.state, added: [] });
    const other = must(giveScore(first.state, 2, 'Zhou', read('10:23')));
    expect(other.added).toHaveLength(1);
    expect(rated(other.state, 5, '10:24', 'Zhou').given).toMatchObject({ score: 5, who: 'Zhou' });
  });

  it('the remark stays when the score changes', () => {
    const said = must(
      sayMore(rated(begun('10:20'), 2, '10:21'), { remark: 'late', items: { response: 1 } }, 'Ma', 0),
    ).state;
    expect(rated(said, 4, '10:30').given).toMatchObject({ score: 4, remark: 'late', items: { response: 1 } });
  });

  test.each<[RatingScore, boolean]>([
    [1, true],
    [2, true],
    [3, false],
    [5, false],
  ])('%i is low: %s', (score, low) => {
    expect(isLow(rated(begun('10:20'), score, '10:21'))).toBe(low);
  });
});

describe('what is refused', () => {
  it('a score after the time is over; at its last instant it is accepted', () => {
    expect(rated(begun('10:20'), 4, '12-07 10:20').status).toBe('rated');
    expect(giveScore(begun('10:20'), 4, '', read('12-07 10:21'))).toMatchObject({ code: 'rating.over' });
    expect(acceptsScore(begun('10:20'), read('12-07 10:21'))).toBe(false);
    expect(giveScore(endRating(begun('10:20'), 0).state, 4, '', read('10:30'))).toMatchObject({ code: 'rating.over' });
  });

  it('a score if the fix did not hold, and a remark before a score', () => {
    const gone = voidRating(rated(begun('10:20'), 5, '10:21'), 'customer', read('10:30'));
    expect([gone.state.status, isCounted(gone.state)]).toEqual(['void', false]);
    expect(giveScore(gone.state, 4, '', read('10:31'))).toMatchObject({ code: 'rating.void' });
    const words = { remark: 'fine', items: {} };
    expect(sayMore(gone.state, words, '', read('10:31'))).toMatchObject({ code: 'rating.void' });
    expect(sayMore(begun('10:20'), words, '', read('10:31'))).toMatchObject({ code: 'rating.no-score' });
  });
});

describe('the rule of the book', () => {
  it('has defaults, so that older books are valid', () => {
    expect(policyOf(book, 'sample').rating).toEqual({
      clause: 'D19',
      ask: ['ticket', 'summary'],
      remindAfter: '2d',
      closeAfter: '14d',
    });
  });

  test.each([{ remindAfter: 'soon' }, { ask: ['inspection'] }, { often: true }])('refuses %j', (rating) => {
    const read = BookPolicy.safeParse({ ...policyOf(book, 'sample'), rating });
    expect(read.error?.issues[0]?.path[0]).toBe('rating');
  });
});

it('the survey of C7: some items about one repair, all items about a month, and about a repair where the book says so', () => {
  const short = ['skill', 'professionalism', 'attitude', 'contact', 'response', 'maintenance'];
  expect(itemsOf({ about: { of: 'ticket' } })).toEqual(short);
  expect(itemsOf({ about: { of: 'summary' } })).toHaveLength(11);
  expect(itemsOf({ about: { of: 'ticket' }, survey: 'full' })).toHaveLength(11);
});
