import { beforeAll, describe, expect, it } from 'vitest';
import { type Book, policyOf, prepareBook, spanCalendarsOf } from '../../../src/desk/book/book.ts';
import { presetPath, readBookFile } from '../../../src/desk/book/load.ts';
import { beginComplaint, type ComplaintEntry, lapseComplaint } from '../../../src/desk/complaint/complaint.ts';
import { raiseAt } from '../../../src/desk/complaint/raise.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

/** Whom a complaint is raised to while people are away, and when its ladder climbs. */
let book: Book;
beforeAll(async () => {
  book = prepareBook(1, (await readBookFile(presetPath('telecom-province') ?? '')).source);
});

const DAY = '2026-11-27';
const read = (at: string) => tellInstant(at, DAY);
const FACTS = {
  text: 'nobody answers',
  category: 'response',
  urgency: 'normal',
  about: undefined,
  expectedAt: undefined,
  contact: '',
  complainer: undefined,
  answerIn: undefined,
} as const;
const ALL = ['manager1', 'manager2', 'manager3'];

/** When the complaint is made at 10:00: who is told of each step until the first answer is four hours late. */
function told(ladder: readonly string[], isAway: (person: string, at: number) => boolean): string[] {
  const policy = policyOf(book, 'sample');
  const calendars = spanCalendarsOf(book, policy);
  const opening = { customer: 'sample', ticketId: undefined, facts: FACTS, ladder };
  const { state, added } = beginComplaint(opening, policy.complaint, calendars, 'customer', read('10:00'), isAway);
  return [...added, ...lapseComplaint(state, read('18:00'), 'including', isAway).added].map(say);
}

function say({ kind, data }: ComplaintEntry): string {
  const to = 'raisedTo' in data && data.raisedTo !== undefined ? ` ${data.raisedTo}` : '';
  const skipped = 'skipped' in data && data.skipped ? ` without ${data.skipped.join(' ')}` : '';
  return `${kind.slice('complaint.'.length)}${to}${skipped}`;
}

describe('who is told of a complaint without an answer', () => {
  const away = (...people: string[]) => people;
  it.each([
    ['no one is away', away(), ['opened manager1', 'reminder', 'breached manager2', 'raised manager3']],
    ['the first', away('manager1'), ['opened manager2 without manager1', 'reminder', 'breached manager3']],
    ['the second', away('manager2'), ['opened manager1', 'reminder', 'breached manager3 without manager2']],
    [
      'the third',
      away('manager3'),
      ['opened manager1', 'reminder', 'breached manager2', 'raised manager2 without manager3'],
    ],
    [
      'all but the first',
      away('manager2', 'manager3'),
      [
        'opened manager1',
        'reminder',
        'breached manager1 without manager2 manager3',
        'raised manager1 without manager3',
      ],
    ],
    [
      'all but the third',
      away('manager1', 'manager2'),
      ['opened manager3 without manager1 manager2', 'reminder', 'breached manager3 without manager1 manager2'],
    ],
    ['all of them', ALL, ['opened manager1', 'reminder', 'breached manager2', 'raised manager3']],
  ])('away: %s', (_, people, expected) => {
    expect(told(ALL, (person) => people.includes(person))).toEqual(expected);
  });

  it('an owner who is away from then on is passed over by the reminder', () => {
    const noon = read('10:30');
    expect(told(ALL, (person, at) => person === 'manager1' && at >= noon)).toEqual([
      'opened manager1',
      'reminder manager2 without manager1',
      'breached manager2',
      'raised manager3',
    ]);
  });

  it('an empty ladder is the escalation channel', () => {
    expect(told([], () => true)).toEqual(['opened escalation', 'reminder', 'breached escalation']);
  });
});

describe('when a late first answer goes up one more step', () => {
  const office = { firstAnswer: '2wh', raiseAfter: '2h' };
  it.each([
    ['calendar', office, '16:00', '18:00 is the closing', '11-30 09:00'],
    ['calendar', office, '17:00', 'over a weekend', '11-30 10:00'],
    ['calendar', office, '10-01 00:00', 'over National Day', '10-08 11:00'],
    ['always', office, '17:00', 'day and night', '19:00'],
    [undefined, office, '17:00', 'left out', '19:00'],
    ['calendar', { firstAnswer: '2h', raiseAfter: '2h' }, '17:00', 'a first answer on 7×24', '19:00'],
  ] as const)('hours: %s, %j late at %s: %s', (hours, rule, late, _, expected) => {
    const calendars = spanCalendarsOf(book, policyOf(book, 'sample'));
    expect(sayInstant(raiseAt(rule, hours, calendars, read(late)), DAY)).toBe(expected);
  });
});
