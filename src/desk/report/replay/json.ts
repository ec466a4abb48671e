import type { Instant } from '../../../lib/instant.ts';
import { formatUtc } from '../../../lib/iso-time.ts';
import { numberOf } from '../../address/number.ts';
import { OUTCOMES } from '../../ticket/case/figures.ts';
import type { Standing } from '../figure/standing.ts';
import { partsOfKey } from '../names.ts';
import type { ChangedPromise, JudgedPromise } from './replay.ts';
import { leftOutBy, pairOf, pairsBy, type ReplayView, type StandingPair, ticketsIn } from './view.ts';

/** A replay for programs (docs/guide/command-line.md, "replay"): plain data, instants as UTC text, `null` for what is not there. */
export function replayJson(view: ReplayView): object {
  const { replay, month, file, customer, closed, now, isRunning } = view;
  return {
    ...{ month, running: isRunning, book: file, customer: customer ?? null, at: formatUtc(now) },
    tickets: ticketsIn(replay),
    ...both(pairOf(replay)),
    customers: pairsBy(replay, 'customer').map((pair) => ({ customer: pair.key, ...both(pair) })),
    promises: pairsBy(replay, 'promise').map((pair) => {
      const { clause, what } = partsOfKey(pair.key);
      return { clause, promise: what, ...both(pair) };
    }),
    changes: replay.changes.map(changeJson),
    unsure: replay.unsure.map(ticket),
    leftOut: leftOutBy(replay).map(({ missing, ids }) => ({ ...missing, tickets: ids.map(ticket) })),
    confidential: closed,
  };
}

function both({ before, after }: StandingPair) {
  return { before: countsOf(before), after: countsOf(after) };
}

function countsOf(standing: Standing): Record<string, number> {
  return Object.fromEntries((['promised', ...OUTCOMES] as const).map((each) => [each, standing[each].count]));
}

function changeJson({ id, customer, what, before, after }: ChangedPromise): object {
  return { ticket: ticket(id), customer, promise: what, before: promiseJson(before), after: promiseJson(after) };
}

function promiseJson(promise: JudgedPromise | undefined): object | null {
  if (!promise) return null;
  const { clause, outcome, dueAt, metAt, missedMs } = promise;
  return { clause, outcome, due: instant(dueAt), met: instant(metAt), missedMs: missedMs ?? null };
}

function instant(at: Instant | undefined): string | null {
  return at === undefined ? null : formatUtc(at);
}

function ticket(id: number): string {
  return numberOf('ticket', id);
}
