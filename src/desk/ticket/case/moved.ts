import type { Instant } from '../../../lib/instant.ts';
import type { Metric } from '../../book/schema.ts';
import type { EntryOf } from './entry.ts';
import type { CountsAgain, SettledPromise } from './moved-record.ts';
import type { Breach, Ticket } from './ticket.ts';

/** What the log says of a ticket's moves to newer versions of the service book (docs/decision/0034). */

/** What the entry of a move changes in its ticket. */
export function moveToVersion(ticket: Ticket, { at, data }: EntryOf<'ticket.moved'>): Partial<Ticket> {
  const { from, facts, settled, again, ladders, late } = data;
  const { outage, incident, reply } = ticket;
  const isReportLate = late.includes('incident-report') && incident;
  const isGoLiveLate = late.includes('go-live') && reply;
  return {
    facts: { ...ticket.facts, ...facts },
    bookMove: { at, versions: [...(ticket.bookMove?.versions ?? []), from], settled, again },
    breaches: Object.fromEntries(
      Object.values(ticket.breaches).map((breach) => [breach.metric, climbOn(breach, ladders[breach.metric], at)]),
    ),
    ...(outage && again.includes('outage') ? { outage: { ...outage, overruledAt: at } } : {}),
    ...(isReportLate ? { incident: { ...incident, overdue: true } } : {}),
    ...(isGoLiveLate ? { goLiveTold: { date: reply.goLive, reminded: true, missed: true } } : {}),
  };
}

/** The ladder goes on from a step of the new version, its next step one span after the move. */
function climbOn(breach: Breach, steps: number | undefined, at: Instant): Breach {
  if (steps === undefined) return breach;
  return { ...breach, steps, again: { at, steps: steps - (breach.skipped ?? 0) } };
}

/** From when a span counts: a move may have begun it again. */
export function countedFrom({ bookMove }: Pick<Ticket, 'bookMove'>, what: CountsAgain, since: Instant): Instant {
  return bookMove?.again.includes(what) ? Math.max(since, bookMove.at) : since;
}

/** The promise as it was met before a move; undefined: it was met later, or not at all. */
export function metBeforeMove(
  { bookMove }: Pick<Ticket, 'bookMove'>,
  metric: Metric,
  stoppedAt: Instant | undefined,
): SettledPromise | undefined {
  const settled = bookMove?.settled[metric];
  return stoppedAt !== undefined && settled?.met === stoppedAt ? settled : undefined;
}
