import type { Card, CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { announce, redraw } from '../../address/announce.ts';
import { inLine } from '../../address/in-line.ts';
import { showTicketButton, ticketButton } from '../../card/button.ts';
import { findCustomerName, findSiteName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import { listByRole } from '../../person/person.ts';
import { subjectOf } from '../case/names.ts';
import type { SiteLeft } from '../case/record.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { needsWordToLeave } from '../case/visit.ts';
import type { CardSide } from '../verb/verb.ts';
import { signedBy, whoName } from './line.ts';
import { nextRow } from './next-actor.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';

/** Asks the service desk to confirm that the engineer left the site, where the policy wants that (D16). */
export function leaveNotices({ id, before, after }: TicketChange, house: HouseView): Notice[] {
  const { left } = after;
  const isTakenBack = after.status === 'withdrawn' && before?.status !== 'withdrawn';
  if (!left || (left === before?.left && !isTakenBack) || house.terms.policy.leaveSite?.confirmedBy !== 'desk')
    return [];
  const subject = subjectOf(id);
  const base = leaveSubject(id, left);
  const shown = {
    subject,
    at: after.asOfAt,
    to: listByRole(house.source.people, 'desk'),
    inPlace: inLine(house.source, after.facts.customer, ['coordinator', 'projectManager']),
    customer: after.facts.customer,
  };
  const draw = (language: Language) => leaveCard(id, after, left, { ...house, language });
  if (left.confirmed || isTakenBack)
    return redraw(house, { ...shown, key: `${base}|#${after.entries}` }, (_, language) => draw(language));
  const notice = { ...shown, key: `${base}|asked`, kind: 'leave.asked', fields: {}, unlisted: true as const };
  return announce(house, notice, (person, language) => ({
    card: draw(language),
    line: t(language, 'line.leave.asked', { ticket: `T-${id}`, by: whoName({ ...house, language }, left.by) }),
    pings: [person],
  }));
}

/** Withdraws a question that was answered, that a later report of leaving replaced, or whose ticket was taken back. */
export function leaveWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  if (!before?.left || (before.left === after.left && after.status !== 'withdrawn')) return [];
  return [{ subject: subjectOf(id), keyPrefix: `${leaveSubject(id, before.left)}|asked` }];
}

function leaveSubject(id: TicketId, { at }: SiteLeft): string {
  return `${subjectOf(id)}|leave|${at}`;
}

function leaveCard(id: TicketId, ticket: Ticket, left: SiteLeft, view: CardView): Card {
  const { language, source } = view;
  const { facts, withdrawn } = ticket;
  const state = left.confirmed ? 'confirmed' : 'asked';
  const tone = left.confirmed ? 'good' : 'warn';
  const field = fieldIn(language);
  const confirm = ticketButton(id, 'ticket.confirm-leave', 'button.confirm-leave', language, 'primary');
  return {
    subject: leaveSubject(id, left),
    tone,
    title: t(language, 'leave.title', { ticket: `T-${id}`, title: facts.title }),
    badges: [{ text: t(language, `leave.${state}`), tone }],
    parts: [
      {
        part: 'fields',
        fields: [
          ...(left.confirmed ? nextRow(ticket, view) : []),
          ...field('customer', findCustomerName(source, facts.customer, language)),
          ...field('site', findSiteName(source, facts, language)),
          ...field('left', leftWords(left, view)),
          ...field('leave-confirmed', left.confirmed && signedBy(left.confirmed, view)),
        ],
      },
      {
        part: 'actions',
        main: [...(left.confirmed || withdrawn ? [] : [confirm]), showTicketButton(id, language)],
        more: [],
      },
    ],
  };
}

/** For the team: when the engineer left the site, and whether that was confirmed. */
export function leaveRows({ left }: Ticket, view: CardView): CardField[] {
  const { language, terms } = view;
  const rule = terms.policy.leaveSite;
  if (!left || !rule) return [];
  const field = fieldIn(language);
  const isEarly = rule.confirmedBy === 'customer' && !left.afterConfirmation && !left.agreed && left.why === undefined;
  const said = leftWords(left, view);
  const owed = rule.confirmedBy === 'desk' ? field('leave-confirmed', t(language, 'leave.waits')) : [];
  return [
    ...field('left', isEarly ? t(language, 'leave.early', { said }) : said),
    ...(left.confirmed ? field('leave-confirmed', signedBy(left.confirmed, view)) : owed),
  ];
}

/** Who left and when; of someone who left before it was resolved also on whose word, or why (E5). */
function leftWords(left: SiteLeft, view: CardView): string {
  const said = signedBy(left, view);
  const { language } = view;
  if (left.agreed) return t(language, 'leave.agreed', { said, by: signedBy(left.agreed, view) });
  return left.why === undefined ? said : t(language, 'leave.because', { said, why: left.why });
}

/** The question to the customer whether the engineer may leave, while it waits (E5). */
export function leaveQuestion({ status, leaveWord }: Ticket, { language, terms }: CardView): CardPart[] {
  const asked = leaveWord?.agreed ? undefined : leaveWord?.asked;
  if (status !== 'open' || !asked) return [];
  return [
    {
      part: 'text',
      style: 'plain',
      text: t(language, 'leave.question', { clause: terms.policy.leaveSite?.clause ?? '' }),
    },
    { part: 'text', style: 'quote', text: asked.why },
  ];
}

/**
 * Reminds the engineer on site to stay until the customer confirmed the result, where the policy wants that, and what
 * leaving before takes (E5). Not once the customer agreed that they leave.
 */
export function leaveParts(ticket: Ticket, { language, terms }: CardView, side: CardSide): CardPart[] {
  const { arrivedAt, left, leaveWord, status } = ticket;
  const rule = terms.policy.leaveSite;
  const isOnSite = arrivedAt !== undefined && !left && !leaveWord?.agreed && status !== 'closed';
  if (side !== 'team' || rule?.confirmedBy !== 'customer' || !isOnSite) return [];
  const says = (key: 'leave.stay' | 'leave.needs-word'): CardPart => {
    return { part: 'text', style: 'small', text: t(language, key, { clause: rule.clause }) };
  };
  return [says('leave.stay'), ...(needsWordToLeave(ticket, terms.policy) ? [says('leave.needs-word')] : [])];
}
