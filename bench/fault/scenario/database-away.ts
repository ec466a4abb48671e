import { setTimeout as wait } from 'node:timers/promises';
import { startPostgres } from '../../../test/support/postgres.ts';
import { createCrowd } from '../crowd.ts';
import { openPlace } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { settle } from '../settle.ts';

/** The database is stopped while people report, and starts again later. */
export const databaseAway: Scenario = {
  name: 'database-away',
  about: 'PostgreSQL gone for 20 s (short: 5 s) while people go on reporting',
  async run({ random, isShort, after }) {
    const server = await startPostgres();
    after(() => server.stop());
    const place = await openPlace({ database: 'postgres', door: 'slack-http', postgresUrl: server.url });
    after(() => place.close());
    const crowd = createCrowd((number) => place.report(number));
    const desk = await place.start();
    await crowd.storm([desk], { atOnce: 8, most: random.between(2, isShort ? 4 : 20) });
    const away = new AbortController();
    const storm = crowd.storm([desk], { atOnce: 4, most: isShort ? 6 : 60, signal: away.signal });
    await wait(random.between(0, 50));
    await server.halt();
    const awayMs = isShort ? 5_000 : 20_000;
    await wait(awayMs);
    await server.resume();
    away.abort();
    await storm;
    return {
      awayMs,
      refused: crowd.asked.length - crowd.accepted,
      ...(await settle(place, desk, crowd, { ladder: !isShort })),
    };
  },
};
