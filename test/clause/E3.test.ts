import { expect, it } from 'vitest';
import { duesIn, playStory } from '../support/clause-story.ts';

/** Saturday 21 November 2026, 11:00, and Friday 20 November, 19:00; 23 November is a Monday. */
it.each([
  ['A', '21 11:00', '21 13:00'],
  ['B', '21 11:00', '21 15:00'],
  ['C', '21 11:00', '24 18:00'],
  ['A', '20 19:00', '20 21:00'],
  ['B', '20 19:00', '21 13:00'],
  ['C', '20 19:00', '24 18:00'],
  ['C', '23 10:00', '24 18:00'],
])('E3: service level %s, reported %s: on site by %s', async (serviceLevel, at, due) => {
  const lines = await playStory({
    book: 'network-security',
    customer: { serviceLevel },
    events: [{ at, do: 'report', as: 'F1', level: 'level2' }],
  });
  expect(duesIn(lines, 'ticket.opened')['on-site']).toBe(due);
});
