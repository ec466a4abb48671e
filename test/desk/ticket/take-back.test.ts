import { describe, expect, it, test } from 'vitest';
import type { Ask } from '../../../src/desk/desk.ts';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import { handOn } from '../../../src/desk/ticket/case/take-back.ts';
import type { TicketId } from '../../../src/desk/ticket/case/ticket.ts';
import { clocksOf, duesOf } from '../../../src/desk/ticket/clock/clocks.ts';
import { nextDueAt } from '../../../src/desk/ticket/clock/lapse.ts';
import { duplicate } from '../../../src/desk/ticket/verb/join.ts';
import { decideStep } from '../../../src/desk/ticket/verb/step.ts';
import type { Step } from '../../../src/desk/ticket/verb/table.ts';
import type { Actor } from '../../../src/desk/ticket/verb/verb.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

const video = await storiesOf('video-conference');
const DAY = '2026-11-23';
const OTHER = 3 as TicketId;

const STAFF: Actor = { key: 'engineer1', staff: true, director: false };
const LEADER: Actor = { key: 'director', staff: true, director: true };
const REPORTER: Actor = { key: 'customer', staff: false, director: false, person: { platform: 'p', userId: 'ma' } };
const COLLEAGUE: Actor = { ...REPORTER, person: { platform: 'p', userId: 'hu' } };
/** A customer's person on a platform that the report did not come from. */
const ELSEWHERE: Actor = { ...REPORTER, person: { platform: 'q', userId: 'ma' } };
const UNKNOWN: Actor = { key: 'customer', staff: false, director: false };

const WITHDRAW: Step = { verb: 'withdraw', text: 'wrong room' };
const REOPEN: Step = { verb: 'reopen', text: 'down again' };
const DUPLICATE: Step = { verb: 'duplicate', other: OTHER };
const MERGE: Step = { verb: 'merge', other: OTHER };

/** An outage, reported at 10:00 by Ma. */
function reported(at = '10:00'): Story {
  const story = video().report(at, { level: 'outage' });
  const [first] = story.log;
  if (first?.kind !== 'ticket.opened') throw new Error('no report');
  const facts = { ...first.data.facts, reporter: { platform: 'p', userId: 'ma' } };
  return { ...story, log: [{ ...first, data: { ...first.data, facts } }], ticket: { ...story.ticket, facts } };
}

type Steps = readonly (readonly [string, Step, Actor])[];

/** The ticket after some steps, with its log; stops at the first that is refused. */
function goOn({ ticket: begun, log: first, terms }: Pick<Story, 'ticket' | 'log' | 'terms'>, steps: Steps) {
  let ticket = begun;
  const log = [...first];
  for (const [at, step, by] of steps) {
    const taken = decideStep(ticket, step, terms, by, tellInstant(at, DAY));
    if (!taken.ok) return { refused: taken.code, ticket, log, terms };
    ticket = taken.value.ticket;
    log.push(...taken.value.added);
  }
  return { refused: undefined, ticket, log, terms };
}

const RESOLVED: Steps = [['10:05', { verb: 'resolve', text: '' }, STAFF]];
const CLOSED: Steps = [...RESOLVED, ['10:06', { verb: 'confirm' }, REPORTER]];
const INCIDENT: Steps = [
  ['10:01', { verb: 'declare-incident', text: '', speaker: 'director', group: [], planApproval: [] }, LEADER],
];

const OVER: Steps[number] = ['10:02', { verb: 'end-incident' }, LEADER];
const FINAL: Steps[number] = ['10:03', { verb: 'report-incident', text: 'all said' }, LEADER];

