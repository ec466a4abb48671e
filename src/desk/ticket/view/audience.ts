import type { Instant } from '../../../lib/instant.ts';
import type { Entry } from '../case/entry.ts';
import type { Dues, Ticket } from '../case/ticket.ts';
import { isToldByMove } from '../clock/move.ts';
import { verbOfEntry } from '../verb/table.ts';
import { calledBy, type Parties } from './called.ts';
import { isOtherHalf, type TakenBackKind, takenBackFields, takenBackKind } from './take-back-notice.ts';

/** Who is told of an entry of the log, and the fields of the notice (docs/simulate.md). */
export interface NoticeOutline {
  readonly kind: Entry['kind'] | TakenBackKind;
  readonly to: readonly string[];
  /** Instants are under `due` and `since`. */
  readonly fields: Readonly<Record<string, string | number | boolean | Instant | Dues | readonly string[]>>;
  /** `simulate` does not print it, because another notice tells of it. */
  readonly unlisted?: true;
}

/** The outline of an entry's notice; undefined if no one is told of the entry. */
export function outlineNotice(entry: Entry, ticket: Ticket, parties: Parties): NoticeOutline | undefined {
  const to = [...new Set([...audienceOf(entry, ticket), ...calledBy(entry, ticket, parties)])];
  if (to.length === 0) return undefined;
  const kind = takenBackKind(entry) ?? entry.kind;
  // The handoff's own notice lists all tickets.
  const unlisted = isOtherHalf(entry) || entry.kind === 'ticket.handed-over' ? { unlisted: true as const } : {};
  return { kind, to, fields: fieldsOf(entry, ticket), ...unlisted };
}

function audienceOf(entry: Entry, ticket: Ticket): string[] {
  switch (entry.kind) {
    case 'ticket.opened':
    case 'ticket.acknowledged':
    case 'ticket.dispatched':
    case 'ticket.arrived':
    case 'ticket.resolved':
    case 'ticket.closed':
    case 'ticket.reopened':
    case 'ticket.level-changed':
    case 'clock.paused':
    case 'clock.resumed':
    case 'clock.moved':
    case 'ticket.handed-over':
      return ['customer', 'team'];
    case 'ticket.assigned':
      return ['team'];
    case 'ticket.updated':
      return takenBackKind(entry) ? ['customer', 'team'] : ['team'];
    case 'ticket.tier-raised':
      return ['escalation', 'team'];
    case 'callback.overdue':
    case 'incident.report-reminder':
      return [];
    case 'incident.report-overdue':
      return ['escalation'];
    case 'go-live.reminder':
      return [ticket.assignee ?? 'team'];
    case 'go-live.missed':
      return ['escalation', ...(entry.data.raisedTo === undefined ? [] : [entry.data.raisedTo])];
    case 'ticket.stale':
      return ['team', entry.data.raisedTo ?? 'escalation'];
    case 'ticket.unreached':
      return ['escalation', entry.data.raisedTo];
    case 'sla.warning':
    case 'callback.due':
      return [ticket.assignee ?? 'team'];
    case 'ticket.moved':
      return entry.data.moved.length > 0 ? ['customer', 'team'] : [];
    case 'sla.breached':
      if (isToldByMove(entry)) return [];
      return ['escalation', ...(entry.data.raisedTo === undefined ? [] : [entry.data.raisedTo])];
    case 'sla.raised':
      return [entry.data.raisedTo];
    case 'ticket.noted':
    case 'ticket.copied':
    // Told by cards of their own (`side-cards.ts`).
    case 'dispatch.unaccepted':
    case 'triage.due':
    case 'ticket.paged':
      return [];
  }
}

