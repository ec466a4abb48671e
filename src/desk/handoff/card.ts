import type { Button, Card, CardField, CardPart } from '../../chat/card.ts';
import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Instant } from '../../lib/instant.ts';
import { type Language, named } from '../../lib/language.ts';
import type { KeyAfter } from '../../lib/text-key.ts';
import type { BookSource } from '../book/schema.ts';
import { makeButton, showTicketButton } from '../card/button.ts';
import { findCustomerName } from '../card/customer.ts';
import { moreParts } from '../card/list.ts';
import { personName } from '../person/person.ts';
import { nextPromiseAt } from '../ticket/clock/clocks.ts';
import { buttonsOf } from '../ticket/view/button.ts';
import { type ListedTicket, owedNext } from '../ticket/view/list.ts';
import { waitReason } from '../ticket/view/wait.ts';
import type { Handoff } from './handoff.ts';

/** How many tickets have buttons of their own; the others are rows, and beyond `MAX_ROWS` they are counted. */
const WITH_BUTTONS = 8;
const MAX_ROWS = 25;

/** What a handoff's card shows beside the handoff itself. */
export interface ShownHandoff {
  readonly handoff: Handoff;
  /** Its number; undefined: no ticket was handed over, so that there is nothing to take. */
  readonly id: number | undefined;
  /** The tickets in the order of their next deadlines, those without one last. */
  readonly tickets: readonly ListedTicket[];
  /** What else the incoming person owes during their shift, the earliest first. */
  readonly owed: readonly OwedRow[];
}

/** A call, a paper or an inspection as a row, in either language. */
export interface OwedRow {
  readonly at: Instant;
  row(language: Language): CardField;
}

/** `whose`: who reads the card. The one who leaves has no button to take it. */
export type HandoffReader = 'incoming' | 'other';

/** The handoff as one card: what is due in the shift, what later, what stands still and why. */
export function handoffCard(shown: ShownHandoff, source: BookSource, language: Language, reader: HandoffReader): Card {
  const { handoff, tickets, owed } = shown;
  return {
    subject: `duty/${handoff.rotation}/${handoff.at}`,
    tone: handoff.status === 'taken' ? 'good' : 'neutral',
    title: titleOf(handoff, source, language),
    badges: handoff.status === 'taken' ? [{ text: t(language, 'handoff.taken'), tone: 'good' }] : [],
    parts: [
      ...stateParts(shown, source, language, reader),
      ...(tickets.length === 0
        ? [{ part: 'text', style: 'plain', text: t(language, 'duty.handoff.nothing') } as const]
        : ticketParts(shown, source, language)),
      ...owedParts(owed, language),
    ],
  };
}

export function titleOf({ why, from, to }: Handoff, { people }: BookSource, language: Language): string {
  const names = { from: personName(people, from, language), to: personName(people, to, language) };
  return t(language, TITLES[why], names);
}

const TITLES = { shift: 'duty.handoff.title', left: 'duty.left.title', lost: 'duty.lost.title' } as const;

/** Whether it was taken, or by when it has to be, with the button. */
function stateParts(
  { handoff, id, tickets }: ShownHandoff,
  source: BookSource,
  language: Language,
  reader: HandoffReader,
): CardPart[] {
  const { to, tellAt, takenAt, status, rotation } = handoff;
  const zone = source.rotations[rotation]?.timeZone ?? source.provider.timeZone;
  const person = personName(source.people, to, language);
  if (takenAt !== undefined)
    return [
      {
        part: 'text',
        style: 'plain',
        text: t(language, 'handoff.taken-by', { person, at: when(language, takenAt, zone) }),
      },
    ];
  if (id === undefined || status !== 'open' || tickets.length === 0) return [];
  const count = tickets.length;
  const text =
    tellAt === undefined
      ? t(language, 'handoff.waits', { person, count })
      : t(language, 'handoff.take-by', { person, count, at: when(language, tellAt, zone) });
  const words: CardPart = { part: 'text', style: 'plain', text };
  return reader === 'other' ? [words] : [words, { part: 'actions', main: [takenButton(id, language)], more: [] }];
}

export function takenButton(id: number, language: Language): Button {
  return makeButton({
    label: t(language, 'button.handoff.taken'),
    command: 'handoff.taken',
    args: { handoff: String(id) },
    style: 'primary',
  });
}

type Section = 'in-shift' | 'later' | 'paused';

