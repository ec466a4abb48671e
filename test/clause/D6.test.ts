import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it('D6: the time in which the customer decides on a plan does not count; that of the director does', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '12:00', only: ['clock', 'sla'] },
      ['10:00', 'report', { level: 'severe' }],
      ['10:05', 'acknowledge'],
      ['10:10', 'submit-plan', { text: 'swap the board' }],
      ['10:20', 'approve-plan', { by: 'director' }],
      ['11:20', 'approve-plan', { by: 'customer' }],
    ),
  ).toEqual([
    '10:20 clock.paused F workaround → customer, team',
    // 40 minutes were left at 10:20; 75 % of the hour had 25 to go.
    '11:20 clock.resumed F workaround workaround 12:00 → customer, team',
    '11:45 sla.warning F workaround due 12:00 → engineer1',
    '12:00 sla.breached F workaround due 12:00 → escalation, manager1',
  ]);
});

it('D6: a plan that is sent back ends the pause as well, and overlapping pauses end with the last cause', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '11:30', only: ['clock'] },
      ['10:00', 'report', { level: 'severe' }],
      ['10:05', 'ask-customer', { text: 'which rack?' }],
      ['10:10', 'submit-plan', { text: 'swap the board' }],
      ['10:15', 'approve-plan', { by: 'director' }],
      ['10:20', 'customer-answered', { text: 'rack 4' }],
      ['10:35', 'reject-plan', { by: 'customer' }],
    ),
  ).toEqual([
    '10:05 clock.paused F workaround → customer, team',
    '10:35 clock.resumed F workaround workaround 11:30 → customer, team',
  ]);
});

it('D6: a pause never holds the response, and the ladder of a broken promise waits while its clock is paused', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '13:00', only: ['sla.breached', 'sla.raised'] },
      ['10:00', 'report', { level: 'severe' }],
      ['10:05', 'acknowledge'],
      ['11:10', 'ask-customer', { text: 'which rack?' }],
      ['12:10', 'customer-answered', { text: 'rack 4' }],
    ),
  ).toEqual([
    '11:00 sla.breached F workaround due 11:00 → escalation, manager1',
    // 10 minutes of the half hour had passed at the pause, 20 are left after it.
    '12:30 sla.raised F workaround due 11:00 → manager2',
    '13:00 sla.raised F workaround due 11:00 → manager3',
  ]);
});
