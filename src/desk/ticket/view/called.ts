import { listByRole } from '../../person/person.ts';
import type { Entry } from '../case/entry.ts';
import type { HouseView } from './view.ts';

/** Who is called by their role when something happens to a ticket. */

/** Where the people of an audience are looked up: the roles of the book, the tiers and levels of the policy. */
export type Parties = Pick<HouseView, 'source' | 'terms'>;

/**
 * The people whom an entry calls by their role: the holders of a support tier (D11), and the project manager for a fault
 * that is reported at the highest level (D20).
 */
export function calledBy(entry: Entry, { source: { people }, terms: { policy } }: Parties): string[] {
  switch (entry.kind) {
    case 'ticket.opened':
      return entry.data.level === policy.levels[0]?.key ? listByRole(people, 'projectManager') : [];
    case 'ticket.tier-raised': {
      const tier = policy.tiers.find((each) => each.tier === entry.data.tier);
      return (tier?.holders ?? []).flatMap((role) => listByRole(people, role));
    }
    default:
      return [];
  }
}

/** The project managers, if the entry raises the fault to the highest level: they get its notice without being listed. */
export function alsoCalled(entry: Entry, { source, terms: { policy } }: Parties): readonly string[] {
  const isRise = entry.kind === 'ticket.level-changed' && entry.data.level === policy.levels[0]?.key;
  return isRise ? listByRole(source.people, 'projectManager') : [];
}