/** The tickets in three groups; the first ones have their buttons. */
function ticketParts({ handoff, tickets }: ShownHandoff, source: BookSource, language: Language): CardPart[] {
  const zone = source.rotations[handoff.rotation]?.timeZone ?? source.provider.timeZone;
  const until = handoff.untilAt === undefined ? '' : when(language, handoff.untilAt, zone);
  const groups = Object.groupBy(tickets, (each) => sectionOf(each, handoff));
  let buttons = WITH_BUTTONS;
  let rows = MAX_ROWS;
  return (['in-shift', 'later', 'paused'] as const).flatMap((name): CardPart[] => {
    const all = groups[name] ?? [];
    if (all.length === 0) return [];
    const [pressable, rest] = [all.slice(0, buttons), all.slice(buttons, rows)];
    buttons -= pressable.length;
    rows -= pressable.length + rest.length;
    return [
      { part: 'text', style: 'small', text: sectionTitle(name, all.length, until, language) },
      ...pressable.flatMap((each) => pressableRow(each, source, language)),
      ...(rest.length > 0
        ? [{ part: 'fields', fields: rest.map((each) => rowOf(each, source, language)) } as const]
        : []),
      ...moreParts(all.length - pressable.length - rest.length, language),
    ];
  });
}

function sectionTitle(name: Section, count: number, until: string, language: Language): string {
  if (name === 'in-shift' && until === '') return t(language, 'handoff.section.due', { count });
  return t(language, `handoff.section.${name}` satisfies KeyedSection, { count, until });
}
type KeyedSection = `handoff.section.${KeyAfter<'handoff.section.'>}`;

/** A ticket without a running clock is paused, or has nothing to run: it stands last. */
function sectionOf({ ticket, terms }: ListedTicket, { untilAt = Number.POSITIVE_INFINITY }: Handoff): Section {
  const dueAt = nextPromiseAt(ticket, terms);
  if (ticket.pausedSince !== undefined && !Number.isFinite(dueAt)) return 'paused';
  return dueAt < untilAt ? 'in-shift' : 'later';
}

function pressableRow(listed: ListedTicket, source: BookSource, language: Language): CardPart[] {
  const { id, ticket, terms } = listed;
  const { main } = buttonsOf(id, ticket, { source, terms, language, now: ticket.asOfAt }, 'team');
  return [
    { part: 'fields', fields: [rowOf(listed, source, language)] },
    { part: 'actions', main: [...main.slice(0, 1), showTicketButton(id, language)], more: [] },
  ];
}

/** Number and title; the promise that is owed next, why it stands still, and the customer. */
function rowOf({ id, ticket, terms }: ListedTicket, source: BookSource, language: Language): CardField {
  const reason = waitReason(ticket, language);
  const waiting = reason && t(language, 'handoff.waits-for', { reason });
  return {
    label: `T-${id} · ${ticket.facts.title}`,
    value: [
      owedNext(ticket, { terms, source, language }),
      waiting,
      findCustomerName(source, ticket.facts.customer, language),
    ]
      .filter(Boolean)
      .join(' · '),
  };
}

function owedParts(owed: readonly OwedRow[], language: Language): CardPart[] {
  if (owed.length === 0) return [];
  const shown = owed.slice(0, WITH_BUTTONS);
  return [
    { part: 'text', style: 'small', text: t(language, 'handoff.owed', { count: owed.length }) },
    { part: 'fields', fields: shown.map(({ row }) => row(language)) },
    ...moreParts(owed.length - shown.length, language),
  ];
}

/** What the incoming person did not take in time. */
export function untakenCard(
  shown: ShownHandoff & { readonly id: number },
  source: BookSource,
  language: Language,
  reader: HandoffReader,
): Card {
  const { handoff, id, tickets } = shown;
  const { rotation, from, to, at } = handoff;
  const name = (key: string) => personName(source.people, key, language);
  const zone = source.rotations[rotation]?.timeZone ?? source.provider.timeZone;
  const text = t(language, 'duty.untaken.text', {
    to: name(to),
    from: name(from),
    at: when(language, at, zone),
    count: tickets.length,
  });
  return {
    subject: `duty/${rotation}/${at}/untaken`,
    tone: 'bad',
    title: t(language, 'duty.untaken.title', { rotation: namedRotation(source, rotation, language), to: name(to) }),
    badges: [],
    parts: [
      { part: 'text', style: 'plain', text },
      { part: 'fields', fields: tickets.slice(0, MAX_ROWS).map((each) => rowOf(each, source, language)) },
      ...moreParts(tickets.length - MAX_ROWS, language),
      ...(reader === 'incoming' ? [{ part: 'actions', main: [takenButton(id, language)], more: [] } as const] : []),
    ],
  };
}

function namedRotation({ rotations }: BookSource, key: string, language: Language): string {
  const rotation = rotations[key];
  return rotation ? named(rotation.name, language) : key;
}
