import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../../lib/instant.ts';
import { bookOf } from '../../address/turn-book.ts';
import type { Book } from '../../book/book.ts';
import type { DeskTurn } from '../../desk.ts';
import type { TicketGroup } from '../figure/case.ts';
import { zoneOfMonths } from '../flow.ts';
import { type Month, spanOfMonth } from '../month.ts';
import { type ChangedPromise, type LeftOutTicket, type LoggedTicket, replayTicket } from './replay.ts';
import { pageOfLogs } from './store.ts';

/** Runs `read` in a transaction of its own. */
export type ReadPage = <T>(read: (turn: Pick<DeskTurn, 'tx' | 'overrides'>) => Promise<T>) => Promise<T>;

export interface ReplayAsked {
  readonly month: Month;
  /** undefined: all, without those in `closed`. */
  readonly customer: string | undefined;
  /** Confidential customers that are not counted. */
  readonly closed: readonly string[];
  /** The book in force: its provider's zone says which tickets the month has, as in all figures. */
  readonly inForce: Book;
  readonly other: Book;
  readonly now: Instant;
}

/** A month under two books. Tickets that the other book cannot count are in neither list of groups. */
export interface Replay {
  /** As the log has it. */
  readonly before: readonly TicketGroup[];
  readonly after: readonly TicketGroup[];
  readonly changes: readonly ChangedPromise[];
  readonly leftOut: readonly LeftOutTicket[];
  /** Tickets that changed, and whose own book alone does not give what their log says. */
  readonly unsure: readonly number[];
}

/**
 * Replays the tickets of a month, as many of them as the figures of the month count. Nothing is written. They are read
 * page by page, and between two pages a running desk does its work.
 */
export async function replayMonth(asked: ReplayAsked, read: ReadPage): Promise<Replay> {
  const { month, other, now } = asked;
  const [before, after] = [collectGroups(), collectGroups()];
  const changes: ChangedPromise[] = [];
  const leftOut: LeftOutTicket[] = [];
  const unsure: number[] = [];
  for await (const logged of listLogs(asked, read)) {
    const replayed = replayTicket(logged, other, month, now);
    if ('missing' in replayed) {
      leftOut.push(replayed);
      continue;
    }
    before.add(replayed.before);
    after.add(replayed.after);
    changes.push(...replayed.changes);
    if (replayed.isUnsure) unsure.push(replayed.id);
  }
  return { before: before.groups(), after: after.groups(), changes, leftOut, unsure };
}

async function* listLogs(
  { month, customer, closed, inForce }: ReplayAsked,
  read: ReadPage,
): AsyncGenerator<LoggedTicket> {
  const filter = { customer, ...spanOfMonth(month, zoneOfMonths(inForce.source)) };
  let last = 0;
  for (;;) {
    const page = await read(async ({ tx, overrides }) => {
      const tickets: LoggedTicket[] = [];
      for (const { id, book, log } of await pageOfLogs(tx, filter, closed, last))
        tickets.push({ id, log, book: await bookOf({ tx, overrides }, book) });
      return tickets;
    });
    if (page.length === 0) return;
    for (const ticket of page) {
      yield ticket;
      last = ticket.id;
      await setImmediate();
    }
  }
}

/** Tickets that are counted alike become one group, as in the figures of a month. */
function collectGroups() {
  const byFigures = new Map<string, { readonly first: TicketGroup; readonly cases: TicketGroup['cases'][number][] }>();
  return {
    add(group: TicketGroup) {
      const { cases, ...figures } = group;
      const key = JSON.stringify(figures);
      const known = byFigures.get(key) ?? { first: group, cases: [] };
      byFigures.set(key, known);
      known.cases.push(...cases);
    },
    groups: (): TicketGroup[] => [...byFigures.values()].map(({ first, cases }) => ({ ...first, cases })),
  };
}
