import type { Instant } from '../../../lib/instant.ts';
import { spanOf } from '../../book/schema.ts';
import { layOut } from '../../sla/sla.ts';
import type { Entry } from '../case/entry.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { levelEntries } from './level.ts';

/**
 * Outage lines (D1, E1): an outage that lasts long enough and reaches enough users raises the level. It never lowers it.
 */

/** When the outage crosses its next line; undefined if it ended, the ticket is resolved, or no line lies ahead. */
export function nextLineAt(ticket: Ticket, terms: Terms): Instant | undefined {
  return nextRise(ticket, terms)?.at;
}

/** The level that the outage raises the ticket to next, and when; undefined as for `nextLineAt`. */
export function nextRise(ticket: Ticket, terms: Terms): { readonly level: string; readonly at: Instant } | undefined {
  const { outage } = ticket;
  if (ticket.status !== 'open' || ticket.facts.kind !== 'fault' || !outage || outage.endedAt !== undefined)
    return undefined;
  const lines = crossableLines(ticket, terms);
  if (lines.length === 0) return undefined;
  const at = Math.max(Math.min(...lines.map((line) => line.at)), ticket.asOfAt);
  // The most severe of those crossed by then, as in `riseByOutage`.
  const line = lines.find((each) => each.at <= at);
  return line && { level: line.level, at };
}

/** Raises the ticket to the most severe line that was crossed by `at`. */
export function riseByOutage(ticket: Ticket, terms: Terms, at: Instant): Entry[] {
  const [line] = crossableLines(ticket, terms).filter((each) => each.at <= at);
  return line ? levelEntries(ticket, terms, { level: line.level, why: 'outage' }, 'clock', at) : [];
}

/** The lines above the present level that can raise it and that the outage reaches far enough for, most severe first. */
function crossableLines(ticket: Ticket, terms: Terms): { level: string; at: Instant }[] {
  const { outage } = ticket;
  if (!outage) return [];
  const levels = terms.policy.levels.map(({ key }) => key);
  const present = levels.indexOf(ticket.level ?? '');
  return (
    terms.policy.outage
      .filter((line) => !line.onlyUnclassified && levels.indexOf(line.level) < present)
      .filter((line) => outage.affectedPercent >= line.affectedPercent)
      .sort((one, other) => levels.indexOf(one.level) - levels.indexOf(other.level))
      .map((line) => ({ level: line.level, at: outageLineAt(line.after, outage.sinceAt, terms) }))
      // The person who set the level by hand knew of the lines that were crossed by then.
      .filter(({ at }) => outage.overruledAt === undefined || at >= outage.overruledAt)
  );
}

/** When an outage crosses the line that lies `after` its start; without `after` at its very start. */
function outageLineAt(after: string | undefined, sinceAt: Instant, terms: Terms): Instant {
  if (after === undefined) return sinceAt;
  const { calendar, startAt, ms } = layOut(spanOf(after), sinceAt, terms.calendars);
  return calendar.add(startAt, ms);
}

/**
 * The level that a report at `at` gets by its outage's duration and reach (D1, E1); undefined if it is below every line.
 * `isClassified`: the report says a level itself, so that lines for reports without one do not count.
 */
export function levelByOutage(
  terms: Terms,
  outage: { sinceAt: Instant; affectedPercent: number },
  at: Instant,
  isClassified: boolean,
): string | undefined {
  const levels = terms.policy.levels.map(({ key }) => key);
  return terms.policy.outage
    .filter((line) => !(isClassified && line.onlyUnclassified))
    .filter(
      (line) => outage.affectedPercent >= line.affectedPercent && outageLineAt(line.after, outage.sinceAt, terms) <= at,
    )
    .map(({ level }) => level)
    .sort((one, other) => levels.indexOf(one) - levels.indexOf(other))[0];
}
