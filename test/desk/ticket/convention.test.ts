import { describe, expect, it } from 'vitest';
import type { VerbName as Verb } from '../../../src/desk/ticket/verb/table.ts';
import { storiesOf } from '../../support/story.ts';

/** "How the presets read them" in docs/clauses.md, as a person who watches a ticket notices it. */
const bureau = await storiesOf('bureau-system');
const security = await storiesOf('security-vendor');
const video = await storiesOf('video-conference');
const telecom = await storiesOf('telecom-province');
const network = await storiesOf('network-security');

describe('calendars', () => {
  it('working hours skip nights, lunch, holidays, and count a make-up Saturday', () => {
    const story = bureau().report('10-09 17:00', { level: 'level3' });
    expect(story.told()).toEqual(['17:00 ticket.opened level3 {respond 10-10 12:00, resolve 10-12 12:00}']);
  });

  it('0wd is until 18:00 the same working day, 1wd until 18:00 on the next', () => {
    const story = security().report('10:00', { level: 'p4' });
    expect(story.told()).toEqual(['10:00 ticket.opened p4 {respond 11-24 18:00, resolve 18:00}']);
  });

  it('a report at 19:00 on Friday has Monday as its day', () => {
    const story = security().report('11-27 19:00');
    expect(story.told()).toEqual(['19:00 ticket.opened p4 {respond 12-01 18:00, resolve 11-30 18:00}']);
  });

  it('a plain span runs on the clock through a holiday', () => {
    const story = video().report('10-01 10:00', { level: 'outage' });
    expect(story.told()).toEqual(['10:00 ticket.opened outage {respond 11:00, resolve 10-02 10:00}']);
  });
});

describe('instants', () => {
  it('an acknowledgement exactly at the due instant is in time', () => {
    const story = telecom().report('10:00', { level: 'severe' }).step('10:10', 'acknowledge').until('10:20');
    expect(story.told('sla.breached')).toEqual([]);
  });

  it('a second later is too late, and the breach is stamped with the due instant', () => {
    const story = telecom().report('10:00', { level: 'severe' }).step('10:10:01', 'acknowledge');
    expect(story.told('sla.breached', 'ticket.acknowledged')).toEqual([
      '10:10 sla.breached respond due 10:10 → manager1',
      '10:10:01 ticket.acknowledged by engineer1',
    ]);
  });

  it('what fell due unnoticed has its own instants, in order', () => {
    const story = telecom().report('10:00', { level: 'severe' }).until('18:00');
    const watched = telecom().report('10:00', { level: 'severe' });
    for (let minute = 0; minute < 8 * 60; minute += 1)
      watched.until(`${String(10 + Math.floor(minute / 60))}:${String(minute % 60).padStart(2, '0')}`);
    expect(story.told()).toEqual(watched.until('18:00').told());
  });
});

describe('starts and stops', () => {
  it('on-site starts at the report in bureau-system and network-security', () => {
    expect(bureau().report('10:00', { level: 'level1' }).told().join()).toContain('on-site 22:00');
    expect(network().report('10:00', { level: 'level1' }).told().join()).toContain('on-site 12:00');
  });

  it('on-site starts at the dispatch in video-conference and telecom-province', () => {
    expect(video().report('10:00').step('11:00', 'dispatch').told('ticket.dispatched')).toEqual([
      '11:00 ticket.dispatched by engineer1 {on-site 13:00}',
    ]);
    const story = telecom().report('10:00', { level: 'severe' }).step('10:20', 'dispatch');
    expect(story.told('ticket.dispatched')).toEqual([
      '10:20 ticket.dispatched by engineer1 {workaround 11:00, on-site 10:50}',
    ]);
  });

  it('a second dispatch does not restart the on-site clock', () => {
    const story = video().report('10:00').step('11:00', 'dispatch').step('12:00', 'dispatch');
    expect(story.told('ticket.dispatched').at(-1)).toBe('12:00 ticket.dispatched by engineer1 {on-site 13:00}');
  });

  it.each<[Verb, string]>([
    ['propose-workaround', 'workaround'],
    ['resolve', 'workaround'],
    ['arrive', 'on-site'],
    ['resolve', 'on-site'],
  ])('%s stops %s', (verb, metric) => {
    const begun = telecom().report('10:00', { level: 'severe' }).step('10:01', 'dispatch');
    const breached = (story: typeof begun) => story.told('sla.breached').filter((line) => line.includes(` ${metric} `));
    expect(breached(begun.step('10:02', verb).until('12:00'))).toEqual([]);
    const without = telecom().report('10:00', { level: 'severe' }).step('10:01', 'dispatch').until('12:00');
    expect(breached(without)).toHaveLength(1);
  });

  it('an answer or a resolve stops a question', () => {
    for (const verb of ['answer', 'resolve'] as const) {
      const story = telecom().report('10:00', { kind: 'question' }).step('10:20', verb).until('12:00');
      expect(story.told('sla')).toEqual([]);
    }
  });

  it('reject-fix opens resolve again: the time until the fix counted, the time until the rejection did not', () => {
    const story = video()
      .report('10:00', { level: 'outage' })
      .step('12:00', 'resolve')
      .step('15:00', 'reject-fix')
      .until('11-24 07:00');
    expect(story.told()).toEqual([
      '10:00 ticket.opened outage {respond 11:00, resolve 11-24 10:00}',
      '10:45 sla.warning respond due 11:00 → engineer1',
      '11:00 sla.breached respond due 11:00 → manager1',
      '11:30 sla.raised respond due 11:00 → manager2',
      '12:00 ticket.resolved by engineer1',
      '15:00 ticket.reopened by customer {resolve 11-24 13:00}',
      '11-24 07:00 sla.warning resolve due 11-24 13:00 → engineer1',
    ]);
  });
});

