import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it('D7: past its limit a ticket goes up the managers, one step every half hour while it is open', async () => {
  expect(
    await tellStory('telecom-province', { until: '12:00', only: ['sla.breached', 'sla.raised'] }, [
      '10:00',
      'report',
      { level: 'general' },
    ]),
  ).toEqual([
    '11:00 sla.breached F respond due 11:00 → escalation, manager1',
    '11:30 sla.raised F respond due 11:00 → manager2',
    '12:00 sla.raised F respond due 11:00 → manager3',
  ]);
});

it('D7: a ticket that is not kept current for 2 hours goes to the next manager, each further silence one higher', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '20:00', only: ['ticket.stale'] },
      ['10:00', 'report', { level: 'severe' }],
      ['10:05', 'acknowledge'],
      ['12:30', 'update', { text: 'board ordered' }],
      ['14:30', 'update', { text: 'at the very instant: no silence' }],
      ['17:00', 'update', { text: 'board is here' }],
    ),
  ).toEqual([
    '12:05 ticket.stale F since 10:05 → team, manager1',
    '16:30 ticket.stale F since 14:30 → team, manager2',
    '19:00 ticket.stale F since 17:00 → team, manager3',
  ]);
});

it('D7: a general fault may be silent for a working day, and the time of a pause does not count', async () => {
  const only = ['ticket.stale'];
  expect(
    await tellStory(
      'telecom-province',
      { until: '11-24 18:00', only },
      ['10:00', 'report', { level: 'general' }],
      ['10:05', 'acknowledge'],
    ),
  ).toEqual(['11-24 18:00 ticket.stale F since 10:05 → team, manager1']);
  expect(
    await tellStory(
      'telecom-province',
      { until: '13:30', only },
      ['10:00', 'report', { level: 'severe' }],
      ['10:05', 'ask-customer', { text: 'which rack?' }],
      ['11:20', 'customer-answered', { text: 'rack 4' }],
    ),
  ).toEqual(['13:20 ticket.stale F since 10:05 → team, manager1']);
});
