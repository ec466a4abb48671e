import { beforeAll, describe, expect, test } from 'vitest';
import { type Book, policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { ladderWithout, mayAccess, type Reader } from '../../../src/desk/complaint/access.ts';
import {
  beginComplaint,
  type Complaint,
  type ComplaintEntry,
  type ComplaintFacts,
  type ComplaintProgress,
  lapseComplaint,
} from '../../../src/desk/complaint/complaint.ts';
import { type ComplaintStep, decideComplaintStep } from '../../../src/desk/complaint/step.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

let book: Book;
beforeAll(async () => {
  book = prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source);
});

const DAY = '2026-11-27';
const FACTS: ComplaintFacts = {
  text: 'nobody answers',
  category: 'response',
  urgency: 'normal',
  about: undefined,
  expectedAt: undefined,
  contact: '',
  complainer: { platform: 'slack', userId: 'U1', name: 'Wang' },
  answerIn: {
    way: 'privately',
    place: { platform: 'slack', channelId: '@U1', threadId: '' },
    language: 'en',
  },
};
const ALL = ['manager1', 'manager2', 'manager3'];

function complained(at: string, ladder: readonly string[] = ALL): Complaint {
  const policy = policyOf(book, 'sample');
  const opening = { customer: 'sample', ticketId: undefined, facts: FACTS, ladder };
  return beginComplaint(opening, policy.complaint, spanCalendarsOf(book, policy), 'customer', read(at)).state;
}

const read = (at: string) => tellInstant(at, DAY);
const CUSTOMER = { key: 'customer', staff: false };
const MANAGER = { key: 'manager1', staff: true };

function step(state: Complaint, at: string, taken: ComplaintStep): ComplaintProgress {
  const by = taken.verb === 'close' || taken.verb === 'not-satisfied' ? CUSTOMER : MANAGER;
  const result = decideComplaintStep(state, taken, by, read(at));
  if (!result.ok) throw new Error(result.code);
  return result.value;
}

/** `breached first-answer 23:30 → manager2` */
function told(entries: readonly ComplaintEntry[]): string[] {
  return entries.flatMap(({ kind, at, data }) => {
    const to = 'raisedTo' in data ? ` → ${data.raisedTo}` : '';
    return 'metric' in data ? [`${kind.slice(10)} ${data.metric} ${sayInstant(at, DAY)}${to}`] : [];
  });
}

const toTheEnd = (state: Complaint) => told(lapseComplaint(state, read('2027-01-01 00:00'), 'including').added);

describe('D17: a complaint is answered within 2 hours and closed within 15 days, at any hour', () => {
  test('without an answer on a Friday night, reminders and breaches go up the ladder', () => {
    expect(toTheEnd(complained('21:30'))).toEqual([
      'reminder first-answer 22:30',
      'breached first-answer 23:30 → manager2',
      'raised first-answer 11-28 01:30 → manager3',
      'reminder closure 12-09 03:30',
      'breached closure 12-12 21:30 → manager2',
    ]);
  });

  test.each([
    [['manager1'], ['breached first-answer 23:30 → manager1', 'breached closure 12-12 21:30 → manager1']],
    [
      ['manager1', 'manager3'],
      ['breached first-answer 23:30 → manager3', 'breached closure 12-12 21:30 → manager3'],
    ],
    [[], ['breached first-answer 23:30 → escalation', 'breached closure 12-12 21:30 → escalation']],
  ])('with the ladder %j, the breaches go to', (ladder, expected) => {
    const lines = toTheEnd(complained('21:30', ladder));
    expect(lines.filter((line) => !line.startsWith('reminder'))).toEqual(expected);
  });

  test('an answer at the due instant is in time and stops the first clock; the closure clock runs on', () => {
    const answered = step(complained('21:30'), '23:30', { verb: 'answer', text: 'on it' });
    expect(told(answered.added)).toEqual(['reminder first-answer 22:30']);
    expect(toTheEnd(answered.state)).toEqual([
      'reminder closure 12-09 03:30',
      'breached closure 12-12 21:30 → manager2',
    ]);
  });

  test('an answer one second late comes after the breach in the log', () => {
    const answered = step(complained('21:30'), '23:30:01', { verb: 'answer', text: 'on it' });
    expect(told(answered.added).at(-1)).toBe('breached first-answer 23:30 → manager2');
    expect(answered.added.at(-1)?.kind).toBe('complaint.answered');
  });

  test('closing by the customer stops both clocks, even without an answer', () => {
    const closed = step(complained('21:30'), '21:40', { verb: 'close' });
    expect(closed.state).toMatchObject({ status: 'closed', closedAt: read('21:40') });
    expect(toTheEnd(closed.state)).toEqual([]);
  });

  test('if the customer is not satisfied, the proposal is removed and the closure clock runs on', () => {
    const answered = step(complained('21:30'), '22:00', { verb: 'answer', text: 'sorry' }).state;
    const proposed = step(answered, '22:10', { verb: 'propose-closing', text: 'replaced' }).state;
    expect(proposed.proposed?.text).toBe('replaced');
    const still = step(proposed, '22:20', { verb: 'not-satisfied', text: 'no' }).state;
    expect(still).toMatchObject({ status: 'open', proposed: undefined });
    expect(toTheEnd(still)).toHaveLength(2);
  });
});

