import { expect, it } from 'vitest';
import { eachHouse } from '../support/each-house.ts';
import type { TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { storedIn } from '../support/stored.ts';

eachHouse((open) => {
  it('a ticket whose row is damaged holds up no other, and its due work happens as soon as it is repaired', async () => {
    const house = await open();
    for (const text of ['one', 'two', 'three']) await house.say(REPORTER, SHARED, `/fault ${text}`);
    const [whole] = await house.database.query<{ state: object }>('select state from ticket where id = 2');
    await house.database.query(`update ticket set state = '{"facts": {"customer": "sample"}}' where id = 2`);

    await house.forward({ hours: 1 });
    expect(await breached(house)).toEqual([1, 3]);
    expect(new Set(house.takeErrors())).toEqual(new Set(['clock.due-failed']));
    await house.forward({ minutes: 10 });
    expect(house.takeErrors(), 'tried again by every look').not.toEqual([]);

    await house.database.query('update ticket set state = $1::jsonb where id = 2', [JSON.stringify(whole?.state)]);
    await house.forward({ minutes: 1 });
    expect(await breached(house)).toEqual([1, 2, 3]);
    const [, late] = (await storedIn(house.database)).log.filter(({ kind }) => kind === 'sla.breached');
    expect(new Date(late?.at ?? 0).toISOString()).toBe('2026-09-28T03:10:00.000Z');
  });

  it('among several calls that are due at one instant a damaged one holds up no other', async () => {
    const house = await open();
    for (const text of ['one', 'two', 'three']) await house.say(REPORTER, SHARED, `/fault ${text}`);
    for (const ticket of ['T-1', 'T-2', 'T-3']) await house.say('engineer1', 'team', `/desk resolve ${ticket}`);
    const sql = `update matter set state = '{}' where feature = 'followup' and ticket_id = 2`;
    await house.database.query(sql);
    await house.forward({ days: 2 });
    expect(new Set(house.takeErrors())).toEqual(new Set(['clock.due-failed']));
    const told = house.seen('@coordinator').messages.filter(({ about }) => about?.kind === 'followup.overdue');
    expect(told.map(({ about }) => about?.subject)).toEqual(['ticket/1', 'ticket/3']);
  });
});

async function breached({ database }: TestHouse): Promise<number[]> {
  const { log } = await storedIn(database);
  return log.filter(({ kind }) => kind === 'sla.breached').map(({ ticket }) => ticket);
}
