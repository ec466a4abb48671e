import { describe, expect, it } from 'vitest';
import { nextDueAt } from '../../../src/desk/ticket/clock/lapse.ts';
import type { VerbName as Verb } from '../../../src/desk/ticket/verb/table.ts';
import { storiesOf } from '../../support/story.ts';

/** The details of the rules in docs/clauses.md, as far as they concern one ticket. */
const bureau = await storiesOf('bureau-system');
const security = await storiesOf('security-vendor');
const video = await storiesOf('video-conference');
const telecom = await storiesOf('telecom-province');
const network = await storiesOf('network-security');

describe('stops of respond', () => {
  it.each<Verb>([
    'acknowledge',
    'update',
    'tell-customer',
    'ask-customer',
    'submit-plan',
    'propose-workaround',
    'dispatch',
    'arrive',
    'resolve',
  ])('%s by staff counts as a response', (verb) => {
    const story = telecom().report('10:00').step('10:30', verb).until('11:30');
    expect(story.told('sla')).toEqual([]);
  });

  it.each([
    ['assign', { to: 'engineer2' }],
    ['set-level', { level: 'severe' }],
    ['raise-tier', { tier: 2 }],
    ['set-outage', { affectedPercent: 5 }],
    ['leave-site', {}],
  ] as const)('%s does not', (verb, about) => {
    const story = telecom().report('10:00').step('10:05', verb, about).until('11:00');
    expect(story.told('sla.breached').join()).toContain('sla.breached respond');
  });

  it('a note by the customer is not a response', () => {
    const story = telecom().report('10:00').step('10:05', 'update', { by: 'customer' }).until('11:00');
    expect(story.told('sla.breached')).toEqual(['11:00 sla.breached respond due 11:00 → manager1']);
  });

  it('another person who acknowledges becomes the assignee, and a second acknowledgement is refused', () => {
    const story = video()
      .report('10:00', { level: 'outage' })
      .step('10:05', 'assign', { to: 'engineer2' })
      .step('10:10', 'acknowledge', { by: 'engineer3' })
      .step('10:20', 'acknowledge', { by: 'engineer1' })
      .until('11-24 04:00');
    expect(story.told()).toEqual([
      '10:00 ticket.opened outage {respond 11:00, resolve 11-24 10:00}',
      '10:05 ticket.assigned by engineer1',
      '10:10 ticket.acknowledged by engineer3',
      '10:20 refused acknowledge: ticket.already-acknowledged',
      '11-24 04:00 sla.warning resolve due 11-24 10:00 → engineer3',
    ]);
  });
});

describe('outage facts', () => {
  it('set the level in telecom-province and network-security only', () => {
    for (const [begin, lowest] of [
      [bureau, 'level3'],
      [security, 'p4'],
      [video, 'partial'],
    ] as const) {
      const story = begin().report('10:00', { outageSince: '11-20 10:00', affectedPercent: 100 }).until('12:00');
      expect(story.ticket.level).toBe(lowest);
      expect(story.told('ticket.level')).toEqual([]);
    }
  });

  it('an outage in the future is refused', () => {
    expect(() => telecom().report('10:00', { outageSince: '10:01' })).toThrow('ticket.outage-in-future');
    const story = telecom().report('10:00').step('10:10', 'set-outage', { since: '10:11' });
    expect(story.told('refused')).toEqual(['10:10 refused set-outage: ticket.outage-in-future']);
  });
});

describe('questions and requirements', () => {
  it('a question has no level, no tiers, no staleness: only its answer is promised', () => {
    const story = telecom()
      .report('10:00', { kind: 'question', level: 'severe' })
      .step('10:10', 'answer')
      .until('11-25 10:00');
    expect(story.ticket.level).toBeUndefined();
    expect(story.told()).toEqual(['10:00 ticket.opened {answer 10:30}', '10:10 ticket.updated answer by engineer1']);
  });

  it.each([
    ['raise-tier', { tier: 2 }],
    ['set-level', { level: 'severe' }],
    ['set-outage', { affectedPercent: 50 }],
  ] as const)('%s is for faults', (verb, about) => {
    for (const kind of ['question', 'requirement'] as const)
      expect(telecom().report('10:00', { kind }).step('10:05', verb, about).told('refused')).toEqual([
        `10:05 refused ${verb}: ticket.faults-only`,
      ]);
  });

  it('only a question is answered, only a requirement gets a written reply', () => {
    expect(telecom().report('10:00').step('10:05', 'answer').told('refused').join()).toContain('ticket.questions-only');
    expect(telecom().report('10:00').step('10:05', 'deliver').told('refused').join()).toContain(
      'ticket.requirements-only',
    );
  });

  it('no clock runs if the plan promises nothing for them', () => {
    expect(network().report('10:00', { kind: 'question' }).told()).toEqual(['10:00 ticket.opened {}']);
    expect(telecom().report('10:00', { kind: 'requirement' }).told()).toEqual(['10:00 ticket.opened {}']);
  });
});

