import { z } from 'zod';
import type { Instant } from '../../../lib/instant.ts';
import { accept, type Refusal, type Result, refuse } from '../../../lib/refusal.ts';
import { readMoment } from '../../date-input.ts';
import type { Ask } from '../../desk.ts';
import { OptionalText, readInput } from '../../input.ts';
import type { Person, Role } from '../../person/person.ts';
import type { Ticket } from '../case/ticket.ts';
import { awaitedOf, comingOf, hasDeclined, isDeclined, lacksDirector } from '../case/visit.ts';
import { andThen, readPerson, readText } from './read.ts';
import { type AskedField, type Case, type FormAbout, MENU, verb, WHILE_OPEN } from './verb.ts';
import { stamp, update, withDues } from './write.ts';

/** Who is sent to the customer's site, when they will be there, and whether they accept (D step 5, D24). */

interface Sending {
  /** Keys of people; empty: the assignee goes. */
  readonly to: readonly string[];
  readonly arrivalAt?: Instant;
  readonly agreedWith: string;
  readonly equipment: string;
  /** The number of the dispatch that stood when the form was opened, 0: none. Left out: no form was filled in. */
  readonly seen?: number;
}

const Line = z.string().default('').pipe(z.string().trim().max(200));
const DispatchInput = z.object({
  to: z.string().default(''),
  also: Line,
  arrival: z.string().default(''),
  agreedWith: Line,
  equipment: OptionalText,
  seen: z.coerce.number().int().optional(),
});

export const dispatch = verb<Sending>({
  by: 'staff',
  during: WHILE_OPEN,
  words: { zh: ['派单'], en: ['dispatch'], topic: 'visit', takes: [] },
  preview: 'moves',
  form: { asksWhy: true, args: (ticket) => ({ seen: String(dispatchOf(ticket)) }), fields: dispatchFields },
  read: readSending,
  refuse: refuseDispatch,
  entries: (at, details) => [
    withDues(at, { ...stamp(at), kind: 'ticket.dispatched', data: { due: {}, ...sent(at, details) } }),
  ],
  offered(ticket, { policy }) {
    if (ticket.facts.kind !== 'fault' || lacksDirector(ticket, policy)) return undefined;
    return ticket.dispatchedAt === undefined || hasDeclined(ticket) ? MENU : undefined;
  },
});

/** Jobs of people who visit customers; in the form the others stand behind them. */
const VISITORS: readonly Role[] = ['engineer', 'senior', 'expert'];

function dispatchFields({ ticket, source: { people } }: FormAbout): AskedField[] {
  const isVisitor = ([, { roles }]: [string, Person]) => roles.some((role) => VISITORS.includes(role));
  const options = Object.entries(people)
    .sort((one, other) => Number(isVisitor(other)) - Number(isVisitor(one)))
    .map(([value, { name }]) => ({ value, label: name }));
  const goes = isDeclined(ticket) ? undefined : (comingOf(ticket)[0] ?? ticket.assignee);
  const initial = goes === undefined ? {} : { initial: goes };
  return [
    { kind: 'choice', name: 'to', required: true, label: 'who-goes', options, ...initial },
    { kind: 'line', name: 'also', max: 200 },
    ...visitFields(ticket),
    { kind: 'text', name: 'equipment' },
  ];
}

function visitFields({ visit }: Ticket): AskedField[] {
  const arrival = visit ? { initial: new Date(visit.arrivalAt).toISOString() } : {};
  return [
    { kind: 'datetime', name: 'arrival', ...arrival },
    { kind: 'line', name: 'agreedWith', max: 200, initial: visit?.agreedWith ?? '' },
  ];
}

function readSending(ask: Ask): Result<Sending> {
  return andThen(readInput(DispatchInput, ask.input), ({ to, also, arrival, agreedWith, equipment, seen }) =>
    andThen(readPeople([to, ...also.split(/[,，、;；]/)], ask), (people) =>
      andThen(readArrival(ask, arrival), (time) =>
        accept({ to: people, agreedWith, equipment, ...time, ...(seen === undefined ? {} : { seen }) }),
      ),
    ),
  );
}

/** Each person once, in the order in which they were named. Refuses a name that is not in the book. */
function readPeople(words: readonly string[], ask: Ask): Result<string[]> {
  const keys = new Set<string>();
  for (const word of words.filter((each) => each.trim() !== '')) {
    const person = readPerson(word, ask);
    if (!person.ok) return person;
    keys.add(person.value);
  }
  return accept([...keys]);
}

