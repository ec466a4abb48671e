import { expect, it } from 'vitest';
import { dueLines, duesIn, playStory } from '../support/clause-story.ts';

const dispatched = async (distanceKm: number, about: Record<string, unknown>): Promise<unknown> => {
  const lines = await playStory({
    book: 'telecom-province',
    customer: { site: { distanceKm } },
    events: [
      { at: '23 10:00', do: 'report', as: 'F1', ...about },
      { at: '23 10:20', do: 'dispatch', on: 'F1' },
    ],
  });
  return duesIn(lines, 'ticket.dispatched')['on-site'];
};

it.each([
  [0, '23 10:50'],
  [100, '23 11:20'],
  [300, '23 13:20'],
  [500, '23 15:20'],
  [501, undefined],
])('D4: a site at %d km is reached by %s after a dispatch at 10:20', async (distanceKm, due) => {
  expect(await dispatched(distanceKm, { level: 'severe' })).toBe(due);
});

it('D4: nothing is promised for a general fault, nor where hardware alone is at fault', async () => {
  expect(await dispatched(0, { level: 'general' })).toBeUndefined();
  expect(await dispatched(0, { level: 'major', hardwareOnly: true })).toBeUndefined();
});

it('D4: the clock starts at the dispatch also where it is accepted later, and a late arrival is told', async () => {
  const lines = await playStory({
    book: 'telecom-province',
    events: [
      { at: '23 10:00', do: 'report', as: 'F1', level: 'severe' },
      { at: '23 10:20', do: 'dispatch', on: 'F1', by: 'desk' },
      { at: '23 10:51', do: 'arrive', on: 'F1' },
    ],
    until: '23 10:55',
  });
  const ofVisit = lines.filter(({ notice, metric }) => metric === 'on-site' || String(notice).startsWith('ticket.'));
  expect(dueLines(ofVisit).slice(1)).toEqual([
    '23 10:20 ticket.dispatched {"on-site":"23 10:50","workaround":"23 11:00"}',
    '23 10:42:30 sla.warning "23 10:50"',
    '23 10:50 sla.breached "23 10:50"',
    '23 10:51 ticket.arrived',
  ]);
});
