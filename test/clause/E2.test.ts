import { expect, it } from 'vitest';
import { tellStory } from '../support/told-story.ts';

it('E2: a fault that is not restored within its limit rises one level, and its clock starts afresh there', async () => {
  // Service level A: 48 h at level 3, then 24 h at level 2, then 2 h at level 1; the last one rises no further.
  expect(
    await tellStory(
      'network-security',
      { until: '11-26 13:00', only: ['ticket.level-changed', 'sla.breached', 'sla.raised'] },
      ['10:00', 'report', { level: 'level3' }],
      ['11:00', 'arrive'],
    ),
  ).toEqual([
    '11-25 10:00 sla.breached F resolve due 11-25 10:00 → escalation, manager1',
    '11-25 10:00 ticket.level-changed F level3 level2 resolve 11-26 10:00 why overdue → customer, team',
    '11-26 10:00 sla.breached F resolve due 11-26 10:00 → escalation, manager1',
    '11-26 10:00 ticket.level-changed F level2 level1 resolve 11-26 12:00 why overdue → customer, team',
    '11-26 12:00 sla.breached F resolve due 11-26 12:00 → escalation, manager1',
    // The ladders of the earlier breaches ended with each rise.
    '11-26 12:30 sla.raised F resolve due 11-26 12:00 → manager2',
    '11-26 13:00 sla.raised F resolve due 11-26 12:00 → manager3',
  ]);
});
