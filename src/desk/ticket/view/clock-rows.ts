import type { CardClock, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { relativeWords } from '../../../i18n/span.ts';
import { when } from '../../../i18n/when.ts';
import type { Instant } from '../../../lib/instant.ts';
import { metNote } from '../../card/met-note.ts';
import type { Ticket } from '../case/ticket.ts';
import { clocksOf, isOpen, isPaused, type TicketClock } from '../clock/clocks.ts';
import { type CardView, readingAt } from './view.ts';

/** Every promise of the ticket: kept, broken or running. */
export function clocksPart(ticket: Ticket, view: CardView): CardPart[] {
  const clocks = clocksOf(ticket, view.terms);
  return clocks.length > 0 ? [{ part: 'clocks', clocks: clocks.map((clock) => cardClock(ticket, clock, view)) }] : [];
}

function cardClock(ticket: Ticket, clock: TicketClock, view: CardView): CardClock {
  const { source, language } = view;
  const now = readingAt(view);
  const at = (instant: Instant) => when(language, instant, source.provider.timeZone, ticket.asOfAt);
  const breach = ticket.breaches[clock.metric];
  const dueAt = breach?.dueAt ?? clock.dueAt;
  const notes = [
    clock.provisional ? t(language, 'card.note.provisional') : '',
    breach?.late ? t(language, `card.note.late-${breach.late}`) : '',
    ticket.restartedAt[clock.metric] === undefined ? '' : t(language, 'card.note.restarted'),
    stopNote(ticket, clock, { source, language }),
    isOpen(clock) && dueAt !== undefined && now !== undefined ? relativeWords(language, dueAt, now) : '',
  ];
  return {
    label: t(language, `metric.${clock.metric}`),
    when: dueAt === undefined ? t(language, 'card.clock.held') : at(dueAt),
    ...(dueAt === undefined ? {} : { at: dueAt }),
    state: clockState(clock, breach !== undefined),
    note: notes.filter(Boolean).join(' · '),
  };
}

/** When the promise was met, and how late if it was broken; empty while it is owed. */
function stopNote(
  ticket: Ticket,
  { metric, stoppedAt }: TicketClock,
  { source, language }: Pick<CardView, 'source' | 'language'>,
): string {
  if (stoppedAt === undefined) return '';
  const dueAt = ticket.breaches[metric]?.dueAt ?? stoppedAt;
  return metNote({ dueAt, metAt: stoppedAt }, source.provider.timeZone, language, ticket.asOfAt);
}

function clockState(clock: TicketClock, breached: boolean): CardClock['state'] {
  if (breached) return 'breached';
  if (!isOpen(clock)) return 'met';
  return isPaused(clock) ? 'paused' : 'running';
}
