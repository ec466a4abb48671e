import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it('A2: a level 2 fault has its response in 2 working hours and is resolved in 6 working hours, with a visit in 12', async () => {
  // Friday 17:00: response Monday 10:00; 1 + 3 hours until Monday 12:00, 2 more after the break until 15:00.
  expect(
    await tellStory(
      'bureau-system',
      { day: '2026-11-27', until: '11-30 15:00', only: ['ticket.opened', 'sla.breached'] },
      ['17:00', 'report', { level: 'level2' }],
    ),
  ).toEqual([
    '17:00 ticket.opened F level2 on-site 11-28 05:00, resolve 11-30 15:00, respond 11-30 10:00 → customer, team',
    '11-28 05:00 sla.breached F on-site due 11-28 05:00 → escalation, manager1',
    '11-30 10:00 sla.breached F respond due 11-30 10:00 → escalation, manager1',
    '11-30 15:00 sla.breached F resolve due 11-30 15:00 → escalation, manager1',
  ]);
});

it('A2: the make-up Saturday after the National Day is worked, the holiday is not', async () => {
  expect(
    await tellStory('bureau-system', { day: '2026-09-30', until: '17:00', only: ['ticket.opened'] }, [
      '17:00',
      'report',
      { level: 'level2' },
    ]),
  ).toEqual([
    '17:00 ticket.opened F level2 on-site 10-01 05:00, resolve 10-08 15:00, respond 10-08 10:00 → customer, team',
  ]);
});
