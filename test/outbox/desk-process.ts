import { appendFileSync, writeSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import type { ChatAdapter } from '../../src/chat/adapter.ts';
import type { DatabaseTarget } from '../../src/db/database.ts';
import { openDatabase } from '../../src/db/open.ts';
import { silentLog } from '../../src/lib/log.ts';
import { createCourier } from '../../src/outbox/deliver.ts';
import { createQueue } from '../../src/outbox/queue.ts';
import { queueStats } from '../../src/outbox/stats.ts';
import { createFakePlatform, NOW, notice, onChannel, owe } from './fixture.ts';

/**
 * A process of `crash.test.ts`: each turn enqueues one notice and prints its number once it is committed, while the
 * queue delivers to a platform that is a file. With `finish` it enqueues nothing more and ends when nothing is owed.
 */
interface Orders {
  readonly target: DatabaseTarget;
  readonly platformFile: string;
  readonly finish: boolean;
  /** Whether its notices have gists, so that a long queue becomes one message. */
  readonly merge: boolean;
}

const orders: Orders = JSON.parse(process.argv[2] ?? '');
const database = await openDatabase(orders.target, silentLog);
const adapter: ChatAdapter = {
  ...createFakePlatform({ messageEveryMs: orders.merge ? 50 : 0 }).adapter,
  async send(place, post, key) {
    await setImmediate();
    appendFileSync(orders.platformFile, `${key} ${place.channelId} ${post.card?.title ?? post.line}\n`);
    await setImmediate();
    return { messageId: key, threadId: key };
  },
};
const courier = createCourier({
  database,
  adapterFor: () => adapter,
  digest: (parts) => ({
    ...notice('digest').post,
    card: undefined,
    line: parts.map(({ post }) => post.gist).join(','),
  }),
  clock: { now: () => NOW },
  log: silentLog,
  alarm: () => {},
});
const queue = createQueue({ database, deliver: courier.deliver, clock: { now: Date.now }, log: silentLog });
await queue.start();

if (orders.finish) {
  while ((await queueStats(database, NOW)).waiting > 0) await setImmediate();
  await queue.stop();
  await database.close();
} else {
  for (let number = await database.prisma.notice.count(); ; number += 1) {
    const key = String(number);
    const owed = notice(key, { subject: key, ...onChannel(`c${number % 3}`) });
    const gist = orders.merge ? key : '';
    await owe(database, [{ ...owed, post: { ...owed.post, gist } }], { jobs: queue.jobs });
    writeSync(1, `${key}\n`);
  }
}
