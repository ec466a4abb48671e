import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

const DECLARED = [
  ['10:00', 'report', { level: 'catastrophic' }],
  ['10:05', 'declare-incident'],
  ['12:00', 'end-incident'],
  ['12:10', 'resolve'],
  ['12:15', 'confirm'],
] as const;

it('D20: the final report is owed 5 working days after the end, also of a closed ticket, up to the general manager', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '12-01 18:00', only: ['incident', 'ticket.opened', 'ticket.closed'] },
      ...DECLARED,
    ),
  ).toEqual([
    '10:00 ticket.opened F catastrophic respond 10:05, workaround 10:30 → customer, team, projectManager',
    '12:15 ticket.closed F by customer → customer, team',
    // 45 working hours are left on Monday at 12:00 until the next Monday 18:00; three quarters have passed then.
    '11-27 14:45 incident.report-reminder F due 11-30 18:00 → projectManager',
    '11-30 18:00 incident.report-overdue F due 11-30 18:00 → escalation, director, manager3',
  ]);
});

it('D20: a report that was handed in is not asked for, and none is owed while the incident lasts', async () => {
  const only = ['incident'];
  expect(
    await tellStory('telecom-province', { until: '12-01 18:00', only }, ...DECLARED, [
      '11-24 10:00',
      'report-incident',
      { text: 'the board had burnt through' },
    ]),
  ).toEqual([]);
  expect(await tellStory('telecom-province', { until: '12-01 18:00', only }, ...DECLARED.slice(0, 2))).toEqual([]);
});
