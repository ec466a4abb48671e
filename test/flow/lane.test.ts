import { expect, it } from 'vitest';
import { eachHouse } from '../support/each-house.ts';
import { REPORTER, SHARED } from '../support/report.ts';

eachHouse((open) => {
  it.each([
    ['catastrophic', 'urgent'],
    ['general', 'normal'],
  ])(
    'a ticket of level %s reaches the team in the %s lane; its broken promise is urgent at any level',
    async (level, lane) => {
      const house = await open();
      await house.forge(REPORTER, SHARED, 'ticket.report', { text: 'core switch down', level });
      await house.forward({ hours: 2 });
      const lanes = async (kind: string, audience: string) =>
        house.database.query('select lane from notice where kind = $1 and audience = $2 limit 1', [kind, audience]);
      expect(await lanes('ticket.opened', 'team')).toEqual([{ lane }]);
      expect(await lanes('ticket.opened', 'customer')).toEqual([{ lane: 'normal' }]);
      expect(await lanes('sla.breached', 'escalation')).toEqual([{ lane: 'urgent' }]);
    },
  );
});
