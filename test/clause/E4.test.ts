import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it.each([
  ['A', 'level1', '11-24 12:00'],
  ['B', 'level1', '11-24 14:00'],
  ['C', 'level1', '11-24 18:00'],
  ['A', 'level2', '11-25 10:00'],
  ['B', 'level2', '11-25 10:00'],
  ['C', 'level2', '11-27 10:00'],
  ['A', 'level3', '11-26 10:00'],
  ['B', 'level3', '11-26 10:00'],
  ['C', 'level3', '11-27 10:00'],
])('E4: service level %s, %s, reported Tuesday 10:00: restored by %s', async (serviceLevel, level, due) => {
  const [opened] = await tellStory(
    'network-security',
    { until: '11-24 10:00', customer: { serviceLevel }, only: ['ticket.opened'] },
    ['11-24 10:00', 'report', { level }],
  );
  expect(opened).toContain(`resolve ${due}`);
});

it.each([
  // A takes reports at any hour, B from 09:00 every day, C from 09:00 on working days.
  ['A', '11-28 22:00'],
  ['B', '11-29 13:00'],
  ['C', '11-30 17:00'],
])(
  'E4: service level %s, level 1, reported Saturday 20:00: the hours begin when reports are taken, by %s',
  async (serviceLevel, due) => {
    const [opened] = await tellStory(
      'network-security',
      { until: '11-28 20:00', customer: { serviceLevel }, only: ['ticket.opened'] },
      ['11-28 20:00', 'report', { level: 'level1' }],
    );
    expect(opened).toContain(`resolve ${due}`);
  },
);