describe('level changes', () => {
  it('a promise that only the new level has runs from its own start', () => {
    const story = telecom().report('10:00').step('10:20', 'set-level', { level: 'severe' });
    expect(story.told('ticket.level').join()).toContain('workaround 11:00');
  });

  it('a promise that the new level does not have ends silently', () => {
    const story = telecom()
      .report('10:00', { level: 'severe' })
      .step('10:05', 'acknowledge')
      .step('10:30', 'set-level', { level: 'general' })
      .until('11:59');
    expect(story.told('sla', 'ticket.level')).toEqual(['10:30 ticket.level-changed severe → general (manual) {}']);
  });

  it('a workaround given while none was promised counts once one is promised', () => {
    const story = telecom()
      .report('10:00')
      .step('10:30', 'propose-workaround')
      .step('12:30', 'set-level', { level: 'major' });
    expect(story.told('sla', 'ticket.level')).toEqual(['12:30 ticket.level-changed general → major (manual) {}']);
  });

  it('a level set by hand below a line that the outage has crossed stays; the next line raises it again', () => {
    const story = telecom()
      .report('10:00', { outageSince: '07:30', affectedPercent: 50 })
      .step('10:30', 'set-level', { level: 'general' })
      .until('11:30');
    expect(story.told('ticket.level')).toEqual([
      '10:30 ticket.level-changed severe → general (manual) {respond 11:00}',
      '11:30 ticket.level-changed general → major (outage) {respond 10:05, workaround 10:30}',
    ]);
  });
});

describe('E2', () => {
  it('the ladder of the broken promise ends when the level rises, and the new promise has its own', () => {
    const story = network().report('10:00', { level: 'level2' }).step('10:10', 'arrive').until('11-24 13:00');
    expect(story.told('sla.raised')).toEqual([
      '11-24 12:30 sla.raised resolve due 11-24 12:00 → manager2',
      '11-24 13:00 sla.raised resolve due 11-24 12:00 → manager3',
    ]);
  });

  it('a breach caused by a level change raises the level too', () => {
    const story = network()
      .report('10:00', { level: 'level3' })
      .step('10:10', 'arrive')
      .step('11-24 12:00', 'set-level', { level: 'level2' });
    expect(story.told('sla', 'ticket.level')).toEqual([
      '11-24 12:00 ticket.level-changed level3 → level2 (manual) {resolve 11-24 10:00}',
      '11-24 12:00 sla.breached resolve due 11-24 10:00 late by level-change → manager1',
      '11-24 12:00 ticket.level-changed level2 → level1 (overdue) {resolve 11-24 14:00}',
    ]);
  });
});

describe('staleness', () => {
  it('counts from the report if no one has written anything', () => {
    const story = telecom().report('10:00', { level: 'severe' }).until('12:00');
    expect(story.told('ticket.stale')).toEqual(['12:00 ticket.stale since 10:00']);
  });

  it('follows the present level', () => {
    const story = telecom()
      .report('10:00')
      .step('10:05', 'acknowledge')
      .step('12:30', 'set-level', { level: 'severe' })
      .until('14:30');
    expect(story.told('ticket.stale')).toEqual(['14:30 ticket.stale since 12:30']);
  });

  it('is not reported while the ticket waits for the customer or is resolved', () => {
    const waiting = telecom().report('10:00').step('10:05', 'ask-customer').until('11-30 10:00');
    expect(waiting.told('ticket.stale')).toEqual([]);
    const resolved = telecom().report('10:00').step('10:05', 'resolve').until('11-30 10:00');
    expect(resolved.told('ticket.stale')).toEqual([]);
  });
});

