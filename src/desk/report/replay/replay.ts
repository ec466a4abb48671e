import type { Instant } from '../../../lib/instant.ts';
import type { Book } from '../../book/book.ts';
import type { Entry } from '../../ticket/case/entry.ts';
import { foldTicket } from '../../ticket/case/fold.ts';
import type { Terms } from '../../ticket/case/terms.ts';
import { figuresOf, promisesOf, type TimedPromise } from '../../ticket/clock/figures.ts';
import { termsOf } from '../../ticket/flow.ts';
import type { TicketGroup } from '../figure/case.ts';
import type { Month } from '../month.ts';
import { logUnder, type Missing, missingIn } from './other-book.ts';
import { recordedLog, replayLog } from './replay-log.ts';

/** A month's real log under another service book (docs/decision/0036). Pure functions: `flow.ts` reads the logs. */

/** A ticket's log, and the version of the book under which it was opened. */
export interface LoggedTicket {
  readonly id: number;
  readonly log: readonly Entry[];
  readonly book: Book;
}

/** A promise of one ticket whose outcome is another one under the other book. */
export interface ChangedPromise {
  readonly id: number;
  readonly customer: string;
  /** What was promised: a metric, or `incident-report`. */
  readonly what: string;
  /** undefined: that book promises nothing of the kind. */
  readonly before: JudgedPromise | undefined;
  readonly after: JudgedPromise | undefined;
}

export interface JudgedPromise extends TimedPromise {
  /** By how much it was missed, in real time; up to now where it is not met yet. Left out: it was not missed. */
  readonly missedMs?: number;
}

/** What a ticket comes to under both books. */
export interface ReplayedTicket {
  readonly id: number;
  readonly before: TicketGroup;
  readonly after: TicketGroup;
  readonly changes: readonly ChangedPromise[];
  /**
   * Of a ticket with changes: whether its own book alone does not give what its log says. Then public holidays were loaded
   * since, or the ticket came to another version, and what changes is not due to the other book alone.
   */
  readonly isUnsure: boolean;
}

/** A ticket that cannot be counted by the other book, because that does not have what it names. */
export interface LeftOutTicket {
  readonly id: number;
  readonly missing: Missing;
}

/** Counts a ticket as its log has it, and as it would have gone under `other`. `now`: when it is counted. */
export function replayTicket(
  { id, log, book }: LoggedTicket,
  other: Book,
  month: Month,
  now: Instant,
): ReplayedTicket | LeftOutTicket {
  const { facts } = foldTicket(log);
  const missing = missingIn(other, log, facts);
  if (missing) return { id, missing };
  const own = termsOf(book, facts);
  const recorded = judge(recordedLog(log, own, now), own, now);
  const moved = logUnder(log, book, other);
  const terms = termsOf(other, foldTicket(moved).facts);
  const replayed = judge(replayLog(moved, terms, now), terms, now);
  const changes = changesOf(recorded, replayed);
  const group = ({ counted }: Judged): TicketGroup => ({ ...counted.figures, month, cases: [[id, ...counted.times]] });
  return {
    id,
    before: group(recorded),
    after: group(replayed),
    changes: changes.map((change) => ({ id, customer: facts.customer, ...change })),
    isUnsure: changes.length > 0 && changesOf(recorded, judge(replayLog(log, own, now), own, now)).length > 0,
  };
}

type Judged = ReturnType<typeof judge>;

function judge(log: readonly Entry[], terms: Terms, now: Instant) {
  const ticket = foldTicket(log);
  return { log, terms, now, promises: promisesOf(ticket, terms), counted: figuresOf(ticket, terms) };
}

function changesOf(before: Judged, after: Judged): Pick<ChangedPromise, 'what' | 'before' | 'after'>[] {
  const all = new Set([...before.promises, ...after.promises].map(({ what }) => what));
  return [...all].flatMap((what) => {
    const [was, is] = [before, after].map(({ promises }) => promises.find((each) => each.what === what));
    if (was?.outcome === is?.outcome) return [];
    return [{ what, before: was && judgePromise(was, before), after: is && judgePromise(is, after) }];
  });
}

function judgePromise(promise: TimedPromise, at: Judged): JudgedPromise {
  const { outcome, dueAt, metAt } = promise;
  if (outcome === 'kept' && metAt !== undefined) return dueWhenMet(promise, metAt, at);
  if (dueAt === undefined) return promise;
  if (outcome === 'broken') return { ...promise, missedMs: Math.max(0, at.now - dueAt) };
  return outcome === 'keptLate' && metAt !== undefined ? { ...promise, missedMs: metAt - dueAt } : promise;
}

/** A kept promise with its deadline as it was when it was met: the level may have risen since, which leaves less time. */
function dueWhenMet(promise: TimedPromise, metAt: Instant, { log, terms }: Judged): TimedPromise {
  const ticket = foldTicket(log.filter(({ at }) => at <= metAt));
  const { dueAt } = promisesOf(ticket, terms).find(({ what }) => what === promise.what) ?? promise;
  return dueAt === undefined ? promise : { ...promise, dueAt };
}