describe('refused steps', () => {
  const ANSWER: ComplaintStep = { verb: 'answer', text: 'x' };
  const CLOSE: ComplaintStep = { verb: 'close' };
  const PROPOSE: ComplaintStep = { verb: 'propose-closing', text: 'x' };
  const PROGRESS: ComplaintStep = { verb: 'progress', text: 'x', tells: false };

  test.each([
    ['a second answer', [ANSWER], ANSWER, MANAGER, 'complaint.already-answered'],
    ['an answer to a closed complaint', [CLOSE], ANSWER, MANAGER, 'complaint.already-closed'],
    ['closing twice', [CLOSE], CLOSE, CUSTOMER, 'complaint.already-closed'],
    ['closing by our people', [], CLOSE, MANAGER, 'complaint.customer-only'],
    ['an answer by the customer', [], ANSWER, CUSTOMER, 'command.staff-only'],
    ['proposing before the first answer', [], PROPOSE, MANAGER, 'complaint.not-answered'],
    [
      'not satisfied before the first answer',
      [],
      { verb: 'not-satisfied', text: '' },
      CUSTOMER,
      'complaint.not-answered',
    ],
    ['progress of a closed complaint', [CLOSE], PROGRESS, MANAGER, 'complaint.already-closed'],
  ] as const)('%s', (_, before, wanted, by, code) => {
    const state = before.reduce((complaint, each) => step(complaint, '21:40', each).state, complained('21:30'));
    expect(decideComplaintStep(state, wanted, by, read('21:50'))).toMatchObject({ ok: false, code });
  });
});

describe('D18: the ladder leaves out the person it is about', () => {
  test.each([
    ['another person', ALL, 'engineer1', ALL],
    ['the lowest', ALL, 'manager1', ['manager2', 'manager3']],
    ['the only manager: the director instead', ['manager1'], 'manager1', ['director']],
    ['the director, who is the only one: the ladder is empty', ['director'], 'director', []],
  ])('about %s', (_, ladder, about, expected) => {
    expect(ladderWithout(ladder, book.source.people, about)).toEqual(expected);
  });
});

describe('who may see a complaint', () => {
  const ours = (key: string): Reader => ({ key, staff: true, customer: undefined, platform: 'slack', userId: key });
  const theirs = (userId: string): Reader => ({
    key: 'customer',
    staff: false,
    customer: 'sample',
    platform: 'slack',
    userId,
  });

  test.each([
    ['a manager of the ladder reads it', ours('manager3'), 'read', true],
    ['an engineer does not', ours('engineer1'), 'read', false],
    ['an engineer may answer it', ours('engineer1'), 'answer', true],
    ['the person it is about does not read it', ours('manager2'), 'read', false],
    ['the person it is about does not answer it', ours('manager2'), 'answer', false],
    ['the person who complained reads it', theirs('U1'), 'read', true],
    ['a colleague of the person who complained does not', theirs('U2'), 'read', false],
  ] as const)('%s', (_, reader, access, expected) => {
    const complaint = complained('21:30', ['manager1', 'manager3']);
    const about = { ...complaint, facts: { ...FACTS, about: 'manager2' } };
    expect(mayAccess(about, reader, book.source.people, access)).toBe(expected);
  });

  test('if it is answered in the customer’s channel, all people of that customer may see it', () => {
    const complaint = complained('21:30');
    const place = { platform: 'slack', channelId: 'C1', threadId: '' };
    const facts: ComplaintFacts = { ...FACTS, answerIn: { way: 'channel', place, language: 'en' } };
    expect(mayAccess({ ...complaint, facts }, theirs('U2'), book.source.people, 'customer-step')).toBe(true);
    expect(
      mayAccess({ ...complaint, facts }, { ...theirs('U2'), customer: 'rival' }, book.source.people, 'customer-step'),
    ).toBe(false);
  });
});
