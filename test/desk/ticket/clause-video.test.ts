import { describe, expect, it } from 'vitest';
import { storiesOf } from '../../support/story.ts';

const begin = await storiesOf('video-conference');

describe('video-conference', () => {
  it('C1: a response within 1 hour at night too, and an engineer on site within travel time plus 1 hour', () => {
    const story = begin({ site: { travel: '2h' } })
      .report('23:00', { level: 'outage' })
      .step('23:50', 'acknowledge')
      .step('23:55', 'dispatch')
      .step('11-24 02:55', 'arrive')
      .step('11-24 20:00', 'resolve')
      .step('11-24 20:01', 'confirm');
    expect(story.told()).toEqual([
      '23:00 ticket.opened outage {respond 11-24 00:00, resolve 11-24 23:00}',
      '23:45 sla.warning respond due 11-24 00:00 → engineer1',
      '23:50 ticket.acknowledged by engineer1',
      '23:55 ticket.dispatched by engineer1 {on-site 11-24 02:55, resolve 11-24 23:00}',
      '11-24 02:10 sla.warning on-site due 11-24 02:55 → engineer1',
      '11-24 02:55 ticket.arrived by engineer1',
      '11-24 17:00 sla.warning resolve due 11-24 23:00 → engineer1',
      '11-24 20:00 ticket.resolved by engineer1',
      '11-24 20:01 ticket.closed by customer',
    ]);
  });

  it('C1: without a dispatch no on-site clock runs', () => {
    const story = begin().report('10:00').step('10:10', 'acknowledge').until('11-25 10:00');
    expect(story.told('sla')).toEqual([]);
  });

  it.each([
    ['10:00', '11:00'],
    ['23:30', '11-24 00:30'],
    ['11-28 03:00', '04:00'],
  ])('C1: a question asked at %s is answered within the hour, at any time', (at, due) => {
    const story = begin().report(at, { kind: 'question' });
    expect(story.told()).toEqual([`${at.split(' ').at(-1)} ticket.opened {answer ${due}}`]);
  });

  it('C1: a question left open goes up the ladder until it is answered', () => {
    const story = begin().report('23:30', { kind: 'question' }).step('11-24 01:10', 'answer').until('11-24 12:00');
    expect(story.told()).toEqual([
      '23:30 ticket.opened {answer 11-24 00:30}',
      '11-24 00:15 sla.warning answer due 11-24 00:30 → engineer1',
      '11-24 00:30 sla.breached answer due 11-24 00:30 → manager1',
      '11-24 01:00 sla.raised answer due 11-24 00:30 → manager2',
      '11-24 01:10 ticket.updated answer by engineer1',
    ]);
  });

  it('C5: an outage lasts at most 24 hours, and waiting for the customer is not counted', () => {
    const story = begin()
      .report('10:00', { level: 'outage' })
      .step('10:01', 'acknowledge')
      .step('11:00', 'ask-customer')
      .step('13:00', 'customer-answered')
      .until('11-24 13:00');
    expect(story.told()).toEqual([
      '10:00 ticket.opened outage {respond 11:00, resolve 11-24 10:00}',
      '10:01 ticket.acknowledged by engineer1',
      '11:00 ticket.updated ask-customer by engineer1',
      '11:00 clock.paused resolve',
      '13:00 ticket.updated customer-answered by customer',
      '13:00 clock.resumed resolve {resolve 11-24 12:00}',
      '11-24 06:00 sla.warning resolve due 11-24 12:00 → engineer1',
      '11-24 12:00 sla.breached resolve due 11-24 12:00 → manager1',
      '11-24 12:30 sla.raised resolve due 11-24 12:00 → manager2',
      '11-24 13:00 sla.raised resolve due 11-24 12:00 → manager3',
    ]);
  });

  it('C5: a fault that turns into an outage has 24 hours from its report, less what was paused', () => {
    const story = begin()
      .report('10:00')
      .step('10:30', 'dispatch')
      .step('10:40', 'ask-customer')
      .step('10:50', 'customer-answered')
      .step('13:00', 'set-level', { level: 'outage' });
    expect(story.told('ticket.opened', 'ticket.dispatched', 'clock', 'ticket.level')).toEqual([
      '10:00 ticket.opened partial {respond 11:00}',
      '10:30 ticket.dispatched by engineer1 {on-site 12:30}',
      '10:40 clock.paused on-site',
      '10:50 clock.resumed on-site {on-site 12:40}',
      '13:00 ticket.level-changed partial → outage (manual) {on-site 12:40, resolve 11-24 10:10}',
    ]);
  });
});