describe('who may take a ticket back, and when', () => {
  test.each<[string, Steps, string, Step, Actor, string]>([
    ['staff at any time', [], '15:00', WITHDRAW, STAFF, 'withdrawn'],
    ['staff after the fix', RESOLVED, '15:00', WITHDRAW, STAFF, 'withdrawn'],
    ['staff after the close', CLOSED, '15:00', WITHDRAW, STAFF, 'withdrawn'],
    ['the reporter in the first ten minutes', [], '10:10', WITHDRAW, REPORTER, 'withdrawn'],
    ['the reporter later only asks', [], '10:11', WITHDRAW, REPORTER, 'asked'],
    ['the reporter after the fix only asks', RESOLVED, '10:06', WITHDRAW, REPORTER, 'asked'],
    ['a colleague only asks', [], '10:01', WITHDRAW, COLLEAGUE, 'asked'],
    ['the same name on another platform only asks', [], '10:01', WITHDRAW, ELSEWHERE, 'asked'],
    ['a person whom no platform names only asks', [], '10:01', WITHDRAW, UNKNOWN, 'asked'],
    ['no customer after the close', CLOSED, '10:07', WITHDRAW, REPORTER, 'ticket.already-closed'],
    ['not twice', [['10:01', WITHDRAW, STAFF]], '10:02', WITHDRAW, STAFF, 'ticket.already-withdrawn'],
    ['no wish twice', [['10:01', WITHDRAW, COLLEAGUE]], '10:20', WITHDRAW, REPORTER, 'ticket.withdraw-asked'],
    ['the reporter despite a wish', [['10:01', WITHDRAW, COLLEAGUE]], '10:02', WITHDRAW, REPORTER, 'withdrawn'],
    ['nobody during a serious incident', INCIDENT, '10:05', WITHDRAW, STAFF, 'ticket.take-back-incident'],
    ['nobody before the final report', [...INCIDENT, OVER], '10:05', WITHDRAW, STAFF, 'ticket.take-back-incident'],
    ['staff after the final report', [...INCIDENT, OVER, FINAL], '10:05', WITHDRAW, STAFF, 'withdrawn'],
    ['no duplicate during an incident', INCIDENT, '10:05', DUPLICATE, STAFF, 'ticket.take-back-incident'],
    ['staff by a duplicate', CLOSED, '10:30', DUPLICATE, STAFF, 'withdrawn'],
    ['no customer by a duplicate', [], '10:05', DUPLICATE, REPORTER, 'ticket.staff-only'],
    ['staff by a merge', RESOLVED, '10:30', MERGE, STAFF, 'withdrawn'],
    ['no merge of what is closed', CLOSED, '10:30', MERGE, STAFF, 'ticket.already-closed'],
    ['no customer by a merge', [], '10:05', MERGE, REPORTER, 'ticket.staff-only'],
  ])('%s', (_, before, at, step, by, expected) => {
    const { refused, ticket, log } = goOn(reported(), [...before, [at, step, by]]);
    expect(refused ?? (ticket.status === 'withdrawn' ? 'withdrawn' : ticket.withdrawWish && 'asked')).toBe(expected);
    expect(foldTicket(log)).toEqual(ticket);
  });

  it('nothing runs on a withdrawn ticket, and nothing falls due', () => {
    const { ticket, terms } = goOn(reported(), [['10:01', WITHDRAW, STAFF]]);
    expect([clocksOf(ticket, terms), duesOf(ticket, terms), nextDueAt(ticket, terms)]).toEqual([[], {}, undefined]);
    expect(ticket.withdrawn).toMatchObject({ how: 'withdrawn', by: 'engineer1', why: 'wrong room', was: 'open' });
  });
});

describe('who may reopen a ticket, and when', () => {
  const withdrawn: Steps = [['10:01', WITHDRAW, STAFF]];
  test.each<[string, Steps, string, Actor, string]>([
    ['a customer within seven days', CLOSED, '11-30 10:06', COLLEAGUE, 'open'],
    ['no customer after them', CLOSED, '11-30 10:07', REPORTER, 'ticket.reopen-too-late'],
    ['staff at any time', CLOSED, '12-20 10:00', STAFF, 'open'],
    ['nobody what is open', [], '10:05', STAFF, 'ticket.not-closed'],
    ['nobody what is resolved', RESOLVED, '10:06', STAFF, 'ticket.not-closed'],
    ['staff what was withdrawn', withdrawn, '10:05', STAFF, 'open'],
    ['no customer what was withdrawn', withdrawn, '10:05', REPORTER, 'ticket.reopen-withdrawn'],
    ['staff what was merged', [['10:01', MERGE, STAFF]], '10:05', STAFF, 'open'],
  ])('%s', (_, before, at, by, expected) => {
    const { refused, ticket, log } = goOn(reported(), [...before, [at, REOPEN, by]]);
    expect(refused ?? ticket.status).toBe(expected);
    expect(foldTicket(log)).toEqual(ticket);
  });

  it('after a close the clocks go on as after a rejected fix', () => {
    const rejected: Step = { verb: 'reject-fix', text: '', afterClose: true };
    const [reopened, back] = [
      goOn(reported(), [...CLOSED, ['15:00', REOPEN, STAFF]]),
      goOn(reported(), [...CLOSED, ['15:00', rejected, REPORTER]]),
    ];
    expect(duesOf(reopened.ticket, reopened.terms)).toEqual(duesOf(back.ticket, back.terms));
    expect(reopened.log.at(-1)).toMatchObject({ kind: 'ticket.reopened', data: { afterClose: true, what: 'reopen' } });
  });

  it('a ticket that was closed before the desk kept that instant counts from its last entry', () => {
    const { closedAt: _, ...older } = goOn(reported(), CLOSED).ticket;
    const ask = (at: string) => goOn({ ...reported(), ticket: older }, [[at, REOPEN, REPORTER]]).refused;
    expect([ask('11-30 10:06'), ask('11-30 10:07')]).toEqual([undefined, 'ticket.reopen-too-late']);
  });

  it('after a withdrawal they count from the report: what is still to come is due as before, what passed is late', () => {
    const dues = duesOf(reported().ticket, reported().terms);
    const soon = goOn(reported(), [
      ['10:01', WITHDRAW, STAFF],
      ['10:02', REOPEN, STAFF],
    ]);
    expect(duesOf(soon.ticket, soon.terms)).toEqual(dues);
    const late = goOn(reported(), [
      ['10:01', WITHDRAW, STAFF],
      ['11-24 18:00', REOPEN, STAFF],
    ]);
    const breaches = late.log.filter(({ kind }) => kind === 'sla.breached');
    expect(breaches.map(({ data }) => data)).toEqual(
      Object.entries(dues).map(([metric, due]) => expect.objectContaining({ metric, due, late: 'reopen' })),
    );
  });

  it('a ticket that was withdrawn after its fix is open, and the time since the fix does not count', () => {
    const { ticket, terms } = goOn(reported(), [...RESOLVED, ['10:30', WITHDRAW, STAFF], ['11:05', REOPEN, STAFF]]);
    const moved = (duesOf(ticket, terms).resolve ?? 0) - (duesOf(reported().ticket, terms).resolve ?? 0);
    expect(moved).toBe(60 * 60_000);
  });
});

