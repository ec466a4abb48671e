import { t } from '../../i18n/i18n.ts';
import { dateName } from '../../i18n/when.ts';
import { accept, type Result } from '../../lib/refusal.ts';
import { enqueue } from '../../outbox/enqueue.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, type Directory, redraw } from '../address/announce.ts';
import { bookOf, directoryOf } from '../address/turn-book.ts';
import { type Book, findCustomer, policyOf, spanCalendarsOf } from '../book/book.ts';
import { spanOf } from '../book/schema.ts';
import type { DeskTurn } from '../desk.ts';
import type { DueMatter, MatterChange, StoredMatter } from '../matter/store.ts';
import { listByRole } from '../person/person.ts';
import {
  type Appointment,
  type AppointmentEntry,
  type AppointmentPlan,
  type AppointmentProgress,
  type AppointmentTerms,
  lapseAppointment,
  nextReminder,
  planAppointment,
  repeatAppointment,
  stepAppointment,
} from './appointment.ts';
import { appointmentCard, customerCard } from './card.ts';
import { numberOf, subjectOf } from './names.ts';
import { appointments } from './store.ts';

/** Something is agreed; whoever does it hears at once, and the customer unless it is our own call. Gives its id. */
export async function enterAppointment(
  turn: DeskTurn,
  book: Book,
  plan: AppointmentPlan,
  by: string,
): Promise<Result<number>> {
  const planned = planAppointment(plan, termsOf(book, plan.customer), by, turn.now);
  return planned.ok ? accept(await enter(turn, book, planned.value)) : planned;
}

/** An appointment after a person's step, and the one that follows it. */
export interface AppointmentStepped {
  readonly state: Appointment;
  readonly next: { readonly id: number; readonly state: Appointment } | undefined;
}

/** A person's step; what repeats is entered anew once it is done, by the rules that the book has now. */
export async function takeAppointmentStep(
  turn: DeskTurn,
  { id, state }: StoredMatter<Appointment>,
  verb: 'done' | 'cancel',
  by: string,
): Promise<Result<AppointmentStepped>> {
  const book = await bookNow(turn);
  const taken = stepAppointment(state, verb, book.always, by, turn.now);
  if (!taken.ok) return taken;
  await appointments.save(turn.tx, id, changeOf(taken.value));
  await tell(turn, id, taken.value, book);
  const isOurs = findCustomer(book, state.customer) !== undefined;
  const next =
    verb === 'done' && isOurs ? repeatAppointment(state, termsOf(book, state.customer), by, turn.now) : undefined;
  return accept({
    state: taken.value.state,
    next: next && { id: await enter(turn, book, next), state: next.state },
  });
}

/** Lets an appointment have what is due by the turn's instant. */
export async function lapseAppointmentMatter(turn: DeskTurn, { id, state }: DueMatter<Appointment>) {
  const progress = lapseAppointment(state, turn.now);
  await tell(turn, id, progress, await bookNow(turn));
  return changeOf(progress);
}

async function enter(turn: DeskTurn, book: Book, progress: AppointmentProgress): Promise<number> {
  const [id = 0] = await appointments.insert(turn.tx, book.version, [changeOf(progress)], turn.now);
  await tell(turn, id, progress, book);
  return id;
}

async function tell(turn: DeskTurn, id: number, progress: AppointmentProgress, book: Book): Promise<void> {
  const { status } = progress.state;
  const subject = subjectOf(id);
  const pointless = ['reminder', 'day', 'late'].map((each) => ({
    subject,
    keyPrefix: `${subject}|appointment.${each}`,
  }));
  const notices = noticesOf(id, progress, directoryOf(turn, book));
  await enqueue(turn, notices, status === 'open' ? [] : pointless);
}

async function bookNow(turn: DeskTurn): Promise<Book> {
  return await bookOf(turn, turn.book);
}

function termsOf(book: Book, customer: string): AppointmentTerms {
  const policy = policyOf(book, customer);
  const { trainingAhead, remindBefore } = policy.appointments;
  const { office } = spanCalendarsOf(book, policy);
  return { office, trainingAhead: workdaysOf(trainingAhead), remindBefore: workdaysOf(remindBefore) };
}

/** The schema lets working days through alone. */
function workdaysOf(text: string): number {
  const span = spanOf(text);
  return span.unit === 'workdays' ? span.days : 0;
}

function changeOf({ state, added }: AppointmentProgress): MatterChange<Appointment, AppointmentEntry> {
  return { state, added, nextDueAt: nextReminder(state)?.at };
}

function noticesOf(id: number, { state, added }: AppointmentProgress, house: Directory): Notice[] {
  return added.flatMap(({ kind, at }, index) => {
    const key = `${subjectOf(id)}|${kind}|#${state.entries - added.length + index + 1}`;
    const shown = { key, subject: subjectOf(id), at, to: audienceOf(kind, state, house), customer: state.customer };
    const draw = (audience: string) => (audience === 'customer' ? customerCard : appointmentCard);
    if (kind === 'appointment.done')
      return redraw(house, shown, (audience, language) => draw(audience)(id, state, house.source, language));
    const lane = kind === 'appointment.late' ? ('calm' as const) : ('normal' as const);
    return announce(house, { ...shown, kind, lane, fields: {}, unlisted: true as const }, (audience, language) => ({
      card: draw(audience)(id, state, house.source, language),
      line: t(language, audience === 'customer' ? `line.${kind}.customer` : `line.${kind}`, {
        appointment: numberOf(id),
        kind: t(language, `appointment.kind.${state.kind}`),
        what: state.what,
        date: dateName(language, state.date),
      }),
      pings: audience === 'customer' ? [] : [audience],
      ...(audience === 'customer' ? { aloud: true as const } : {}),
    }));
  });
}

/** Reminders go to whoever does it, being late to the coordinator; the end of it to everybody who was told. */
function audienceOf(kind: AppointmentEntry['kind'], state: Appointment, { source }: Directory): string[] {
  const coordinators = listByRole(source.people, 'coordinator');
  if (kind === 'appointment.late') return coordinators;
  if (kind === 'appointment.reminder' || kind === 'appointment.day') return [state.person];
  const customer = state.kind === 'call' ? [] : ['customer'];
  return [...new Set([...customer, state.person, ...(state.told.includes('late') ? coordinators : [])])];
}
