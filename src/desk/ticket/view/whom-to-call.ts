import type { CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { BookPolicy, Metric } from '../../book/schema.ts';
import { fieldIn } from '../../card/field.ts';
import { callField, gives, hotlineField, nameForCustomer } from '../../contact/contact.ts';
import type { Entry } from '../case/entry.ts';
import type { Ticket } from '../case/ticket.ts';
import { clocksOf, isOpen } from '../clock/clocks.ts';
import { lastTold } from '../clock/ladder.ts';
import type { CardView } from './view.ts';

/** Whom to call about a ticket whose promise is broken (B4, D18), on its cards and pings. */

/** The clocks of a first response: these the customer notices by themselves. */
const RESPONSES: readonly Metric[] = ['respond', 'answer', 'reply'];

/**
 * If a response is late, the customer reads whom to contact: the person of the ladder who was told last (D18), and the
 * hotline (B4), with numbers as far as their contract gives them.
 */
export function contactParts(ticket: Ticket, { source, terms, language }: CardView): CardPart[] {
  const late = clocksOf(ticket, terms).find(
    (clock) => RESPONSES.includes(clock.metric) && isOpen(clock) && ticket.breaches[clock.metric],
  );
  const { policy } = terms;
  const person = lastToldOf(ticket, late && [late.metric], policy);
  if (person === undefined) return [];
  const name = nameForCustomer(source, policy, 'ladder', person, language);
  const hotline = gives(policy, 'hotline') ? hotlineField(source, policy, language) : [];
  return [
    { part: 'text', style: 'plain', text: t(language, 'card.turn-to', { name }) },
    ...(hotline.length > 0 ? [{ part: 'fields', fields: hotline } as const] : []),
  ];
}

/** The person of the ladder who was told last of the one of these broken promises that went up highest. */
function lastToldOf(
  ticket: Ticket,
  metrics: readonly Metric[] | undefined,
  { ladder }: BookPolicy,
): string | undefined {
  const [highest] = (metrics ?? [])
    .flatMap((metric) => ticket.breaches[metric] ?? [])
    .sort((one, other) => other.steps - one.steps);
  return highest && lastTold(highest, ladder);
}

/** Whom colleagues call about a broken promise that is still owed: the assignee, then the manager who was told last. */
export function callRows(ticket: Ticket, { source, terms, language }: CardView): CardField[] {
  if (ticket.status !== 'open') return [];
  const late = clocksOf(ticket, terms).filter((clock) => isOpen(clock) && ticket.breaches[clock.metric]);
  if (late.length === 0) return [];
  const manager = lastToldOf(
    ticket,
    late.map(({ metric }) => metric),
    terms.policy,
  );
  return callField(source, [ticket.assignee, manager], language);
}

/** Pings whose reader is the person that others would call. */
const READ_BY_ASSIGNEE: readonly Entry['kind'][] = ['sla.warning', 'go-live.reminder', 'incident.report-reminder'];

/** Whom the reader of a ping calls: the assignee, the manager it names, and the person who reported; not themselves. */
export function whomToCall(
  { kind, data }: Entry,
  ticket: Ticket,
  { source, language }: CardView,
  reader: string | undefined,
): CardField[] {
  // The final report is not the assignee's but of the person who spoke with the customer.
  if (kind === 'incident.report-overdue')
    return callField(
      source,
      [ticket.incident?.speaker].filter((key) => key !== reader),
      language,
    );
  if (READ_BY_ASSIGNEE.includes(kind)) return fieldIn(language)('contact', ticket.facts.contact);
  const manager = 'raisedTo' in data ? data.raisedTo : undefined;
  const others = [ticket.assignee, manager].filter((key) => key !== reader);
  return [...callField(source, others, language), ...fieldIn(language)('contact', ticket.facts.contact)];
}
