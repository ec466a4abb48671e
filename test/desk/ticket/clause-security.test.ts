import { describe, expect, it } from 'vitest';
import { storiesOf } from '../../support/story.ts';

const begin = await storiesOf('security-vendor');

describe('security-vendor', () => {
  it.each([
    ['p1', '{respond 10:30, resolve 18:00}'],
    ['p2', '{respond 11:00, resolve 18:00}'],
    ['p3', '{respond 15:00, resolve 18:00}'],
    ['p4', '{respond 11-24 18:00, resolve 18:00}'],
  ])('B1, B2: priority %s reported at 10:00 is answered by its priority and solved the same day', (level, due) => {
    expect(begin().report('10:00', { level }).told()).toEqual([`10:00 ticket.opened ${level} ${due}`]);
  });

  it('B1: the 30 minutes of a P1 run through the lunch break', () => {
    const story = begin()
      .report('12:30', { level: 'p1' })
      .step('12:55', 'acknowledge')
      .step('18:00', 'resolve')
      .until('18:30');
    expect(story.told()).toEqual([
      '12:30 ticket.opened p1 {respond 13:00, resolve 18:00}',
      '12:52:30 sla.warning respond due 13:00 → engineer1',
      '12:55 ticket.acknowledged by engineer1',
      '16:45 sla.warning resolve due 18:00 → engineer1',
      '18:00 ticket.resolved by engineer1',
    ]);
  });

  it('B1: a P2 late on Friday is answered on Monday morning, yet solved the same Friday', () => {
    const story = begin().report('11-27 17:30', { level: 'p2' }).step('11-30 09:40', 'acknowledge');
    expect(story.told('ticket.opened', 'sla')).toEqual([
      '17:30 ticket.opened p2 {respond 11-30 09:30, resolve 18:00}',
      '17:52:30 sla.warning resolve due 18:00 → engineer1',
      '18:00 sla.breached resolve due 18:00 → manager1',
      '18:30 sla.raised resolve due 18:00 → manager2',
      '19:00 sla.raised resolve due 18:00 → manager3',
      '11-30 09:15 sla.warning respond due 11-30 09:30 → engineer1',
      '11-30 09:30 sla.breached respond due 11-30 09:30 → manager1',
    ]);
  });

  it('B2: a problem reported after closing on the eve of a make-up Saturday is solved that Saturday', () => {
    const story = begin().report('10-09 18:00', { level: 'p3' });
    expect(story.told()).toEqual(['18:00 ticket.opened p3 {respond 10-10 14:00, resolve 10-10 18:00}']);
  });

  it.each([
    ['10:00', '18:00'],
    ['12:30', '18:00'],
    ['11-27 19:00', '11-30 18:00'],
    ['10-09 18:00', '10-10 18:00'],
  ])('B2: a question asked at %s is answered the same working day', (at, due) => {
    const story = begin().report(at, { kind: 'question' });
    expect(story.told()).toEqual([`${at.split(' ').at(-1)} ticket.opened {answer ${due}}`]);
  });

  it('B2: a question answered when the office closes is in time, a second later is not', () => {
    const inTime = begin().report('10:00', { kind: 'question' }).step('18:00', 'answer');
    expect(inTime.told('sla')).toEqual(['16:15 sla.warning answer due 18:00 → engineer1']);
    const late = begin().report('10:00', { kind: 'question' }).step('18:00:01', 'answer');
    expect(late.told('sla.breached')).toEqual(['18:00 sla.breached answer due 18:00 → manager1']);
  });

  it('B3: support is raised step by step by hand, and never down', () => {
    const story = begin()
      .report('09:30', { level: 'p3' })
      .step('10:00', 'raise-tier', { tier: 2 })
      .step('10:05', 'raise-tier', { tier: 2 })
      .step('10:10', 'raise-tier', { tier: 3 })
      .step('10:15', 'raise-tier', { tier: 2 });
    expect(story.told('ticket.tier', 'refused')).toEqual([
      '10:00 ticket.tier-raised 2 (manual)',
      '10:05 refused raise-tier: ticket.tier-not-higher',
      '10:10 ticket.tier-raised 3 (manual)',
      '10:15 refused raise-tier: ticket.tier-not-higher',
    ]);
  });

  it('B3: support is raised by hand alone: a week of silence raises nothing', () => {
    const story = begin().report('10:00', { level: 'p1' }).until('11-30 10:00');
    expect(story.told('ticket.tier', 'ticket.stale')).toEqual([]);
  });
});
