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

/** Waits until everything accepted is worked and everything owed has gone out, and the desk calls itself ready. */
export async function untilQuiet(desk: DeskProcess, limitMs = LIMIT_MS): Promise<void> {
  await soon(
    'a desk with nothing left to do',
    async () => {
      const { ok, intake, queue } = await readyOf(desk);
      return ok && intake.waiting === 0 && queue.waiting === 0 ? true : undefined;
    },
    limitMs,
  );
}

/** So far ahead every promise about the respond time of a report of this run is broken, and the ladder is at its end. */
const ALL_DUE_MS = 3 * 60 * 60_000;
/** So often a desk may start again until all that was due has happened. */
const ROUNDS = 5;

export interface Settling {
  /** False: nothing is made to fall due. */
  readonly ladder?: boolean;
  readonly limitMs?: number;
}

/**
 * The end of a scenario: all is worked and told, the clock goes on until every promise is broken, all of that is told
 * too, the desk stops by itself within its time, and the record is right. Gives what stood on record.
 */
export async function settle(
  place: Place,
  desk: DeskProcess,
  crowd: Pick<Crowd, 'asked' | 'sendAgain'>,
  { ladder = true, limitMs = LIMIT_MS }: Settling = {},
): Promise<Counts> {
  await crowd.sendAgain(desk);
  await untilQuiet(desk, limitMs);
  if (!ladder) {
    await endWell(desk);
    return checkRecord(place, crowd.asked, { isAllDue: false });
  }
  await place.setClock(ALL_DUE_MS, [desk]);
  let last = desk;
  for (let round = 1; ; round += 1) {
    await untilDueHappened(last, limitMs);
    await endWell(last);
    if (round === ROUNDS || !(await isAnythingDue(place))) break;
    last = await place.start();
  }
  return checkRecord(place, crowd.asked, { isAllDue: true });
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

const LOOKS_IN_A_ROW = 30;

/** Nothing is owed at many looks in a row: between two turns of the clock nothing may be for a moment. */
async function untilDueHappened(desk: DeskProcess, limitMs: number): Promise<void> {
  let quiet = 0;
  await soon(
    'the desk to do all that fell due',
    async () => {
      const { ok, queue } = await readyOf(desk);
      quiet = ok && queue.waiting === 0 ? quiet + 1 : 0;
      return quiet >= LOOKS_IN_A_ROW ? true : undefined;
    },
    limitMs,
  );
}

async function isAnythingDue(place: Place): Promise<boolean> {
  const now = new Date(Date.now() + ALL_DUE_MS).toISOString();
  return withDatabase(place, async ({ query }) => {
    const [row] = await query<{ n: number }>(
      `select (select count(*) from ticket where next_due_at <= $1::timestamptz)
            + (select count(*) from notice where status in ('pending', 'sending')) as n`,
      [now],
    );
    return (row?.n ?? 0) > 0;
  });
}