describe('the ladder', () => {
  it('waits while the clock is paused', () => {
    const story = network()
      .report('10:00', { level: 'level1' })
      .step('12:10', 'ask-customer')
      .step('13:10', 'customer-answered')
      .until('14:00');
    expect(story.told('sla.breached', 'sla.raised', 'clock')).toEqual([
      '12:00 sla.breached on-site due 12:00 → manager1',
      '12:00 sla.breached resolve due 12:00 → manager1',
      '12:10 clock.paused on-site, resolve',
      '13:10 clock.resumed on-site, resolve {on-site 12:00, resolve 12:00}',
      '13:30 sla.raised on-site due 12:00 → manager2',
      '13:30 sla.raised resolve due 12:00 → manager2',
      '14:00 sla.raised on-site due 12:00 → manager3',
      '14:00 sla.raised resolve due 12:00 → manager3',
    ]);
  });

  it('a step that passed while the level promised nothing comes at once when a level promises it again', () => {
    const story = telecom()
      .report('10:00')
      .step('10:20', 'acknowledge')
      .step('10:40', 'set-level', { level: 'major' })
      .step('10:45', 'set-level', { level: 'general' })
      .step('11:15', 'set-level', { level: 'major' });
    expect(nextDueAt(story.ticket, story.terms)).toBe(story.ticket.asOfAt);
    expect(story.until('11:15').told('sla')).toEqual([
      '10:40 sla.breached workaround due 10:30 late by level-change → manager1',
      '11:15 sla.raised workaround due 10:30 → manager2',
    ]);
  });

  it('goes on after a rejected fix with what was left of its half hour', () => {
    const story = bureau()
      .report('10:00', { level: 'level1' })
      .step('10:05', 'acknowledge')
      .step('12:00', 'arrive')
      .step('16:45', 'resolve')
      .step('18:00', 'reject-fix')
      .until('19:00');
    expect(story.told('sla', 'ticket.re')).toEqual([
      '14:30 sla.warning resolve due 16:00 → engineer1',
      '16:00 sla.breached resolve due 16:00 → manager1',
      '16:30 sla.raised resolve due 16:00 → manager2',
      '16:45 ticket.resolved by engineer1',
      '18:00 ticket.reopened by customer {resolve 16:00}',
      '18:15 sla.raised resolve due 16:00 → manager3',
    ]);
  });
});

describe('tiers', () => {
  it('a tier whose time passed while the fault was resolved does not come when the fix is rejected', () => {
    const story = telecom().report('10:00').step('11:50', 'resolve').step('12:30', 'reject-fix').until('12:40');
    expect(story.told('ticket.tier')).toEqual([]);
  });

  it('are for faults of every level', () => {
    for (const level of ['catastrophic', 'major', 'severe', 'general'])
      expect(telecom().report('10:00', { level }).until('12:00').told('ticket.tier')).toEqual([
        '12:00 ticket.tier-raised 2 (overdue)',
      ]);
  });
});

describe('pauses', () => {
  it('overlap: the clocks resume when the last cause ends', () => {
    const story = network()
      .report('10:00', { level: 'level2' })
      .step('10:10', 'ask-customer')
      .step('10:20', 'submit-plan')
      .step('10:40', 'customer-answered')
      .step('10:45', 'customer-answered')
      .step('11:00', 'approve-plan');
    expect(story.told('clock', 'refused')).toEqual([
      '10:10 clock.paused on-site, resolve',
      '10:45 refused customer-answered: ticket.nothing-asked',
      '11:00 clock.resumed on-site, resolve {on-site 12:50, resolve 11-24 10:50}',
    ]);
  });

  it('overlap the other way round: a plan decided while the question still waits resumes nothing', () => {
    const story = network()
      .report('10:00', { level: 'level2' })
      .step('10:10', 'submit-plan')
      .step('10:20', 'ask-customer')
      .step('10:40', 'approve-plan')
      .step('11:00', 'customer-answered');
    expect(story.told('clock')).toEqual([
      '10:10 clock.paused on-site, resolve',
      '11:00 clock.resumed on-site, resolve {on-site 12:50, resolve 11-24 10:50}',
    ]);
  });

  it('are announced only if some clock pauses', () => {
    const story = telecom().report('10:00').step('10:05', 'ask-customer').step('10:20', 'customer-answered');
    expect(story.told('clock')).toEqual([]);
    expect(story.told('ticket.updated')).toHaveLength(2);
  });

  it('end silently at a resolve; after a rejected fix neither they nor the resolved time count', () => {
    const story = video()
      .report('10:00', { level: 'outage' })
      .step('11:00', 'ask-customer')
      .step('12:00', 'resolve')
      .step('12:05', 'customer-answered')
      .step('13:00', 'reject-fix');
    expect(story.told('clock', 'ticket.re', 'refused')).toEqual([
      '11:00 clock.paused resolve',
      '12:00 ticket.resolved by engineer1',
      '12:05 refused customer-answered: ticket.already-resolved',
      '13:00 ticket.reopened by customer {resolve 11-24 12:00}',
    ]);
  });

  it('hold a dispatch that happens during them', () => {
    const story = video()
      .report('10:00')
      .step('10:10', 'ask-customer')
      .step('10:20', 'dispatch')
      .step('11:00', 'customer-answered');
    expect(story.told('clock', 'ticket.dispatched')).toEqual([
      '10:20 ticket.dispatched by engineer1 {}',
      '11:00 clock.resumed on-site {on-site 13:00}',
    ]);
  });
});

