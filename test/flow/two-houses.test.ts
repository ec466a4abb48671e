import { afterEach, expect, it } from 'vitest';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createPostgresDatabase } from '../support/database.ts';
import { openHouse, type TestHouse } from '../support/house.ts';
import { REPORTER, SHARED } from '../support/report.ts';
import { type Stored, storedIn } from '../support/stored.ts';

const TICKETS = 30;
const PASSED = { hours: 2, minutes: 5 };

const opened: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of opened.splice(0).reverse()) await close();
});

/** Replicas: houses on one PostgreSQL, each with its own connections. */
async function openReplicas(count: number): Promise<TestHouse[]> {
  const { url, drop } = await createPostgresDatabase();
  opened.push(drop);
  const houses: TestHouse[] = [];
  for (let index = 0; index < count; index += 1) {
    const database = await openDatabase({ kind: 'postgres', url }, silentLog);
    opened.push(() => database.close());
    houses.push(await openHouse({ database }));
  }
  return houses;
}

/** Reports, and waits until their promises are broken and raised up the whole ladder. */
async function reportAndWait(houses: readonly TestHouse[]): Promise<void> {
  for (let index = 0; index < TICKETS; index += 1)
    await houses[0]?.forge(REPORTER, SHARED, 'ticket.report', { text: `fault ${index}`, level: 'severe' });
  for (const house of houses) house.wait(PASSED);
}

/** What fell due on one ticket, without its number. */
function lapsesOf({ log }: Stored, id: number): string[] {
  return log
    .filter(({ ticket, kind }) => ticket === id && kind !== 'ticket.opened')
    .map(({ kind, at, data }) => JSON.stringify({ kind, at, data }));
}

it('replicas that look at the same instant share the due work: nothing fires twice, nothing is lost', async () => {
  const houses = await openReplicas(3);
  await reportAndWait(houses);
  await Promise.all(houses.map((house) => house.tick()));
  // A process that found only locked rows stops looking in that second.
  for (const house of houses) await house.tick();
  const shared = await storedIn(houses[0]?.database as TestHouse['database']);

  const [alone] = await openReplicas(1);
  if (!alone) throw new Error('no house');
  await reportAndWait([alone]);
  await alone.tick();
  const expected = lapsesOf(await storedIn(alone.database), 1);
  expect(expected.length).toBeGreaterThan(6);
  for (let id = 1; id <= TICKETS; id += 1) expect(lapsesOf(shared, id)).toEqual(expected);
  expect(shared.notices.length).toBe((await storedIn(alone.database)).notices.length);
  expect(houses.flatMap((house) => house.takeErrors())).toEqual([]);
});

it('a person who acknowledges while the breach happens gets one order of the two, never a mixture', async () => {
  const [desk, clock] = await openReplicas(2);
  if (!desk || !clock) throw new Error('no house');
  await reportAndWait([desk, clock]);
  const acknowledged = Array.from({ length: TICKETS }, (_, index) =>
    desk.forge('engineer1', 'team', 'ticket.acknowledge', { ticket: `T-${index + 1}` }),
  );
  await Promise.all([clock.tick(), ...acknowledged]);
  await clock.tick();
  const { log } = await storedIn(desk.database);
  for (let id = 1; id <= TICKETS; id += 1) {
    const kinds = log.filter(({ ticket }) => ticket === id).map(({ kind }) => kind);
    // It came too late: in either order the earlier breaches are on record, once.
    expect(kinds.filter((kind) => kind === 'sla.breached')).toHaveLength(2);
    expect(kinds.filter((kind) => kind === 'ticket.acknowledged')).toHaveLength(1);
    expect(kinds.at(-1)).toBe('ticket.acknowledged');
  }
});
