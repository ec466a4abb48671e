import { hasText, t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { dateInZone, openZone } from '../../lib/zone.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import { inLine } from '../address/in-line.ts';
import type { Directory } from '../address/notice.ts';
import { bookOf } from '../address/turn-book.ts';
import { type Book, findCustomer, policyOf, spanCalendarsOf } from '../book/book.ts';
import { spanOf } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import { defineMatter, type NamedMatter } from '../matter/matter.ts';
import { listByRole } from '../person/person.ts';
import {
  type Appointment,
  type AppointmentEntry,
  type AppointmentPlan,
  type AppointmentReminder,
  type AppointmentTerms,
  appointmentReminders,
  decideAppointmentStep,
  planAppointment,
  repeatAppointment,
} from './appointment.ts';
import { appointmentCard, customerCard } from './card.ts';

/** Appointments as a kind of matter: stored, shown and reminded of by the kit. */
export const appointments = defineMatter<AppointmentReminder, Appointment, AppointmentEntry>({
  feature: 'appointment',
  reminders: appointmentReminders,
  card: appointmentCard,
  noticesOf,
});

/** Enters an appointment and tells the person who does it; the customer too, unless it is a contact call. */
export async function enterAppointment(
  turn: DeskTurn,
  book: Book,
  plan: AppointmentPlan,
  by: string,
): Promise<Result<NamedMatter<Appointment>>> {
  const planned = planAppointment(plan, termsOf(book, plan.customer), by, turn.now);
  return planned.ok ? accept(await appointments.begin(turn, book, planned.value)) : planned;
}

/** An appointment after a person's step, and the next one of its series, if it has one. */
export interface AppointmentStepped {
  readonly state: Appointment;
  readonly next: NamedMatter<Appointment> | undefined;
}

/** A person's step. When a repeating appointment is done, the next one is entered by the rules of the current book. */
export async function stepAppointment(
  turn: DeskTurn,
  { id, state }: NamedMatter<Appointment>,
  verb: 'done' | 'cancel',
  by: string,
): Promise<Result<AppointmentStepped>> {
  const book = await bookOf(turn, turn.book);
  const decided = decideAppointmentStep(state, verb, book.always, by, turn.now);
  if (!decided.ok) return decided;
  const done = await appointments.save(turn, id, book, decided.value);
  const isOurs = findCustomer(book, state.customer) !== undefined;
  const next =
    verb === 'done' && isOurs ? repeatAppointment(state, termsOf(book, state.customer), by, turn.now) : undefined;
  return accept({ state: done.state, next: next && (await appointments.begin(turn, book, next)) });
}

function termsOf(book: Book, customer: string): AppointmentTerms {
  const policy = policyOf(book, customer);
  const { trainingAhead, remindBefore } = policy.appointments;
  const { office } = spanCalendarsOf(book, policy);
  return { office, trainingAhead: workdaysOf(trainingAhead), remindBefore: workdaysOf(remindBefore) };
}

/** Number of working days in a span of the book; the book's schema allows no other unit here. */
function workdaysOf(text: string): number {
  const span = spanOf(text);
  return span.unit === 'workdays' ? span.days : 0;
}

function noticesOf(matter: NamedMatter<Appointment>, entry: AppointmentEntry, key: string, house: Directory): Notice[] {
  const { state, subject, number } = matter;
  const { kind, at } = entry;
  const inPlace = inLine(house.source, state.customer, ['coordinator', 'projectManager']);
  const shown = { key, subject, at, to: audienceOf(kind, state, house), inPlace, customer: state.customer };
  const draw = (audience: string, language: Language) =>
    (audience === 'customer' ? customerCard : appointmentCard)(matter, house.source, language);
  if (kind === 'appointment.done') return redraw(house, shown, draw);
  const lane = kind === 'appointment.late' ? ('calm' as const) : ('normal' as const);
  return announce(house, { ...shown, kind, lane, fields: {}, unlisted: true as const }, (audience, language) => ({
    card: draw(audience, language),
    line: t(language, lineFor(kind, audience, language), {
      appointment: number,
      kind: t(language, `appointment.kind.${state.kind}`),
      what: state.what,
      date: dateName(language, state.date, dateInZone(openZone(house.source.provider.timeZone), at)),
    }),
    pings: audience === 'customer' ? [] : [audience],
    ...(audience === 'customer' ? { aloud: true as const } : {}),
  }));
}

/** The text key of a notice: customers get a wording of their own. */
function lineFor(kind: Exclude<AppointmentEntry['kind'], 'appointment.done'>, audience: string, language: Language) {
  const own = `line.${kind}.customer`;
  return audience === 'customer' && hasText(language, own) ? own : (`line.${kind}` as const);
}

/**
 * Who is told: reminders go to the person who does it, lateness to the coordinator, a cancellation to everybody who was
 * told of the appointment.
 */
function audienceOf(kind: AppointmentEntry['kind'], state: Appointment, { source }: Directory): string[] {
  const coordinators = listByRole(source.people, 'coordinator');
  if (kind === 'appointment.late') return coordinators;
  if (kind === 'appointment.reminder' || kind === 'appointment.day') return [state.person];
  const customer = state.kind === 'call' ? [] : ['customer'];
  return [...new Set([...customer, state.person, ...(state.told.includes('late') ? coordinators : [])])];
}
