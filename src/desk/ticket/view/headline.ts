import { hasText, t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import { balanceDirections } from '../../../lib/direction.ts';
import type { Metric } from '../../book/schema.ts';
import type { Entry } from '../case/entry.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksOf, isOpen } from '../clock/clocks.ts';
import { wordsIn } from './entry-words.ts';
import { headOf } from './line.ts';
import type { CardView } from './view.ts';

/** Entries after which readers need to know the next deadline. */
const STARTS_CLOCKS: readonly Entry['kind'][] = [
  'ticket.opened',
  'ticket.assigned',
  'ticket.acknowledged',
  'ticket.dispatched',
  'ticket.reopened',
  'ticket.level-changed',
  'clock.resumed',
];

/**
 * What a phone's notification shows of an entry: what happened, to which ticket, until when, and what people wrote.
 * `of`: whose ticket it is, given where no card stands beside it. Example: "Promise broken · T-1 core switch down · respond was due 09:20".
 */
export function headlineOf(id: TicketId, entry: Entry, ticket: Ticket, view: CardView, of = ''): string {
  const { language } = view;
  const key = `headline.${entry.kind}`;
  const head = headOf(entry, view);
  const isNamed = hasText(language, key);
  const what = isNamed ? t(language, key) : head.replace(/[.。]$/u, '');
  const subject = [`T-${id}`, of, ticket.facts.title].filter(Boolean).join(of === '' ? ' ' : ' · ');
  const until = untilOf(entry, ticket, view);
  // A headline that is only a word needs the full line, which says who did it.
  const more = isNamed && until === '' ? head : '';
  return [what, subject, until, more, wordsIn(entry)]
    .filter((part) => part !== '')
    .map(balanceDirections)
    .join(' · ');
}

/** The promise that an entry is about and its due time, or the ticket's next one; empty if neither matters here. */
function untilOf(entry: Entry, ticket: Ticket, view: CardView): string {
  switch (entry.kind) {
    case 'sla.warning':
      return dueIn('headline.due', entry.data.metric, entry.data.due, view);
    case 'sla.breached':
    case 'sla.raised':
      return dueIn('headline.was-due', entry.data.metric, entry.data.due, view);
    default:
      return STARTS_CLOCKS.includes(entry.kind) ? nextDue(ticket, view) : '';
  }
}

function nextDue(ticket: Ticket, view: CardView): string {
  const open = clocksOf(ticket, view.terms).filter((clock) => isOpen(clock) && clock.dueAt !== undefined);
  const [next] = open.toSorted((one, other) => (one.dueAt ?? 0) - (other.dueAt ?? 0));
  if (next?.dueAt === undefined) return '';
  const isLate = ticket.breaches[next.metric] !== undefined;
  return dueIn(isLate ? 'headline.was-due' : 'headline.due', next.metric, next.dueAt, view);
}

function dueIn(
  key: 'headline.due' | 'headline.was-due',
  metric: Metric,
  due: number,
  { language, source }: CardView,
): string {
  const promise = t(language, `metric.${metric}`).toLowerCase();
  return t(language, key, { metric: promise, due: when(language, due, source.provider.timeZone) });
}
