import { hasRole, listByRole, type People } from '../person/person.ts';
import type { Complaint } from './complaint.ts';

/** Who a complaint is for (D17, D18): never whom it is about, and of the customer nobody but who complained. */

export interface Reader {
  /** A key of the book's people, or `customer`. */
  readonly key: string;
  readonly staff: boolean;
  /** The customer whose channel it is, or to whom they belong. */
  readonly customer: string | undefined;
  readonly platform: string;
  readonly userId: string;
}

/** What somebody wants of it: read it; answer it, which any of our people may; say what is the customer's to say. */
export type Access = 'read' | 'answer' | 'word';

/** Whether it is there for somebody at all. */
export function mayAccess(complaint: Complaint, reader: Reader, people: People, claim: Access): boolean {
  if (!reader.staff) return isCustomersOwn(complaint, reader);
  if (reader.key === complaint.facts.about) return false;
  return claim !== 'read' || isInCharge(complaint, reader.key, people);
}

/** Managers, the director, and whoever it goes up to; where there is nobody of those, anybody of ours. */
function isInCharge({ ladder }: Complaint, key: string, people: People): boolean {
  if (ladder.includes(key) || hasRole(people, key, 'manager') || hasRole(people, key, 'director')) return true;
  return ladder.length === 0;
}

function isCustomersOwn({ customer, facts: { complainer, answerIn } }: Complaint, reader: Reader): boolean {
  const isComplainer = complainer?.platform === reader.platform && complainer.userId === reader.userId;
  // What the customer wanted answered in their channel, or our people wrote down for them, is the customer's.
  const isOpen = answerIn ? answerIn.way === 'channel' : complainer === undefined;
  return isComplainer || (isOpen && reader.customer === customer);
}

/** Whom a complaint goes up to: the policy's ladder without whom it is about; with nobody left, the director. */
export function ladderWithout(listed: readonly string[], people: People, about: string | undefined): string[] {
  const line = listed.filter((key) => key !== about);
  if (line.length > 0) return line;
  return listByRole(people, 'director')
    .filter((key) => key !== about)
    .slice(0, 1);
}