function readArrival(ask: Ask, said: string): Result<{ arrivalAt?: Instant }> {
  if (said.trim() === '') return accept({});
  return andThen(readMoment(ask, 'arrival', said, { looks: 'ahead' }), (arrivalAt) =>
    arrivalAt < ask.turn.now ? refuse('ticket.arrival-past', { field: 'arrival' }) : accept({ arrivalAt }),
  );
}

/** A plan that the director has not approved holds back the dispatch (D24). */
function refuseDispatch(
  { ticket, terms }: Case,
  { agreedWith = '', arrivalAt, seen }: Partial<Sending>,
): Refusal | undefined {
  if (lacksDirector(ticket, terms.policy)) return refuse('ticket.plan-not-approved', { role: 'director' });
  if (seen !== undefined && seen !== dispatchOf(ticket))
    return refuse('ticket.dispatched-meanwhile', { by: ticket.dispatch?.by ?? '' });
  const hasTime = arrivalAt !== undefined || ticket.visit !== undefined;
  return agreedWith !== '' && !hasTime ? refuse('input.missing', { field: 'arrival' }) : undefined;
}

function dispatchOf({ dispatch: latest }: Ticket): number {
  return latest?.no ?? 0;
}

function sent({ ticket, by }: Case, { to = [], arrivalAt, agreedWith = '', equipment = '' }: Partial<Sending>) {
  const isSame = arrivalAt === ticket.visit?.arrivalAt && agreedWith === ticket.visit?.agreedWith;
  return {
    to: to.length > 0 ? to : [ticket.assignee ?? by.key],
    ...(arrivalAt === undefined || isSame ? {} : { arrivalAt, agreedWith }),
    ...(equipment === '' ? {} : { equipment }),
  };
}

const VisitInput = z.object({ arrival: z.string().trim().min(1), agreedWith: z.string().trim().min(1).max(200) });

/** The service desk or the coordinator agrees on the time with the customer (D, step 5). */
export const agreeVisit = verb<{ arrivalAt: Instant; agreedWith: string }>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['约定到场'], en: ['visit'], topic: 'visit', takes: [] },
  form: {
    asksWhy: true,
    fields: ({ ticket }) => visitFields(ticket).map((each) => ({ ...each, required: true, label: each.name })),
  },
  read: (ask) =>
    andThen(readInput(VisitInput, ask.input), ({ arrival, agreedWith }) =>
      andThen(readArrival(ask, arrival), ({ arrivalAt = 0 }) => accept({ arrivalAt, agreedWith })),
    ),
  entries: (at, details) => [update(at, 'agree-visit', details)],
  customerReads: () => true,
  offered: ({ status, arrivedAt, dispatch }) =>
    status === 'open' && (dispatch ? dispatch.arrivedAt : arrivedAt) === undefined ? MENU : undefined,
});

/** Buttons of the message to the person who was sent; they carry the number of the dispatch. */
interface Answering {
  readonly dispatch?: number;
}

const AnswerInput = z.object({ dispatch: z.coerce.number().int().positive().optional() });

export const acceptDispatch = verb<Answering>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['接单'], en: ['accept-dispatch'], topic: 'visit', takes: [] },
  read: readAnswer,
  refuse: refuseAnswer,
  entries: (at) => [update(at, 'accept-dispatch')],
});

export const declineDispatch = verb<Answering & { readonly text: string }>({
  by: 'staff',
  during: WHILE_OPEN,
  of: 'fault',
  words: { zh: ['拒单'], en: ['decline-dispatch'], topic: 'visit', takes: ['reason'] },
  form: { fields: () => [{ kind: 'text', name: 'text', required: true, label: 'decline' }] },
  read: (ask) =>
    andThen(readAnswer(ask), (answer) =>
      andThen(readText({ ...ask, input: { text: ask.input.reason ?? '', ...ask.input } }), ({ text }) =>
        accept({ ...answer, text }),
      ),
    ),
  refuse: refuseAnswer,
  entries: (at, { text }) => [update(at, 'decline-dispatch', { text })],
});

function readAnswer({ input }: Ask): Result<Answering> {
  return andThen(readInput(AnswerInput, input), ({ dispatch: no }) =>
    accept<Answering>(no === undefined ? {} : { dispatch: no }),
  );
}

/** Only those who were sent answer, once, and only to the latest dispatch. */
function refuseAnswer({ ticket, by }: Case, { dispatch: no }: Answering): Refusal | undefined {
  const { dispatch: latest } = ticket;
  if (latest && no !== undefined && no !== latest.no) return refuse('ticket.dispatch-changed');
  if (!latest?.to.includes(by.key)) return refuse('ticket.not-sent');
  if (latest.answers[by.key]) return refuse('ticket.dispatch-answered');
  return awaitedOf(ticket).includes(by.key) ? undefined : refuse('ticket.dispatch-over');
}
