import type { CardField } from '../../../chat/card.ts';
import { hasText, t } from '../../../i18n/i18n.ts';
import { named } from '../../../lib/language.ts';
import type { BookPolicy, BookSource } from '../../book/schema.ts';
import { customerName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import { listByRole, personName } from '../../person/person.ts';
import type { Reporter } from '../case/record.ts';
import { stateOf } from '../case/state.ts';
import type { Ticket } from '../case/ticket.ts';
import { awaitedOf, visitorsOf } from '../case/visit.ts';
import { type LiveState, type Next, nextIn, type Who } from '../verb/next.ts';
import type { CardSide } from '../verb/verb.ts';
import type { CardView } from './view.ts';

/** Who acts next on a ticket, by name, and in words: "Li Wei, to arrive". */

/** A ticket's state with its row of the table of next actors. */
export interface NextActor extends Next {
  readonly state: LiveState;
}

/** The one who acts next; undefined: the case is over. */
export function nextActorOf(ticket: Ticket, policy: BookPolicy): NextActor | undefined {
  const state = stateOf(ticket, policy);
  const next = nextIn(state);
  return next && { state: state as LiveState, ...next };
}

/** The keys of the provider's people who may act; empty: the customer, or no one in particular. */
export function staffActing(who: Who, ticket: Ticket, source: BookSource, policy: BookPolicy): readonly string[] {
  switch (who) {
    case 'customer':
      return [];
    case 'assignee':
      return responsibleFor(ticket, source, policy);
    case 'speaker':
      return ticket.incident ? [ticket.incident.speaker] : [];
    case 'holder':
      return holdersOf(ticket, source, policy);
    case 'reviewer':
      return reviewersOf(source, policy);
    case 'sent':
      return awaitedOf(ticket);
    case 'dispatcher':
      return ticket.dispatch ? [ticket.dispatch.by] : [];
    case 'visitors': {
      const visitors = visitorsOf(ticket);
      return visitors.length > 0 ? visitors : responsibleFor(ticket, source, policy);
    }
    case 'director':
    case 'desk':
      return listByRole(source.people, who);
  }
}

/** The assignee; where an engineer gets new tickets only from the review and none has it, the reviewer. */
function responsibleFor({ assignee, triage }: Ticket, source: BookSource, policy: BookPolicy): readonly string[] {
  if (assignee !== undefined) return [assignee];
  return triage?.holdsBack ? reviewersOf(source, policy) : [];
}

function reviewersOf({ people }: BookSource, { triage }: BookPolicy): readonly string[] {
  return triage ? listByRole(people, triage.by) : [];
}

/** The holders of the ticket's support tier, each once. */
function holdersOf({ tier }: Ticket, { people }: BookSource, { tiers }: BookPolicy): string[] {
  const roles = tiers.find((each) => each.tier === tier)?.holders ?? [];
  return [...new Set(roles.flatMap((role) => listByRole(people, role)))];
}

/** The customer's people to mention: those who reported it; else those whom the book names. */
export function customersActing({ facts, reporters = [] }: Ticket, { customers }: BookSource): Reporter[] {
  const reported = [...(facts.reporter ? [facts.reporter] : []), ...reporters];
  if (reported.length > 0) return reported;
  return (customers[facts.customer]?.people ?? []).flatMap(({ ids }) =>
    Object.entries(ids).map(([platform, id]) => ({ platform, userId: id.slice(id.indexOf('/') + 1) })),
  );
}

/**
 * Who acts next and what they do: "Li Wei, to arrive"; undefined: the case is over. `side`: who reads it. Customers read
 * steps among ourselves in words of their own. `reader`: the key of the person who reads it, or `customer`, who is called
 * "you"; left out: many read it.
 */
export function nextWords(
  ticket: Ticket,
  view: CardView,
  side: CardSide = 'team',
  reader?: string,
): string | undefined {
  const { language, source, terms } = view;
  const next = nextActorOf(ticket, terms.policy);
  if (!next) return undefined;
  const acting = next.who === 'customer' ? ['customer'] : staffActing(next.who, ticket, source, terms.policy);
  const isReader = acting.length === 1 && acting[0] === reader;
  const theirs = `next-step.${next.state}.customer`;
  const isTheirs = side === 'customer' && hasText(language, theirs);
  return t(language, 'next.is', {
    who: isReader ? t(language, 'next.who.you') : whoWords(next.who, ticket, view),
    what: t(language, isTheirs ? theirs : `next-step.${next.state}`),
  });
}

/** The row "Next" of a card; empty when the case is over. `side`: who reads it. */
export function nextRow(ticket: Ticket, view: CardView, side: CardSide = 'team'): CardField[] {
  return fieldIn(view.language)('next', nextWords(ticket, view, side));
}

function whoWords(who: Who, ticket: Ticket, view: CardView): string {
  const { language, source, terms } = view;
  const names = staffActing(who, ticket, source, terms.policy).map((key) => personName(source.people, key, language));
  if (names.length > 0) return names.join(' / ');
  switch (who) {
    case 'customer':
      return reporterName(ticket, view) ?? customerName(source, ticket.facts.customer, language);
    case 'director':
    case 'desk':
      return t(language, `next.who.${who}`);
    case 'holder':
      return t(language, 'next.who.holder', { tier: ticket.tier });
    case 'reviewer':
      return t(language, `contact.role.${terms.policy.triage?.by ?? 'desk'}`);
    default:
      return t(language, 'next.who.duty');
  }
}

/** The name of the customer's person who reported it, if the book has it. */
function reporterName({ facts }: Ticket, { source, language }: CardView): string | undefined {
  const { reporter } = facts;
  const person = source.customers[facts.customer]?.people.find(({ ids }) => {
    const id = reporter && ids[reporter.platform as keyof typeof ids];
    return id !== undefined && (id === reporter?.userId || id.endsWith(`/${reporter?.userId}`));
  });
  return person && named(person.name, language);
}
