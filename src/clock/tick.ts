import type { Database } from '../db/database.ts';
import type { JobSink } from '../db/turn.ts';
import { type DueTurnStart, findDueTurn } from '../desk/begin-turn.ts';
import { loadBook } from '../desk/book/store.ts';
import type { DeskTurn, DueSource, Subscriber } from '../desk/desk.ts';
import { createOwed, type WriteOwed } from '../desk/pending-notices.ts';
import type { Instant } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';
import { type Meter, silentMeter } from '../lib/meter.ts';

export interface TickParts {
  readonly database: Database;
  readonly jobs: JobSink;
  readonly log: Logger;
  /** At one instant the earlier source goes first. */
  readonly sources: readonly DueSource[];
  readonly subscribers: readonly Subscriber[];
  readonly speaksBoth: DeskTurn['speaksBoth'];
  readonly canUrge: NonNullable<DeskTurn['canUrge']>;
  readonly linksAt: (now: Instant, after: number) => DeskTurn['links'];
  readonly writeOwed: WriteOwed;
  /** Left out: nothing is counted. */
  readonly meter?: Meter;
}

/** Rows that one turn takes at most: a failure costs that many to be done again. */
const MOST = 100;

/** A source in a run: the rows that failed in it, and how many it may take at a time. */
interface Open {
  readonly source: DueSource;
  readonly failed: string[];
  most: number;
}

export interface Tick {
  /**
   * Lets everything happen that is due at or before `until`, one turn after the other in due order, each for what is due
   * at one instant, which is its `now`. Outside the turns, `beforeEach` is called before each of them with the table that
   * has something due and that instant, `afterEach` after it. Once `stopping` is aborted no further turn begins; what is left is for the
   * next start. Gives how many there were.
   */
  run(
    until: Instant,
    afterEach?: (now: Instant) => Promise<void>,
    beforeEach?: (table: string, dueAt: Instant) => Promise<void>,
    stopping?: AbortSignal,
  ): Promise<number>;
}

/**
 * The tick carries no state: it looks for the earliest row that is due, lets it have its due, and looks again. So what
 * fell due while the process was down goes out once, in due order. A row that fails is logged, left as it was, and
 * tried again by the next run; the others go on. Rows that another replica holds are its business.
 */
export function createTick(parts: TickParts): Tick {
  const { database, jobs, log, sources, subscribers, speaksBoth, canUrge, linksAt, writeOwed } = parts;
  const { time } = parts.meter ?? silentMeter;
  return {
    async run(until, afterEach, beforeEach, stopping) {
      const open = new Map(sources.map((source): [string, Open] => [source.table, { source, failed: [], most: MOST }]));
      let happened = 0;
      while (open.size > 0 && !stopping?.aborted) {
        const opening = await findDueTurn(database, [...open.keys()], until);
        if (!opening) break;
        await beforeEach?.(opening.table, opening.dueAt);
        const now = await time({ is: 'turn', by: 'clock' }, () => step(open, until, opening));
        if (now === 'again') continue;
        happened += 1;
        await afterEach?.(now);
      }
      return happened;
    },
  };

  /** `again`: what was due failed or is held; look at the others. */
  async function step(
    open: Map<string, Open>,
    until: Instant,
    { table, book, overrides, lastRevocation }: DueTurnStart,
  ): Promise<Instant | 'again'> {
    let taken: { table: string; rows: readonly string[] } | undefined;
    try {
      return await database.transaction(async (tx) => {
        taken = undefined;
        const at = open.get(table);
        const due = await at?.source.take(tx, until, at.failed, at.most);
        if (!due) {
          open.delete(table);
          return 'again';
        }
        taken = { table, rows: due.rows };
        // Notices ask it who is away.
        await loadBook(tx, book);
        const links = linksAt(due.dueAt, lastRevocation);
        const house = { jobs, log, speaksBoth, canUrge, links, book, overrides, lastRevocation };
        const turn = { ...house, tx, now: due.dueAt, actor: 'clock', owed: createOwed() } satisfies DeskTurn;
        for (const fact of await due.happen(turn)) for (const tell of subscribers) await tell(turn, fact);
        await writeOwed(turn);
        return due.dueAt;
      });
    } catch (error) {
      if (!taken) throw error;
      log.error({ err: error, ...taken }, 'clock.due-failed');
      const at = open.get(taken.table);
      // Of several rows it is unknown which one failed: they are tried again one by one.
      if (at && taken.rows.length > 1) at.most = 1;
      else at?.failed.push(...taken.rows);
      return 'again';
    }
  }
}
