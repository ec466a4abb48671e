import type { Instant } from '../../../lib/instant.ts';
import { spanOf } from '../../book/schema.ts';
import { layOut } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { levelEntries } from './level.ts';

/** D1: the lines an outage crosses as it goes on. A ticket only rises by itself. */

/** When the outage crosses the next line, while it lasts and the ticket is unresolved; undefined: no line ahead. */
export function nextLineAt(ticket: Ticket, terms: Terms): Instant | undefined {
  const { outage } = ticket;
  if (ticket.status !== 'open' || ticket.facts.kind !== 'fault' || !outage || outage.endedAt !== undefined)
    return undefined;
  const lines = crossableLines(ticket, terms);
  return lines.length > 0 ? Math.max(Math.min(...lines.map(({ at }) => at)), ticket.asOfAt) : undefined;
}

/** The ticket rises to the most severe line crossed by `at`. */
export function riseByOutage(ticket: Ticket, terms: Terms, at: Instant): Entry[] {
  const [line] = crossableLines(ticket, terms).filter((each) => each.at <= at);
  return line ? levelEntries(ticket, terms, { level: line.level, why: 'outage' }, 'clock', at) : [];
}

/** The outage lines above the present level whose reach is given, most severe first. */
function crossableLines(ticket: Ticket, terms: Terms): { level: string; at: Instant }[] {
  const { outage } = ticket;
  if (!outage) return [];
  const levels = terms.policy.levels.map(({ key }) => key);
  const present = levels.indexOf(ticket.level ?? '');
  return (
    terms.policy.outage
      .filter((line) => levels.indexOf(line.level) < present && outage.affectedPercent >= line.affectedPercent)
      .sort((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level))
      .map((line) => ({ level: line.level, at: outageLineAt(line.after, outage.sinceAt, terms) }))
      // Whoever set a level by hand knew the lines that were crossed by then.
      .filter(({ at }) => outage.overruledAt === undefined || at >= outage.overruledAt)
  );
}

function outageLineAt(after: string, sinceAt: Instant, terms: Terms): Instant {
  const { calendar, startAt, ms } = layOut(spanOf(after), sinceAt, terms.calendars);
  return calendar.add(startAt, ms);
}

/** The level that an outage of so long and so wide a reach means at `at` (D1); undefined: below every line. */
export function levelByOutage(
  terms: Terms,
  outage: { sinceAt: Instant; affectedPercent: number },
  at: Instant,
): string | undefined {
  const levels = terms.policy.levels.map(({ key }) => key);
  return terms.policy.outage
    .filter(
      (line) => outage.affectedPercent >= line.affectedPercent && outageLineAt(line.after, outage.sinceAt, terms) <= at,
    )
    .map(({ level }) => level)
    .sort((one, other) => levels.indexOf(one) - levels.indexOf(other))[0];
}
