import type { Database } from '../db/open.ts';
import type { JobSink } from '../db/turn.ts';
import type { DeskTurn, DueSource, Subscriber } from '../desk/desk.ts';
import { openDue, peekDue } from '../desk/opening.ts';
import type { Instant } from '../lib/instant.ts';
import type { Logger } from '../lib/log.ts';

export interface TickParts {
  readonly database: Database;
  readonly jobs: JobSink;
  readonly log: Logger;
  /** At one instant the earlier source goes first. */
  readonly sources: readonly DueSource[];
  readonly subscribers: readonly Subscriber[];
  readonly speaksBoth: DeskTurn['speaksBoth'];
  readonly linksAt: (now: Instant) => DeskTurn['links'];
}

export interface Tick {
  /**
   * Lets everything happen that is due at or before `until`, one row after the other in due order, each in a turn whose
   * `now` is its due instant. After each of them `afterEach` is called, outside the turn. Gives how many there were.
   */
  run(until: Instant, afterEach?: (now: Instant) => Promise<void>): Promise<number>;
}

/**
 * The tick carries no state: it looks for the earliest row that is due, lets it have its due, and looks again. So what
 * fell due while the process was down goes out once, in due order. A row that fails is logged, left as it was, and
 * tried again by the next run; the others go on. Rows that another replica holds are its business.
 */
export function createTick({ database, jobs, log, sources, subscribers, speaksBoth, linksAt }: TickParts): Tick {
  return {
    async run(until, afterEach) {
      const open = new Map(sources.map((source) => [source.table, { source, failed: [] as string[] }]));
      let happened = 0;
      while (open.size > 0) {
        const dueAt = await peekDue(database, [...open.keys()]);
        if (dueAt === undefined || dueAt > until) break;
        const now = await step(open, until);
        if (now === undefined) break;
        if (now === 'again') continue;
        happened += 1;
        await afterEach?.(now);
      }
      return happened;
    },
  };

  /** undefined: nothing is due. `again`: what was due failed or is held; look at the others. */
  async function step(
    open: Map<string, { source: DueSource; failed: string[] }>,
    until: Instant,
  ): Promise<Instant | 'again' | undefined> {
    let taken: { table: string; row: string } | undefined;
    try {
      return await database.transaction(async (tx) => {
        taken = undefined;
        const opening = await openDue(tx, [...open.keys()], until);
        if (!opening) return undefined;
        const { table, book, settled } = opening;
        const { source, failed } = open.get(table) ?? {};
        const due = await source?.take(tx, until, failed ?? []);
        if (!due) {
          open.delete(table);
          return 'again';
        }
        taken = { table, row: due.row };
        const links = linksAt(due.dueAt);
        const turn: DeskTurn = { tx, now: due.dueAt, actor: 'clock', jobs, log, speaksBoth, links, book, settled };
        for (const fact of await due.happen(turn)) for (const tell of subscribers) await tell(turn, fact);
        return due.dueAt;
      });
    } catch (error) {
      if (!taken) throw error;
      log.error({ err: error, ...taken }, 'clock.due-failed');
      open.get(taken.table)?.failed.push(taken.row);
      return 'again';
    }
  }
}
