import { describe, expect, it } from 'vitest';
import { storiesOf } from '../../support/story.ts';

const begin = await storiesOf('telecom-province');

describe('telecom-province: levels by outage (D1)', () => {
  it.each([
    ['no outage', {}, 'general'],
    ['an outage in its first instant', { outageSince: '10:00' }, 'severe'],
    ['an outage of 10 minutes', { outageSince: '09:50', affectedPercent: 90 }, 'severe'],
    ['an outage that reaches 2 hours', { outageSince: '08:00' }, 'severe'],
    ['an outage of just under 4 hours', { outageSince: '06:01', affectedPercent: 90 }, 'severe'],
    ['6 hours of outage for 29 % of the users', { outageSince: '04:00', affectedPercent: 29 }, 'severe'],
    ['4 hours of outage for 30 % of the users', { outageSince: '06:00', affectedPercent: 30 }, 'major'],
    ['just under 24 hours of outage', { outageSince: '11-22 10:01', affectedPercent: 30 }, 'major'],
    ['24 hours of outage for 30 % of the users', { outageSince: '11-22 10:00', affectedPercent: 30 }, 'catastrophic'],
    ['24 hours of outage for few users', { outageSince: '11-22 10:00', affectedPercent: 5 }, 'severe'],
  ])('D1: %s is classified', (_, facts, level) => {
    expect(begin().report('10:00', facts).ticket.level).toBe(level);
  });

  it.each([
    ['general', { outageSince: '10:00' }, 'severe'],
    ['general', { outageSince: '06:00', affectedPercent: 30 }, 'major'],
    ['major', { outageSince: '09:00', affectedPercent: 90 }, 'major'],
    ['severe', { outageSince: '04:00', affectedPercent: 29 }, 'severe'],
  ])('D1: of the level %s that was given and the outage %o the higher holds', (given, facts, level) => {
    const story = begin()
      .report('10:00', { level: given, ...facts })
      .until('10:01');
    expect(story.ticket.level).toBe(level);
    expect(story.told('ticket.level')).toEqual([]);
  });

  it('D1: an outage recorded on a general fault makes it severe at once', () => {
    const story = begin().report('10:00').step('10:20', 'set-outage', { since: '10:18' }).until('10:20');
    expect(story.told('ticket.level', 'sla.breached')).toEqual([
      '10:20 ticket.level-changed general → severe (outage) {respond 10:10, workaround 11:00}',
      '10:20 sla.breached respond due 10:10 late by level-change → manager1',
    ]);
  });

  it('D1: a ticket rises by itself when its outage crosses a line', () => {
    const story = begin()
      .report('10:00', { outageSince: '09:50', affectedPercent: 40 })
      .step('10:02', 'acknowledge')
      .until('13:50');
    expect(story.told()).toEqual([
      '10:00 ticket.opened severe {respond 10:10, workaround 11:00}',
      '10:02 ticket.acknowledged by engineer1',
      '10:45 sla.warning workaround due 11:00 → engineer1',
      '11:00 sla.breached workaround due 11:00 → manager1',
      '11:30 sla.raised workaround due 11:00 → manager2',
      '12:00 sla.raised workaround due 11:00 → manager3',
      '12:00 ticket.tier-raised 2 (overdue)',
      '12:02 ticket.stale since 10:02',
      '13:50 ticket.level-changed severe → major (outage) {workaround 10:30}',
    ]);
  });

  it('D1: an outage of 24 hours makes it catastrophic, and promises kept stay kept', () => {
    const story = begin()
      .report('10:00', { outageSince: '11-22 12:00', affectedPercent: 30 })
      .step('10:01', 'acknowledge')
      .step('10:20', 'propose-workaround')
      .until('12:00');
    expect(story.told('ticket.opened', 'ticket.level', 'sla')).toEqual([
      '10:00 ticket.opened major {respond 10:05, workaround 10:30}',
      '12:00 ticket.level-changed major → catastrophic (outage) {}',
    ]);
  });

  it('D1: a wider reach found later raises it at once', () => {
    const story = begin()
      .report('10:00', { outageSince: '04:00', affectedPercent: 29 })
      .step('10:05', 'update')
      .step('10:20', 'set-outage', { since: '04:00', affectedPercent: 30 })
      .until('10:20');
    expect(story.told('ticket.level')).toEqual([
      '10:20 ticket.level-changed severe → major (outage) {workaround 10:30}',
    ]);
  });

  it('D1: an outage that ends at the very line does not raise', () => {
    const story = begin()
      .report('10:05', { outageSince: '10:00', affectedPercent: 90 })
      .step('14:00', 'end-outage')
      .until('18:00');
    expect(story.told('ticket.level')).toEqual([]);
  });

  it('D1: a level given with outage facts still rises', () => {
    const story = begin()
      .report('10:00', { level: 'severe', outageSince: '09:50', affectedPercent: 30 })
      .step('10:05', 'acknowledge')
      .until('13:50');
    expect(story.told('ticket.level')).toEqual([
      '13:50 ticket.level-changed severe → major (outage) {workaround 10:30}',
    ]);
  });

  it('D1: a reach left out is 0 %: a long outage stays severe', () => {
    const story = begin().report('10:00', { outageSince: '09:50' }).until('11-24 12:00');
    expect(story.ticket.level).toBe('severe');
    expect(story.told('ticket.level')).toEqual([]);
  });

  it('D1: a ticket only rises by itself: an outage below its level changes nothing', () => {
    const story = begin()
      .report('10:00', { level: 'catastrophic', outageSince: '09:50', affectedPercent: 90 })
      .until('18:00');
    expect(story.told('ticket.level')).toEqual([]);
  });
});

