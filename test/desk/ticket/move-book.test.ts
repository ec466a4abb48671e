import { describe, expect, it } from 'vitest';
import { prepareBook } from '../../../src/desk/book/book.ts';
import type { Paging } from '../../../src/desk/book/paging-rule.ts';
import type { BookPolicy } from '../../../src/desk/book/schema.ts';
import type { Entry } from '../../../src/desk/ticket/case/entry.ts';
import { foldTicket } from '../../../src/desk/ticket/case/fold.ts';
import type { Terms } from '../../../src/desk/ticket/case/terms.ts';
import type { Ticket } from '../../../src/desk/ticket/case/ticket.ts';
import { clockOf } from '../../../src/desk/ticket/clock/clocks.ts';
import { figuresOf } from '../../../src/desk/ticket/clock/figures.ts';
import { catchUp, nextDueAt } from '../../../src/desk/ticket/clock/lapse.ts';
import { type Moved, moveTicket } from '../../../src/desk/ticket/clock/move.ts';
import { termsOf } from '../../../src/desk/ticket/flow.ts';
import { HOUR, MINUTE } from '../../../src/lib/instant.ts';
import { CALLS, withPaging } from '../../support/paging-book.ts';
import { type Story, storiesOf } from '../../support/story.ts';

/** Tickets that move to another version of the service book, without a database. */

/** The terms of a story's ticket by a changed book. */
function termsBy({ source, ticket }: Story, change: (policy: BookPolicy) => BookPolicy): Terms {
  const policies = Object.entries(source.policies).map(([key, policy]) => [key, change(policy)]);
  return termsOf(prepareBook(2, { ...source, policies: Object.fromEntries(policies) }), ticket.facts);
}

function moveAt(story: Story, to: Terms, now: number): Moved {
  const { serviceLevel, distanceKm, travelMs, billable } = story.ticket.facts;
  return moveTicket(
    story.ticket,
    {
      from: { version: 1, terms: story.terms },
      to: { version: 2, terms: to },
      facts: { serviceLevel, distanceKm, travelMs, billable },
    },
    'director',
    now,
  );
}

const later = (story: Story, ms: number) => story.ticket.asOfAt + ms;
const kindsOf = (entries: readonly Entry[]) => entries.map(({ kind }) => kind);
const outcomes = (ticket: Ticket, terms: Terms) =>
  Object.fromEntries(figuresOf(ticket, terms).figures.promises.map(({ what, outcome }) => [what, outcome]));

/** After one minute, two, and then every five. */
const QUICK_CALLS: Paging = {
  steps: [
    { after: '1m', way: 'direct' },
    { after: '2m', way: 'channel' },
  ],
  again: { every: '5m', atMost: 3 },
};

/** Every span of a policy that can be late is a minute. */
function inAMinute(policy: BookPolicy): BookPolicy {
  const clocks = Object.entries(policy.clocks).map(([metric, rule]) => [
    metric,
    rule && { ...rule, limits: rule.limits.map((limit) => ({ ...limit, within: '1m' })) },
  ]);
  return {
    ...policy,
    clocks: Object.fromEntries(clocks),
    ladder: { ...policy.ladder, every: '1m' },
    stale: [{ within: '1m' }],
    tiers: policy.tiers.map((tier) => ({ ...tier, after: '1m' })),
    outage: policy.outage.map((line) => ({ ...line, after: '1m' })),
    dispatch: { ...policy.dispatch, acceptWithin: '1m' } as BookPolicy['dispatch'],
    incident: { ...policy.incident, reportWithin: '1m' },
    levels: policy.levels.map((level) => ({ ...level, paging: QUICK_CALLS })),
  };
}

describe('nothing that would have been told before the move is told by it', async () => {
  const stories = await storiesOf('telecom-province', (source) => withPaging(source, CALLS));
  const cases: [string, (story: Story) => Story][] = [
    ['just reported', (story) => story.report('09:00', { level: 'severe' })],
    ['called, not answered', (story) => story.report('09:00', { level: 'severe' }).until('09:08')],
    ['broken and raised', (story) => story.report('09:00', { level: 'severe' }).until('11:00')],
    ['acknowledged', (story) => story.report('09:00', { level: 'severe' }).step('09:03', 'acknowledge').until('09:30')],
    ['silent', (story) => story.report('09:00').step('09:03', 'acknowledge').until('16:00')],
    ['with an outage', (story) => story.report('09:00', { outageSince: '08:30', affectedPercent: 1 }).until('09:40')],
    [
      'dispatched',
      (story) => story.report('09:00').step('09:03', 'acknowledge').step('09:05', 'dispatch', { to: 'engineer2' }),
    ],
    ['waiting for the customer', (story) => story.report('09:00').step('09:03', 'ask-customer', { text: 'which?' })],
    ['resolved', (story) => story.report('09:00').step('09:30', 'resolve', { text: 'done' })],
    [
      'after an incident',
      (story) =>
        story
          .report('09:00', { level: 'catastrophic' })
          .step('09:10', 'declare-incident', { by: 'director', text: 'down', to: 'manager1' })
          .step('09:20', 'end-incident', { by: 'director', text: 'over' }),
    ],
  ];
  it.each(cases)('%s', (_, tell) => {
    for (const change of [inAMinute, (policy: BookPolicy) => policy]) {
      const story = tell(stories());
      expect(story.told('refused')).toEqual([]);
      const to = termsBy(story, change);
      const now = later(story, 7 * MINUTE);
      const { ticket, added } = moveAt(story, to, now);
      const at = added.findIndex(({ kind }) => kind === 'ticket.moved');
      expect(at).toBeGreaterThanOrEqual(0);
      for (const entry of added.slice(at + 1))
        expect(entry).toMatchObject({ kind: 'sla.breached', data: { late: 'moved' } });
      expect(catchUp(ticket, to, now, 'including').added).toEqual([]);
      expect(nextDueAt(ticket, to) ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now);
      // One thing at a time afterwards: no person hears twice within one step of the ladder.
      const next = catchUp(ticket, to, now + 30_000, 'including').added;
      expect(next.length).toBeLessThanOrEqual(1);
      expect(foldTicket([...story.log, ...added])).toEqual(ticket);
    }
  });
});

