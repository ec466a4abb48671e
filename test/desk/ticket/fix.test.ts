import { describe, expect, it } from 'vitest';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import type { Ticket } from '../../../src/desk/ticket/case/ticket.ts';
import { clocksOf } from '../../../src/desk/ticket/clock/clocks.ts';
import { catchUp } from '../../../src/desk/ticket/clock/lapse.ts';
import { decideStep } from '../../../src/desk/ticket/verb/step.ts';
import type { Step } from '../../../src/desk/ticket/verb/table.ts';
import type { Actor } from '../../../src/desk/ticket/verb/verb.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { tellInstant } from '../../support/story-time.ts';

const telecom = await storiesOf('telecom-province');
const video = await storiesOf('video-conference');
const DAY = '2026-11-23';
const FIXER: Actor = { key: 'engineer1', staff: true, director: false };
const OTHER: Actor = { key: 'engineer2', staff: true, director: false };
const CUSTOMER: Actor = { key: 'customer', staff: false, director: false };
const RESOLVE: Step = { verb: 'resolve', text: 'moved to the spare port', cause: 'a burnt port', fix: 'workaround' };
const UNDO: Step = { verb: 'undo-resolve' };

function go(ticket: Ticket, { terms }: Story, at: string, step: Step, by: Actor) {
  return decideStep(ticket, step, terms, by, tellInstant(at, DAY));
}

/** The ticket after a step, with what was added; throws if it is refused. */
function doStep(ticket: Ticket, story: Story, at: string, step: Step, by: Actor = FIXER) {
  const taken = go(ticket, story, at, step, by);
  if (!taken.ok) throw new Error(taken.code);
  return taken.value;
}

/** What decides about promises, without what an undo leaves of itself: when staff last wrote, and how often. */
function promisesOf(ticket: Ticket, { terms }: Story) {
  const { respondedAt, waitsForAnswer, waitsForPlan, pausedSince, pauses, resolvedAts, status, tier, breaches } =
    ticket;
  const clocks = clocksOf(ticket, terms).map(({ metric, dueAt, stoppedAt }) => [metric, dueAt, stoppedAt]);
  return {
    respondedAt,
    waitsForAnswer,
    waitsForPlan,
    pausedSince,
    pauses,
    resolvedAts,
    status,
    tier,
    breaches,
    clocks,
  };
}

const severe = () => telecom().report('10:00', { level: 'severe', outageSince: '10:00', affectedPercent: 10 });

