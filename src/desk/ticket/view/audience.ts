import type { Instant } from '../../../lib/instant.ts';
import type { Dues, Entry, Ticket, UpdateVerb } from '../case/ticket.ts';

/** Who hears of an entry of the log, and what the notice carries (scenario.md, "Output"). */
export interface Announcement {
  readonly kind: Entry['kind'];
  readonly to: readonly string[];
  /** The notice's fields; instants under `due` and `since`. */
  readonly fields: Readonly<Record<string, string | number | boolean | Instant | Dues | readonly string[]>>;
}

/** undefined: an entry that tells nobody. */
export function announce(entry: Entry, ticket: Ticket): Announcement | undefined {
  const to = audienceOf(entry, ticket);
  return to.length > 0 ? { kind: entry.kind, to, fields: fieldsOf(entry, ticket) } : undefined;
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
      return ['customer', 'team'];
    case 'ticket.assigned':
    case 'ticket.updated':
      return ['team'];
    case 'ticket.tier-raised':
    case 'ticket.stale':
      return ['escalation', 'team'];
    case 'sla.warning':
      return [ticket.assignee ?? 'team'];
    case 'sla.breached':
      return ['escalation', ...(entry.data.raisedTo === undefined ? [] : [entry.data.raisedTo])];
    case 'sla.raised':
      return [entry.data.raisedTo];
    case 'ticket.handed-over':
    case 'ticket.noted':
      return [];
  }
}

function fieldsOf(entry: Entry, ticket: Ticket): Announcement['fields'] {
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
      return { by: entry.by, what: entry.data.what };
    case 'ticket.dispatched':
    case 'ticket.reopened':
      return { by: entry.by, due: entry.data.due };
    case 'ticket.level-changed': {
      const { from, level, why, due } = entry.data;
      return { from, level, why, due };
    }
    case 'ticket.tier-raised':
    case 'ticket.stale':
    case 'clock.paused':
    case 'clock.resumed':
    case 'sla.warning':
    case 'sla.breached':
    case 'sla.raised':
      return entry.data;
    case 'ticket.handed-over':
      return { assignee: ticket.assignee ?? '' };
    case 'ticket.noted':
      return { by: entry.by, what: entry.data.what };
  }
}

/** Updates that are the customer's business as well: what is asked of them, what was found for them. */
const CUSTOMERS_BUSINESS: readonly UpdateVerb[] = [
  'tell-customer',
  'ask-customer',
  'ask-consent',
  'record-consent',
  'declare-incident',
  'end-incident',
  'propose-workaround',
  'answer',
];

/**
 * Who hears of an entry beyond its notice: the customer of what is asked of them or found for them, the escalation
 * channel of each step of a ladder. Everything else the staff write stays inside.
 */
export function alsoHears(entry: Entry, ticket: Ticket): readonly string[] {
  if (entry.kind === 'sla.raised') return ['escalation'];
  if (entry.kind !== 'ticket.updated') return [];
  const { what } = entry.data;
  // The written reply is for the customer; other papers go their own way to them.
  if (what === 'deliver') return ticket.facts.kind === 'requirement' ? ['customer'] : [];
  const isPutToCustomer = ticket.waitsForPlan === 'customer' && (what === 'submit-plan' || what === 'approve-plan');
  return !entry.staff || CUSTOMERS_BUSINESS.includes(what) || isPutToCustomer ? ['customer'] : [];
}

/** The notice's place in its subject's history: what makes its key unique per (subject, clock, threshold, step). */
export function keyOf(subject: string, entry: Entry, entryNumber: number): string {
  switch (entry.kind) {
    case 'sla.warning':
    case 'sla.breached':
      return `${subject}|${entry.kind}|${entry.data.metric}|${entry.data.due}`;
    case 'sla.raised':
      return `${subject}|${entry.kind}|${entry.data.metric}|${entry.data.due}|${entry.data.raisedTo}`;
    default:
      return `${subject}|${entry.kind}|#${entryNumber}`;
  }
}
