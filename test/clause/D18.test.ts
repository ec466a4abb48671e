import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it('D18: what gets no response goes up the line managers, lowest first: a fault, and a question', async () => {
  const only = ['sla.breached', 'sla.raised'];
  expect(
    await tellStory(
      'telecom-province',
      { until: '12:00', only },
      ['10:00', 'report', { level: 'major' }],
      ['10:31', 'propose-workaround'],
    ),
  ).toEqual([
    '10:05 sla.breached F respond due 10:05 → escalation, manager1',
    '10:30 sla.breached F workaround due 10:30 → escalation, manager1',
  ]);
  expect(
    await tellStory('telecom-province', { until: '12:00', only }, ['10:00', 'report', { kind: 'question' }]),
  ).toEqual([
    '10:30 sla.breached F answer due 10:30 → escalation, manager1',
    '11:00 sla.raised F answer due 10:30 → manager2',
    '11:30 sla.raised F answer due 10:30 → manager3',
  ]);
});

it('D18: a complaint goes up as well, past the person that it is about', async () => {
  expect(
    await tellStory('telecom-province', { until: '15:00', only: ['complaint'] }, [
      '10:00',
      'complain',
      { about: 'manager1' },
    ]),
  ).toEqual([
    '10:00 complaint.opened F closure 12-08 10:00, first-answer 12:00 → manager2',
    '11:00 complaint.reminder F first-answer due 12:00 → manager2',
    '12:00 complaint.breached F first-answer due 12:00 → manager3',
  ]);
});
