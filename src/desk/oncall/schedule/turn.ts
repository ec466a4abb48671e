import { DAY, type Instant } from '../../../lib/instant.ts';
import type { Layer, TurnPart } from './layer.ts';

/** Finds turns of a layer around an instant. Near ones are found at once, rare ones within the longest turn. */

/** Most turns are near; the longest one lasts 60 weeks. */
const SEARCH_DAYS = [20, 500];

/**
 * The turn under way, or where no hours of duty are the last one that began. `endsAt`: when its last hours end; in
 * the past if they are over. undefined: the layer has none within 500 days.
 */
export function turnAt(layer: Layer, at: Instant): (TurnPart & { readonly endsAt: Instant }) | undefined {
  const last = searched((ms) => layer.partsIn(at - ms, at + 1).findLast(({ fromAt }) => fromAt <= at));
  if (!last) return undefined;
  for (const days of SEARCH_DAYS) {
    const parts = layer.partsIn(last.fromAt, last.fromAt + days * DAY);
    const own = parts.filter(({ turn }) => turn === last.turn);
    if (own.length < parts.length || days === SEARCH_DAYS.at(-1))
      return { ...last, endsAt: own.at(-1)?.toAt ?? last.toAt };
  }
  return undefined;
}

/** The part of a turn to which the hours of duty at an instant belong, else the next ones; undefined: none within 500 days. */
export function partAround(layer: Layer, at: Instant): TurnPart | undefined {
  const shift = searched((ms) => layer.shiftsIn(at, at + ms)[0]);
  if (!shift) return undefined;
  const rungAt = Math.max(at, shift.fromAt);
  return layer.partsIn(rungAt, rungAt + 1)[0];
}

/** The first part of a turn that begins at or after an instant; undefined: none within 500 days. */
export function partFrom(layer: Layer, at: Instant): TurnPart | undefined {
  return searched((ms) => layer.partsIn(at, at + ms).find(({ fromAt }) => fromAt >= at));
}

function searched<T>(find: (ms: number) => T | undefined): T | undefined {
  for (const days of SEARCH_DAYS) {
    const found = find(days * DAY);
    if (found !== undefined) return found;
  }
  return undefined;
}
