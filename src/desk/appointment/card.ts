import type { Badge, Card, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { dateInYear } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton, numberedButton } from '../card/button.ts';
import { customerName } from '../card/customer.ts';
import { fieldIn } from '../card/field.ts';
import { moreParts } from '../card/list.ts';
import type { NamedMatter } from '../matter/matter.ts';
import { personName } from '../person/person.ts';
import type { Appointment } from './appointment.ts';

/** Card for our people: customer, date, person, repetition, and the buttons that end it. */
export function appointmentCard(matter: NamedMatter<Appointment>, source: BookSource, language: Language): Card {
  const { number, state } = matter;
  const { kind, what, customer, repeat } = state;
  const card = customerCard(matter, source, language);
  const field = fieldIn(language);
  return {
    ...card,
    title: t(language, 'appointment.title', {
      appointment: number,
      kind: t(language, `appointment.kind.${kind}`),
      what,
    }),
    parts: [
      { part: 'fields', fields: field('customer', customerName(source, customer, language)) },
      ...card.parts,
      { part: 'fields', fields: field('repeat', t(language, `appointment.repeat.${repeat}`)) },
      ...actionsOf(matter, language),
    ],
  };
}

/** Card for the customer: subject, date and person. */
export function customerCard(matter: NamedMatter<Appointment>, source: BookSource, language: Language): Card {
  const { subject, state } = matter;
  const { kind, what, date, person } = state;
  const badge = badgeOf(state, language);
  const field = fieldIn(language);
  return {
    subject,
    tone: badge.tone,
    title: t(language, 'appointment.customer-title', { kind: t(language, `appointment.kind.${kind}`), what }),
    badges: [badge],
    parts: [
      {
        part: 'fields',
        fields: [
          ...field('date', dateInYear(language, date)),
          ...field('person', personName(source.people, person, language)),
        ],
      },
    ],
  };
}

/** Badge with the status. It never says "late": the customer sees this badge too. */
function badgeOf({ status }: Appointment, language: Language): Badge {
  return { text: t(language, `appointment.${status}`), tone: status === 'done' ? 'good' : 'neutral' };
}

function actionsOf({ id, state }: NamedMatter<Appointment>, language: Language): CardPart[] {
  if (state.status !== 'open') return [];
  const done = numberedButton('appointment', id, 'appointment.done', language, { style: 'primary' });
  const confirm = t(language, 'button.appointment.cancel.confirm');
  const cancel = numberedButton('appointment', id, 'appointment.cancel', language, { confirm });
  return [{ part: 'actions', main: [done, cancel], more: [] }];
}

/** Most rows on one card; the number of the others is shown below them. */
const MAX_ROWS = 20;

/** Card of the open appointments, earliest date first. */
export function listCard(open: readonly NamedMatter<Appointment>[], source: BookSource, language: Language): Card {
  const soonest = [...open].sort((one, other) => one.state.date.localeCompare(other.state.date) || one.id - other.id);
  const rows = soonest.slice(0, MAX_ROWS).map(({ number, state: { kind, what, date, person, customer } }) => ({
    label: `${number} · ${t(language, `appointment.kind.${kind}`)} · ${what}`,
    value: [
      dateInYear(language, date),
      customerName(source, customer, language),
      personName(source.people, person, language),
    ].join(' · '),
  }));
  const more = soonest.length - rows.length;
  const label = t(language, 'button.appointment.plan');
  const plan = makeButton({ label, command: 'appointment.plan', style: 'primary' });
  return {
    subject: 'appointment/list',
    tone: 'neutral',
    title: t(language, 'appointment.list'),
    badges: [],
    parts: [
      rows.length === 0
        ? { part: 'text', style: 'plain', text: t(language, 'appointment.none') }
        : { part: 'fields', fields: rows },
      ...moreParts(more, language),
      { part: 'actions', main: [plan], more: [] },
    ],
  };
}
