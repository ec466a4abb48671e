import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it('A3: a level 3 fault has its response in 4 working hours and is resolved in 12 working hours, by phone or on site', async () => {
  // Monday 10:00: 2 hours until the break, 2 after it; 8 hours a day: 7 on Monday, 5 on Tuesday.
  expect(
    await tellStory('bureau-system', { until: '11-24 15:00', only: ['ticket.opened', 'sla.breached'] }, [
      '10:00',
      'report',
      { level: 'level3' },
    ]),
  ).toEqual([
    '10:00 ticket.opened F level3 resolve 11-24 15:00, respond 15:00 → customer, team',
    '15:00 sla.breached F respond due 15:00 → escalation, manager1',
    '11-24 15:00 sla.breached F resolve due 11-24 15:00 → escalation, manager1',
  ]);
});

it('A3: where someone is sent, they are there 12 hours after the dispatch', async () => {
  expect(
    await tellStory(
      'bureau-system',
      { until: '11-24 00:00', only: ['ticket.dispatched', 'sla.breached'] },
      ['10:00', 'report', { level: 'level3' }],
      ['11:00', 'dispatch'],
    ),
  ).toEqual([
    '11:00 ticket.dispatched F by engineer1 on-site 23:00, resolve 11-24 15:00 → customer, team',
    '23:00 sla.breached F on-site due 23:00 → escalation, manager1',
  ]);
});