describe('a merge', () => {
  /** Merges `one` into `other` at an instant. */
  function merge(one: ReturnType<typeof goOn>, other: ReturnType<typeof goOn>, at: string) {
    const handed = handOn(one.ticket, other.ticket);
    return goOn(other, [[at, { verb: 'take-in', other: OTHER, handed, words: [] }, STAFF]]);
  }
  const from = (at: string, steps: Steps = []) => goOn(reported(at), steps);

  it('starts the clocks at the earlier report, whichever of the two it is', () => {
    const dues = duesOf(reported('10:00').ticket, reported().terms);
    for (const [one, other] of [
      ['10:00', '10:20'],
      ['10:20', '10:00'],
    ] as const) {
      const { ticket, log, terms } = merge(from(one), from(other), '10:21');
      expect(sayInstant(ticket.reportedAt, DAY)).toBe('10:00');
      expect(duesOf(ticket, terms)).toEqual(dues);
      expect(foldTicket(log)).toEqual(ticket);
    }
  });

  it('does not count the time in which the merged ticket waited for the customer or was fixed', () => {
    const ask: Step = { verb: 'ask-customer', text: 'which room?' };
    const waited = from('10:00', [
      ['10:05', ask, STAFF],
      ['10:15', { verb: 'customer-answered', text: 'room 4' }, REPORTER],
    ]);
    const waits = from('10:00', [['10:05', ask, STAFF]]);
    const fixed = from('10:00', [['10:05', { verb: 'resolve', text: '' }, STAFF]]);
    const plain = duesOf(merge(from('10:00'), from('10:25'), '10:26').ticket, reported().terms).resolve ?? 0;
    const moved = (one: ReturnType<typeof goOn>) => {
      const { ticket, terms } = merge(one, from('10:25'), '10:26');
      return ((duesOf(ticket, terms).resolve ?? 0) - plain) / 60_000;
    };
    expect([moved(waited), moved(waits), moved(fixed)]).toEqual([10, 20, 20]);
  });

  it('a step on either counts: a response to the merged ticket answers the other, too', () => {
    const acknowledged = from('10:00', [['10:04', { verb: 'acknowledge' }, STAFF]]);
    const { ticket, terms } = merge(acknowledged, from('10:20'), '10:21');
    const respond = clocksOf(ticket, terms).find(({ metric }) => metric === 'respond');
    expect(sayInstant(respond?.stoppedAt ?? 0, DAY)).toBe('10:04');
  });

  it('a promise that is late by it is broken once, and marked', () => {
    const { log } = merge(from('09:00'), from('14:55'), '15:00');
    const breaches = log.filter(({ kind }) => kind === 'sla.breached').map(({ data }) => data);
    expect(breaches.length).toBeGreaterThan(0);
    expect(breaches).toEqual(breaches.map(() => expect.objectContaining({ late: 'merge' })));
  });
});

describe('the number of the other ticket', () => {
  test.each([
    'T-3',
    't3',
    '#3',
    '3',
    'of T-3',
    'into t-3.',
    'with #3',
    'to 3',
    '到T-3',
    '与 T-3 重复',
    '是T-3的重复',
    '和T-3',
    '进 T-3。',
  ])('%s', (other) => {
    expect(duplicate.read({ input: { other } } as unknown as Ask, reported().terms)).toEqual({
      ok: true,
      value: { other: 3 },
    });
  });

  test.each(['C-3', 'the other one', 'T-0', 'T-3 and T-4', 'T-3x', ''])('not %s', (other) => {
    expect(duplicate.read({ input: { other } } as unknown as Ask, reported().terms).ok).toBe(false);
  });
});
