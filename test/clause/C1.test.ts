import { expect, it } from 'vitest';
import { duesIn, playStory, type StoryEvent } from '../support/clause-story.ts';

const dueOf = async (kind: string, ...events: StoryEvent[]): Promise<unknown> => {
  const customer = { site: { travel: '3h' } };
  return duesIn(await playStory({ book: 'video-conference', customer, events }), kind);
};

it('C1: a fault is responded to within 1 hour, also on a Sunday at midnight', async () => {
  const report = { at: '22 00:30', do: 'report', as: 'F1', level: 'partial' };
  expect(await dueOf('ticket.opened', report)).toEqual({ respond: '22 01:30' });
});

it('C1: a question is answered within that hour', async () => {
  const report = { at: '22 00:30', do: 'report', as: 'Q1', kind: 'question' };
  expect(await dueOf('ticket.opened', report)).toEqual({ answer: '22 01:30' });
});

it('C1: where remote help fails, the engineer is on site within the travel time and 1 hour of the dispatch', async () => {
  const report = { at: '22 00:30', do: 'report', as: 'F1', level: 'partial' };
  const dispatch = { at: '22 02:00', do: 'dispatch', on: 'F1' };
  expect(await dueOf('ticket.dispatched', report, dispatch)).toEqual({ 'on-site': '22 06:00' });
});