describe('what the new version changes', async () => {
  const stories = await storiesOf('telecom-province');
  const repairs = await storiesOf('bureau-system');
  const withRespond =
    (within: string) =>
    (policy: BookPolicy): BookPolicy => {
      const { respond } = policy.clocks;
      if (!respond) throw new Error('a policy without a respond clock');
      const limits = [{ within, plusTravel: false }];
      return { ...policy, clocks: { ...policy.clocks, respond: { ...respond, limits } } };
    };
  const withoutRespond = (policy: BookPolicy) => {
    const { respond: _, ...clocks } = policy.clocks;
    return { ...policy, clocks } as BookPolicy;
  };

  it('a promise that the new version has not is withdrawn, unless it was kept or broken', () => {
    const open = stories().report('09:00').until('09:10');
    const kept = stories().report('09:00').step('09:10', 'acknowledge');
    const broken = stories().report('09:00').until('10:30');
    const to = termsBy(open, withoutRespond);
    const moved = (story: Story) => moveAt(story, to, later(story, 1)).ticket;
    expect(outcomes(moved(open), to)).toEqual({ respond: 'withdrawn' });
    expect(outcomes(moved(kept), to)).toEqual({ respond: 'kept' });
    expect(outcomes(moved(broken), to)).toEqual({ respond: 'broken' });
    expect(moveAt(open, to, later(open, 1)).changed).toEqual([{ metric: 'respond', from: tellNine(open) + HOUR }]);
  });

  it('an open promise counts as it stands when the case is closed', () => {
    const story = stories().report('09:00').until('09:30');
    const to = termsBy(story, withRespond('20m'));
    const { ticket } = moveAt(story, to, later(story, 31 * MINUTE));
    expect(outcomes(ticket, to)).toEqual({ respond: 'broken' });
    expect(clockOf(ticket, to, 'respond')?.dueAt).toBe(tellNine(story) + 20 * MINUTE);
  });

  it('a longer promise moves the deadline back, and its warning comes again', () => {
    const story = stories().report('09:00').until('09:50');
    expect(kindsOf(story.log)).toContain('sla.warning');
    const to = termsBy(story, withRespond('3h'));
    const { ticket } = moveAt(story, to, later(story, MINUTE));
    const told = catchUp(ticket, to, tellNine(story) + 4 * HOUR, 'including').added;
    expect(told.find(({ kind }) => kind === 'sla.warning')?.at).toBe(tellNine(story) + 2.25 * HOUR);
  });

  it('a paused promise gets its new limit without a deadline', () => {
    const story = repairs().report('09:00').step('09:00', 'ask-customer', { text: 'which?' });
    const to = termsBy(story, inAMinute);
    const { changed, broken } = moveAt(story, to, later(story, HOUR));
    expect(changed).toContainEqual({ metric: 'resolve', held: true });
    expect(broken).toEqual([]);
  });

  it('a second move keeps what was kept under the first version', () => {
    const story = stories().report('09:00').step('09:10', 'acknowledge');
    const second = termsBy(story, withRespond('5m'));
    const once = moveAt(story, second, later(story, MINUTE)).ticket;
    const { serviceLevel, distanceKm, travelMs, billable } = story.ticket.facts;
    const third = termsBy(story, withRespond('2m'));
    const twice = moveTicket(
      once,
      {
        from: { version: 2, terms: second },
        to: { version: 3, terms: third },
        facts: { serviceLevel, distanceKm, travelMs, billable },
      },
      'director',
      later(story, 2 * MINUTE),
    );
    expect(twice.ticket.bookMove).toMatchObject({
      versions: [1, 2],
      settled: { respond: { version: 1, clause: 'D2', due: tellNine(story) + HOUR } },
    });
    expect(outcomes(twice.ticket, third)).toMatchObject({ respond: 'kept' });
    expect(twice.broken).toEqual([]);
  });

  it('what was reopened after the move counts by the new version', () => {
    const story = repairs().report('09:00').step('09:10', 'acknowledge').step('09:20', 'resolve', { text: 'done' });
    const to = termsBy(story, inAMinute);
    const { ticket } = moveAt(story, to, later(story, MINUTE));
    expect(clockOf(ticket, to, 'resolve')?.dueAt).toBe(clockOf(story.ticket, story.terms, 'resolve')?.dueAt);
    const entry = {
      kind: 'ticket.reopened',
      at: later(story, HOUR),
      by: 'customer',
      staff: false,
      data: { due: {} },
    } as const;
    const again = foldTicket([...story.log, ...moveAt(story, to, later(story, MINUTE)).added, entry]);
    expect(clockOf(again, to, 'resolve')?.dueAt).not.toBe(clockOf(story.ticket, story.terms, 'resolve')?.dueAt);
  });
});

/** When the stories above begin. */
function tellNine({ ticket }: Story): number {
  return ticket.reportedAt;
}
