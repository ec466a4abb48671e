import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

const only = ['ticket.tier-raised'];

it('D11: not solved remotely in 2 hours, the senior engineer is called; in a working day the director, for the vendor', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '11-25 18:00', only },
      ['10:00', 'report', { level: 'general' }],
      ['10:05', 'ask-customer', { text: 'a pause stops no tier' }],
    ),
  ).toEqual([
    '12:00 ticket.tier-raised F 2 why overdue → escalation, team, senior',
    '11-24 18:00 ticket.tier-raised F 4 why overdue → escalation, team, director',
  ]);
});

it('D11: not solved 4 hours after the arrival, the expert group and the director are called', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '16:00', only },
      ['10:00', 'report', { level: 'severe' }],
      ['11:30', 'arrive'],
    ),
  ).toEqual(['15:30 ticket.tier-raised F 3 why overdue → escalation, team, expert, director']);
});

it('D11: a tier only rises, by hand too, and calls its holders then as well', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '16:00', only },
      ['10:00', 'report', { level: 'severe' }],
      ['10:30', 'raise-tier', { tier: 3 }],
      ['10:40', 'raise-tier', { tier: 2 }],
    ),
  ).toEqual([
    '10:30 ticket.tier-raised F 3 why manual → escalation, team, expert, director',
    '10:40 refused raise-tier F: ticket.tier-not-higher',
  ]);
});

it('D11: a fault reported at the highest level calls the project manager at once', async () => {
  const only = ['ticket.opened'];
  expect(
    await tellStory('telecom-province', { until: '10:00', only }, ['10:00', 'report', { level: 'catastrophic' }]),
  ).toEqual(['10:00 ticket.opened F catastrophic respond 10:05, workaround 10:30 → customer, team, projectManager']);
});
