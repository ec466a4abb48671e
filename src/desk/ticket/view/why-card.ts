import type { Card, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { besideRelative, spanWords } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import { named } from '../../../lib/language.ts';
import type { KeyAfter } from '../../../lib/text-key.ts';
import { metBeforeMove } from '../case/moved.ts';
import type { SettledPromise } from '../case/moved-record.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksOf, isOpen, type TicketClock } from '../clock/clocks.ts';
import { ladderHours } from '../clock/ladder.ts';
import { makeUpWords, skippedWords } from './day-words.ts';
import { withoutProgress } from './next-lines.ts';
import { type CardView, readingAt } from './view.ts';

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
  const met = metBeforeMove(ticket, clock.metric, clock.stoppedAt);
  if (met) return metParts(clock, met, view);
  return [
    text(`${t(language, `metric.${clock.metric}`)} · ${clock.rule.clause}: ${named(clock.rule.text, language)}`),
    {
      part: 'fields',
      fields: [
        ...field('start', when(language, startAt, zone)),
        ...field('span', limitText(clock, view)),
        ...field('calendar', t(language, calendar.spec.always ? 'why.calendar.always' : 'why.calendar.office')),
        ...field('skipped', skippedWords(calendar, startAt, lasting, language)),
        ...field('make-up', makeUpWords(calendar, startAt, lasting, language)),
        ...field('pauses', pausesText(clock, startAt, lasting, view)),
        ...field('due', dueText(clock, dueAt, view)),
        ...field('ladder', ladderText(clock, view)),
        ...field('provisional', clock.provisional ? t(language, 'card.note.provisional') : ''),
      ],
    },
  ];
}

/** A promise that was met before the ticket was moved to this version of the book: its span and calendar were others. */
function metParts({ metric }: TicketClock, { version, clause, due }: SettledPromise, view: CardView): CardPart[] {
  const { language, source } = view;
  const fields = [{ label: t(language, 'why.settled-label'), value: t(language, 'why.settled', { version }) }];
  if (due !== undefined)
    fields.push({ label: t(language, 'why.due'), value: when(language, due, source.provider.timeZone) });
  return [text(`${t(language, `metric.${metric}`)} · ${clause}`), { part: 'fields', fields }];
}

/** The due time, relative to now as well while the promise is owed. */
function dueText(clock: TicketClock, dueAt: Instant | undefined, view: CardView): string {
  const { language, source } = view;
  if (dueAt === undefined) return t(language, 'card.clock.held');
  const due = when(language, dueAt, source.provider.timeZone);
  return besideRelative(language, due, dueAt, isOpen(clock) ? readingAt(view) : undefined);
}

/** How the ladder climbs, where it keeps to the promise's hours; otherwise it does so day and night. */
function ladderText(clock: TicketClock, { language, terms }: CardView): string {
  if (!ladderHours(terms, clock)) return '';
  const hours = clock.allowance.calendar.spec.always ? 'reports' : 'office';
  return t(language, `why.ladder.${hours}`, { span: spanWords(language, terms.policy.ladder.every) });
}

function limitText({ limit }: TicketClock, { language }: CardView): string {
  const span = spanWords(language, limit.within);
  return limit.plusTravel ? t(language, 'why.plus-travel', { span }) : span;
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