describe('pauses', () => {
  it('waiting for the customer pauses workaround, on-site and resolve, never respond', () => {
    const waiting = telecom()
      .report('10:00', { level: 'severe' })
      .step('10:00', 'dispatch')
      .step('10:05', 'ask-customer');
    expect(waiting.told('clock')).toEqual(['10:05 clock.paused workaround, on-site']);
    const asked = network().report('10:00', { level: 'level2' }).step('10:05', 'ask-customer');
    expect(asked.told('clock')).toEqual(['10:05 clock.paused on-site, resolve']);
    const { respond } = telecom().report('10:00').terms.policy.clocks;
    expect(respond?.pauses).toBe(false);
  });

  it.each([
    ['bureau-system', bureau, 'level1', 'resolve'],
    ['video-conference', video, 'outage', 'resolve'],
    ['network-security', network, 'level1', 'on-site, resolve'],
  ] as const)('in %s a plan goes straight to the customer and pauses at once', (_, begin, level, metrics) => {
    const story = begin().report('10:00', { level }).step('10:30', 'submit-plan');
    expect(story.told('clock').join()).toContain('10:30 clock.paused');
    expect(story.told('clock').join()).toContain(metrics);
  });

  it('waiting for the director pauses nothing', () => {
    const story = telecom().report('10:00', { level: 'severe' }).step('10:05', 'submit-plan').until('11:00');
    expect(story.told('clock')).toEqual([]);
    expect(story.told('sla.breached')).toEqual(['11:00 sla.breached workaround due 11:00 → manager1']);
  });

  it("what is left at the pause is left at the resume, on the clock's own calendar", () => {
    const story = bureau()
      .report('10:00', { level: 'level2' })
      .step('11:00', 'ask-customer')
      .step('14:00', 'customer-answered')
      .step('18:30', 'ask-customer')
      .step('20:00', 'customer-answered')
      .step('11-24 10:30', 'arrive')
      .step('11-24 11:00', 'resolve');
    expect(story.told('clock', 'sla')).toEqual([
      '11:00 clock.paused on-site, resolve',
      '14:00 clock.resumed on-site, resolve {on-site 11-24 01:00, resolve 11-24 10:00}',
      '17:30 sla.warning resolve due 11-24 10:00 → engineer1',
      '18:30 clock.paused on-site, resolve',
      '20:00 clock.resumed on-site, resolve {on-site 11-24 02:30, resolve 11-24 10:00}',
      '23:30 sla.warning on-site due 11-24 02:30 → engineer1',
      '11-24 02:30 sla.breached on-site due 11-24 02:30 → manager1',
      '11-24 03:00 sla.raised on-site due 11-24 02:30 → manager2',
      '11-24 03:30 sla.raised on-site due 11-24 02:30 → manager3',
      '11-24 10:00 sla.breached resolve due 11-24 10:00 → manager1',
      '11-24 10:30 sla.raised resolve due 11-24 10:00 → manager2',
    ]);
  });

  it('a question asked exactly at the due instant leaves no time: the promise breaks at the answer', () => {
    const story = network()
      .report('10:00', { level: 'level1' })
      .step('12:00', 'ask-customer')
      .step('13:00', 'customer-answered')
      .until('13:00');
    expect(story.told('sla.breached')).toEqual([
      '13:00 sla.breached on-site due 13:00 → manager1',
      '13:00 sla.breached resolve due 13:00 → manager1',
    ]);
  });
});

