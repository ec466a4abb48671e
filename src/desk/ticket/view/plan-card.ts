import type { Badge, Card, CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { announce, redraw } from '../../address/announce.ts';
import { inLine } from '../../address/in-line.ts';
import { showTicketButton } from '../../card/button.ts';
import { findCustomerName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import { listByRole } from '../../person/person.ts';
import { approversOf } from '../case/incident.ts';
import { levelName, subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { offeredButton } from './button.ts';
import { clocksPart } from './clock-rows.ts';
import { signedBy, whoName } from './line.ts';
import { nextRow } from './next-actor.ts';
import { previewPause } from './preview.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';

/** Asks the technical directors in direct messages to decide on a plan (D24), and keeps their cards up to date. */
export function planNotices({ id, before, after, added }: TicketChange, house: HouseView): Notice[] {
  const { planRecord } = after;
  if (!planRecord || (before && !waits(before) && !waits(after))) return [];
  const to = listByRole(house.source.people, 'director');
  const subject = subjectOf(id);
  const base = planSubject(id, planRecord.no);
  const draw = (language: Language) => planCard(id, after, { ...house, language });
  const isAsked = waits(after) && !(before && waits(before));
  const { customer } = after.facts;
  const inPlace = inLine(house.source, customer, []);
  const shown = { subject, at: after.asOfAt, to, inPlace, customer };
  if (!isAsked)
    return added.length === 0
      ? []
      : redraw(house, { ...shown, key: `${base}|#${after.entries}` }, (_, language) => draw(language));
  const notice = { ...shown, key: `${base}|asked`, kind: 'plan.asked', fields: {}, unlisted: true as const };
  return announce(house, notice, (director, language) => ({
    card: draw(language),
    line: t(language, 'line.plan.asked', { ticket: `T-${id}`, by: whoName({ ...house, language }, planRecord.by) }),
    pings: [director],
  }));
}

/** Withdraws the question once the plan was decided on or is not needed. */
export function planWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  if (!before?.planRecord || !waits(before) || waits(after)) return [];
  return [{ subject: subjectOf(id), keyPrefix: planSubject(id, before.planRecord.no) }];
}

function waits({ waitsForPlan, status }: Ticket): boolean {
  return waitsForPlan === 'director' && status !== 'withdrawn';
}

/** The subject of the plan's own card, beside the ticket's: each plan has one. */
function planSubject(id: TicketId, no: number): string {
  return `${subjectOf(id)}|plan|${no}`;
}

/** The director's card: the text of the plan, the ticket, its clocks, and what an approval does to them. */
export function planCard(id: TicketId, ticket: Ticket, view: CardView): Card {
  const { language } = view;
  const { plan = '', planRecord } = ticket;
  const badge = badgeOf(ticket, language);
  return {
    subject: planSubject(id, planRecord?.no ?? 0),
    tone: badge.tone,
    title: t(language, 'plan.title', { ticket: `T-${id}`, title: ticket.facts.title }),
    badges: [badge],
    parts: [
      { part: 'text', style: 'quote', text: plan },
      { part: 'fields', fields: [...(waits(ticket) ? [] : nextRow(ticket, view)), ...fieldsOf(ticket, view)] },
      ...(waits(ticket) ? [...clocksPart(ticket, view), ...approvalEffect(ticket, view)] : []),
      {
        part: 'actions',
        main: (['approve-plan', 'reject-plan'] as const).flatMap((verb) =>
          offeredButton(id, ticket, verb, 'team', view),
        ),
        more: [showTicketButton(id, language)],
      },
    ],
  };
}

function badgeOf(ticket: Ticket, language: Language): Badge {
  const { planRecord } = ticket;
  if (waits(ticket)) return { text: t(language, 'plan.asked'), tone: 'warn' };
  if (planRecord?.sentBack) return { text: t(language, 'plan.sent-back'), tone: 'neutral' };
  if (planRecord && planRecord.approvals.length > 0) return { text: t(language, 'plan.approved'), tone: 'good' };
  return { text: t(language, 'plan.withdrawn'), tone: 'neutral' };
}

function fieldsOf({ facts, level, planRecord }: Ticket, view: CardView): CardField[] {
  const { language, source, terms } = view;
  const field = fieldIn(language);
  return [
    ...field('customer', findCustomerName(source, facts.customer, language)),
    ...field('level', level && levelName(terms.policy, level, language)),
    ...field('submitted', planRecord && signedBy({ ...planRecord, who: undefined }, view)),
    ...field('approved', planRecord?.approvals.map((each) => signedBy(each, view)).join(t(language, 'list.separator'))),
    ...field('sent-back', planRecord?.sentBack && signedBy(planRecord.sentBack, view)),
  ];
}

/** What an approval does: the customer is asked next, and these clocks pause while they decide (D6). */
function approvalEffect(ticket: Ticket, { language, terms }: CardView): CardPart[] {
  if (!approversOf(ticket, terms).includes('customer')) return [];
  const metrics = previewPause(ticket, terms, language);
  const text = metrics === '' ? t(language, 'plan.then-customer') : t(language, 'plan.then-pause', { metrics });
  return [{ part: 'text', style: 'small', text }];
}
