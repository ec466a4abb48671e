import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

const only = ['complaint'];

it('D17: a first answer within 2 hours: reminded after one, then up the managers', async () => {
  expect(await tellStory('telecom-province', { until: '15:00', only }, ['10:00', 'complain'])).toEqual([
    '10:00 complaint.opened F closure 12-08 10:00, first-answer 12:00 → manager1',
    '11:00 complaint.reminder F first-answer due 12:00 → manager1',
    '12:00 complaint.breached F first-answer due 12:00 → manager2',
    '14:00 complaint.raised F first-answer due 12:00 → manager3',
  ]);
});

it('D17: closed within 15 days, by the customer alone', async () => {
  expect(
    await tellStory(
      'telecom-province',
      { until: '12-09 00:00', only },
      ['10:00', 'complain'],
      ['10:30', 'answer-complaint', { text: 'we are sorry' }],
      ['10:40', 'close-complaint', { by: 'manager1' }],
    ),
  ).toEqual([
    '10:00 complaint.opened F closure 12-08 10:00, first-answer 12:00 → manager1',
    '10:30 complaint.answered F by manager1 → customer, manager1',
    '10:40 refused close-complaint F: complaint.customer-only',
    // 75 % of 15 days
    '12-04 16:00 complaint.reminder F closure due 12-08 10:00 → manager1',
    '12-08 10:00 complaint.breached F closure due 12-08 10:00 → manager2',
  ]);
  expect(
    await tellStory(
      'telecom-province',
      { until: '12-09 00:00', only: ['complaint.breached', 'complaint.closed'] },
      ['10:00', 'complain'],
      ['10:30', 'answer-complaint', { text: 'we are sorry' }],
      ['12-08 10:00', 'close-complaint'],
    ),
    'at the very instant',
  ).toEqual(['12-08 10:00 complaint.closed F by customer → customer, manager1']);
});
