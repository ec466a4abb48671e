import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it.each([
  ['catastrophic', '10:05'],
  ['major', '10:05'],
  ['severe', '10:10'],
  ['general', '11:00'],
])('D2: a %s fault reported at 10:00 has its phone response by %s', async (level, due) => {
  const report = ['10:00', 'report', { level }] as const;
  const late = await tellStory('telecom-province', { until: due, only: ['sla.breached'] }, report);
  expect(late).toContain(`${due} sla.breached F respond due ${due} → escalation, manager1`);
  const met = await tellStory('telecom-province', { until: due, only: ['sla.breached'] }, report, [due, 'acknowledge']);
  expect(met, 'at the very instant it is in time').toEqual([]);
});

it('D2: a warning comes at 75 % of the time, to the engineer who has it', async () => {
  const only = ['sla.warning'];
  const report = ['10:00', 'report', { level: 'general' }] as const;
  expect(await tellStory('telecom-province', { until: '11:00', only }, report)).toEqual([
    '10:45 sla.warning F respond due 11:00 → engineer1',
  ]);
});

it('D2: an acknowledgement taken back within 5 minutes never stopped the clock', async () => {
  const only = ['sla.breached'];
  expect(
    await tellStory(
      'telecom-province',
      { until: '10:14', only },
      ['10:00', 'report', { level: 'severe' }],
      ['10:08', 'acknowledge'],
      ['10:13', 'undo-acknowledge'],
    ),
  ).toEqual(['10:13 sla.breached F respond due 10:10 late undo → escalation, manager1']);
  expect(
    await tellStory(
      'telecom-province',
      { until: '10:14', only },
      ['10:00', 'report', { level: 'severe' }],
      ['10:08', 'acknowledge'],
      ['10:13:01', 'undo-acknowledge'],
    ),
  ).toEqual(['10:13:01 refused undo-acknowledge F: ticket.undo-too-late']);
});
