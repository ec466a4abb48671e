import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { KitState } from '../matter/matter.ts';
import { createReminders } from '../matter/reminder.ts';
import type { MatterEntry, Progress } from '../matter/store.ts';
import type { Calendar, CivilDate } from '../sla/calendar.ts';

/**
 * An assurance (C4, D21, E6): one or two senior engineers look after an important event. Before it they check and
 * rehearse, and the customer gets a roster with phone numbers; they are present throughout. The functions of this file
 * decide; they read and write no database.
 */
export interface Assurance extends KitState<AssuranceReminder> {
  readonly ticketId: undefined;
  readonly status: 'open' | 'done' | 'cancelled';
  readonly name: string;
  /** First and last day. */
  readonly from: CivilDate;
  readonly until: CivilDate;
  /** Keys of the engineers, one or two. */
  readonly engineers: readonly string[];
  readonly plannedBy: string;
  readonly rosterAt: Instant | undefined;
  readonly checked: Readonly<Partial<Record<AssuranceItem, Checked>>>;
}

export const ASSURANCE_ITEMS = ['check', 'rehearsal', 'presence'] as const;
export type AssuranceItem = (typeof ASSURANCE_ITEMS)[number];

/** In the order in which they go out: three working days before, and on the last working day before. */
const REMINDERS = ['reminder', 'eve'] as const;
export type AssuranceReminder = (typeof REMINDERS)[number];
export const assuranceReminders = createReminders<AssuranceReminder, Assurance, AssuranceEntry>('assurance', REMINDERS);

/** Who checked an item of the list, when, with their note. */
export interface Checked {
  readonly by: string;
  readonly at: Instant;
  readonly note: string;
}

/** An entry in the log of an assurance. */
export interface AssuranceEntry extends MatterEntry {
  readonly kind: `assurance.${'planned' | 'roster' | 'checked' | 'done' | 'cancelled' | AssuranceReminder}`;
}

export type AssuranceProgress = Progress<Assurance, AssuranceEntry>;

/** What people enter for a new assurance. */
export type AssurancePlan = Pick<Assurance, 'customer' | 'name' | 'from' | 'until' | 'engineers'>;

/**
 * Enters an assurance. Refused for an event in the past, for an end before the beginning, and for any number of
 * engineers but one or two.
 */
export function planAssurance(
  plan: AssurancePlan,
  office: Calendar,
  by: string,
  now: Instant,
): Result<AssuranceProgress> {
  const engineers = [...new Set(plan.engineers)];
  if (plan.from < office.dateOf(now)) return refuse('assurance.in-the-past', { field: 'from' });
  if (plan.until < plan.from) return refuse('assurance.ends-before', { field: 'until' });
  if (engineers.length < 1 || engineers.length > 2) return refuse('assurance.engineers', { field: 'engineer' });
  const at = {
    reminder: openingOf(office, office.addWorkdays(plan.from, -3)),
    eve: openingOf(office, office.addWorkdays(plan.from, -1)),
  };
  const state: Assurance = {
    ...plan,
    engineers,
    ticketId: undefined,
    status: 'open',
    plannedBy: by,
    entries: 0,
    rosterAt: undefined,
    checked: {},
    at,
    // Skip reminders that would be due before the assurance was entered: its people are told now.
    told: REMINDERS.filter((each) => at[each] <= now),
  };
  return accept({ state, added: [{ kind: 'assurance.planned', at: now, by, data: plan }] });
}

function openingOf(office: Calendar, date: CivilDate): Instant {
  return office.nextOpen(office.atTime(date, '00:00'));
}

/** What people do with an assurance that is open. */
export type AssuranceStep =
  | { readonly verb: 'roster' }
  | { readonly verb: 'check'; readonly item: AssuranceItem; readonly note: string }
  | { readonly verb: 'done' }
  | { readonly verb: 'cancel' };

/** A person's step. Refused once the assurance is over, and for `done` before the event begins. */
export function decideAssuranceStep(
  state: Assurance,
  step: AssuranceStep,
  office: Calendar,
  by: string,
  at: Instant,
): Result<AssuranceProgress> {
  if (state.status !== 'open') return refuse(`assurance.already-${state.status}`);
  switch (step.verb) {
    case 'roster':
      return progress({ ...state, rosterAt: at }, { kind: 'assurance.roster', at, by, data: {} });
    case 'check': {
      const { item, note } = step;
      const checked = { ...state.checked, [item]: { by, at, note } };
      return progress({ ...state, checked }, { kind: 'assurance.checked', at, by, data: { item, note } });
    }
    case 'done':
      if (office.dateOf(at) < state.from) return refuse('assurance.not-yet');
      return progress({ ...state, status: 'done' }, { kind: 'assurance.done', at, by, data: {} });
    case 'cancel':
      return progress({ ...state, status: 'cancelled' }, { kind: 'assurance.cancelled', at, by, data: {} });
  }
}

function progress(state: Assurance, entry: AssuranceEntry): Result<AssuranceProgress> {
  return accept({ state, added: [entry] });
}

/** What is still to be done, in order: the roster, then the items of the checklist. */
export function openItems({ rosterAt, checked }: Assurance): readonly ('roster' | AssuranceItem)[] {
  return [
    ...(rosterAt === undefined ? (['roster'] as const) : []),
    ...ASSURANCE_ITEMS.filter((item) => checked[item] === undefined),
  ];
}

/** Number of events that begin in `year` (`2026`), without the cancelled ones. */
export function countInYear(assurances: readonly Assurance[], year: string): number {
  return assurances.filter(({ from, status }) => status !== 'cancelled' && from.startsWith(`${year}-`)).length;
}
