import { expect, it } from 'vitest';
import { duesIn, playStory, type StoryEvent } from '../support/clause-story.ts';

const onSite = async (kind: string, ...events: StoryEvent[]): Promise<unknown> => {
  return duesIn(await playStory({ book: 'bureau-system', events }), kind)['on-site'];
};

it.each(['level1', 'level2'])('A4: during warranty %s is on site within 12 hours of the report', async (level) => {
  expect(await onSite('ticket.opened', { at: '23 10:00', do: 'report', as: 'F1', level })).toBe('23 22:00');
});

it('A4: level 3 is on site within 12 hours of the dispatch, and promises no visit before', async () => {
  const report = { at: '23 10:00', do: 'report', as: 'F1', level: 'level3' };
  expect(await onSite('ticket.opened', report)).toBeUndefined();
  expect(await onSite('ticket.dispatched', report, { at: '23 11:00', do: 'dispatch', on: 'F1' })).toBe('23 23:00');
});

it('A4: nothing is promised once the warranty is over', async () => {
  const report = { at: '23 10:00', do: 'report', as: 'F1', level: 'level1', billable: true };
  expect(await onSite('ticket.opened', report)).toBeUndefined();
  expect(await onSite('ticket.dispatched', report, { at: '23 11:00', do: 'dispatch', on: 'F1' })).toBeUndefined();
});
