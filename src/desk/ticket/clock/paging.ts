import { URGENCIES } from '../../../chat/adapter.ts';
import type { Instant } from '../../../lib/instant.ts';
import { findLevel } from '../../book/book.ts';
import { type PageWay, type PlannedPage, planPages } from '../../book/paging-rule.ts';
import { reach } from '../../sla/sla.ts';
import type { Entry, EntryOf } from '../case/entry.ts';
import { waitsForResponse } from '../case/paging.ts';
import type { Terms } from '../case/terms.ts';
import type { Ticket } from '../case/ticket.ts';
import { isHeldBack } from '../case/triage.ts';
import { clockOf } from './clocks.ts';
import { ladderStep } from './ladder.ts';
import { byClock } from './level.ts';

/** The paging ladder of a level: who has to respond to a new fault is called, more loudly each time, until one does. */

/** The next call, or that none was answered; undefined: nothing is to come, or a pause holds the respond clock. */
export function nextPage(
  ticket: Ticket,
  terms: Terms,
): { readonly at: Instant; readonly page: PlannedPage | undefined } | undefined {
  const rule = findLevel(terms.policy, ticket.level ?? '')?.paging;
  // While a new ticket is in review no engineer has to respond.
  if (!rule || !waitsForResponse(ticket) || isHeldBack(ticket) || ticket.paging?.raisedTo !== undefined)
    return undefined;
  const clock = clockOf(ticket, terms, 'respond');
  if (!clock) return undefined;
  const { pages, unansweredAfterMs } = planPages(rule);
  const over = ticket.paging?.over ?? ticket.paging?.pages.length ?? 0;
  if (over > pages.length) return undefined;
  const page = pages[over];
  // Counted as the promise is: outside office hours there is no call for a promise that counts office hours alone.
  const { startAt, calendar } = clock.allowance;
  const since = Math.max(startAt, ticket.paging?.since ?? startAt);
  const at = reach({ startAt: since, ms: page?.afterMs ?? unansweredAfterMs, calendar }, clock.held);
  return at === undefined ? undefined : { at: Math.max(at, ticket.asOfAt), page };
}

export function pageLapses(
  ticket: Ticket,
  terms: Terms,
): { readonly at: Instant; happen(ticket: Ticket, at: Instant): Entry[] }[] {
  const next = nextPage(ticket, terms);
  if (!next) return [];
  const { at, page } = next;
  return [{ at, happen: (current, now) => [page ? call(current, terms, page, now) : unreached(current, terms, now)] }];
}

/** Calls the assignee; if they are away, or there is none, the person who has the bell, else the first of the ladder. */
function call(ticket: Ticket, terms: Terms, page: PlannedPage, at: Instant): Entry {
  const { assignee } = ticket;
  const isThere = assignee !== undefined && !terms.isAway?.(assignee, at);
  const to = isThere ? assignee : (terms.bell ?? ladderStep(terms, 0, at)?.raisedTo ?? 'escalation');
  const way = wayThatWorks(page.way, (each) => terms.canReach?.(to, each) ?? true);
  return byClock(at, 'ticket.paged', {
    no: (ticket.paging?.pages.length ?? 0) + 1,
    to,
    way,
    ...(way === page.way ? {} : { wanted: page.way }),
    ...(isThere || assignee === undefined || assignee === to ? {} : { absent: assignee }),
  });
}

/** The next manager is told: the one whom the broken promise is raised to next, if it is broken; at its end the last. */
function unreached(ticket: Ticket, terms: Terms, at: Instant): EntryOf<'ticket.unreached'> {
  const { people } = terms.policy.ladder;
  const place = Math.min(ticket.breaches.respond?.steps ?? 0, people.length - 1);
  const step = ladderStep(terms, place, at) ?? { raisedTo: people[place] ?? 'escalation' };
  const times = ticket.paging?.pages.length ?? 0;
  return byClock(at, 'ticket.unreached', { times, ...step }) as EntryOf<'ticket.unreached'>;
}

/**
 * The wanted way to call, or else the first that works: a milder urgent one, a direct message, by name in the team's
 * channel. Without any that works, the channel, where colleagues read it.
 */
export function wayThatWorks(wanted: PageWay, works: (way: PageWay) => boolean): PageWay {
  const milder = wanted === 'channel' || wanted === 'direct' ? [] : URGENCIES.slice(0, URGENCIES.indexOf(wanted));
  return [wanted, ...milder.toReversed(), 'direct' as const, 'channel' as const].find(works) ?? 'channel';
}
