import type { Card, CardPart } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Language } from '../../../lib/language.ts';
import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { announce, redraw } from '../../address/announce.ts';
import { inLine } from '../../address/in-line.ts';
import type { Announcement } from '../../address/notice.ts';
import { showTicketButton } from '../../card/button.ts';
import { findCustomerName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import type { Entry } from '../case/entry.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { customerMayRead } from './audience.ts';
import { buttonsOf } from './button.ts';
import { caseWays } from './case-ways.ts';
import { clocksPart } from './clock-rows.ts';
import { asOwnLine, wordsIn } from './entry-words.ts';
import { headOf, lineOf } from './line.ts';
import { customersActing, type NextActor, nextActorOf, nextRow, staffActing } from './next-actor.ts';
import { pendingParts } from './pending.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';

/**
 * The card "your turn": it mentions the one who acts next, in the customer's channel or in their direct messages, and has
 * the buttons for exactly that. Once the ticket is in other hands it says what was done and asks for nothing.
 */
export function handOverNotices(change: TicketChange, house: HouseView): Notice[] {
  if (house.unseen || change.added.length === 0) return [];
  return [...finished(change, house), ...asked(change, house)];
}

/** The question is withdrawn if it was not delivered before the ticket came into other hands. */
export function handOverWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  if (before?.handedNo === undefined || before.handedNo === after.handedNo) return [];
  return [{ subject: subjectOf(id), keyPrefix: `${handSubject(id, before)}|asked` }];
}

/** Mentions the one whose turn it is now. While it stays theirs their card is kept up to date. */
function asked(change: TicketChange, house: HouseView): Notice[] {
  const { id, before, after } = change;
  const next = cardedActor(after, house);
  if (!before || !next || after.handedNo === undefined) return [];
  const { who } = next;
  const isTheirs = before.handedNo === after.handedNo;
  const shown = { ...shownTo(change, house, after, next), key: `${handSubject(id, after)}|#${after.entries}` };
  const draw = (language: Language) => askCard(id, after, next, lastWords(change, next), { ...house, language });
  // What the reader may not read changes nothing on their card.
  if (isTheirs && !lastWords(change, next)) return [];
  if (isTheirs) return redraw(house, shown, (_, language) => draw(language));
  if (isByThem(next, change, house)) return [];
  const notice = {
    ...shown,
    key: `${handSubject(id, after)}|asked`,
    kind: 'hand.asked',
    fields: {},
    unlisted: true,
    lane: who === 'customer' || !isPressing(after, house) ? 'normal' : 'urgent',
  } as const;
  return announce(house, notice, (audience, language) => ({
    card: draw(language),
    line: t(language, 'line.hand.asked', { ticket: `T-${id}`, what: t(language, `next-step.${next.state}`) }),
    pings: audience === 'customer' ? [] : [audience],
    ...(audience === 'customer' ? { calls: customersActing(after, house.source), aloud: true } : {}),
  }));
}

/** Whether a promise is broken, or the level is the highest: then the message overtakes others. */
function isPressing({ breaches, level }: Ticket, { terms: { policy } }: HouseView): boolean {
  return Object.keys(breaches).length > 0 || (level !== undefined && level === policy.levels[0]?.key);
}

/** Says on the card of those who acted before what was done, without its buttons. */
function finished(change: TicketChange, house: HouseView): Notice[] {
  const { id, before, after } = change;
  const was = before && cardedActor(before, house);
  if (before?.handedNo === undefined || !was || before.handedNo === after.handedNo) return [];
  const shown = { ...shownTo(change, house, before, was), key: `${handSubject(id, before)}|done|#${after.entries}` };
  return redraw(house, shown, (_, language) =>
    doneCard(id, before, after, was, lastWords(change, was), { ...house, language }),
  );
}

/** The one who acts next, if they are told by this card. */
function cardedActor(ticket: Ticket, { terms }: HouseView): NextActor | undefined {
  const next = nextActorOf(ticket, terms.policy);
  return next?.told === 'channel' || next?.told === 'direct' ? next : undefined;
}

type Shown = Pick<Announcement, 'subject' | 'at' | 'to' | 'inPlace' | 'customer' | 'waysTo'>;

function shownTo({ id, after }: TicketChange, house: HouseView, hand: Ticket, { who }: NextActor): Shown {
  const to = who === 'customer' ? ['customer'] : staffActing(who, hand, house.source, house.terms.policy);
  const { facts } = after;
  const waysTo = (audience: string) => caseWays(house, audience, facts);
  const inPlace = inPlaceOfActor(who, house, facts.customer);
  return { subject: subjectOf(id), at: after.asOfAt, to, inPlace, customer: facts.customer, waysTo };
}

