import type { Button, Card, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Instant } from '../../../lib/instant.ts';
import { type Language, type Named, named } from '../../../lib/language.ts';
import { numberOf } from '../../address/number.ts';
import { personName } from '../../person/person.ts';
import { changeWords } from '../../ticket/view/moved-line.ts';
import type { BookView } from '../card.ts';
import { breaks, changes, type GoingTicket, type MovePlan, type StayingTicket } from './plan.ts';

/** So many tickets of a part are listed; the others are counted. `/desk book move T-12` shows any one of them. */
const MOST_LISTED = 12;
/** So many names fit a line. */
const MOST_NAMED = 20;

/** What a card of a plan is drawn from. */
export interface PlanView extends BookView {
  readonly now: Instant;
}

/** What a move would do, before a person decides. `button` undefined: nothing can move. */
export function planCard(plan: MovePlan, button: Button | undefined, view: PlanView): Card {
  const { language } = view;
  const { goes, stays, version, closed } = plan;
  const changed = goes.filter((ticket) => changes(ticket) || breaks(ticket));
  return {
    subject: `book/${version}/move`,
    tone: goes.some(breaks) ? 'bad' : button ? 'warn' : 'neutral',
    title: t(language, 'move.title', { version }),
    badges: [],
    parts: [
      text(t(language, 'move.in-force', { version, counts: countWords(plan, language) })),
      ...listPart('move.heading.changed', changed, (ticket) => goingLine(ticket, view), language),
      ...listPart('move.heading.stays', stays, (ticket) => stayingLine(ticket, view), language),
      ...(closed > 0 ? [text(t(language, 'move.closed', { number: closed }))] : []),
      ...(button ? [text(t(language, 'move.promise'), 'small')] : []),
      ...(button ? [{ part: 'actions', main: [button], more: [] } as const] : []),
    ],
  };
}

/** `would move 12 · other deadlines 7 · stay 1`: what is none is left out. */
function countWords({ goes, stays }: MovePlan, language: Language): string {
  const counts = [
    ['goes', goes.length],
    ['changed', goes.filter(changes).length],
    ['broken', goes.filter(breaks).length],
    ['stays', stays.length],
  ] as const;
  const some = counts.filter(([, number]) => number > 0);
  return some.map(([what, number]) => t(language, `move.count.${what}`, { number })).join(' · ');
}

/** Tickets were moved: who did it, and what it did. Names no customer, as many people read it. */
export function movedCard({ goes, version }: MovePlan, by: string, { language, source }: BookView): Card {
  const broken = goes.filter(breaks);
  const line = (tickets: readonly GoingTicket[], key: 'move.told.tickets' | 'move.told.broken') =>
    tickets.length === 0 ? [] : [t(language, key, { tickets: numbersOf(tickets, language), number: tickets.length })];
  return {
    subject: `book/${version}/moved`,
    tone: broken.length > 0 ? 'warn' : 'neutral',
    title: t(language, 'move.told.title', { version }),
    badges: [],
    parts: [
      text(
        [
          t(language, 'move.told.by', { who: personName(source.people, by, language) }),
          ...line(goes, 'move.told.tickets'),
          ...line(broken, 'move.told.broken'),
        ].join('\n'),
      ),
      text(t(language, 'move.told.quiet'), 'small'),
    ],
  };
}

function listPart<T>(
  heading: 'move.heading.changed' | 'move.heading.stays',
  all: readonly T[],
  lineOf: (each: T) => string,
  language: Language,
): CardPart[] {
  if (all.length === 0) return [];
  const rest = all.length - MOST_LISTED;
  const more = rest > 0 ? [t(language, 'move.more', { number: rest })] : [];
  return [
    text([t(language, heading, { number: all.length }), ...all.slice(0, MOST_LISTED).map(lineOf), ...more].join('\n')),
  ];
}

/** `· T-12 · Acme: Respond Mon 10:30 → Mon 10:10, broken at once`. Instants are in the customer's zone. */
function goingLine({ id, customer, moved, zone }: GoingTicket, view: PlanView): string {
  const { language, source, now } = view;
  const broken = moved.broken.filter((metric) => !moved.changed.some((each) => each.metric === metric));
  const changed = [
    ...moved.changed.map((each) => {
      const words = changeWords(each, zone, view, now);
      return moved.broken.includes(each.metric) ? t(language, 'move.change.broken', { change: words }) : words;
    }),
    ...broken.map((metric) => t(language, 'move.change.broken', { change: t(language, `metric.${metric}`) })),
    ...moved.late.map((what) => t(language, `move.change.${what}`)),
  ].join(t(language, 'move.change.separator'));
  const away = zone === source.provider.timeZone ? '' : t(language, 'move.zone', { zone });
  return t(language, 'move.line', { ...ticketWords(id, customer, view), said: changed + away });
}

function stayingLine({ id, customer, why }: StayingTicket, view: PlanView): string {
  return t(view.language, 'move.line', {
    ...ticketWords(id, customer, view),
    said: t(view.language, `move.stays.${why}`),
  });
}

function ticketWords(id: number, customer: Named, { language }: PlanView) {
  return { ticket: numberOf('ticket', id), customer: named(customer, language) };
}

function numbersOf(tickets: readonly GoingTicket[], language: Language): string {
  const ids = tickets.map(({ id }) => id).sort((one, other) => one - other);
  const shown = ids
    .slice(0, MOST_NAMED)
    .map((id) => numberOf('ticket', id))
    .join(t(language, 'list.separator'));
  const rest = ids.length - MOST_NAMED;
  return rest > 0 ? t(language, 'book.effect.and-more', { shown, number: rest }) : shown;
}

function text(words: string, style: 'plain' | 'small' = 'plain'): CardPart {
  return { part: 'text', style, text: words };
}
