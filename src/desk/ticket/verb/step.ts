import type { Instant } from '../../../lib/instant.ts';
import { accept, type Result, refuse } from '../../../lib/refusal.ts';
import { lowestLevel } from '../../book/book.ts';
import { applyEntry, openTicket } from '../case/fold.ts';
import type { Terms } from '../case/terms.ts';
import type { EntryOf, ReportFacts, Ticket } from '../case/ticket.ts';
import { clocksOf, duesOf } from '../clock/clocks.ts';
import { catchUp, type Progress } from '../clock/lapse.ts';
import { levelByOutage } from '../clock/outage.ts';
import { entriesOf } from './entry.ts';
import { refusalOf } from './refusal.ts';
import type { Actor, Step } from './step-type.ts';

export interface Report {
  readonly facts: ReportFacts;
  /** undefined: the policy classifies. */
  readonly level: string | undefined;
  readonly outage: { readonly sinceAt: Instant; readonly affectedPercent: number } | undefined;
  readonly assignee: string | undefined;
}

/**
 * A report becomes a ticket. Without a level, outage facts classify it where the policy has outage lines (D1), else it
 * gets the lowest level; questions and requirements have none. Refuses an unknown level and an outage in the future.
 */
export function openByReport(report: Report, terms: Terms, by: Actor, now: Instant): Result<Progress> {
  const { facts, assignee } = report;
  const levels = terms.policy.levels.map(({ key }) => key);
  if (report.level !== undefined && !levels.includes(report.level))
    return refuse('ticket.unknown-level', { level: report.level, allowed: levels.join(', ') });
  const outage = facts.kind === 'fault' ? report.outage : undefined;
  if (outage && outage.sinceAt > now) return refuse('ticket.outage-in-future', { field: 'outageSince' });
  const classified = () => (outage && levelByOutage(terms, outage, now)) ?? lowestLevel(terms.policy).key;
  const level = facts.kind === 'fault' ? (report.level ?? classified()) : undefined;

  const bare: EntryOf<'ticket.opened'> = {
    kind: 'ticket.opened',
    at: now,
    by: by.key,
    staff: false,
    data: {
      facts,
      due: {},
      provisional: [],
      ...(level === undefined ? {} : { level }),
      ...(assignee === undefined ? {} : { assignee }),
      ...(outage === undefined ? {} : { outage }),
    },
  };
  const ticket = openTicket(bare);
  const provisional = clocksOf(ticket, terms).flatMap((clock) => (clock.provisional ? [clock.metric] : []));
  return accept({ ticket, added: [{ ...bare, data: { ...bare.data, due: duesOf(ticket, terms), provisional } }] });
}

/**
 * A person's step. What fell due before `now` happens first, at its own instant; then the step is taken or refused.
 * A refusal changes nothing beyond what time had done anyway.
 */
export function decideStep(ticket: Ticket, step: Step, terms: Terms, by: Actor, now: Instant): Result<Progress> {
  const settled = catchUp(ticket, terms, now, 'before');
  const refusal = refusalOf(settled.ticket, step, terms, by, now);
  if (refusal) return refusal;
  const entries = entriesOf(settled.ticket, step, terms, by, now);
  const added = [...settled.added, ...entries];
  return accept({ ticket: entries.reduce(applyEntry, settled.ticket), added });
}
