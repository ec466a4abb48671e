import { afterEach, beforeEach, expect, it } from 'vitest';
import { manageLinks } from '../../src/control/links.ts';
import { checkLog } from '../../src/desk/chain/chain.ts';
import { checkSettings } from '../../src/desk/chain/setting/store.ts';
import { must } from '../support/must.ts';
import { openWebHouse, type WebHouse } from '../support/web-house.ts';

let house: WebHouse;
beforeEach(async () => {
  house = await openWebHouse();
  await house.say('customer-sample-1', 'customer-sample', '/fault printer jams');
});
afterEach(() => house.close());

const revoke = (of: string, value = '') =>
  manageLinks(house.database, 5, { do: 'revoke', of, value, account: 'root@desk-1' });

it('ends links at the command line, on record under the account that did it', async () => {
  const link = must(house.links().ticket(1, 'sample'));
  await house.say('manager1', '@manager1', '/desk calendar');
  expect((await manageLinks(house.database, 5, { do: 'list' })).text).toContain('No links were revoked');
  for (const [of, value] of [
    ['case', 't-1'],
    ['customer', 'sample'],
    ['person', 'manager1'],
    ['all', ''],
  ] as const) {
    const { text, status } = await revoke(of, value);
    expect([of, status, text]).toEqual([of, 0, expect.stringContaining('are revoked')]);
    expect(text.includes('calendars (/desk calendar): manager1')).toBe(of === 'person');
  }
  expect((await fetch(link)).status).toBe(410);
  const listed = (await manageLinks(house.database, 5, { do: 'list' })).text.split('\n');
  expect(listed).toEqual([
    '1970-01-01T00:00:00.005Z  all  root@desk-1',
    '1970-01-01T00:00:00.005Z  person  manager1  root@desk-1',
    '1970-01-01T00:00:00.005Z  customer  sample  root@desk-1',
    '1970-01-01T00:00:00.005Z  case  ticket/1  root@desk-1',
  ]);
  const { log, others } = await house.database.transaction(checkSettings);
  expect(log.rows.filter(({ kind }) => kind === 'links-ended').map(({ by }) => by)).toEqual(
    Array.from({ length: 4 }, () => 'root@desk-1'),
  );
  expect([checkLog(log), others]).toEqual([[], []]);
});

it.each([
  ['case', 'D-3', 'no number of a ticket'],
  ['case', 'T-99', 'There is no T-99'],
  ['customer', 'manager1', 'no customer manager1; it has sample'],
  ['person', 'constructor', 'no person constructor'],
])('refuses %s “%s”', async (of, value, why) => {
  expect(await revoke(of, value)).toEqual({ status: 2, text: expect.stringContaining(why) });
});
