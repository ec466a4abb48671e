import { z } from 'zod';
import { dateName } from '../../i18n/when.ts';
import type { Result } from '../../lib/refusal.ts';
import { readDay } from '../date-input.ts';
import type { Answer, Ask } from '../desk.ts';
import { Text } from '../input.ts';
import { isBlank, readForCustomer, readPerson } from '../matter/input.ts';
import { EVERY_OPEN } from '../matter/store.ts';
import { defineSubCommands, readNumber } from '../matter/sub-command.ts';
import { answerCard, answerForm, tell } from '../tell.ts';
import { maySee } from '../ticket/flow.ts';
import { APPOINTMENT_KINDS, REPEATS } from './appointment.ts';
import { listCard } from './card.ts';
import { appointments, enterAppointment, stepAppointment } from './flow.ts';
import { planForm } from './form.ts';

/** Commands: `/desk appointment plan|done|cancel|show`; without a second word the list of open appointments. */
export const appointmentCommands = defineSubCommands({
  feature: 'appointment',
  for: 'staff',
  zh: ['约定', '约定事项'],
  en: ['appointment'],
  list,
  verbs: {
    plan: { words: ['plan', '计划', '安排'], readInput: () => ({}), run: plan },
    done: { words: ['done', '完成'], readInput: readNumber('appointment'), run: (ask) => step(ask, 'done') },
    cancel: { words: ['cancel', '取消'], readInput: readNumber('appointment'), run: (ask) => step(ask, 'cancel') },
    show: { words: ['show', '查看'], readInput: readNumber('appointment'), run: appointments.show },
  },
});

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
  if (isBlank(ask)) return answerForm(planForm(ask));
  const read = readForCustomer(ask, PlanInput);
  if (!read.ok) return read;
  const { customer, kind, what, repeat } = read.value;
  const person = readPerson(ask, read.value.person);
  if (!person.ok) return person;
  const today = book.always.dateOf(turn.now);
  const date = readDay(ask, 'date', read.value.date, today);
  if (!date.ok) return date;
  const wanted = { customer, kind, what, date: date.value, person: person.value, repeat };
  const entered = await enterAppointment(turn, book, wanted, asker.key);
  if (!entered.ok) return entered;
  return tell(ask, 'appointment.planned', {
    appointment: entered.value.number,
    what,
    date: dateName(asker.language, date.value, today),
  });
}

async function step(ask: Ask, verb: 'done' | 'cancel'): Promise<Result<Answer>> {
  const found = await appointments.lock(ask);
  if (!found.ok) return found;
  const stepped = await stepAppointment(ask.turn, found.value, verb, ask.asker.key);
  if (!stepped.ok) return stepped;
  const { state, next } = stepped.value;
  const said = { appointment: found.value.number, what: state.what };
  if (!next) return tell(ask, `appointment.told.${verb}`, said);
  const date = dateName(ask.asker.language, next.state.date, ask.book.always.dateOf(ask.turn.now));
  return tell(ask, 'appointment.told.repeated', { ...said, next: next.number, date });
}

async function list({ turn, book, asker }: Ask): Promise<Result<Answer>> {
  const theirs = asker.customer === undefined ? {} : { customer: asker.customer };
  const open = await appointments.store.list(turn.tx, { ...theirs, status: 'open', limit: EVERY_OPEN });
  const seen = open.filter(({ state }) => maySee(asker, state));
  return answerCard(listCard(seen.map(appointments.named), book.source, asker.language));
}
