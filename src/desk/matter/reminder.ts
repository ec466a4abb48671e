import type { Instant } from '../../lib/instant.ts';
import type { MatterEntry, Progress } from './store.ts';

/** A state that has reminders of the kinds `R`. */
export interface Reminded<R extends string> {
  /** Reminders go out as long as this is `open`. */
  readonly status: string;
  readonly at: Readonly<Record<R, Instant>>;
  /** Those that went, or that lay behind already when the matter began. */
  readonly told: readonly R[];
}

/** The reminders of one feature, as data: what they are called, in the order in which they go out. */
export interface Reminders<R extends string, S extends Reminded<R>, E extends MatterEntry> {
  readonly order: readonly R[];
  /** The one that comes next; undefined when none is left. */
  next(state: S): { readonly reminder: R; readonly at: Instant } | undefined;
  /** When the next one goes out. */
  nextAt(state: S): Instant | undefined;
  /** Lets every reminder go that is due at or before `now`, each at its own instant. */
  lapse(state: S, now: Instant): Progress<S, E>;
}

/** Their entries are called `<feature>.<reminder>`, which `E` must have; `dataOf` is what they say beyond that. */
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
