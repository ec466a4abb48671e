import type { BookSource } from '../book/schema.ts';
import { listByRole, type Role } from '../person/person.ts';
import { peopleOpenTo } from './confidential.ts';

/** More than these are not asked: the first who is there hears. */
const MOST = 6;

/**
 * Who hears in place of people of ours who are away (`Announcement.inPlace`), in order: others with these roles, the line
 * managers of the customer's contract, then managers and directors. Only people who may open the customer's cases.
 */
export function inLine(source: BookSource, customer: string | undefined, roles: readonly Role[]): string[] {
  const policy = customer === undefined ? undefined : source.policies[source.customers[customer]?.policy ?? ''];
  const people = customer === undefined ? source.people : peopleOpenTo(source, customer);
  const by = (role: Role) => listByRole(people, role);
  const ladder = (policy?.ladder.people ?? []).filter((key) => Object.hasOwn(people, key));
  const all = [...roles.flatMap(by), ...ladder, ...by('manager'), ...by('director')];
  return [...new Set(all)].slice(0, MOST);
}
