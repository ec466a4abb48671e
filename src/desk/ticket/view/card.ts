import type { Badge, Card, CardClock, CardField, CardLink, CardPart, Tone } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { dateName, when } from '../../../i18n/when.ts';
import { type Language, named } from '../../../lib/language.ts';
import type { BookSource, Metric } from '../../book/schema.ts';
import { fieldIn } from '../../card/field.ts';
import { linksTo } from '../../card/file-links.ts';
import { personName } from '../../person/person.ts';
import { pendingConsent } from '../case/consent.ts';
import { ongoingIncident } from '../case/incident.ts';
import { levelName, subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksOf, isOpen, isPaused, type TicketClock } from '../clock/clocks.ts';
import type { CardSide } from '../verb/verb.ts';
import { buttonsOf } from './button.ts';
import { consentRows } from './consent-card.ts';
import { deviceLabel, termOf } from './device.ts';
import { incidentRows } from './incident-row.ts';
import { leaveRows } from './leave-site.ts';
import { approvalsOf, isApproved, pendingParts, replyParts } from './pending.ts';
import type { CardView } from './view.ts';

/** Files of a case that its card names; the log has them all. */
const FILES_SHOWN = 10;

/** The case as it stands, for one side, in one language. A projection: drawn anew after every change. */
export function ticketCard(id: TicketId, ticket: Ticket, view: CardView, side: CardSide): Card {
  return {
    subject: subjectOf(id),
    tone: toneOf(ticket),
    title: `T-${id} · ${ticket.facts.title}`,
    badges: badgesOf(ticket, view),
    parts: [
      ...(ticket.facts.details ? [{ part: 'text', text: ticket.facts.details, style: 'quote' } as const] : []),
      { part: 'fields', fields: fieldsOf(ticket, view, side) },
      ...pendingParts(ticket, view, side),
      ...replyParts(ticket, view),
      ...linkParts(id, ticket, view, side),
      ...clocksPart(ticket, view),
      ...(side === 'customer' ? turnToParts(ticket, clocksOf(ticket, view.terms), view) : []),
      ...actionsOf(id, ticket, view, side),
    ],
  };
}

/** The whole card turns red with a broken promise, until the fault is resolved. */
function toneOf(ticket: Ticket): Tone {
  if (ongoingIncident(ticket)) return 'bad';
  return ticket.status === 'open' && Object.keys(ticket.breaches).length > 0 ? 'bad' : stateTone(ticket);
}

function stateTone(ticket: Ticket): Tone {
  if (ticket.status !== 'open') return 'good';
  return ticket.acknowledged || ticket.respondedAt !== undefined ? 'neutral' : 'warn';
}

function badgesOf(ticket: Ticket, { source, language, terms }: CardView): Badge[] {
  const badges: Badge[] = [{ text: stateWord(ticket, source, language), tone: stateTone(ticket) }];
  if (ongoingIncident(ticket)) badges.unshift({ text: t(language, 'card.incident'), tone: 'bad' });
  if (ticket.level !== undefined)
    badges.push({ text: levelName(terms.policy, ticket.level, language), tone: 'neutral' });
  if (ticket.pausedSince !== undefined) badges.push({ text: t(language, 'card.paused'), tone: 'warn' });
  if (ticket.status === 'open' && Object.keys(ticket.breaches).length > 0)
    badges.push({ text: t(language, 'card.breached'), tone: 'bad' });
  if (ticket.tier > 1) badges.push({ text: t(language, 'card.tier', { tier: ticket.tier }), tone: 'warn' });
  if (ticket.callback) badges.push({ text: t(language, 'card.callback'), tone: 'warn' });
  if (ticket.facts.billable) badges.push({ text: t(language, 'card.billable'), tone: 'warn' });
  return badges;
}

function stateWord(ticket: Ticket, source: BookSource, language: Language): string {
  if (ticket.status !== 'open') return t(language, `card.${ticket.status}`);
  if (ticket.acknowledged)
    return t(language, 'card.acknowledged', { by: personName(source.people, ticket.acknowledged.by, language) });
  return t(language, ticket.respondedAt === undefined ? 'card.open' : 'card.in-work');
}

function fieldsOf(ticket: Ticket, { source, language, terms }: CardView, side: CardSide): CardField[] {
  const { facts } = ticket;
  const customer = source.customers[facts.customer];
  const site = customer?.sites.find(({ key }) => key === facts.site);
  const device = customer?.devices.find(({ key }) => key === facts.device);
  const field = fieldIn(language);
  return [
    ...(side === 'team' ? field('customer', customer && named(customer.name, language)) : []),
    ...field('kind', facts.kind === 'fault' ? undefined : t(language, `ticket-kind.${facts.kind}`)),
    ...field('site', site && named(site.name, language)),
    ...field('device', device && deviceLabel(device, language)),
    ...field('term', device && termOf(device, terms.calendars.always.dateOf(ticket.reportedAt), language)),
    ...field('assignee', ticket.assignee && personName(source.people, ticket.assignee, language)),
    ...field('reported', when(language, ticket.reportedAt, source.provider.timeZone)),
    ...(side === 'team' ? field('contact', facts.contact) : []),
    ...(side === 'team' ? field('callback', callbackWords(ticket)) : []),
    ...field(
      'go-live',
      ticket.reply?.goLive &&
        t(language, ticket.replyAcceptedAt ? 'card.go-live.confirmed' : 'card.go-live.proposed', {
          date: dateName(language, ticket.reply.goLive),
        }),
    ),
    ...field('waits', waitsFor(ticket, language)),
    ...incidentRows(ticket, { source, language, terms }, side),
    ...(side === 'team' ? consentRows(ticket, { source, language, terms }) : []),
    ...(side === 'team' ? leaveRows(ticket, { source, language, terms }) : []),
    ...field('rating', ticket.rating && t(language, 'card.rated', { score: ticket.rating.score })),
    ...field('approved', isApproved(ticket) ? approvalsOf(ticket, { source, language, terms }) : undefined),
  ];
}

