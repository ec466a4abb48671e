import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

const only = ['ticket.opened', 'sla.breached'];
const FRIDAY = '2026-11-27';

it('A1: a level 1 fault has its response in 2 working hours, is resolved in 6 clock hours, with a visit in 12', async () => {
  // Friday 17:00: one working hour is left, the second ends Monday 10:00; the 6 and 12 hours run through the night.
  expect(
    await tellStory('bureau-system', { day: FRIDAY, until: '11-30 12:00', only }, [
      '17:00',
      'report',
      { level: 'level1' },
    ]),
  ).toEqual([
    '17:00 ticket.opened F level1 on-site 11-28 05:00, resolve 23:00, respond 11-30 10:00 → customer, team, projectManager',
    '23:00 sla.breached F resolve due 23:00 → escalation, manager1',
    '11-28 05:00 sla.breached F on-site due 11-28 05:00 → escalation, manager1',
    '11-30 10:00 sla.breached F respond due 11-30 10:00 → escalation, manager1',
  ]);
});

it('A1: what is met at the very instant is in time', async () => {
  expect(
    await tellStory(
      'bureau-system',
      { until: '22:00', only: ['sla.breached'] },
      ['10:00', 'report', { level: 'level1' }],
      ['12:00', 'acknowledge'],
      ['15:59', 'arrive'],
      ['16:00', 'resolve'],
    ),
  ).toEqual([]);
});