describe('telecom-province: answering and coming', () => {
  it.each([
    ['catastrophic', '{respond 10:05, workaround 10:30}'],
    ['major', '{respond 10:05, workaround 10:30}'],
    ['severe', '{respond 10:10, workaround 11:00}'],
    ['general', '{respond 11:00}'],
  ])('D2, D3: a %s fault is answered and helped out in the time promised', (level, due) => {
    expect(begin().report('10:00', { level }).told()).toEqual([`10:00 ticket.opened ${level} ${due}`]);
  });

  it.each([
    [0, '10:40'],
    [1, '11:10'],
    [100, '11:10'],
    [101, '13:10'],
    [300, '13:10'],
    [301, '15:10'],
    [500, '15:10'],
  ])('D4: a site %i km away is reached by its distance from the dispatch on', (distanceKm, due) => {
    const story = begin({ site: { distanceKm } }).report('10:00', { level: 'severe' }).step('10:10', 'dispatch');
    expect(story.told('ticket.dispatched')).toEqual([
      `10:10 ticket.dispatched by engineer1 {workaround 11:00, on-site ${due}}`,
    ]);
  });

  it('D4: beyond 500 km no on-site promise runs', () => {
    const story = begin({ site: { distanceKm: 501 } })
      .report('10:00', { level: 'severe' })
      .step('10:10', 'dispatch');
    expect(story.told('ticket.dispatched')).toEqual(['10:10 ticket.dispatched by engineer1 {workaround 11:00}']);
  });

  it('D4: if it is surely hardware alone no one has to come', () => {
    const story = begin().report('10:00', { level: 'major', hardwareOnly: true }).step('10:02', 'dispatch');
    expect(story.told('ticket.dispatched')).toEqual(['10:02 ticket.dispatched by engineer1 {workaround 10:30}']);
  });

  it('D4: a general fault has no on-site promise until it becomes severe', () => {
    const story = begin({ site: { distanceKm: 80 } })
      .report('10:00')
      .step('10:01', 'acknowledge')
      .step('10:10', 'dispatch')
      .step('10:30', 'set-level', { level: 'severe' })
      .step('11:00', 'arrive');
    expect(story.told('ticket.dispatched', 'ticket.level', 'sla')).toEqual([
      '10:10 ticket.dispatched by engineer1 {}',
      '10:30 ticket.level-changed general → severe (manual) {workaround 11:00, on-site 11:10}',
      '10:45 sla.warning workaround due 11:00 → engineer1',
      '10:55 sla.warning on-site due 11:10 → engineer1',
    ]);
  });

  it('D5: a question that needs research is answered within 30 minutes', () => {
    const story = begin()
      .report('10:00', { kind: 'question' })
      .step('10:10', 'confirm')
      .step('10:50', 'answer')
      .step('10:55', 'confirm');
    expect(story.told()).toEqual([
      '10:00 ticket.opened {answer 10:30}',
      '10:10 refused confirm: ticket.not-resolved',
      '10:22:30 sla.warning answer due 10:30 → engineer1',
      '10:30 sla.breached answer due 10:30 → manager1',
      '10:50 ticket.updated answer by engineer1',
      '10:55 ticket.closed by customer',
    ]);
  });
});