function fieldsOf(entry: Entry, ticket: Ticket): NoticeOutline['fields'] {
  switch (entry.kind) {
    case 'ticket.opened': {
      const { level, assignee, due, provisional, facts } = entry.data;
      return {
        ...(level === undefined ? {} : { level }),
        ...(assignee === undefined ? {} : { assignee }),
        due,
        ...(provisional.length > 0 ? { provisional } : {}),
        ...(facts.billable ? { billable: true } : {}),
      };
    }
    case 'ticket.acknowledged':
    case 'ticket.arrived':
    case 'ticket.resolved':
    case 'ticket.closed':
      return { by: entry.by };
    case 'ticket.assigned':
      return { by: entry.by, assignee: entry.data.assignee };
    case 'ticket.updated':
      return takenBackKind(entry) ? takenBackFields(entry) : { by: entry.by, what: entry.data.what };
    case 'ticket.dispatched':
    case 'ticket.reopened':
      return { by: entry.by, due: entry.data.due };
    case 'ticket.level-changed': {
      const { from, level, why, due } = entry.data;
      return { from, level, why, due };
    }
    case 'ticket.stale':
      return { since: entry.data.since };
    case 'callback.due':
    case 'callback.overdue':
      return { due: entry.data.due };
    case 'ticket.tier-raised':
    case 'incident.report-reminder':
    case 'incident.report-overdue':
    case 'go-live.reminder':
    case 'clock.paused':
    case 'clock.resumed':
    case 'sla.warning':
      return entry.data;
    case 'clock.moved':
      return { year: entry.data.year, metrics: entry.data.moved.map(({ metric }) => metric), due: entry.data.due };
    case 'ticket.moved': {
      const { from, to, moved, due } = entry.data;
      return { by: entry.by, from, to, metrics: moved.map(({ metric }) => metric), due };
    }
    case 'go-live.missed':
    case 'sla.breached':
    case 'sla.raised':
    case 'ticket.unreached': {
      const { skipped: _, ...data } = entry.data;
      return data;
    }
    case 'ticket.handed-over':
      return { assignee: ticket.assignee ?? '' };
    case 'ticket.noted':
      return { by: entry.by, what: entry.data.what };
    case 'ticket.copied':
    case 'dispatch.unaccepted':
    case 'triage.due':
    case 'ticket.paged':
      return { by: entry.by };
  }
}

/**
 * Who reads an entry without being among the notice's audiences: the customer, if it is for them, and the escalation
 * channel at every step of a ladder and every silence. Everything else that staff write stays inside.
 */
export function alsoHears(entry: Entry, ticket: Ticket): readonly string[] {
  if (entry.kind === 'sla.raised' || entry.kind === 'ticket.stale') return ['escalation'];
  if (entry.kind === 'ticket.copied') return entry.data.told ? ['customer'] : [];
  if (entry.kind !== 'ticket.updated') return [];
  const verb = verbOfEntry(entry);
  if (!entry.staff) return verb?.stands ? [] : ['customer'];
  return verb?.customerReads?.(ticket) ? ['customer'] : [];
}

/** Whether the customer was told of an entry or wrote it. `ticket`: as it was after the entry. */
export function customerMayRead(entry: Entry, ticket: Ticket): boolean {
  const isTheirs = entry.by === 'customer' && (entry.kind === 'ticket.updated' || entry.kind === 'ticket.noted');
  return isTheirs || [...audienceOf(entry, ticket), ...alsoHears(entry, ticket)].includes('customer');
}

/** The key of the engineer whom the line of an entry mentions; undefined if it mentions none, or they wrote it. */
export function callsEngineer(entry: Entry, ticket: Ticket): string | undefined {
  return verbOfEntry(entry)?.calls && entry.by !== ticket.assignee ? ticket.assignee : undefined;
}

/** The key of an entry's notice, unique per (subject, clock, threshold, step). */
export function keyOf(subject: string, entry: Entry, entryNumber: number): string {
  switch (entry.kind) {
    case 'sla.warning':
    case 'sla.breached':
      return `${subject}|${entry.kind}|${entry.data.metric}|${entry.data.due}`;
    case 'sla.raised': {
      const { metric, due, raisedTo, skipped = [] } = entry.data;
      // Where everyone above is away, one person may be told twice.
      return [subject, entry.kind, metric, due, raisedTo, ...skipped].join('|');
    }
    case 'callback.due':
    case 'callback.overdue':
      return `${subject}|${entry.kind}|#${entry.data.no ?? entryNumber}|${entry.data.due}`;
    default:
      return `${subject}|${entry.kind}|#${entryNumber}`;
  }
}
