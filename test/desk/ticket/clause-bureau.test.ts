import { describe, expect, it } from 'vitest';
import { storiesOf } from '../../support/story.ts';

const begin = await storiesOf('bureau-system');

describe('bureau-system', () => {
  it('A1: a level 1 fault is to be answered in 2 working hours and fixed in 6 hours on the clock', () => {
    const story = begin().report('10:00', { level: 'level1' }).until('17:00');
    expect(story.told()).toEqual([
      '10:00 ticket.opened level1 {respond 12:00, on-site 22:00, resolve 16:00}',
      '11:30 sla.warning respond due 12:00 → engineer1',
      '12:00 sla.breached respond due 12:00 → manager1',
      '12:30 sla.raised respond due 12:00 → manager2',
      '13:00 sla.raised respond due 12:00 → manager3',
      '14:30 sla.warning resolve due 16:00 → engineer1',
      '16:00 sla.breached resolve due 16:00 → manager1',
      '16:30 sla.raised resolve due 16:00 → manager2',
      '17:00 sla.raised resolve due 16:00 → manager3',
    ]);
  });

  it('A2: a level 2 fault on Friday evening keeps 2 and 6 working hours over the weekend', () => {
    const story = begin().report('11-27 17:00', { level: 'level2' });
    expect(story.told()).toEqual([
      '17:00 ticket.opened level2 {respond 11-30 10:00, on-site 11-28 05:00, resolve 11-30 15:00}',
    ]);
  });

  it('A3: a level 3 fault before National Day keeps 4 and 12 working hours, and no one has to come', () => {
    const story = begin()
      .report('09-30 17:00', { level: 'level3' })
      .step('10-08 12:00', 'acknowledge')
      .step('10-09 12:00', 'resolve')
      .step('10-09 12:01', 'confirm');
    expect(story.told()).toEqual([
      '17:00 ticket.opened level3 {respond 10-08 12:00, resolve 10-09 12:00}',
      '10-08 11:00 sla.warning respond due 10-08 12:00 → engineer1',
      '10-08 12:00 ticket.acknowledged by engineer1',
      '10-08 18:00 sla.warning resolve due 10-09 12:00 → engineer1',
      '10-09 12:00 ticket.resolved by engineer1',
      '10-09 12:01 ticket.closed by customer',
    ]);
  });

  it('A4: an engineer is on site within 12 hours of the report, and exactly in time counts', () => {
    const story = begin()
      .report('10:00', { level: 'level2' })
      .step('10:05', 'acknowledge')
      .step('22:00', 'arrive')
      .until('22:30');
    expect(story.told('sla')).toEqual([
      '15:30 sla.warning resolve due 17:00 → engineer1',
      '17:00 sla.breached resolve due 17:00 → manager1',
      '17:30 sla.raised resolve due 17:00 → manager2',
      '18:00 sla.raised resolve due 17:00 → manager3',
      '19:00 sla.warning on-site due 22:00 → engineer1',
    ]);
  });

  it('A3, A4: an engineer who is sent to a level 3 fault is on site within 12 hours of the dispatch', () => {
    const story = begin()
      .report('10:00', { level: 'level3' })
      .step('10:05', 'acknowledge')
      .step('11:00', 'dispatch')
      .step('23:00', 'arrive')
      .until('11-24 11:00');
    expect(story.told('ticket.opened', 'ticket.dispatched', 'sla')).toEqual([
      '10:00 ticket.opened level3 {respond 15:00, resolve 11-24 15:00}',
      '11:00 ticket.dispatched by engineer1 {on-site 23:00, resolve 11-24 15:00}',
      '20:00 sla.warning on-site due 23:00 → engineer1',
      '11-24 11:00 sla.warning resolve due 11-24 15:00 → engineer1',
    ]);
  });

  it('A3, A4: no one there 12 hours after the dispatch to a level 3 fault breaks the promise', () => {
    const story = begin()
      .report('10:00', { level: 'level3' })
      .step('11:00', 'dispatch')
      .step('11:30', 'dispatch')
      .step('23:00:01', 'arrive');
    expect(story.told('sla.breached')).toEqual(['23:00 sla.breached on-site due 23:00 → manager1']);
  });

  it.each([
    ['level3', 'level1', '{on-site 22:00, resolve 16:00}'],
    ['level2', 'level3', '{on-site 23:00, resolve 11-24 15:00}'],
  ])('A4: a dispatched fault of %s that becomes %s counts from the start of its new level', (level, to, due) => {
    const story = begin()
      .report('10:00', { level })
      .step('11:00', 'dispatch')
      .step('11:30', 'set-level', { level: to });
    expect(story.told('ticket.level')).toEqual([`11:30 ticket.level-changed ${level} → ${to} (manual) ${due}`]);
  });

  it.each([
    ['level1', '{respond 12:00, resolve 16:00}', '{resolve 16:00}'],
    ['level2', '{respond 12:00, resolve 17:00}', '{resolve 17:00}'],
    ['level3', '{respond 15:00, resolve 11-24 15:00}', '{resolve 11-24 15:00}'],
  ])('A4: after the warranty a %s fault has no on-site promise, dispatched or not', (level, opened, dispatched) => {
    const story = begin().report('10:00', { level, billable: true }).step('11:00', 'dispatch').until('11-24 09:00');
    expect(story.told('ticket.opened', 'ticket.dispatched')).toEqual([
      `10:00 ticket.opened ${level} ${opened}`,
      `11:00 ticket.dispatched by engineer1 ${dispatched}`,
    ]);
    expect(story.told('sla').join()).not.toContain('on-site');
  });

  it('A5: a new requirement gets its written reply within a week, and is closed on it', () => {
    const story = begin()
      .report('10:00', { kind: 'requirement' })
      .step('11-30 10:00', 'deliver')
      .step('11-30 10:10', 'confirm');
    expect(story.told()).toEqual([
      '10:00 ticket.opened {reply 11-30 10:00}',
      '11-28 16:00 sla.warning reply due 11-30 10:00 → engineer1',
      '11-30 10:00 ticket.updated deliver by engineer1',
      '11-30 10:10 ticket.closed by customer',
    ]);
  });

  it('A5: a late written reply goes up the ladder until it is there', () => {
    const story = begin().report('10:00', { kind: 'requirement' }).step('11-30 10:45', 'deliver').until('11-30 11:30');
    expect(story.told('sla.breached', 'sla.raised', 'ticket.updated')).toEqual([
      '11-30 10:00 sla.breached reply due 11-30 10:00 → manager1',
      '11-30 10:30 sla.raised reply due 11-30 10:00 → manager2',
      '11-30 10:45 ticket.updated deliver by engineer1',
    ]);
  });
});
