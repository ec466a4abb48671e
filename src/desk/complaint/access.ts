import { hasRole, listByRole, type People } from '../person/person.ts';
import type { Complaint } from './complaint.ts';

/**
 * Who may see and answer a complaint (D17, D18). The person it is about never may. On the customer's side only the
 * person who complained may, unless they asked for the answer in their channel.
 */

/** A person who wants to see a complaint or act on it. */
export interface Reader {
  /** A key of the book's people, or `customer`. */
  readonly key: string;
  readonly staff: boolean;
  /** The customer whose channel it is, or to whom they belong. */
  readonly customer: string | undefined;
  readonly platform: string;
  readonly userId: string;
}

/**
 * What a reader wants to do: read the complaint; answer it, which all of our people may except the person it is about;
 * or take a step that only the customer may take.
 */
export type Access = 'read' | 'answer' | 'customer-step';

/** Whether the reader has this access. Without it they are told that there is no such complaint. */
export function mayAccess(complaint: Complaint, reader: Reader, people: People, access: Access): boolean {
  if (!reader.staff) return isCustomersOwn(complaint, reader);
  if (reader.key === complaint.facts.about) return false;
  return access !== 'read' || isInCharge(complaint, reader.key, people);
}

/**
 * Managers, directors and the people of its ladder; the project manager of one that is very urgent. With an empty
 * ladder: all of our people.
 */
function isInCharge({ ladder, facts }: Complaint, key: string, people: People): boolean {
  if (facts.urgency === 'very-urgent' && hasRole(people, key, 'projectManager')) return true;
  if (ladder.includes(key) || hasRole(people, key, 'manager') || hasRole(people, key, 'director')) return true;
  return ladder.length === 0;
}

function isCustomersOwn({ customer, facts: { complainer, answerIn } }: Complaint, reader: Reader): boolean {
  const isComplainer = complainer?.platform === reader.platform && complainer.userId === reader.userId;
  // Answered in the customer's channel, or written down by our people: then everyone of that customer may see it.
  const isOpen = answerIn ? answerIn.way === 'channel' : complainer === undefined;
  return isComplainer || (isOpen && reader.customer === customer);
}

/** The project managers, the first of whom is told of a very urgent complaint at once (C7), without whom it is about. */
export function urgentReaders({ facts, ladder }: Complaint, people: People): string[] {
  if (facts.urgency !== 'very-urgent') return [];
  return listByRole(people, 'projectManager').filter((key) => key !== facts.about && !ladder.includes(key));
}

/**
 * The people a complaint is raised to: the policy's ladder without the person it is about. If that is empty: a
 * director, if possible one who is there.
 */
export function ladderWithout(
  listed: readonly string[],
  people: People,
  about: string | undefined,
  isAway: (person: string) => boolean = () => false,
): string[] {
  const others = listed.filter((key) => key !== about);
  if (others.length > 0) return others;
  const directors = listByRole(people, 'director').filter((key) => key !== about);
  return [directors.find((key) => !isAway(key)) ?? directors[0]].filter((key) => key !== undefined);
}