describe('undo', () => {
  it('within 5:00 of the acknowledgement the respond clock never stopped: a deadline that passed meanwhile is a breach "by undo"', () => {
    const story = telecom()
      .report('10:00', { level: 'severe' })
      .step('10:08', 'acknowledge')
      .step('10:13', 'undo-acknowledge')
      .step('10:50', 'acknowledge');
    expect(story.told()).toEqual([
      '10:00 ticket.opened severe {respond 10:10, workaround 11:00}',
      '10:07:30 sla.warning respond due 10:10 → engineer1',
      '10:08 ticket.acknowledged by engineer1',
      '10:13 ticket.updated undo-acknowledge by engineer1',
      '10:13 sla.breached respond due 10:10 late by undo → manager1',
      '10:43 sla.raised respond due 10:10 → manager2',
      '10:45 sla.warning workaround due 11:00 → engineer1',
      '10:50 ticket.acknowledged by engineer1',
    ]);
  });

  it('after an early undo, warning and breach come at their own instants', () => {
    const story = telecom()
      .report('10:00', { level: 'severe' })
      .step('10:02', 'acknowledge')
      .step('10:06', 'undo-acknowledge')
      .until('10:12');
    expect(story.told('sla')).toEqual([
      '10:07:30 sla.warning respond due 10:10 → engineer1',
      '10:10 sla.breached respond due 10:10 → manager1',
    ]);
  });

  it('after an undo exactly at the due instant the promise breaks as usual', () => {
    const story = telecom()
      .report('10:00', { level: 'severe' })
      .step('10:06', 'acknowledge')
      .step('10:10', 'undo-acknowledge')
      .until('10:10');
    expect(story.told('sla.breached')).toEqual(['10:10 sla.breached respond due 10:10 → manager1']);
  });

  it('a promise that another step kept before stays kept, even if the level changed its limit since', () => {
    const story = telecom()
      .report('10:00', { level: 'severe' })
      .step('10:07', 'update')
      .step('10:20', 'set-level', { level: 'major' })
      .step('10:25', 'acknowledge')
      .step('10:26', 'undo-acknowledge')
      .until('10:28');
    expect(story.told('sla.breached', 'sla.raised')).toEqual([]);
  });

  it("is refused later than that, without an acknowledgement, and for another person's acknowledgement", () => {
    const story = telecom()
      .report('10:00', { level: 'severe' })
      .step('10:01', 'undo-acknowledge')
      .step('10:02', 'acknowledge')
      .step('10:03', 'undo-acknowledge', { by: 'engineer2' })
      .step('10:07:01', 'undo-acknowledge')
      .until('10:30');
    expect(story.told('refused', 'sla')).toEqual([
      '10:01 refused undo-acknowledge: ticket.not-acknowledged',
      '10:03 refused undo-acknowledge: ticket.acknowledged-by-other',
      '10:07:01 refused undo-acknowledge: ticket.undo-too-late',
    ]);
  });

  it('gives the ticket back to the person who had it before', () => {
    const story = telecom().report('10:00').step('10:02', 'acknowledge', { by: 'engineer2' });
    expect(story.ticket.assignee).toBe('engineer2');
    expect(story.step('10:03', 'undo-acknowledge').ticket.assignee).toBe('engineer1');
  });
});

describe('provisional', () => {
  it('after the last known holidays the plain week counts and the due instant is marked; clocks on 7×24 are never marked', () => {
    const story = bureau().report('12-31 17:00', { level: 'level1' });
    expect(story.told()).toEqual([
      '17:00 ticket.opened level1 {respond 2027-01-01 10:00, on-site 2027-01-01 05:00, resolve 23:00} provisional respond',
    ]);
  });

  it('a due on the last covered day is not', () => {
    const story = security().report('12-30 17:00', { level: 'p4' });
    expect(story.told()).toEqual(['17:00 ticket.opened p4 {respond 12-31 18:00, resolve 18:00}']);
  });
});
