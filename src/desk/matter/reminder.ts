import type { Instant } from '../../lib/instant.ts';
import type { MatterEntry, Progress } from './store.ts';

/** A state with reminders; `R` are their names. */
export interface Reminded<R extends string> {
  /** Reminders go out while this is `open`. */
  readonly status: string;
  readonly at: Readonly<Record<R, Instant>>;
  /** Names of the reminders that are finished: sent, or skipped because they were due before the matter began. */
  readonly told: readonly R[];
}

/** The reminders of one feature, in the order in which they go out. */
export interface Reminders<R extends string, S extends Reminded<R>, E extends MatterEntry> {
  readonly order: readonly R[];
  /** The next reminder; undefined if none is left. */
  next(state: S): { readonly reminder: R; readonly at: Instant } | undefined;
  /** When the next reminder goes out; undefined if none is left. */
  nextAt(state: S): Instant | undefined;
  /** Marks every reminder that is due at or before `now` as sent, with one log entry each, dated to its own instant. */
  lapse(state: S, now: Instant): Progress<S, E>;
}

/**
 * Creates the reminders of a feature. Their log entries are called `<feature>.<reminder>`, which `E` must contain;
 * `dataOf` gives the entries' data.
 */
export function createReminders<R extends string, S extends Reminded<R>, E extends MatterEntry>(
  feature: string,
  order: readonly R[],
  dataOf: (state: S) => object = () => ({}),
): Reminders<R, S, E> {
  const next = ({ status, told, at }: S) => {
    const reminder = status === 'open' ? order.find((each) => !told.includes(each)) : undefined;
    return reminder && { reminder, at: at[reminder] };
  };
  return {
    order,
    next,
    nextAt: (state) => next(state)?.at,
    lapse(begun, now) {
      const added: E[] = [];
      let state = begun;
      for (let due = next(state); due && due.at <= now; due = next(state)) {
        added.push({ kind: `${feature}.${due.reminder}`, at: due.at, by: 'clock', data: dataOf(state) } as E);
        state = { ...state, told: [...state.told, due.reminder] };
      }
      return { state, added };
    },
  };
}
