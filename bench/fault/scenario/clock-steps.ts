import pg from 'pg';
import type { DeskProcess } from '../../../test/support/desk-process.ts';
import { createCrowd } from '../crowd.ts';
import { openPlace, type Place } from '../place.ts';
import type { Scenario } from '../scenario.ts';
import { settle } from '../settle.ts';
import { soon } from '../soon.ts';

const MINUTE = 60_000;
/** Of a report that must be answered within 8 s: when it is broken at the latest, with time for a busy machine. */
const BROKEN_WITHIN_MS = 40_000;

/** A person, or NTP, sets the machine's clock while promises run. */
export const clockSteps: Scenario = {
  name: 'clock',
  about: 'the wall clock steps 3 minutes back, then an hour ahead for 20 s (short: 3 s) and back again',
  async run({ isShort, after }) {
    const place = await openPlace({ database: 'postgres', door: 'slack-http', respondWithin: '8s' });
    after(() => place.close());
    const crowd = createCrowd((number) => place.report(number));
    const desk = await place.start();
    await place.setClock(-3 * MINUTE, [desk]);
    const backMs = await reportAndSeeBroken('3 minutes back', place, desk, crowd);
    await place.setClock(60 * MINUTE, [desk]);
    // Meanwhile signatures look an hour old and are refused: the platform comes again.
    await crowd.storm([desk], { atOnce: 1, signal: AbortSignal.timeout(isShort ? 3_000 : 20_000) });
    await place.setClock(0, [desk]);
    const againMs = await reportAndSeeBroken('an hour ahead and back', place, desk, crowd);
    return { backMs, againMs, ...(await settle(place, desk, crowd)) };
  },
};

/** Gives how long it took until the promise about a new report was broken on record. */
async function reportAndSeeBroken(
  after: string,
  place: Place,
  desk: DeskProcess,
  crowd: ReturnType<typeof createCrowd>,
): Promise<number> {
  await crowd.storm([desk], { atOnce: 1, most: 1 });
  const title = crowd.asked.findLast(({ accepted }) => accepted)?.title;
  const begunAt = performance.now();
  await soon(
    `a promise to be broken after the clock stepped ${after}`,
    async () => (await isBroken(place, title ?? '')) || undefined,
    BROKEN_WITHIN_MS,
  );
  return Math.round(performance.now() - begunAt);
}

async function isBroken({ target }: Place, title: string): Promise<boolean> {
  if (target.kind !== 'postgres') throw new Error('looked for on PostgreSQL');
  const client = new pg.Client({ connectionString: target.url });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `select from ticket_event join ticket on id = ticket_id where title = $1 and ticket_event.kind = 'sla.breached'`,
      [title],
    );
    return rowCount !== 0;
  } finally {
    await client.end();
  }
}