describe('a resolve that is taken back', () => {
  it.each<[string, () => Story]>([
    ['of a new ticket', severe],
    ['of an acknowledged one', () => severe().step('10:01', 'acknowledge')],
    ['while the customer was asked', () => severe().step('10:01', 'ask-customer')],
    [
      'while a plan was with the customer',
      () => severe().step('10:01', 'submit-plan').step('10:02', 'approve-plan', { by: 'director' }),
    ],
    [
      'after the first fix was rejected',
      () => severe().step('10:01', 'resolve').step('10:02', 'reject-fix', { text: 'no' }),
    ],
  ])('leaves every clock as if it had never been: %s', (_, begin) => {
    const story = begin();
    const resolved = doStep(story.ticket, story, '10:03', RESOLVE).ticket;
    // The ticket is stored as JSON meanwhile, which leaves out what is undefined.
    const stored: Ticket = JSON.parse(JSON.stringify(resolved));
    const back = doStep(stored, story, '10:04', UNDO).ticket;
    const never = catchUp(story.ticket, story.terms, tellInstant('10:04', DAY), 'before').ticket;
    expect(promisesOf(back, story)).toEqual(promisesOf(never, story));
    expect(resolved.status).toBe('resolved');
  });

  it('breaks a promise that fell due meanwhile, and says that it was the undo', () => {
    const story = severe().step('10:01', 'acknowledge');
    const resolved = doStep(story.ticket, story, '10:59', RESOLVE).ticket;
    const { added } = doStep(resolved, story, '11:02', UNDO);
    expect(added.map(({ kind, data }) => [kind, 'late' in data && data.late, 'metric' in data && data.metric])).toEqual(
      [
        ['ticket.updated', false, false],
        ['sla.breached', 'undo', 'workaround'],
      ],
    );
  });

  it('warns of a promise that is nearly due, and raises the tier whose line passed meanwhile', () => {
    const story = severe().step('10:01', 'acknowledge').step('10:30', 'propose-workaround');
    const resolved = doStep(story.ticket, story, '11:58', RESOLVE).ticket;
    const { ticket, added } = doStep(resolved, story, '12:01', UNDO);
    expect(ticket.tier).toBe(2);
    expect(added.map(({ kind }) => kind)).toContain('ticket.tier-raised');
    const never = catchUp(story.ticket, story.terms, tellInstant('12:01', DAY), 'before').ticket;
    expect(ticket.warnedOf).toEqual(never.warnedOf);
  });

  it('keeps a response that came after the resolve', () => {
    const story = severe();
    const resolved = doStep(story.ticket, story, '10:01', RESOLVE).ticket;
    const told = doStep(resolved, story, '10:02', { verb: 'update', text: 'watching it' }).ticket;
    expect(doStep(told, story, '10:03', UNDO).ticket.respondedAt).toBe(tellInstant('10:02', DAY));
  });

  it('is only for the one who resolved it, and only for five minutes', () => {
    const story = severe();
    const { ticket } = doStep(story.ticket, story, '10:01', RESOLVE);
    const code = (at: string, by: Actor) => {
      const taken = go(ticket, story, at, UNDO, by);
      return taken.ok ? 'done' : taken.code;
    };
    expect(code('10:06', FIXER)).toBe('done');
    expect(code('10:06:01', FIXER)).toBe('ticket.undo-resolve-too-late');
    expect(code('10:02', OTHER)).toBe('ticket.resolved-by-other');
    expect(code('10:02', CUSTOMER)).toBe('ticket.staff-only');
    const closed = doStep(ticket, story, '10:02', { verb: 'confirm' }, CUSTOMER).ticket;
    expect(go(closed, story, '10:03', UNDO, FIXER)).toMatchObject({ code: 'ticket.already-closed' });
  });
});

describe('a workaround', () => {
  it('leaves the final repair owed, beyond the close, until it is done', () => {
    const story = video().report('10:00', { level: 'outage' });
    const { ticket } = doStep(story.ticket, story, '10:05', RESOLVE);
    const closed = doStep(ticket, story, '10:10', { verb: 'confirm' }, CUSTOMER);
    expect(closed.added.at(-1)).toMatchObject({ kind: 'ticket.closed', data: { fix: 'workaround' } });
    const repaired = doStep(closed.ticket, story, '15:00', { verb: 'final-repair', text: 'new card', cause: '' });
    expect(repaired.ticket.fix).toMatchObject({
      how: 'workaround',
      cause: 'a burnt port',
      repaired: { text: 'new card', at: tellInstant('15:00', DAY) },
    });
    const again = go(repaired.ticket, story, '15:01', { verb: 'final-repair', text: 'again', cause: '' }, FIXER);
    expect(again).toMatchObject({ code: 'ticket.no-repair-owed' });
  });

  it('keeps the clock of the repair where the restoration stopped it', () => {
    const story = video().report('10:00', { level: 'outage' });
    const { ticket } = doStep(story.ticket, story, '10:05', RESOLVE);
    const { ticket: repaired } = doStep(ticket, story, '15:00', { verb: 'final-repair', text: 'new card', cause: '' });
    const stopOf = (each: Ticket) => clocksOf(each, story.terms).map(({ stoppedAt }) => stoppedAt);
    expect(stopOf(repaired)).toEqual(stopOf(ticket));
  });
});

describe('what the customer says is still wrong', () => {
  it('stands on the ticket until it is resolved again', () => {
    const story = severe().step('10:01', 'resolve');
    const who: Actor = { ...CUSTOMER, name: 'Ma Guodong' };
    const { ticket } = doStep(story.ticket, story, '10:02', { verb: 'reject-fix', text: 'port 2 is dead' }, who);
    expect(ticket.rejected).toMatchObject({ who: 'Ma Guodong', text: 'port 2 is dead' });
    expect(doStep(ticket, story, '10:03', RESOLVE).ticket.rejected).toBeUndefined();
  });

  it('is read from old logs too', () => {
    const story = severe().step('10:01', 'resolve').step('10:02', 'reject-fix', { text: 'no' });
    expect(foldTicket(story.log)).toEqual(story.ticket);
  });
});
