import type { Card } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { announce, redraw } from '../../address/announce.ts';
import { inLine } from '../../address/in-line.ts';
import { showTicketButton, ticketButton } from '../../card/button.ts';
import { findCustomerName, findSiteName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import { listByRole, personName } from '../../person/person.ts';
import type { Entry } from '../case/entry.ts';
import { levelName, subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { isInTriage } from '../case/triage.ts';
import { clocksPart } from './clock-rows.ts';
import { lineOf } from './line.ts';
import { triageRows } from './triage-rows.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';

/**
 * Asks the appointed person to review a new ticket, reminds them, tells the escalation of a review that is late, and
 * keeps their card up to date (A8).
 */
export function triageNotices({ id, before, after, added }: TicketChange, house: HouseView): Notice[] {
  const rule = house.terms.policy.triage;
  if (!rule || !after.triage) return [];
  const { customer } = after.facts;
  const inPlace = inLine(house.source, customer, [rule.by]);
  const shown = { subject: subjectOf(id), at: after.asOfAt, inPlace, customer };
  const reviewers = listByRole(house.source.people, rule.by);
  const told = added.flatMap((entry) => {
    const kind = kindOf(entry);
    if (!kind || !isInTriage(after)) return [];
    const to = kind === 'triage.over' ? [...reviewers, 'escalation'] : reviewers;
    const key = `${triageSubject(id)}|${kind}`;
    const notice = { ...shown, at: entry.at, to, key, kind, fields: {}, unlisted: true } as const;
    return announce(house, { ...notice, lane: kind === 'triage.over' ? 'urgent' : 'normal' }, (audience, language) => {
      const view = { ...house, language };
      const line = entry.kind === 'triage.due' ? lineOf(entry, view) : t(language, 'line.triage.asked');
      const pings = audience === 'escalation' ? reviewers : [audience];
      return { card: triageCard(id, after, view), line, pings };
    });
  });
  const isStale = before && told.length === 0 && isShown(before) && (isInTriage(before) || isInTriage(after));
  if (!isStale) return told;
  const to = before.triage?.told === 'over' ? [...reviewers, 'escalation'] : reviewers;
  return redraw(house, { ...shown, to, key: `${triageSubject(id)}|redrawn|#${after.entries}` }, (_, language) =>
    triageCard(id, after, { ...house, language }),
  );
}

function isShown({ triage }: Ticket): boolean {
  return triage !== undefined;
}

/** Withdraws what was asked about a ticket that is out of the queue. */
export function triageWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  if (!before || !isInTriage(before) || isInTriage(after)) return [];
  return [{ subject: subjectOf(id), keyPrefix: `${triageSubject(id)}|triage.` }];
}

function kindOf(entry: Entry): 'triage.asked' | 'triage.near' | 'triage.over' | undefined {
  if (entry.kind === 'ticket.opened') return entry.data.triage && 'triage.asked';
  return entry.kind === 'triage.due' ? `triage.${entry.data.is}` : undefined;
}

function triageSubject(id: TicketId): string {
  return `${subjectOf(id)}|triage`;
}

/** The reviewer's card: what was reported, its promises, and the button to classify, order and assign it. */
export function triageCard(id: TicketId, ticket: Ticket, view: CardView): Card {
  const { language, source, terms } = view;
  const { facts, level, assignee } = ticket;
  const waits = isInTriage(ticket);
  const tone = waits ? (ticket.triage?.told === 'over' ? 'bad' : 'warn') : 'good';
  const state = waits ? (ticket.triage?.reviewed ? 'to-assign' : 'asked') : 'done';
  const field = fieldIn(language);
  const review = ticketButton(id, 'ticket.triage', 'button.triage', language, 'primary');
  return {
    subject: triageSubject(id),
    tone,
    title: t(language, 'triage.title', { ticket: `T-${id}`, title: facts.title }),
    badges: [{ text: t(language, `triage.state.${state}`), tone }],
    parts: [
      ...(facts.details ? [{ part: 'text', text: facts.details, style: 'quote' } as const] : []),
      {
        part: 'fields',
        fields: [
          ...field('customer', findCustomerName(source, facts.customer, language)),
          ...field('kind', facts.kind === 'fault' ? undefined : t(language, `ticket-kind.${facts.kind}`)),
          ...field('site', findSiteName(source, facts, language)),
          ...field('level', level && levelName(terms.policy, level, language)),
          ...field('assignee', assignee ? personName(source.people, assignee, language) : t(language, 'nobody')),
          ...triageRows(ticket, view, 'team'),
        ],
      },
      ...(waits ? clocksPart(ticket, view) : []),
      { part: 'actions', main: [...(waits ? [review] : []), showTicketButton(id, language)], more: [] },
    ],
  };
}
