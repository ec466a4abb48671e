import type { Instant } from '../../lib/instant.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import type { KitState } from '../matter/matter.ts';
import { createReminders } from '../matter/reminder.ts';
import type { MatterEntry, Progress } from '../matter/store.ts';
import type { Calendar, CivilDate } from '../sla/calendar.ts';
import { dateOfDay, dayOfDate } from '../sla/civil-date.ts';

export const APPOINTMENT_KINDS = ['training', 'call', 'drill'] as const;
export type AppointmentKind = (typeof APPOINTMENT_KINDS)[number];

export const REPEATS = ['none', 'month', 'quarter', 'half-year', 'year'] as const;
export type Repeat = (typeof REPEATS)[number];
const MONTHS: Readonly<Record<Repeat, number>> = { none: 0, month: 1, quarter: 3, 'half-year': 6, year: 12 };

/**
 * In the order in which they go out: some working days before, when the office opens on the day, and when it closes on
 * the day with the appointment still open.
 */
const REMINDERS = ['reminder', 'day', 'late'] as const;
export type AppointmentReminder = (typeof REMINDERS)[number];
export const appointmentReminders = createReminders<AppointmentReminder, Appointment, AppointmentEntry>(
  'appointment',
  REMINDERS,
);

/**
 * An appointment (D22, C3, B6, A9): a training, call or drill agreed with a customer for a day, and the person who does
 * it. The functions of this file decide; they read and write no database.
 */
export interface Appointment extends KitState<AppointmentReminder> {
  readonly ticketId: undefined;
  readonly status: 'open' | 'done' | 'cancelled';
  readonly kind: AppointmentKind;
  readonly what: string;
  readonly date: CivilDate;
  /** Key of the person who does it. */
  readonly person: string;
  readonly repeat: Repeat;
  /**
   * First date of the series. Repeats count from it, so a date that is moved by a holiday or a short month does not
   * move the later ones.
   */
  readonly anchor: CivilDate;
  readonly plannedBy: string;
}

/** An entry in the log of an appointment. */
export interface AppointmentEntry extends MatterEntry {
  readonly kind: `appointment.${'planned' | 'done' | 'cancelled' | AppointmentReminder}`;
}

export type AppointmentProgress = Progress<Appointment, AppointmentEntry>;

/** What people enter for a new appointment. */
export type AppointmentPlan = Pick<Appointment, 'customer' | 'kind' | 'what' | 'date' | 'person' | 'repeat'>;

/**
 * What the book says: office calendar, shortest notice of a training and lead of the reminder, both in working days.
 */
export interface AppointmentTerms {
  readonly office: Calendar;
  readonly trainingAhead: number;
  readonly remindBefore: number;
}

/**
 * Enters an appointment. Refused for today and earlier, for days off, and for a training at too short notice; the
 * refusal names the earliest day (D22).
 */
export function planAppointment(
  plan: AppointmentPlan,
  terms: AppointmentTerms,
  by: string,
  now: Instant,
): Result<AppointmentProgress> {
  const { office, trainingAhead } = terms;
  const { date } = plan;
  const today = office.dateOf(now);
  if (date <= today) return refuse('appointment.date-past', { date });
  if (!office.isWorkday(date)) {
    const around = [office.addWorkdays(date, -1), office.addWorkdays(date, 1)].filter((each) => each > today);
    return refuse('appointment.not-a-working-day', { date, around: around.join(', ') });
  }
  const earliest = office.addWorkdays(today, trainingAhead);
  if (plan.kind === 'training' && date < earliest)
    return refuse('appointment.training-too-soon', { date, earliest, days: trainingAhead });
  return accept(begin({ ...plan, anchor: date }, terms, by, now));
}

/**
 * The next appointment of a series; undefined if it does not repeat. The notice for trainings is not checked: the
 * series was agreed with its first appointment.
 */
export function repeatAppointment(
  { customer, kind, what, person, repeat, anchor, date: last }: Appointment,
  terms: AppointmentTerms,
  by: string,
  now: Instant,
): AppointmentProgress | undefined {
  const step = MONTHS[repeat];
  if (step === 0) return undefined;
  const { office } = terms;
  const today = office.dateOf(now);
  const nth = (count: number) => workdayFrom(office, monthsLater(anchor, count * step));
  let count = 1;
  while (nth(count) <= last || nth(count) <= today) count += 1;
  return begin({ customer, kind, what, person, repeat, anchor, date: nth(count) }, terms, by, now);
}

function begin(
  plan: AppointmentPlan & Pick<Appointment, 'anchor'>,
  { office, remindBefore }: AppointmentTerms,
  by: string,
  now: Instant,
): AppointmentProgress {
  const opening = (date: CivilDate) => office.nextOpen(office.atTime(date, '00:00'));
  const day = opening(plan.date);
  const at = {
    reminder: opening(office.addWorkdays(plan.date, -remindBefore)),
    day,
    late: office.closeOf(plan.date) ?? day,
  };
  // Skip reminders before the appointment was entered, and an early reminder that falls on the day itself.
  const told = REMINDERS.filter((each) => at[each] <= now || (each === 'reminder' && at.reminder >= at.day));
  const state: Appointment = { ...plan, ticketId: undefined, status: 'open', plannedBy: by, entries: 0, at, told };
  return { state, added: [{ kind: 'appointment.planned', at: now, by, data: plan }] };
}

function workdayFrom(office: Calendar, date: CivilDate): CivilDate {
  return office.isWorkday(date) ? date : office.addWorkdays(date, 1);
}

/** The same day `months` later, or the last day of that month if it is shorter. */
function monthsLater(date: CivilDate, months: number): CivilDate {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const index = year * 12 + month - 1 + months;
  const firstOf = (each: number) =>
    dayOfDate(`${Math.floor(each / 12)}-${String((each % 12) + 1).padStart(2, '0')}-01`);
  return dateOfDay(Math.min(firstOf(index) + day - 1, firstOf(index + 1) - 1));
}

/** A person ends the appointment. Refused if it is over, and for `done` before its day, except for a call. */
export function decideAppointmentStep(
  state: Appointment,
  verb: 'done' | 'cancel',
  office: Calendar,
  by: string,
  at: Instant,
): Result<AppointmentProgress> {
  if (state.status !== 'open') return refuse(`appointment.already-${state.status}`);
  if (verb === 'done' && state.kind !== 'call' && office.dateOf(at) < state.date) return refuse('appointment.not-yet');
  const status = verb === 'done' ? 'done' : 'cancelled';
  const added: AppointmentEntry[] = [{ kind: `appointment.${status}`, at, by, data: {} }];
  return accept({ state: { ...state, status }, added });
}
