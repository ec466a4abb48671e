import type { Button, Card, CardField, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { type Language, named } from '../../../lib/language.ts';
import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { announce, redraw } from '../../address/announce.ts';
import { fieldIn } from '../../card/field.ts';
import { listByRole } from '../../person/person.ts';
import { subjectOf } from '../case/names.ts';
import type { SiteLeft } from '../case/record.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { signedBy, whoName } from './line.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';

/** "Left the site, done" is confirmed by the service desk, where the policy wants it so (D16). */
export function leaveNotices({ id, before, after }: TicketChange, house: HouseView): Notice[] {
  const { left } = after;
  if (!left || left === before?.left || house.terms.policy.leaveSite?.confirmedBy !== 'desk') return [];
  const subject = subjectOf(id);
  const base = leaveSubject(id, left);
  const shown = {
    subject,
    at: after.asOfAt,
    to: listByRole(house.source.people, 'desk'),
    customer: after.facts.customer,
  };
  const draw = (language: Language) => leaveCard(id, after, left, { ...house, language });
  if (left.confirmed) return redraw(house, { ...shown, key: `${base}|confirmed` }, (_, language) => draw(language));
  const notice = { ...shown, key: `${base}|asked`, kind: 'leave.asked', fields: {}, unlisted: true as const };
  return announce(house, notice, (person, language) => ({
    card: draw(language),
    line: t(language, 'line.leave.asked', { ticket: `T-${id}`, by: whoName({ ...house, language }, left.by) }),
    pings: [person],
  }));
}

/** Confirmed, or reported anew: nobody is to be asked about the time before. */
export function leaveWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  if (!before?.left || before.left === after.left) return [];
  return [{ subject: subjectOf(id), keyPrefix: `${leaveSubject(id, before.left)}|asked` }];
}

function leaveSubject(id: TicketId, { at }: SiteLeft): string {
  return `${subjectOf(id)}|leave|${at}`;
}

function leaveCard(id: TicketId, { facts }: Ticket, left: SiteLeft, view: CardView): Card {
  const { language, source } = view;
  const customer = source.customers[facts.customer];
  const site = customer?.sites.find(({ key }) => key === facts.site);
  const state = left.confirmed ? 'confirmed' : 'asked';
  const tone = left.confirmed ? 'good' : 'warn';
  const field = fieldIn(language);
  const button = (verb: 'confirm-leave' | 'show', style: Button['style']): Button => ({
    label: t(language, `button.${verb}`),
    command: `ticket.${verb}`,
    args: { ticket: `T-${id}` },
    style,
    confirm: '',
  });
  return {
    subject: leaveSubject(id, left),
    tone,
    title: t(language, 'leave.title', { ticket: `T-${id}`, title: facts.title }),
    badges: [{ text: t(language, `leave.${state}`), tone }],
    parts: [
      {
        part: 'fields',
        fields: [
          ...field('customer', customer && named(customer.name, language)),
          ...field('site', site && named(site.name, language)),
          ...field('left', signedBy(left, view)),
          ...field('leave-confirmed', left.confirmed && signedBy(left.confirmed, view)),
        ],
      },
      {
        part: 'actions',
        main: [...(left.confirmed ? [] : [button('confirm-leave', 'primary')]), button('show', 'plain')],
        more: [],
      },
    ],
  };
}

/** When the site was left, and whether whoever has to had confirmed: for the team. */
export function leaveRows({ left }: Ticket, view: CardView): CardField[] {
  const { language, terms } = view;
  const rule = terms.policy.leaveSite;
  if (!left || !rule) return [];
  const row = (key: 'left' | 'leave-confirmed', value: string) => ({ label: t(language, `card.field.${key}`), value });
  const isEarly = rule.confirmedBy === 'customer' && !left.afterConfirmation;
  const said = signedBy(left, view);
  const owed = rule.confirmedBy === 'desk' ? [row('leave-confirmed', t(language, 'leave.waits'))] : [];
  return [
    row('left', isEarly ? t(language, 'leave.early', { said }) : said),
    ...(left.confirmed ? [row('leave-confirmed', signedBy(left.confirmed, view))] : owed),
  ];
}

/** A hint, no more: whoever is on site stays until the customer confirmed, where the policy wants it so (E5). */
export function leaveParts(
  { arrivedAt, left, status }: Ticket,
  { language, terms }: CardView,
  side: CardSide,
): CardPart[] {
  const rule = terms.policy.leaveSite;
  const isOnSite = arrivedAt !== undefined && !left && status !== 'closed';
  if (side !== 'team' || rule?.confirmedBy !== 'customer' || !isOnSite) return [];
  return [{ part: 'text', style: 'small', text: t(language, 'leave.stay', { clause: rule.clause }) }];
}
