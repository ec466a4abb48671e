import { describe, expect, it, test } from 'vitest';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import { duesOf } from '../../../src/desk/ticket/clock/clocks.ts';
import { decideStep } from '../../../src/desk/ticket/verb/step.ts';
import type { Step } from '../../../src/desk/ticket/verb/table.ts';
import type { Actor } from '../../../src/desk/ticket/verb/verb.ts';
import { type Story, storiesOf } from '../../support/story.ts';
import { sayInstant, tellInstant } from '../../support/story-time.ts';

const video = await storiesOf('video-conference');

const STAFF: Actor = { key: 'desk', staff: true, director: false };
const CUSTOMER: Actor = { key: 'customer', staff: false, director: false, name: 'Ma Guodong' };
const BACK: Step = { verb: 'reject-fix', text: 'down again', afterClose: true };
const rate = (score: number): Step => ({ verb: 'rate', score, text: '' });

function closed(kind: 'fault' | 'question' = 'fault'): Story {
  const story = video().report('10:00', { kind, ...(kind === 'fault' ? { level: 'outage' } : {}) });
  return story.step('12:00', kind === 'fault' ? 'resolve' : 'answer').step('12:30', 'confirm');
}

/** The ticket after some more steps, with the log that they leave. */
function goOn(story: Story, steps: readonly [string, Step, Actor][]) {
  let { ticket } = story;
  const log = [...story.log];
  for (const [at, step, by] of steps) {
    const taken = decideStep(ticket, step, story.terms, by, tellInstant(at, '2026-11-23'));
    if (!taken.ok) return { refused: taken.code, ticket, log };
    ticket = taken.value.ticket;
    log.push(...taken.value.added);
  }
  return { refused: undefined, ticket, log };
}

describe('a fix that was confirmed and did not hold', () => {
  it('is reopened when the customer says so: the time until the fix counts, the time after it does not', () => {
    const { ticket, log } = goOn(closed(), [['15:00', BACK, CUSTOMER]]);
    expect(ticket.status).toBe('open');
    expect(sayInstant(duesOf(ticket, closed().terms).resolve ?? 0, '2026-11-23')).toBe('11-24 13:00');
    expect(foldTicket(log)).toEqual(ticket);
  });

  it("is not reopened by a card's button, nor if the ticket is not a fault", () => {
    expect(goOn(closed(), [['15:00', { verb: 'reject-fix', text: '' }, CUSTOMER]]).refused).toBe(
      'ticket.already-closed',
    );
    expect(goOn(closed('question'), [['15:00', BACK, CUSTOMER]]).refused).toBe('ticket.already-closed');
    expect(goOn(closed(), [['15:00', BACK, STAFF]]).refused).toBe('ticket.customer-only');
  });
});

describe('a rating', () => {
  it('is recorded with who gave it, the last one counts, and a reopened ticket has none', () => {
    const rated = goOn(closed(), [
      ['13:00', rate(1), CUSTOMER],
      ['13:01', rate(4), CUSTOMER],
    ]);
    expect(rated.ticket.rating).toMatchObject({ score: 4, by: 'customer', who: 'Ma Guodong' });
    expect(rated.log.slice(-2).map(({ data }) => data)).toEqual([
      { what: 'rate', score: 1, who: 'Ma Guodong' },
      { what: 'rate', score: 4, who: 'Ma Guodong' },
    ]);
    expect(foldTicket(rated.log)).toEqual(rated.ticket);
    const back = goOn(closed(), [
      ['13:00', rate(1), CUSTOMER],
      ['13:01', BACK, CUSTOMER],
    ]);
    expect(back.ticket.rating).toBeUndefined();
  });

  test.each<[string, Story, Actor, string]>([
    ['our people', closed(), STAFF, 'ticket.customer-only'],
    ['a question', closed('question'), CUSTOMER, 'ticket.faults-only'],
    ['what is not confirmed yet', video().report('10:00').step('12:00', 'resolve'), CUSTOMER, 'ticket.not-closed'],
    ['what is not fixed yet', video().report('10:00'), CUSTOMER, 'ticket.not-closed'],
  ])('is not for %s', (_, story, by, refused) => {
    expect(goOn(story, [['13:00', rate(5), by]]).refused).toBe(refused);
  });
});
