import { setTimeout as wait } from 'node:timers/promises';
import type { DeskProcess } from '../../test/support/desk-process.ts';
import type { Crowd } from './crowd.ts';
import { type Place, withDatabase } from './place.ts';
import { type Counts, checkRecord } from './record.ts';
import { LIMIT_MS, soon } from './soon.ts';

/** What `/readyz` tells. */
export interface Ready {
  readonly ok: boolean;
  readonly queue: { readonly waiting: number; readonly dead: number };
  readonly intake: { readonly waiting: number; readonly dead: number };
}

export async function readyOf(desk: DeskProcess): Promise<Ready> {
  return (await (await fetch(`${desk.url}readyz`)).json()) as Ready;
}

/** Waits until everything accepted is worked, and the desk calls itself ready. */
export async function untilWorked(desk: DeskProcess): Promise<void> {
  await soon('every accepted delivery to be worked', async () => {
    const { ok, intake } = await readyOf(desk);
    return ok && intake.waiting === 0 ? true : undefined;
  });
}

/** So far ahead every promise about the respond time of a report of this run is broken, and the ladder is at its end. */
const ALL_DUE_MS = 3 * 60 * 60_000;
/** So often a desk may start again until all that was due has happened. */
const ROUNDS = 5;

export interface Settling {
  /** False: nothing is made to fall due, and what is owed may go out later: a backlog of thousands takes its time. */
  readonly tellsAll?: boolean;
  /** False: all that is owed goes out, but no promise is broken for it, which takes eighteen notices a ticket. */
  readonly ladder?: boolean;
  readonly mayRefuse?: (title: string) => boolean;
}

/**
 * The end of a scenario: all is worked and told, the clock goes on until every promise is broken, all of that is told
 * too, the desk stops by itself within its time, and the record is right. Gives what stood on record.
 */
export async function settle(
  place: Place,
  desk: DeskProcess,
  crowd: Pick<Crowd, 'asked' | 'sendAgain'>,
  { tellsAll = true, ladder = true, mayRefuse = () => false }: Settling = {},
): Promise<Counts> {
  await crowd.sendAgain(desk);
  await untilWorked(desk);
  if (!tellsAll) {
    await endWell(desk);
    return checkRecord(place, crowd.asked, { isAllTold: false, isAllDue: false, mayRefuse });
  }
  const aheadMs = ladder ? ALL_DUE_MS : 0;
  if (ladder) await place.setClock(aheadMs, [desk]);
  let last = desk;
  for (let round = 1; ; round += 1) {
    await untilAllTold(last);
    await endWell(last);
    if (round === ROUNDS || !(await isAnythingDue(place, aheadMs))) break;
    last = await place.start();
  }
  return checkRecord(place, crowd.asked, { isAllTold: true, isAllDue: ladder, mayRefuse });
}

/** Stops the desk as a service manager does; throws when it does not end by itself, with exit code 0, in 10 s. */
export async function endWell(desk: DeskProcess): Promise<number> {
  const begunAt = performance.now();
  const { code, signal } = await desk.end('SIGTERM');
  const tookMs = performance.now() - begunAt;
  if (code !== 0) throw new Error(`SIGTERM ended it with ${code ?? signal}: ${desk.warned().slice(-2000)}`);
  if (tookMs > 10_000) throw new Error(`SIGTERM took ${Math.round(tookMs)} ms`);
  return tookMs;
}

const LOOK_EVERY_MS = 150;
const LOOKS_IN_A_ROW = 10;

/** Nothing is owed at many looks in a row: between two turns of the clock nothing may be for a moment. */
async function untilAllTold(desk: DeskProcess): Promise<void> {
  let quiet = 0;
  let waiting = -1;
  let movedAt = performance.now();
  while (quiet < LOOKS_IN_A_ROW) {
    const { ok, queue } = await readyOf(desk);
    quiet = ok && queue.waiting === 0 ? quiet + 1 : 0;
    if (queue?.waiting !== waiting) movedAt = performance.now();
    waiting = queue?.waiting ?? -1;
    if (performance.now() - movedAt > LIMIT_MS)
      throw new Error(`${waiting} notices are owed, and none went out for ${LIMIT_MS / 1000} s`);
    await wait(LOOK_EVERY_MS);
  }
}

async function isAnythingDue(place: Place, aheadMs: number): Promise<boolean> {
  const now = new Date(Date.now() + aheadMs).toISOString();
  return withDatabase(place, async ({ query }) => {
    const [row] = await query<{ n: number }>(
      `select (select count(*) from ticket where next_due_at <= $1::timestamptz)
            + (select count(*) from notice where status in ('pending', 'sending')) as n`,
      [now],
    );
    return (row?.n ?? 0) > 0;
  });
}