describe('level changes', () => {
  it('a level change keeps start and pauses and changes the limit', () => {
    const story = network()
      .report('10:00', { level: 'level2' })
      .step('10:30', 'submit-plan')
      .step('11:30', 'approve-plan')
      .step('12:20', 'set-level', { level: 'level1' });
    expect(story.told('clock.resumed', 'ticket.level')).toEqual([
      '11:30 clock.resumed on-site, resolve {on-site 13:00, resolve 11-24 11:00}',
      '12:20 ticket.level-changed level2 → level1 (manual) {on-site 13:00, resolve 13:00}',
    ]);
  });

  it('a promise already kept stays kept under the new level', () => {
    const story = telecom()
      .report('10:00')
      .step('10:30', 'acknowledge')
      .step('10:40', 'set-level', { level: 'severe' });
    expect(story.told('ticket.level', 'sla')).toEqual([
      '10:40 ticket.level-changed general → severe (manual) {workaround 11:00}',
    ]);
  });

  it('a new deadline in the past is one breach "by level change", and its ladder starts at the change', () => {
    const story = telecom()
      .report('10:00')
      .step('10:40', 'set-level', { level: 'major' })
      .step('11:15', 'propose-workaround')
      .until('11:45');
    expect(story.told()).toEqual([
      '10:00 ticket.opened general {respond 11:00}',
      '10:40 ticket.level-changed general → major (manual) {respond 10:05, workaround 10:30}',
      '10:40 sla.breached respond due 10:05 late by level-change → manager1',
      '10:40 sla.breached workaround due 10:30 late by level-change → manager1',
      '11:10 sla.raised respond due 10:05 → manager2',
      '11:10 sla.raised workaround due 10:30 → manager2',
      '11:15 ticket.updated propose-workaround by engineer1',
    ]);
  });

  it('a broken promise is not broken again by a stricter level', () => {
    const story = telecom().report('10:00', { level: 'severe' }).step('10:20', 'set-level', { level: 'major' });
    expect(story.told('sla.breached')).toEqual(['10:10 sla.breached respond due 10:10 → manager1']);
  });

  it('a broken promise stays broken under a milder level', () => {
    const story = telecom().report('10:00', { level: 'severe' }).step('10:20', 'set-level', { level: 'general' });
    expect(story.ticket.breaches.respond?.dueAt).toBe(story.ticket.reportedAt + 10 * 60_000);
  });
});

describe('warnings', () => {
  it('the assignee is warned when three quarters of the time are gone, office time for working days', () => {
    expect(telecom().report('10:00', { level: 'major' }).until('10:04').told('sla')).toEqual([
      '10:03:45 sla.warning respond due 10:05 → engineer1',
    ]);
    expect(security().report('11-27 19:00').until('12-01 14:00').told('sla.warning')).toEqual([
      '11-30 16:00 sla.warning resolve due 11-30 18:00 → engineer1',
      '12-01 14:00 sla.warning respond due 12-01 18:00 → engineer1',
    ]);
  });

  it('there is no warning while the clock is paused; it comes as much later', () => {
    const story = network()
      .report('10:00', { level: 'level1' })
      .step('11:00', 'ask-customer')
      .step('13:00', 'customer-answered')
      .until('13:45');
    expect(story.told('sla')).toEqual([
      '13:30 sla.warning on-site due 14:00 → engineer1',
      '13:30 sla.warning resolve due 14:00 → engineer1',
    ]);
  });

  it('a warning that would lie in the past when the clock moves is left out', () => {
    const story = telecom().report('10:00').step('10:08', 'set-level', { level: 'severe' }).until('10:10');
    expect(story.told('sla')).toEqual(['10:10 sla.breached respond due 10:10 → manager1']);
  });

  it('the new assignee is warned, not the one who gave it away', () => {
    const story = telecom()
      .report('10:00', { level: 'severe' })
      .step('10:05', 'assign', { to: 'engineer2' })
      .until('10:08');
    expect(story.told('sla')).toEqual(['10:07:30 sla.warning respond due 10:10 → engineer2']);
  });
});

describe('the ladder', () => {
  it('a breach goes to manager1 at once, then one step up every 30 minutes, up to the last', () => {
    const story = telecom().report('10:00', { level: 'severe' }).until('13:00');
    const respond = story.told('sla').filter((line) => line.includes('respond'));
    expect(respond.slice(1)).toEqual([
      '10:10 sla.breached respond due 10:10 → manager1',
      '10:40 sla.raised respond due 10:10 → manager2',
      '11:10 sla.raised respond due 10:10 → manager3',
    ]);
  });

  it('no one further up is told once the promise is kept', () => {
    const story = telecom().report('10:00').step('11:10', 'acknowledge').until('12:30');
    expect(story.told('sla')).toEqual([
      '10:45 sla.warning respond due 11:00 → engineer1',
      '11:00 sla.breached respond due 11:00 → manager1',
    ]);
  });
});

describe('levels', () => {
  it.each([
    ['bureau-system', bureau, 'level3'],
    ['security-vendor', security, 'p4'],
    ['video-conference', video, 'partial'],
    ['telecom-province', telecom, 'general'],
    ['network-security', network, 'level3'],
  ] as const)('a report in %s that says nothing about it gets the lowest level', (_, begin, level) => {
    expect(begin().report('10:00').ticket.level).toBe(level);
  });

  it('a level that the policy does not know is refused, naming those it knows', () => {
    expect(() => telecom().report('10:00', { level: 'p1' })).toThrow('ticket.unknown-level');
  });
});

describe('staleness', () => {
  it.each([
    ['bureau-system', bureau],
    ['security-vendor', security],
    ['video-conference', video],
    ['network-security', network],
  ] as const)('nothing is called stale in %s', (_, begin) => {
    expect(begin().report('10:00').until('12-01 10:00').told('ticket.stale')).toEqual([]);
  });
});

describe('tiers', () => {
  it('waiting for the customer does not stop them', () => {
    const story = telecom().report('10:00', { level: 'severe' }).step('10:01', 'ask-customer').until('12:00');
    expect(story.told('ticket.tier')).toEqual(['12:00 ticket.tier-raised 2 (overdue)']);
  });
});
