/**
 * How many messages a storm is: 200 promises that break at one instant, on a PostgreSQL of its own, with the desk's own
 * clock and delivery queue, on a platform that takes messages without a pause. Prints for each person and channel how
 * many notices it was owed and how many messages came, and how long the last one took. Run: `node bench/storm.ts`.
 */
import { openDatabase } from '../src/db/open.ts';
import { silentLog } from '../src/lib/log.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { sampleBook } from '../test/support/sample-book.ts';
import { openStormHouse } from '../test/support/storm-house.ts';

const PROMISES = 200;
const HEARERS = ['@engineer1', '@manager1', 'escalation'];

const postgres = await startPostgres();
const database = await openDatabase({ kind: 'postgres', url: postgres.url }, silentLog);
const house = await openStormHouse(database, await sampleBook('en'));
await house.report(
  'sample',
  Array.from({ length: PROMISES }, (_, index) => `switch ${index + 1} is down`),
);
await house.passWithMessages(9);
const before = HEARERS.map((channel) => house.messages(channel).length);
await house.startQueue();
const startedAt = performance.now();
await house.pass(1);
const brokenMs = performance.now() - startedAt;
await house.allArrived();
const arrivedMs = performance.now() - startedAt;
for (const [index, channel] of HEARERS.entries()) {
  const owed = await database.prisma.notice.count({
    where: { channel, kind: { in: ['sla.breached', 'promise.broken'] } },
  });
  const messages = house.messages(channel).length - (before[index] ?? 0);
  console.log(`${channel}: ${owed} notices, ${messages} messages`);
}
console.log(`all broken after ${Math.round(brokenMs)} ms, all told after ${Math.round(arrivedMs)} ms`);
await house.close();
await postgres.stop();