describe('telecom-province: plans, managers, the end', () => {
  it("D6: the time a customer takes for a plan does not count, the director's does", () => {
    const story = begin()
      .report('10:00', { level: 'severe' })
      .step('10:05', 'submit-plan')
      .step('10:10', 'approve-plan', { by: 'customer' })
      .step('10:15', 'approve-plan', { by: 'director' })
      .step('10:20', 'approve-plan', { by: 'director' })
      .step('10:45', 'approve-plan', { by: 'customer' })
      .step('11:20', 'propose-workaround');
    expect(story.told()).toEqual([
      '10:00 ticket.opened severe {respond 10:10, workaround 11:00}',
      '10:05 ticket.updated submit-plan by engineer1',
      '10:10 refused approve-plan: ticket.plan-waits.director',
      '10:15 ticket.updated approve-plan by director',
      '10:15 clock.paused workaround',
      '10:20 refused approve-plan: ticket.plan-waits.customer',
      '10:45 ticket.updated approve-plan by customer',
      '10:45 clock.resumed workaround {workaround 11:30}',
      '11:15 sla.warning workaround due 11:30 → engineer1',
      '11:20 ticket.updated propose-workaround by engineer1',
    ]);
  });

  it('D6: a plan that the director sends back never reached the customer and paused nothing', () => {
    const story = begin()
      .report('10:00', { level: 'severe' })
      .step('10:05', 'submit-plan')
      .step('10:06', 'submit-plan')
      .step('10:10', 'reject-plan', { by: 'director' })
      .step('10:12', 'reject-plan', { by: 'director' })
      .step('10:20', 'submit-plan')
      .step('10:25', 'approve-plan', { by: 'director' })
      .step('10:35', 'reject-plan', { by: 'customer' });
    expect(story.told('clock', 'refused')).toEqual([
      '10:06 refused submit-plan: ticket.plan-waits.director',
      '10:12 refused reject-plan: ticket.no-plan',
      '10:25 clock.paused workaround',
      '10:35 clock.resumed workaround {workaround 11:10}',
    ]);
  });

  it('D7: after its limit a ticket goes up the managers, one every half hour, until someone responds', () => {
    const story = begin().report('10:00', { level: 'severe' }).step('11:05', 'propose-workaround').until('12:00');
    expect(story.told('sla')).toEqual([
      '10:07:30 sla.warning respond due 10:10 → engineer1',
      '10:10 sla.breached respond due 10:10 → manager1',
      '10:40 sla.raised respond due 10:10 → manager2',
      '10:45 sla.warning workaround due 11:00 → engineer1',
      '11:00 sla.breached workaround due 11:00 → manager1',
    ]);
  });

  it('D7: two hours without an entry by staff are reported as stale, once per silence', () => {
    const story = begin()
      .report('10:00', { level: 'severe' })
      .step('10:05', 'acknowledge')
      .step('10:10', 'propose-workaround')
      .step('15:00', 'update')
      .until('17:00');
    expect(story.told('ticket.stale')).toEqual(['12:10 ticket.stale since 10:10', '17:00 ticket.stale since 15:00']);
  });

  it('D7: a general fault is stale after a working day of silence', () => {
    const story = begin().report('11-27 17:00').step('17:10', 'acknowledge').until('11-30 18:00');
    expect(story.told('ticket.stale')).toEqual(['11-30 18:00 ticket.stale since 17:10']);
  });

  it('D7: time that waits for the customer does not count as silence', () => {
    const story = begin()
      .report('10:00', { level: 'severe' })
      .step('10:00', 'acknowledge')
      .step('10:30', 'ask-customer')
      .step('11:30', 'customer-answered')
      .until('13:30');
    expect(story.told('ticket.stale')).toEqual(['13:30 ticket.stale since 10:30']);
  });

  it('D8: only the customer closes it, and only after it was resolved', () => {
    const story = begin()
      .report('10:00')
      .step('10:10', 'confirm')
      .step('10:20', 'resolve')
      .step('10:25', 'confirm', { by: 'engineer1' })
      .step('10:26', 'acknowledge')
      .step('10:27', 'update')
      .step('10:30', 'confirm')
      .step('10:40', 'update')
      .step('10:41', 'reject-fix')
      .until('12:30');
    expect(story.told()).toEqual([
      '10:00 ticket.opened general {respond 11:00}',
      '10:10 refused confirm: ticket.not-resolved',
      '10:20 ticket.resolved by engineer1',
      '10:25 refused confirm: ticket.customer-only',
      '10:26 refused acknowledge: ticket.already-resolved',
      '10:27 ticket.updated update by engineer1',
      '10:30 ticket.closed by customer',
      '10:40 refused update: ticket.already-closed',
      '10:41 refused reject-fix: ticket.already-closed',
    ]);
  });
});

describe('telecom-province: levels of support (D11)', () => {
  it('D11: arrived in time there is no tier 2; tier 3 comes 4 hours after arrival, tier 4 a working day after the report', () => {
    const story = begin()
      .report('10:00', { level: 'severe' })
      .step('10:30', 'propose-workaround')
      .step('11:30', 'arrive')
      .until('11-24 18:00');
    expect(story.told('ticket.tier')).toEqual([
      '15:30 ticket.tier-raised 3 (overdue)',
      '11-24 18:00 ticket.tier-raised 4 (overdue)',
    ]);
  });

  it('D11: not solved remotely in 2 hours it goes to the senior engineer, even on Friday evening', () => {
    const story = begin().report('11-27 17:00').until('11-30 18:00');
    expect(story.told('ticket.tier')).toEqual([
      '19:00 ticket.tier-raised 2 (overdue)',
      '11-30 18:00 ticket.tier-raised 4 (overdue)',
    ]);
  });

  it('D11: tiers only go upwards: tier 3 by hand skips 2 and 3, and 4 still comes', () => {
    const story = begin()
      .report('10:00', { level: 'severe' })
      .step('10:10', 'raise-tier', { tier: 3 })
      .step('11:00', 'arrive')
      .until('11-24 18:00');
    expect(story.told('ticket.tier')).toEqual([
      '10:10 ticket.tier-raised 3 (manual)',
      '11-24 18:00 ticket.tier-raised 4 (overdue)',
    ]);
  });

  it('D11: a resolved fault goes no further up', () => {
    const story = begin().report('10:00', { level: 'severe' }).step('11:59', 'resolve').until('11-25 18:00');
    expect(story.told('ticket.tier', 'ticket.stale')).toEqual([]);
  });
});
