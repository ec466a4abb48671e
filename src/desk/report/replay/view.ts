import type { Instant } from '../../../lib/instant.ts';
import type { Language } from '../../../lib/language.ts';
import type { BookSource } from '../../book/schema.ts';
import { type Dimension, standingBy } from '../figure/by.ts';
import { type Standing, standingOf } from '../figure/standing.ts';
import type { Month } from '../month.ts';
import type { Replay } from './flow.ts';
import type { LeftOutTicket } from './replay.ts';

/** A replay as people and programs are told of it. */
export interface ReplayView {
  readonly replay: Replay;
  readonly month: Month;
  /** undefined: all customers. */
  readonly customer: string | undefined;
  /** Confidential customers that are not counted. */
  readonly closed: readonly string[];
  /** How the other book is called: its file. */
  readonly file: string;
  /** The book in force, for names and the zone. */
  readonly inForce: BookSource;
  readonly language: Language;
  readonly now: Instant;
  /** Whether the month still runs. */
  readonly isRunning: boolean;
}

/** What became of promises under both books. */
export interface StandingPair {
  /** A customer's key, or `D2|respond`; empty: all. */
  readonly key: string;
  readonly before: Standing;
  readonly after: Standing;
}

/** How many tickets are counted. */
export function ticketsIn({ before }: Pick<Replay, 'before'>): number {
  return before.reduce((sum, { cases }) => sum + cases.length, 0);
}

/** The customers whose tickets are counted, each once. */
export function countedCustomers({ replay }: Pick<ReplayView, 'replay'>): string[] {
  return [...new Set(replay.before.map(({ customer }) => customer))];
}

/** All promises under both books. */
export function pairOf({ before, after }: Replay): StandingPair {
  return { key: '', before: standingOf(before), after: standingOf(after) };
}

/** One pair for each customer, clause or promise that either book has. */
export function pairsBy({ before, after }: Replay, dimension: Dimension): StandingPair[] {
  const [was, is] = [before, after].map(
    (groups) => new Map(standingBy(groups, dimension).map(({ key, standing }) => [key, standing])),
  );
  const none = standingOf([]);
  const keys = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])];
  return keys.sort(inOrder).map((key) => ({ key, before: was?.get(key) ?? none, after: is?.get(key) ?? none }));
}

function inOrder(one: string, other: string): number {
  return one.localeCompare(other, 'en', { numeric: true });
}

/** Tickets that were left out for one and the same reason. */
export interface LeftOut {
  readonly missing: LeftOutTicket['missing'];
  readonly ids: readonly number[];
}

/** By what the other book does not have, customers first. */
export function leftOutBy({ leftOut }: Pick<Replay, 'leftOut'>): LeftOut[] {
  const order = ['customer', 'site', 'device', 'level'];
  const groups = Map.groupBy(
    leftOut,
    ({ missing: { what, customer, key } }) => `${order.indexOf(what)}|${customer}|${key}`,
  );
  return [...groups]
    .sort(([one], [other]) => inOrder(one, other))
    .flatMap(([, tickets]) => {
      const [first] = tickets;
      return first ? [{ missing: first.missing, ids: tickets.map(({ id }) => id) }] : [];
    });
}