/** Whom to call, and where. */
function callbackWords({ callback }: Ticket): string | undefined {
  return callback && [callback.phone, callback.contact, callback.company].filter(Boolean).join(' · ');
}

function linkParts(id: TicketId, ticket: Ticket, view: CardView, side: CardSide): CardPart[] {
  const links = side === 'team' ? teamLinks(ticket, view) : customerLinks(id, ticket, view);
  return links.length > 0 ? [{ part: 'links', links }] : [];
}

/** What the customer wrote and sent along stays where they wrote it: the team finds the way there. */
function teamLinks(ticket: Ticket, view: CardView): CardLink[] {
  const { origin, photos = [] } = ticket.facts;
  return [
    ...(origin && origin.link !== '' ? [{ label: t(view.language, 'card.link.message'), url: origin.link }] : []),
    ...(origin?.files ?? []).map(({ name, link }) => ({ label: name, url: link })),
    ...linksTo(photos.slice(0, FILES_SHOWN), view.links),
    ...fileLinks(ticket, view, FILES_SHOWN),
  ];
}

/** The latest files that the customer sent by our page, where it is served. */
export function fileLinks({ attached = [] }: Ticket, { links }: CardView, most: number): CardLink[] {
  return attached.slice(-most).flatMap(({ id, name }) => {
    const url = links?.file(id);
    return url === undefined ? [] : [{ label: name, url }];
  });
}

/** Chats that we cannot fetch files from are no reason not to send any. */
function customerLinks(id: TicketId, ticket: Ticket, { links, language }: CardView): CardLink[] {
  const url = ticket.status === 'closed' ? undefined : links?.ticket(id, ticket.facts.customer);
  return url === undefined ? [] : [{ label: t(language, 'card.link.upload'), url }];
}

function waitsFor(ticket: Ticket, language: Language): string | undefined {
  if (ticket.reply && ticket.isAnswered) return t(language, 'card.waits.reply');
  if (ticket.waitsForPlan) return t(language, `card.waits.plan-${ticket.waitsForPlan}`);
  if (ticket.waitsForAnswer) return t(language, 'card.waits.answer');
  return pendingConsent(ticket, undefined) && t(language, 'card.waits.consent');
}

/** Every promise of the case, kept, broken or running. */
export function clocksPart(ticket: Ticket, view: CardView): CardPart[] {
  const clocks = clocksOf(ticket, view.terms);
  return clocks.length > 0 ? [{ part: 'clocks', clocks: clocks.map((clock) => cardClock(ticket, clock, view)) }] : [];
}

function cardClock(ticket: Ticket, clock: TicketClock, { source, language }: CardView): CardClock {
  const zone = source.provider.timeZone;
  const breach = ticket.breaches[clock.metric];
  const dueAt = breach?.dueAt ?? clock.dueAt;
  const notes = [
    clock.provisional ? t(language, 'card.note.provisional') : '',
    breach?.late ? t(language, `card.note.late-${breach.late}`) : '',
    ticket.restartedAt[clock.metric] === undefined ? '' : t(language, 'card.note.restarted'),
    clock.stoppedAt === undefined ? '' : t(language, 'card.note.met', { at: when(language, clock.stoppedAt, zone) }),
  ];
  return {
    label: t(language, `metric.${clock.metric}`),
    when: dueAt === undefined ? t(language, 'card.clock.held') : when(language, dueAt, zone),
    ...(dueAt === undefined ? {} : { at: dueAt }),
    state: clockState(clock, breach !== undefined),
    note: notes.filter(Boolean).join(' · '),
  };
}

function clockState(clock: TicketClock, breached: boolean): CardClock['state'] {
  if (breached) return 'breached';
  if (!isOpen(clock)) return 'met';
  return isPaused(clock) ? 'paused' : 'running';
}

/** The promises by which a customer hears from us at all. */
const RESPONSES: readonly Metric[] = ['respond', 'answer', 'reply'];

/** Who got no response in time sees whom to turn to: whoever it went up to (D18). */
function turnToParts(
  ticket: Ticket,
  clocks: readonly TicketClock[],
  { source, terms, language }: CardView,
): CardPart[] {
  const late = clocks.find(
    (clock) => RESPONSES.includes(clock.metric) && isOpen(clock) && ticket.breaches[clock.metric],
  );
  const breach = late && ticket.breaches[late.metric];
  const person = breach && terms.policy.ladder.people[Math.max(breach.steps, 1) - 1];
  if (person === undefined) return [];
  return [
    {
      part: 'text',
      style: 'plain',
      text: t(language, 'card.turn-to', { name: personName(source.people, person, language) }),
    },
  ];
}

function actionsOf(id: TicketId, ticket: Ticket, view: CardView, side: CardSide): CardPart[] {
  const { main, more } = buttonsOf(id, ticket, view, side);
  return main.length + more.length > 0 ? [{ part: 'actions', main, more }] : [];
}
