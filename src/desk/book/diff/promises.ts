import { isDeepStrictEqual } from 'node:util';
import { limitFor } from '../book.ts';
import type { ClockRule } from '../clock-rule.ts';
import { type BookPolicy, type BookSource, METRICS, type Metric } from '../schema.ts';

/** The promise of one clock: within which span, counted from what. */
export interface PromiseTerms {
  /** A span such as `4wh`. */
  readonly within: string;
  readonly startsAt: 'report' | 'dispatch';
  readonly plusTravel: boolean;
}

/** How far the site is: up to so many kilometres, or beyond the last of them. */
export interface Distance {
  readonly km: number;
  readonly is: 'up-to' | 'beyond';
}

/**
 * A clock that counts otherwise. Whose it is: a policy's, or that of a customer who got another policy or service level.
 * What is undefined makes no difference: the change is the same for all service levels, distances.
 */
export interface PromiseChange {
  readonly of: { readonly policy: string } | { readonly customer: string };
  readonly metric: Metric;
  /** The levels with this change, the most severe first; undefined: all, or what has no level. */
  readonly levels: readonly string[] | undefined;
  readonly serviceLevel: string | undefined;
  readonly distance: Distance | undefined;
  /** undefined: nothing is promised. */
  readonly before: PromiseTerms | undefined;
  readonly after: PromiseTerms | undefined;
}

/** What is promised otherwise, policy by policy, then customer by customer; policies that only one book has are left out. */
export function comparePromises(before: BookSource, after: BookSource): PromiseChange[] {
  const policies = Object.keys(before.policies).flatMap((policy) => {
    const [was, is] = [before.policies[policy], after.policies[policy]];
    return was && is ? compareClocks({ policy }, { policy: was }, { policy: is }) : [];
  });
  const customers = Object.keys(before.customers).flatMap((customer) => {
    const [was, is] = [before, after].map(({ customers, policies }) => {
      const { policy: key = '', serviceLevel } = customers[customer] ?? {};
      const policy = policies[key];
      return policy && { key, policy, serviceLevel };
    });
    if (!was || !is || (was.key === is.key && was.serviceLevel === is.serviceLevel)) return [];
    return compareClocks({ customer }, was, is);
  });
  return [...policies, ...customers];
}

/** A policy as it counts for all its customers, or for one service level. */
interface Side {
  readonly policy: BookPolicy;
  readonly serviceLevel?: string | undefined;
}

function compareClocks(of: PromiseChange['of'], before: Side, after: Side): PromiseChange[] {
  return METRICS.flatMap((metric) => {
    const rules = [before, after].map(({ policy }) => policy.clocks[metric]);
    if (rules.every((rule) => rule === undefined)) return [];
    const axes = axesOf(rules, before, after);
    const changed = axes.levels.flatMap((level) => {
      const cells = axes.distances.flatMap((distance) =>
        axes.serviceLevels.map((serviceLevel) => ({
          ...{ of, metric, level, serviceLevel, distance },
          before: termsOf(before, metric, level, serviceLevel, distance),
          after: termsOf(after, metric, level, serviceLevel, distance),
        })),
      );
      return joined(cells).filter((cell) => !isDeepStrictEqual(cell.before, cell.after));
    });
    return byLevels(changed, axes.levels.length);
  });
}

/** All that the limits of a clock may depend on in either book. */
function axesOf(rules: readonly (ClockRule | undefined)[], before: Side, after: Side) {
  const limits = rules.flatMap((rule) => rule?.limits ?? []);
  const isOfFaults = rules.some((rule) => rule?.kind === 'fault');
  const all = [before, after].flatMap(({ policy }) => policy.levels.map(({ key }) => key));
  const levels: readonly (string | undefined)[] = isOfFaults ? [...new Set(all)] : [undefined];
  const named = [...new Set(limits.flatMap((limit) => limit.serviceLevels ?? []))].sort();
  const isOne = before.serviceLevel !== undefined;
  const serviceLevels: readonly (string | undefined)[] = isOne || named.length === 0 ? [undefined] : named;
  const bounds = [...new Set(limits.flatMap(({ upToKm }) => upToKm ?? []))].sort((one, other) => one - other);
  const upTo = bounds.map((km): Distance => ({ km, is: 'up-to' }));
  const distances: readonly (Distance | undefined)[] =
    upTo.length === 0 ? [undefined] : [...upTo, { km: bounds.at(-1) ?? 0, is: 'beyond' }];
  return { levels, serviceLevels, distances };
}

function termsOf(
  side: Side,
  metric: Metric,
  level: string | undefined,
  serviceLevel: string | undefined,
  distance: Distance | undefined,
): PromiseTerms | undefined {
  const rule = side.policy.clocks[metric];
  if (!rule) return undefined;
  if (level !== undefined && !side.policy.levels.some(({ key }) => key === level)) return undefined;
  const distanceKm = distance?.is === 'beyond' ? Number.POSITIVE_INFINITY : (distance?.km ?? 0);
  const limit = limitFor(rule, { level, serviceLevel: side.serviceLevel ?? serviceLevel ?? '', distanceKm });
  return limit && { within: limit.within, startsAt: limit.startsAt ?? rule.startsAt, plusTravel: limit.plusTravel };
}

/** One level with its change. */
type Cell = Omit<PromiseChange, 'levels'> & { readonly level: string | undefined };

/** Levels with the same change are one change. `all`: how many levels there are. */
function byLevels(cells: readonly Cell[], all: number): PromiseChange[] {
  const groups = Object.groupBy(cells, ({ level, ...rest }) => JSON.stringify(rest));
  return Object.values(groups).flatMap((group = []) => {
    const [first] = group;
    if (!first) return [];
    const { level, ...rest } = first;
    const levels = group.length === all ? undefined : group.flatMap((each) => each.level ?? []);
    return [{ ...rest, levels }];
  });
}

/** The cells of one level without what makes no difference: a change that is the same at every distance is one change. */
function joined(cells: readonly Cell[]): readonly Cell[] {
  return (['distance', 'serviceLevel'] as const).reduce(withoutAxis, cells);
}

function withoutAxis(cells: readonly Cell[], axis: 'distance' | 'serviceLevel') {
  const rest = (cell: Cell) => JSON.stringify({ ...cell, [axis]: undefined, before: null, after: null });
  const groups = Object.values(Object.groupBy(cells, rest)).map((group = []) => group);
  const isSame = groups.every(([first, ...others]) =>
    others.every((each) => isDeepStrictEqual([each.before, each.after], [first?.before, first?.after])),
  );
  return isSame ? groups.flatMap(([first]) => (first ? [{ ...first, [axis]: undefined }] : [])) : cells;
}
