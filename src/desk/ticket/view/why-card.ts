import type { Card, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import { DAY, type Instant } from '../../../lib/instant.ts';
import { named } from '../../../lib/language.ts';
import type { KeyAfter } from '../../../lib/text-key.ts';
import type { Calendar, CivilDate } from '../../sla/calendar.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksOf, type TicketClock } from '../clock/clocks.ts';
import { withoutProgress } from './next-lines.ts';
import type { CardView } from './view.ts';

/** How many skipped days a card names; the others are counted. */
const MAX_DAYS = 10;

/**
 * Explains every deadline: the clock's start, the clause and its text, the span and its calendar, the days that it
 * skips, the pauses, and the version of the service book. `ticket` is computed from the log.
 */
export function whyCard(id: TicketId, ticket: Ticket, bookVersion: number, view: CardView): Card {
  const { language } = view;
  const clocks = clocksOf(ticket, view.terms);
  return {
    subject: `${subjectOf(id)}/why`,
    tone: 'neutral',
    title: t(language, 'why.title', { ticket: `T-${id}` }),
    badges: [],
    parts: [
      ...(clocks.length === 0
        ? [text(t(language, 'why.none'))]
        : clocks.flatMap((clock) => clockParts(ticket, clock, view))),
      ...progressPart(ticket, view),
      text(t(language, 'why.book', { version: bookVersion }), 'small'),
    ],
  };
}

function progressPart(ticket: Ticket, view: CardView): CardPart[] {
  const words = withoutProgress(ticket, view);
  return words === '' ? [] : [text(`${t(view.language, 'card.field.otherwise')}: ${words}`)];
}

function clockParts(ticket: Ticket, clock: TicketClock, view: CardView): CardPart[] {
  const { language, source } = view;
  const zone = source.provider.timeZone;
  const { calendar, startAt } = clock.allowance;
  const breach = ticket.breaches[clock.metric];
  const dueAt = breach?.dueAt ?? clock.dueAt;
  const field = (key: KeyAfter<'why.'>, value: string) =>
    value === '' ? [] : [{ label: t(language, `why.${key}`), value }];
  const lasting = clock.held.heldSince ?? dueAt ?? startAt;
  return [
    text(`${t(language, `metric.${clock.metric}`)} · ${clock.rule.clause}: ${named(clock.rule.text, language)}`),
    {
      part: 'fields',
      fields: [
        ...field('start', when(language, startAt, zone)),
        ...field('span', spanText(clock, view)),
        ...field('calendar', t(language, calendar.spec.always ? 'why.calendar.always' : 'why.calendar.office')),
        ...field('skipped', skippedText(calendar, startAt, lasting, view)),
        ...field('pauses', pausesText(clock, startAt, lasting, view)),
        ...field('due', dueAt === undefined ? t(language, 'card.clock.held') : when(language, dueAt, zone)),
        ...field('provisional', clock.provisional ? t(language, 'card.note.provisional') : ''),
      ],
    },
  ];
}

function spanText({ limit }: TicketClock, { language }: CardView): string {
  return limit.plusTravel ? t(language, 'why.plus-travel', { span: limit.within }) : limit.within;
}

/** Dates between start and due on which the calendar is closed all day. */
function skippedText(calendar: Calendar, fromAt: Instant, toAt: Instant, { language }: CardView): string {
  const skipped: CivilDate[] = [];
  for (let at = fromAt; at < toAt; at += DAY) {
    const date = calendar.dateOf(at);
    if (!calendar.isWorkday(date)) skipped.push(date);
  }
  const shown = skipped.slice(0, MAX_DAYS).join(t(language, 'list.separator'));
  return skipped.length > MAX_DAYS ? t(language, 'why.and-more', { shown, more: skipped.length - MAX_DAYS }) : shown;
}

function pausesText(clock: TicketClock, fromAt: Instant, toAt: Instant, { language, source }: CardView): string {
  const zone = source.provider.timeZone;
  const finished = clock.held.excluded
    .filter(([pausedAt, resumedAt]) => resumedAt > fromAt && pausedAt < toAt)
    .map(([pausedAt, resumedAt]) => `${when(language, pausedAt, zone)} – ${when(language, resumedAt, zone)}`);
  const held = clock.held.heldSince;
  const since = held === undefined ? [] : [t(language, 'why.held-since', { at: when(language, held, zone) })];
  return [...finished, ...since].join(t(language, 'list.separator'));
}

function text(words: string, style: 'plain' | 'small' = 'plain'): CardPart {
  return { part: 'text', style, text: words };
}
