import { inLine } from '../../address/in-line.ts';
import type { BookPolicy } from '../../book/schema.ts';
import { listByRole, type People, type Role } from '../../person/person.ts';
import type { Entry } from '../case/entry.ts';
import type { Ticket } from '../case/ticket.ts';
import type { HouseView } from './view.ts';

/** Who is called by their role when something happens to a ticket. */

/** Where the people of an audience are looked up: the roles of the book, the tiers and levels of the policy. */
export type Parties = Pick<HouseView, 'source' | 'terms'>;

/**
 * The people whom an entry calls by their role: the holders of a support tier (D11), the project manager for a fault that
 * is reported at the highest level, for a late call the coordinator (B5), for a serious incident's final report the person
 * who owes it, then the director and the general manager (D20).
 */
export function calledBy(
  entry: Entry,
  { incident }: Ticket,
  { source: { people }, terms: { policy } }: Parties,
): string[] {
  switch (entry.kind) {
    case 'ticket.opened':
      return entry.data.level === policy.levels[0]?.key ? listByRole(people, 'projectManager') : [];
    case 'ticket.tier-raised': {
      const tier = policy.tiers.find((each) => each.tier === entry.data.tier);
      return (tier?.holders ?? []).flatMap((role) => listByRole(people, role));
    }
    case 'callback.overdue':
      return [coordinatorOf(people)];
    case 'incident.report-reminder':
      return incident ? [incident.speaker] : [];
    case 'incident.report-overdue':
      return [...listByRole(people, 'director'), ...policy.ladder.people.slice(-1)];
    default:
      return [];
  }
}

/**
 * Who hears of an entry where the people whom it calls are away: those who could do the same, then the line managers; for
 * the assignee the person who has the bell, else the team. undefined: the entry calls none, or its ladder passed over who is away.
 */
export function inPlaceOf(
  { kind, data }: Entry,
  { facts: { customer } }: Ticket,
  { source, terms: { policy, bell } }: Parties,
): string[] | undefined {
  switch (kind) {
    case 'ticket.opened':
      return inLine(source, customer, ['projectManager', 'coordinator']);
    case 'ticket.tier-raised':
      return inLine(source, customer, rolesAbove(policy, data.tier));
    case 'callback.overdue':
      return inLine(source, customer, ['coordinator', 'projectManager']);
    case 'incident.report-reminder':
      return inLine(source, customer, ['projectManager', 'director']);
    case 'incident.report-overdue':
      return inLine(source, customer, ['director']);
    case 'sla.warning':
    case 'callback.due':
    case 'go-live.reminder':
      return bell === undefined ? ['team'] : [bell];
    default:
      return undefined;
  }
}

/** The roles that hold a tier and those above it. */
function rolesAbove({ tiers }: BookPolicy, tier: number): Role[] {
  return tiers.filter((each) => each.tier >= tier).flatMap(({ holders }) => holders);
}

/** The project coordinator; the escalation channel if the book names none. */
export function coordinatorOf(people: People): string {
  return listByRole(people, 'coordinator')[0] ?? 'escalation';
}

/**
 * The people who get an entry's notice without being listed: the project managers if it raises the fault to the highest
 * level, the person who is late with a call, a delivery or the final report.
 */
export function alsoCalled(
  entry: Entry,
  { assignee, incident }: Ticket,
  { source, terms: { policy } }: Parties,
): readonly string[] {
  if (entry.kind === 'callback.overdue' || entry.kind === 'go-live.missed')
    return assignee === undefined ? [] : [assignee];
  if (entry.kind === 'incident.report-overdue') return incident ? [incident.speaker] : [];
  const isRise = entry.kind === 'ticket.level-changed' && entry.data.level === policy.levels[0]?.key;
  return isRise ? listByRole(source.people, 'projectManager') : [];
}
