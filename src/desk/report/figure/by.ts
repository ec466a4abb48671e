import type { MadePromise } from '../../ticket/case/figures.ts';
import type { Month } from '../month.ts';
import { isTicket, type MonthCase } from './case.ts';
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
 * only: give the cases of one customer. `monthOf`: the month of an instant.
 */
export function standingBy(
  cases: readonly MonthCase[],
  dimension: Dimension,
  monthOf: (at: MonthCase['at']) => Month,
): StandingRow[] {
  const pieces = new Map<string, MonthCase[]>();
  for (const one of cases) {
    for (const [key, promises] of Map.groupBy(one.promises, (promise) => keyOf(one, promise, dimension, monthOf))) {
      const piece = pieces.get(key) ?? [];
      piece.push(promises.length === one.promises.length ? one : { ...one, promises });
      pieces.set(key, piece);
    }
  }
  return [...pieces]
    .map(([key, piece]) => ({ key, standing: standingOf(piece) }))
    .sort((one, other) => compare(one.key, other.key));
}

function keyOf(
  one: MonthCase,
  { clause, what }: MadePromise,
  dimension: Dimension,
  monthOf: (at: MonthCase['at']) => Month,
): string {
  switch (dimension) {
    case 'customer':
      return one.customer;
    case 'clause':
      return clause;
    case 'promise':
      return `${clause}|${what}`;
    case 'level':
      return (isTicket(one) ? one.level : undefined) ?? '';
    case 'engineer':
      return one.engineer ?? '';
    case 'device':
      return (isTicket(one) ? one.device : undefined) ?? '';
    case 'month':
      return monthOf(one.at);
  }
}

function compare(one: string, other: string): number {
  if (one === '' || other === '') return one === other ? 0 : one === '' ? 1 : -1;
  return one.localeCompare(other, 'en', { numeric: true });
}
