import type { MadePromise } from '../../ticket/case/figures.ts';
import { type CaseGroup, isTickets } from './case.ts';
import { type Standing, standingOf } from './standing.ts';

/** By what promises are counted apart. `promise`: clause and what was promised. */
export const DIMENSIONS = ['customer', 'clause', 'promise', 'level', 'engineer', 'device', 'month'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** One row of such a table: the key of a customer, clause, level, person or device; a month; or `B2|respond`. */
export interface StandingRow {
  /** Empty: promises without it, for example of a ticket without a device. */
  readonly key: string;
  readonly standing: Standing;
}

/**
 * Counts promises apart, sorted by key, those without one last. Keys of levels and devices are unique within a customer
 * only: give the cases of one customer.
 */
export function standingBy(groups: readonly CaseGroup[], dimension: Dimension): StandingRow[] {
  const pieces = new Map<string, CaseGroup[]>();
  for (const group of groups) {
    for (const [key, promises] of Map.groupBy(group.promises, (promise) => keyOf(group, promise, dimension))) {
      const piece = pieces.get(key) ?? [];
      piece.push(promises.length === group.promises.length ? group : { ...group, promises });
      pieces.set(key, piece);
    }
  }
  return [...pieces]
    .map(([key, piece]) => ({ key, standing: standingOf(piece) }))
    .sort((one, other) => compare(one.key, other.key));
}

function keyOf(group: CaseGroup, { clause, what }: MadePromise, dimension: Dimension): string {
  switch (dimension) {
    case 'customer':
      return group.customer;
    case 'clause':
      return clause;
    case 'promise':
      return `${clause}|${what}`;
    case 'level':
      return (isTickets(group) ? group.level : undefined) ?? '';
    case 'engineer':
      return group.engineer ?? '';
    case 'device':
      return (isTickets(group) ? group.device : undefined) ?? '';
    case 'month':
      return group.month;
  }
}

function compare(one: string, other: string): number {
  if (one === '' || other === '') return one === other ? 0 : one === '' ? 1 : -1;
  return one.localeCompare(other, 'en', { numeric: true });
}
