import { z } from 'zod';
import { dateName } from '../../i18n/when.ts';
import { accept, type Result, refuse } from '../../lib/refusal.ts';
import { findCustomer } from '../book/book.ts';
import { findSubWord, refuseSubWord, type SubWords } from '../book/sub-word.ts';
import type { Answer, Ask, Command } from '../desk.ts';
import { readDay, readInput, shorten, Text } from '../input.ts';
import type { StoredMatter } from '../matter/store.ts';
import { resolvePerson } from '../person/person.ts';
import { tell } from '../tell.ts';
import { APPOINTMENT_KINDS, type Appointment, REPEATS } from './appointment.ts';
import { appointmentCard, listCard } from './card.ts';
import { enterAppointment, takeAppointmentStep } from './flow.ts';
import { planForm } from './form.ts';
import { numberOf, parseAppointmentNumber } from './names.ts';
import { appointments } from './store.ts';

const pressed: readonly Command[] = [
  { name: 'appointment.plan', for: 'staff', typed: undefined, run: plan },
  { name: 'appointment.done', for: 'staff', typed: undefined, run: (ask) => step(ask, 'done') },
  { name: 'appointment.cancel', for: 'staff', typed: undefined, run: (ask) => step(ask, 'cancel') },
  { name: 'appointment.show', for: 'staff', typed: undefined, run: show },
];

/** What can be asked about appointments: `/desk appointment plan|done|cancel|show`; without a word the open ones. */
export const appointmentCommands: readonly Command[] = [
  {
    name: 'appointment.ask',
    for: 'staff',
    typed: {
      slash: 'desk',
      zh: ['约定', '约定事项'],
      en: ['appointment'],
      takes: ['appointmentStep', 'appointmentRest'],
    },
    run: hear,
  },
  ...pressed,
];

const WORDS: SubWords = {
  plan: ['plan', '计划', '安排'],
  done: ['done', '完成'],
  cancel: ['cancel', '取消'],
  show: ['show', '查看'],
};

async function hear(ask: Ask): Promise<Result<Answer>> {
  const { appointmentStep: word = '', appointmentRest: rest = '' } = ask.input;
  const said = word.trim().toLowerCase();
  if (said === '') return list(ask);
  if (parseAppointmentNumber(said) !== undefined) return show({ ...ask, input: { appointment: said } });
  const verb = findSubWord(WORDS, word);
  const command = pressed.find(({ name }) => name === `appointment.${verb}`);
  if (!command) return refuseSubWord('appointment.unknown-word', WORDS, word);
  return command.run({ ...ask, input: verb === 'plan' ? {} : { appointment: rest.trim() } });
}

const PlanInput = z.object({
  customer: z.string().min(1),
  kind: z.enum(APPOINTMENT_KINDS),
  what: Text.pipe(z.string().max(120)),
  date: z.string().min(1),
  person: z.string().min(1),
  repeat: z.enum(REPEATS).default('none'),
});

async function plan(ask: Ask): Promise<Result<Answer>> {
  const { asker, book, turn } = ask;
  const read = readInput(PlanInput, { ...ask.input, customer: ask.input.customer || (asker.customer ?? '') });
  const isBlank = Object.values(ask.input).every((value) => value === '');
  if (isBlank && ask.input.sure !== 'yes')
    return accept({ replies: [{ kind: 'form', form: planForm(ask) }], facts: [] });
  if (!read.ok) return read;
  const { customer, kind, what, repeat } = read.value;
  if (!findCustomer(book, customer))
    return refuse('input.not-understood', { field: 'customer', value: shorten(customer, 40) });
  const { people } = book.source;
  const person = resolvePerson(people, read.value.person, { ...ask.place, mentions: ask.mentions });
  if (person === undefined)
    return refuse('ticket.unknown-person', {
      to: shorten(read.value.person, 40),
      allowed: Object.keys(people).join(', '),
    });
  const date = readDay('date', read.value.date, book.always.dateOf(turn.now));
  if (!date.ok) return date;
  const wanted = { customer, kind, what, date: date.value, person, repeat };
  const entered = await enterAppointment(turn, book, wanted, asker.key);
  if (!entered.ok) return entered;
  return tell(ask, 'appointment.planned', {
    appointment: numberOf(entered.value),
    what,
    date: dateName(asker.language, date.value),
  });
}

async function step(ask: Ask, verb: 'done' | 'cancel'): Promise<Result<Answer>> {
  const found = await takeAsked(ask);
  if (!found.ok) return found;
  const taken = await takeAppointmentStep(ask.turn, found.value, verb, ask.asker.key);
  if (!taken.ok) return taken;
  const { state, next } = taken.value;
  const said = { appointment: numberOf(found.value.id), what: state.what };
  if (!next) return tell(ask, `appointment.told.${verb}`, said);
  const date = dateName(ask.asker.language, next.state.date);
  return tell(ask, 'appointment.told.repeated', { ...said, next: numberOf(next.id), date });
}

async function show(ask: Ask): Promise<Result<Answer>> {
  const found = await takeAsked(ask);
  if (!found.ok) return found;
  const { id, state } = found.value;
  const card = appointmentCard(id, state, ask.book.source, ask.asker.language);
  return accept({ replies: [{ kind: 'card', card }], facts: [] });
}

async function list({ turn, book, asker }: Ask): Promise<Result<Answer>> {
  const theirs = asker.customer === undefined ? {} : { customer: asker.customer };
  const open = await appointments.list(turn.tx, { ...theirs, status: 'open' });
  return accept({ replies: [{ kind: 'card', card: listCard(open, book.source, asker.language) }], facts: [] });
}

async function takeAsked({ turn, input }: Ask): Promise<Result<StoredMatter<Appointment>>> {
  const said = (input.appointment ?? '').trim();
  if (said === '') return refuse('input.missing', { field: 'appointment' });
  const id = parseAppointmentNumber(said);
  const found = id === undefined ? undefined : await appointments.lock(turn.tx, id);
  return found ? accept(found) : refuse('appointment.not-found', { appointment: shorten(said, 20) });
}
