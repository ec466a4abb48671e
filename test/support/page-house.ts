import type { PlaygroundClock } from '../../src/adapter/playground/clock.ts';
import { createPlaygroundAdapter } from '../../src/adapter/playground/playground.ts';
import { createPlaygroundWorkspace } from '../../src/book-view.ts';
import { presetPath, readBookFile } from '../../src/desk/book/load.ts';
import { onOnePlatform } from '../../src/desk/book/one-platform.ts';
import type { BookSource } from '../../src/desk/book/schema.ts';
import { applyBook } from '../../src/desk/book/store.ts';
import { listRosters, startRotations } from '../../src/desk/oncall/store.ts';
import { type House, wireHouse } from '../../src/house.ts';
import { createHttpServer } from '../../src/http/server.ts';
import type { Instant } from '../../src/lib/instant.ts';
import { silentLog } from '../../src/lib/log.ts';
import { openTestDatabase } from './database.ts';
import { openHouseDesk } from './front-desk.ts';

/** A Monday, the rotation's handoff an hour behind it. */
const START = Date.parse('2026-09-28T10:10:00+08:00');

export interface PageHouse {
  /** The address of its server; the page is at `/playground/`. */
  readonly origin: string;
  close(): Promise<void>;
}

/** The whole desk with preset telecom-province behind the page, everything delivered as soon as it is owed. */
export async function openPageHouse(change: (book: BookSource) => BookSource = (book) => book): Promise<PageHouse> {
  const database = await openTestDatabase('pglite-memory');
  const source = onOnePlatform(change((await readBookFile(presetPath('telecom-province') ?? '')).source), 'playground');
  const rosters = await database.transaction(async (tx) => {
    await applyBook(tx, source, START);
    await startRotations(tx, source, START);
    return listRosters(tx, source, START);
  });
  let at: Instant = START;
  const clock: PlaygroundClock = {
    now: () => at,
    async move(to) {
      await house.tick.run(to, async (now) => {
        at = now;
        await house.courier.drain();
      });
      at = to;
    },
    nextWorkingMorning: () => Date.parse('2026-09-29T09:00:00+08:00'),
  };
  const adapter = createPlaygroundAdapter({
    dataDir: undefined,
    host: '127.0.0.1',
    workspace: createPlaygroundWorkspace(
      () => source,
      () => rosters,
      clock,
    ),
    clock,
    wallClock: { now: () => Date.now() },
    log: silentLog,
  });
  const house: House = wireHouse({
    database,
    jobs: { add: async () => {} },
    clock,
    log: silentLog,
    adapterFor: () => adapter,
    alarm: ({ code, error }) => {
      throw new Error(`${code}: ${error}`);
    },
  });
  const desk = openHouseDesk({
    database,
    house: () => house,
    adapters: new Map([['playground', adapter]]),
    log: silentLog,
    after: () => house.courier.drain(),
  });
  await adapter.start(desk);
  await desk.start();
  const ready = async () => ({ ok: true });
  const server = createHttpServer({ host: '127.0.0.1', port: 0, adapters: [adapter], ready, log: silentLog });
  return {
    origin: `http://127.0.0.1:${await server.listen()}`,
    async close() {
      await server.close();
      await adapter.stop();
      await desk.stop();
      await database.close();
    },
  };
}
