import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

const QUESTION = ['16:00', 'report', { kind: 'question', title: 'which port?' }] as const;
const NOTED = ['16:30', 'callback', { contact: 'Ms Zhou', phone: '010-8888 1234' }] as const;

it('B5: a call is owed 4 working hours after it was noted; then the coordinator hears', async () => {
  // Monday 16:30: 1.5 hours until 18:00, 2.5 more on Tuesday from 09:00.
  expect(
    await tellStory('security-vendor', { until: '11-24 12:00', only: ['callback', 'ticket.updated'] }, QUESTION, NOTED),
  ).toEqual([
    '16:30 ticket.updated F callback by engineer1 → team',
    '16:30 callback.due F due 11-24 11:30 → engineer1',
    '11-24 11:30 callback.overdue F due 11-24 11:30 → coordinator',
  ]);
});

it('B5: the confirmation waits for the call; once it was made no one is told any longer', async () => {
  expect(
    await tellStory(
      'security-vendor',
      { until: '11-25 18:00', only: ['callback', 'ticket.updated', 'ticket.closed'] },
      QUESTION,
      NOTED,
      ['17:00', 'answer', { text: 'port 8443' }],
      ['17:05', 'confirm'],
      ['17:10', 'called-back'],
      ['17:11', 'called-back'],
      ['17:15', 'confirm'],
    ),
  ).toEqual([
    '16:30 ticket.updated F callback by engineer1 → team',
    '16:30 callback.due F due 11-24 11:30 → engineer1',
    '17:00 ticket.updated F answer by engineer1 → team',
    '17:05 refused confirm F: ticket.callback-owed',
    '17:10 ticket.updated F called-back by engineer1 → team',
    '17:11 refused called-back F: ticket.no-callback',
    '17:15 ticket.closed F by customer → customer, team',
  ]);
});

it('B5: a corrected number keeps the limit, and a ticket that was taken back owes no call', async () => {
  expect(
    await tellStory(
      'security-vendor',
      { until: '11-25 18:00', only: ['callback'] },
      QUESTION,
      NOTED,
      ['17:00', 'callback', { contact: 'Ms Zhou', phone: '010-8888 9999' }],
      ['11-24 11:00', 'withdraw'],
    ),
  ).toEqual(['16:30 callback.due F due 11-24 11:30 → engineer1']);
});

it('B5: every contract has it, and a call at the very due instant is in time', async () => {
  for (const preset of ['bureau-system', 'video-conference', 'telecom-province', 'network-security'])
    expect(
      await tellStory(
        preset,
        { until: '18:00', only: ['callback'] },
        ['09:30', 'report', { kind: 'question' }],
        ['10:00', 'callback'],
        ['15:00', 'called-back'],
      ),
      preset,
    ).toEqual(['10:00 callback.due F due 15:00 → engineer1']);
});
