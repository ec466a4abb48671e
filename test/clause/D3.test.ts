import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it.each([
  ['catastrophic', '10:30'],
  ['major', '10:30'],
  ['severe', '11:00'],
])('D3: a workaround for a %s fault reported at 10:00 is proposed by %s', async (level, due) => {
  const only = ['sla.breached'];
  const begin = [
    ['10:00', 'report', { level }],
    ['10:01', 'acknowledge'],
  ] as const;
  expect(await tellStory('telecom-province', { until: due, only }, ...begin)).toEqual([
    `${due} sla.breached F workaround due ${due} → escalation, manager1`,
  ]);
  expect(await tellStory('telecom-province', { until: due, only }, ...begin, [due, 'propose-workaround'])).toEqual([]);
});

it('D3: a general fault owes none', async () => {
  expect(
    await tellStory('telecom-province', { until: '10:01', only: ['ticket.opened'] }, [
      '10:00',
      'report',
      { level: 'general' },
    ]),
  ).toEqual(['10:00 ticket.opened F general respond 11:00 → customer, team']);
});