/** Who hears if those who act next are away: for an engineer the person who has the bell, for others the line managers. */
function inPlaceOfActor(who: NextActor['who'], { source, terms: { bell } }: HouseView, customer: string): string[] {
  if (who === 'customer') return [];
  if (who === 'assignee' || who === 'visitors' || who === 'sent') return bell === undefined ? [] : [bell];
  return inLine(source, customer, []);
}

/** Entries whose own notice tells the engineer already: the handoff of a shift, a call that is owed or late. */
const TELL_THEMSELVES: readonly Entry['kind'][] = ['ticket.handed-over', 'callback.due', 'callback.overdue'];

/** Those who were sent answer on the card of the dispatch, which goes on as theirs. */
function answersDispatch({ kind, data }: Entry): boolean {
  return kind === 'ticket.updated' && (data.what === 'accept-dispatch' || data.what === 'decline-dispatch');
}

/** Whether the person who acts next is the one who has just acted, or is told in another way. */
function isByThem({ who }: NextActor, { after, added }: TicketChange, { source, terms }: HouseView): boolean {
  const last = added.findLast(({ by }) => by !== 'clock');
  if (added.some((entry) => TELL_THEMSELVES.includes(entry.kind) || answersDispatch(entry))) return true;
  if (!last) return false;
  return who === 'customer' ? !last.staff : staffActing(who, after, source, terms.policy).includes(last.by);
}

/**
 * The last entry that a person wrote; of a change by the clock alone its last one. The customer's card shows only what
 * the customer may read.
 */
function lastWords({ added, after }: TicketChange, { who }: NextActor): Entry | undefined {
  const shown = who === 'customer' ? added.filter((entry) => customerMayRead(entry, after)) : added;
  return shown.findLast(({ by, kind }) => by !== 'clock' && !kind.startsWith('clock.')) ?? shown.at(-1);
}

/** Each time a ticket comes into other hands there is a new card. */
function handSubject(id: TicketId, { handedNo = 0 }: Ticket): string {
  return `${subjectOf(id)}|hand|${handedNo}`;
}

function askCard(id: TicketId, ticket: Ticket, next: NextActor, entry: Entry | undefined, view: CardView): Card {
  const { language, source } = view;
  const side: CardSide = next.who === 'customer' ? 'customer' : 'team';
  const pending = pendingParts(ticket, view, side);
  const field = fieldIn(language);
  const fields = [
    ...nextRow(ticket, view),
    ...(side === 'team' ? field('customer', findCustomerName(source, ticket.facts.customer, language)) : []),
  ];
  return {
    subject: handSubject(id, ticket),
    tone: 'warn',
    title: `T-${id} · ${ticket.facts.title}`,
    badges: [{ text: t(language, 'hand.turn'), tone: 'warn' }],
    parts: [
      ...saidParts(entry, pending.length > 0, view),
      ...pending,
      { part: 'fields', fields },
      ...(side === 'team' ? clocksPart(ticket, view) : []),
      {
        part: 'actions',
        main: buttonsOf(id, ticket, view, side).main,
        more: side === 'team' ? [showTicketButton(id, language)] : [],
      },
    ],
  };
}

/** What happened. `isQuoted`: the words that people wrote follow it already. */
function saidParts(entry: Entry | undefined, isQuoted: boolean, view: CardView): CardPart[] {
  if (!entry) return [];
  const words = isQuoted ? '' : wordsIn(entry);
  return [
    { part: 'text', style: 'plain', text: asOwnLine(headOf(entry, view), view) },
    ...(words === '' ? [] : [{ part: 'text', style: 'quote', text: words } as const]),
  ];
}

function doneCard(
  id: TicketId,
  before: Ticket,
  after: Ticket,
  { who }: NextActor,
  entry: Entry | undefined,
  view: CardView,
): Card {
  const { language } = view;
  const line = entry ? asOwnLine(lineOf(entry, view), view) : '';
  const fields = nextRow(after, view, who === 'customer' ? 'customer' : 'team');
  return {
    subject: handSubject(id, before),
    tone: 'neutral',
    title: `T-${id} · ${after.facts.title}`,
    badges: [{ text: t(language, 'hand.done'), tone: 'neutral' }],
    parts: [
      { part: 'text', style: 'plain', text: line },
      ...(fields.length > 0 ? [{ part: 'fields', fields } as const] : []),
      ...(who === 'customer' ? [] : [{ part: 'actions', main: [showTicketButton(id, language)], more: [] } as const]),
    ],
  };
}
