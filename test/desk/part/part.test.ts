import { beforeAll, describe, expect, test } from 'vitest';
import { type Book, policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { partSubject } from '../../../src/desk/part/names.ts';
import {
  deliverPart,
  dispatchPart,
  lapsePart,
  movePart,
  overdueAt,
  quietPart,
  receiveAtVendor,
  recordPart,
  requestPart,
  returnPart,
  type SparePart,
  sendPartBack,
} from '../../../src/desk/part/part.ts';
import { beginSuggestion, lapseSuggestion, withdrawSuggestion } from '../../../src/desk/part/suggestion.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import type { Result } from '../../../src/lib/refusal.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

const DAY = '2026-11-23';
const NOTHING = {
  wanted: 'fan',
  rma: '',
  model: '',
  serial: '',
  quantity: 1,
  symptom: '',
  cause: '',
  measures: '',
  replaced: '',
};

const books = new Map<string, Book>();
beforeAll(async () => {
  for (const preset of ['video-conference', 'telecom-province', 'security-vendor'])
    books.set(preset, prepareBook(1, (await readBookFile(presetPath(preset) ?? '')).source));
});

function asked(at: string, preset = 'telecom-province'): SparePart {
  const book = bookOf(preset);
  const policy = policyOf(book, 'sample');
  const about = { customer: 'sample', ticketId: 7 as TicketId, device: undefined, record: NOTHING, by: 'engineer1' };
  return requestPart({ ...about, at: read(at) }, policy.parts, spanCalendarsOf(book, policy)).state;
}

function bookOf(preset: string): Book {
  const book = books.get(preset);
  if (!book) throw new Error(preset);
  return book;
}

const read = (at: string) => tellInstant(at, DAY);
const say = (at: number | undefined) => (at === undefined ? undefined : sayInstant(at, DAY));

describe('when a part must be with the customer', () => {
  test.each([
    ['C2: two working days', 'video-conference', '10:00', '11-25 18:00'],
    ['C2: asked after hours, from the next opening', 'video-conference', '18:00', '11-26 18:00'],
    ['C2: asked on Saturday', 'video-conference', '11-28 10:00', '12-02 18:00'],
    ['C2: across National Day, the make-up Saturday worked', 'video-conference', '09-30 18:00', '10-10 18:00'],
    ['D10: four hours, around the clock', 'telecom-province', '22:00', '11-24 02:00'],
    ['the contract names no time', 'security-vendor', '10:00', undefined],
  ])('%s', (_, preset, at, due) => {
    expect(say(asked(at, preset).dueAt)).toBe(due);
  });

  test('a due date beyond the known holidays is provisional, unless the span counts every hour', () => {
    expect(asked('2027-12-30 10:00', 'video-conference').provisional).toBe(true);
    expect(asked('2027-12-30 10:00', 'telecom-province').provisional).toBe(false);
  });
});

test('a part is called overdue once, dated to the due instant, however late that is noticed', () => {
  const part = asked('10:00');
  expect(lapsePart(part, read('13:59')).added).toEqual([]);
  const { state, added } = lapsePart(part, read('20:00'));
  expect(added.map(({ kind, at }) => `${kind} ${say(at)}`)).toEqual(['part.overdue 14:00']);
  expect(lapsePart(state, read('21:00')).added).toEqual([]);
});

test('a delivered part and a part of a closed ticket are never overdue; the latter can still be delivered', () => {
  const part = asked('10:00');
  const closed = quietPart(part, 'customer', read('11:00')).state;
  const delivered = must(deliverPart(part, 'engineer1', read('11:00'))).state;
  for (const each of [closed, delivered]) {
    expect(overdueAt(each)).toBeUndefined();
    expect(lapsePart(each, read('20:00')).added).toEqual([]);
  }
  expect(must(deliverPart(closed, 'engineer1', read('15:00'))).state.status).toBe('delivered');
});

test('a part of a merged ticket belongs to the ticket that goes on, due as before, and keeps its card', () => {
  const part = asked('10:00');
  const moved = movePart(part, 8 as TicketId, 'engineer1', read('11:00')).state;
  const again = movePart(moved, 9 as TicketId, 'engineer1', read('12:00')).state;
  expect([moved.ticketId, again.ticketId]).toEqual([8, 9]);
  expect([moved, again].map((each) => partSubject(each, 1))).toEqual(Array(2).fill(partSubject(part, 1)));
  expect(lapsePart(again, read('20:00')).added.map(({ kind, at }) => `${kind} ${say(at)}`)).toEqual([
    'part.overdue 14:00',
  ]);
});

describe('from the request to the return', () => {
  const steps = {
    dispatch: dispatchPart,
    deliver: deliverPart,
    'send-back': sendPartBack,
    receive: receiveAtVendor,
    return: returnPart,
  };
  test.each([
    ['dispatch deliver return', 'returned'],
    ['deliver return', 'returned'],
    ['dispatch dispatch', 'part.already-dispatched'],
    ['deliver dispatch', 'part.already-delivered'],
    ['deliver deliver', 'part.already-delivered'],
    ['return', 'part.not-delivered'],
    ['dispatch return', 'part.not-delivered'],
    ['deliver return return', 'part.already-returned'],
    ['deliver send-back receive return', 'returned'],
    ['send-back', 'part.not-delivered'],
    ['deliver receive', 'part.not-sent-back'],
    ['deliver send-back send-back', 'part.already-sent-back'],
    ['deliver send-back receive receive', 'part.already-at-vendor'],
    ['deliver return send-back', 'part.already-returned'],
  ])('%s: %s', (words, outcome) => {
    let part = asked('10:00');
    for (const word of words.split(' ')) {
      const taken = steps[word as keyof typeof steps](part, 'engineer1', read('11:00'));
      if (!taken.ok) return expect(taken.code).toBe(outcome);
      part = taken.value.state;
    }
    expect(part.status).toBe(outcome);
  });
});

test('filling in the repair request does not change what was asked for', () => {
  const { wanted: _, ...record } = { ...NOTHING, rma: 'RMA-77', quantity: 2 };
  const { state, added } = recordPart(asked('10:00'), record, 'desk', read('12:00'));
  expect(state.record).toEqual({ ...NOTHING, rma: 'RMA-77', quantity: 2 });
  expect(added.map(({ kind, by }) => `${kind} by ${by}`)).toEqual(['part.recorded by desk']);
});

test('C2: a part is suggested 2 h after the arrival, once, unless it was withdrawn before', () => {
  const book = bookOf('video-conference');
  const policy = policyOf(book, 'sample');
  const arrival = { customer: 'sample', ticketId: 7 as TicketId, by: 'engineer1', at: read('23:00') };
  const { state } = beginSuggestion(arrival, policy.parts?.suggestAfter ?? '', spanCalendarsOf(book, policy));
  const made = lapseSuggestion(state, read('11-24 09:00'));
  expect(made.added.map(({ kind, at }) => `${kind} ${say(at)}`)).toEqual(['part.suggested 11-24 01:00']);
  expect(lapseSuggestion(made.state, read('11-24 10:00')).added).toEqual([]);
  const { state: withdrawn } = withdrawSuggestion(state, 'engineer1', read('23:30'));
  expect(lapseSuggestion(withdrawn, read('11-24 10:00')).added).toEqual([]);
});

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(result.code);
  return result.value;
}
