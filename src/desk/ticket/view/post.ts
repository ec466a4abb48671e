import type { Post } from '../../../chat/adapter.ts';
import { type Button, blankCard, type Card } from '../../../chat/card.ts';
import type { Language } from '../../../lib/language.ts';
import { isSealed } from '../../address/confidential.ts';
import { cardPostOf, type QuietPost, wordless } from '../../address/post.ts';
import { pingIdOf, type Route } from '../../address/route.ts';
import { urgencyOf } from '../../book/ladder.ts';
import type { BookSource } from '../../book/schema.ts';
import { ticketButton } from '../../card/button.ts';
import type { Entry } from '../case/entry.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import type { CardSide } from '../verb/verb.ts';
import { alertLine, alertOf } from './alert.ts';
import { callsEngineer } from './audience.ts';
import { ticketCard } from './card.ts';
import { asOwnLine } from './entry-words.ts';
import { headlineOf } from './headline.ts';
import { lineOf } from './line.ts';
import { brokenSubject, pingCard } from './ping.ts';
import { shownAt } from './sealed.ts';
import { silenceSubject, tierSubject } from './settled-ping.ts';
import type { HouseView } from './view.ts';

/**
 * A ticket's card for one side; it says nothing beside the card. Where the words of a confidential customer must not
 * stand, it has none.
 */
export function cardPost(id: TicketId, ticket: Ticket, house: HouseView, side: CardSide, at: Where): QuietPost {
  const shown = shownAt(house, ticket.facts.customer, at);
  const draw = (language: Language) => ticketCard(id, shown.ticket(ticket, language), { ...house, language }, side);
  return { ...drawnPost(house, side, at, subjectOf(id), draw), full: fullButton(id, at.language) };
}

type Where = Pick<Route, 'place' | 'language'>;

function lineOnly(id: TicketId, side: CardSide, { language }: Where) {
  return { card: undefined, ...wordless(side, language), full: fullButton(id, language) };
}

function drawnPost(
  house: HouseView,
  audience: string,
  at: Where,
  subject: string,
  draw: (language: Language) => Card,
): QuietPost {
  return cardPostOf(house, audience, at, house.unseen ? () => blankCard(subject) : draw);
}

/** An entry to be told, and the ticket as it is at the end of the turn. */
export interface ToldEntry {
  readonly id: TicketId;
  readonly ticket: Ticket;
  readonly entry: Entry;
  /** The beginning of the keys of the entry's notices. */
  readonly base: string;
  /** Whether it is the last entry of its turn: the last one brings the card. */
  readonly isLast: boolean;
}

/** What an entry posts: in the ticket's own channels its card and a line in the thread, elsewhere a ping. */
export function entryPost(told: ToldEntry, house: HouseView, audience: string, route: Route): Omit<Post, 'about'> {
  const { id, ticket } = told;
  const view = { ...house, language: route.language };
  const may = shownAt(house, ticket.facts.customer, route);
  const entry = may.entry(told.entry);
  const line = asOwnLine(lineOf(entry, view), view);
  const mentions = mentionsOf(entry, ticket, house.source, audience, route.place.platform);
  // Adapters look only at whether there is a headline, so its words need not be made for cards that no person sees.
  const headline = house.unseen ? line : headlineOf(id, entry, may.ticket(ticket, route.language), view);
  if (isSide(audience)) {
    const shown = told.isLast ? cardPost(id, ticket, house, audience, route) : lineOnly(id, audience, route);
    const isNew = entry.kind === 'ticket.opened' && audience === 'team' && shown.card;
    const merged = isNew ? { gist: [isNew.title, line].filter(Boolean).join(' · '), stands: true as const } : {};
    return { ...shown, line, headline, mentions, ...merged };
  }
  const subject = pingSubject(told);
  const draw = (spoken: Language) =>
    pingCard(id, entry, subject, may.ticket(ticket, spoken), { ...house, language: spoken }, audience);
  const isStep = entry.kind === 'sla.raised' && audience === 'escalation';
  return {
    ...drawnPost(house, audience, route, subject, draw),
    line: isStep ? line : '',
    headline,
    mentions,
    gist: house.unseen ? headline : gistOf(told, house, route, headline),
    ...urgent(entry, house, audience),
  };
}

/** An alert's line in a message of many names customer and level: that message has no other place for them. */
function gistOf({ id, ticket, entry }: ToldEntry, house: HouseView, route: Route, headline: string): string {
  const { customer } = ticket.facts;
  if (!alertOf(entry, ticket, house.terms.policy) || isSealed(house.source, customer, route.place)) return headline;
  return alertLine(id, ticket, entry, { ...house, language: route.language });
}

/** How loudly a broken promise reaches the person it is raised to, as the book says. Others are not alerted. */
function urgent(entry: Entry, { terms }: HouseView, audience: string): Pick<Post, 'urgent'> {
  if (entry.kind !== 'sla.breached' && entry.kind !== 'sla.raised' && entry.kind !== 'ticket.unreached') return {};
  const way = entry.data.raisedTo === audience ? urgencyOf(terms.policy.ladder, audience) : undefined;
  return way === undefined ? {} : { urgent: way };
}

/** Opens the full log, where a platform cuts long texts. */
export function fullButton(id: TicketId, language: Language): Button {
  return ticketButton(id, 'ticket.log', 'button.full', language);
}

/** Each step of a ladder updates the ping of its breach. The pings of a tier and of a silence are found again by theirs. */
function pingSubject({ id, entry, base }: ToldEntry): string {
  if (entry.kind === 'ticket.tier-raised') return tierSubject(id, entry.data.tier);
  if (entry.kind === 'ticket.stale') return silenceSubject(id, entry.data.since);
  if (entry.kind !== 'sla.raised') return base;
  return brokenSubject(subjectOf(id), entry.data.metric, entry.data.due);
}

/** The two sides of a ticket, each with a card of its own in its channels. */
export const SIDES: readonly CardSide[] = ['customer', 'team'];

export function isSide(audience: string): audience is CardSide {
  return audience === 'customer' || audience === 'team';
}

/**
 * Who is pinged: the reader of a direct message, the person that the entry names, or whom it concerns. Those who have to
 * act next get a card of their own (`next-card.ts`), so the customer's line mentions no one.
 */
function mentionsOf(entry: Entry, ticket: Ticket, source: BookSource, audience: string, platform: string): string[] {
  if (audience === 'customer') return [];
  const isPerson = Object.hasOwn(source.people, audience);
  const concerned = audience === 'team' ? callsEngineer(entry, ticket) : undefined;
  const person = isPerson ? audience : (personOf(entry) ?? concerned);
  const id = person === undefined ? undefined : pingIdOf(source, person, platform);
  return id === undefined ? [] : [id];
}

function personOf(entry: Entry): string | undefined {
  switch (entry.kind) {
    case 'ticket.opened':
      return entry.data.assignee;
    case 'ticket.updated':
      return entry.data.what === 'take-over' ? entry.data.from : undefined;
    case 'sla.breached':
    case 'sla.raised':
    case 'ticket.stale':
    case 'ticket.unreached':
    case 'go-live.missed':
      return entry.data.raisedTo;
    default:
      return undefined;
  }
}
