import type { Badge, Card, CardField, CardLink, CardPart, Tone } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { dateName, when } from '../../../i18n/when.ts';
import type { Language } from '../../../lib/language.ts';
import type { BookSource } from '../../book/schema.ts';
import { findCustomerName, findSiteName } from '../../card/customer.ts';
import { fieldIn } from '../../card/field.ts';
import { linksTo } from '../../card/file-links.ts';
import { personName } from '../../person/person.ts';
import { ongoingIncident } from '../case/incident.ts';
import { levelName, subjectOf } from '../case/names.ts';
import type { Signed } from '../case/record.ts';
import { brokePromise, isOver, type Ticket, type TicketId } from '../case/ticket.ts';
import { isHeldBack } from '../case/triage.ts';
import { isAtSite, isOnTheWay } from '../case/visit.ts';
import { isGoLiveMissed } from '../clock/promised.ts';
import type { CardSide } from '../verb/verb.ts';
import { buttonsOf } from './button.ts';
import { callbackNote, callbackRow } from './callback-row.ts';
import { clocksPart } from './clock-rows.ts';
import { consentRows } from './consent-card.ts';
import { deviceWords } from './corrected.ts';
import { termOf } from './device.ts';
import { fixParts, fixRows } from './fix-rows.ts';
import { incidentRows } from './incident-row.ts';
import { leaveRows } from './leave-site.ts';
import { signedBy } from './line.ts';
import { nextRow } from './next-actor.ts';
import { outageWords, withoutProgress } from './next-lines.ts';
import { approvalsOf, isApproved, pendingParts, replyParts } from './pending.ts';
import { takenBackRows, takenBackWord } from './taken-back.ts';
import { toldWords } from './told.ts';
import { triageRows } from './triage-rows.ts';
import type { CardView } from './view.ts';
import { visitRows } from './visit-rows.ts';
import { callRows, contactParts } from './whom-to-call.ts';

/** How many files a card names; the log has all of them. */
const FILES_SHOWN = 10;

/** A ticket's card for one side in one language. It is redrawn after every change. */
export function ticketCard(id: TicketId, ticket: Ticket, view: CardView, side: CardSide): Card {
  return {
    subject: subjectOf(id),
    tone: toneOf(ticket),
    title: `T-${id} · ${ticket.facts.title}`,
    badges: badgesOf(ticket, view),
    ...(side === 'team' ? settledBy(ticket, view) : {}),
    parts: [
      ...(ticket.facts.details ? [{ part: 'text', text: ticket.facts.details, style: 'quote' } as const] : []),
      { part: 'fields', fields: fieldsOf(ticket, view, side) },
      ...fixParts(ticket, view, side),
      ...pendingParts(ticket, view, side),
      ...replyParts(ticket, view),
      ...linkParts(id, ticket, view, side),
      ...clocksPart(ticket, view),
      ...(side === 'customer' ? [...callbackNote(ticket, view.language), ...contactParts(ticket, view)] : []),
      ...(side === 'team' ? heardParts(ticket, view) : []),
      ...actionsOf(id, ticket, view, side),
    ],
  };
}

/**
 * Red while a promise of an unresolved ticket is broken, or a serious incident lasts. A done ticket whose promise was
 * broken is never green.
 */
function toneOf(ticket: Ticket): Tone {
  if (ongoingIncident(ticket)) return 'bad';
  if (ticket.status === 'open' && (Object.keys(ticket.breaches).length > 0 || isGoLiveMissed(ticket))) return 'bad';
  const tone = stateTone(ticket);
  return tone === 'good' && brokePromise(ticket) ? 'warn' : tone;
}

/** A message that tells of new tickets strikes those through that were taken up. */
function settledBy(ticket: Ticket, view: CardView): Pick<Card, 'settled'> {
  const { acknowledged, respondedAt, status, withdrawn } = ticket;
  if (acknowledged)
    return { settled: t(view.language, 'digest.taken', { signed: signedBy(signed(acknowledged), view) }) };
  if (status === 'open' && respondedAt === undefined) return {};
  return {
    settled: withdrawn ? takenBackWord(withdrawn, view.language) : stateWord(ticket, view.source, view.language),
  };
}

function signed({ by, at }: { readonly by: string; readonly at: number }): Signed {
  return { by, who: undefined, at };
}

function stateTone(ticket: Ticket): Tone {
  if (ticket.status !== 'open') return ticket.status === 'withdrawn' ? 'neutral' : 'good';
  return ticket.acknowledged || ticket.respondedAt !== undefined ? 'neutral' : 'warn';
}

function badgesOf(ticket: Ticket, { source, language, terms }: CardView): Badge[] {
  const badges: Badge[] = [{ text: stateWord(ticket, source, language), tone: stateTone(ticket) }];
  if (ticket.withdrawn) return badges;
  if (ongoingIncident(ticket)) badges.unshift({ text: t(language, 'card.incident'), tone: 'bad' });
  if (ticket.level !== undefined)
    badges.push({ text: levelName(terms.policy, ticket.level, language), tone: 'neutral' });
  if (ticket.pausedSince !== undefined) badges.push({ text: t(language, 'card.paused'), tone: 'warn' });
  if (brokePromise(ticket)) badges.push({ text: t(language, 'card.breached'), tone: 'bad' });
  if (ticket.tier > 1) badges.push({ text: t(language, 'card.tier', { tier: ticket.tier }), tone: 'warn' });
  if (ticket.callback) badges.push({ text: t(language, 'card.callback'), tone: 'warn' });
  if (ticket.facts.billable) badges.push({ text: t(language, 'card.billable'), tone: 'warn' });
  return badges;
}

function stateWord(ticket: Ticket, source: BookSource, language: Language): string {
  if (ticket.withdrawn) return takenBackWord(ticket.withdrawn, language);
  if (ticket.status !== 'open') return t(language, `card.${ticket.status}`);
  if (isHeldBack(ticket)) return t(language, 'card.in-review');
  const where = siteWord(ticket);
  if (where) return t(language, `card.${where}`);
  if (ticket.acknowledged)
    return t(language, 'card.acknowledged', { by: personName(source.people, ticket.acknowledged.by, language) });
  return t(language, ticket.respondedAt === undefined ? 'card.open' : 'card.in-work');
}

/** Whether the engineer is on the way or on site; undefined: neither, or the visit is over. */
function siteWord(ticket: Ticket): 'on-the-way' | 'on-site' | undefined {
  const { resolvedAts, dispatch, dispatchedAt } = ticket;
  if ((resolvedAts.at(-1) ?? 0) > (dispatch?.at ?? dispatchedAt ?? 0)) return undefined;
  if (isAtSite(ticket)) return 'on-site';
  return isOnTheWay(ticket) ? 'on-the-way' : undefined;
}

function fieldsOf(ticket: Ticket, { source, language, terms }: CardView, side: CardSide): CardField[] {
  const { facts } = ticket;
  const device = source.customers[facts.customer]?.devices.find(({ key }) => key === facts.device);
  const field = fieldIn(language);
  return [
    ...nextRow(ticket, { source, language, terms }, side),
    ...(side === 'team' ? field('customer', findCustomerName(source, facts.customer, language)) : []),
    ...field('kind', facts.kind === 'fault' ? undefined : t(language, `ticket-kind.${facts.kind}`)),
    ...field('site', findSiteName(source, facts, language)),
    ...field('device', deviceWords(facts, { source, language })),
    ...field('term', device && termOf(device, terms.calendars.always.dateOf(ticket.reportedAt), language)),
    ...field('assignee', ticket.assignee && personName(source.people, ticket.assignee, language)),
    ...field('reported', when(language, ticket.reportedAt, source.provider.timeZone)),
    ...field('told', toldWords(facts, { source, language }, side)),
    ...(side === 'team' ? field('contact', facts.contact) : []),
    ...(side === 'team' ? callRows(ticket, { source, language, terms }) : []),
    ...(side === 'team' ? callbackRow(ticket, source, language) : []),
    ...field(
      'go-live',
      ticket.reply?.goLive &&
        t(language, `card.go-live.${goLiveState(ticket)}`, {
          date: dateName(language, ticket.reply.goLive, terms.calendars.always.dateOf(ticket.asOfAt)),
        }),
    ),
    ...field('outage', outageWords(ticket, { source, language, terms })),
    ...(side === 'team' ? tierRow(ticket, { source, language, terms }) : []),
    ...(side === 'team' ? field('otherwise', withoutProgress(ticket, { source, language, terms })) : []),
    ...fixRows(ticket, { source, language, terms }),
    ...takenBackRows(ticket, { source, language, terms }),
    ...incidentRows(ticket, { source, language, terms }, side),
    ...(side === 'team' ? consentRows(ticket, { source, language, terms }) : []),
    ...triageRows(ticket, { source, language, terms }, side),
    ...visitRows(ticket, { source, language, terms }, side),
    ...(side === 'team' ? leaveRows(ticket, { source, language, terms }) : []),
    ...field('rating', ticket.rating && t(language, 'card.rated', { score: ticket.rating.score })),
    ...field('approved', isApproved(ticket) ? approvalsOf(ticket, { source, language, terms }) : undefined),
  ];
}

function goLiveState(ticket: Ticket): 'missed' | 'confirmed' | 'proposed' {
  if (isGoLiveMissed(ticket)) return 'missed';
  return ticket.replyAcceptedAt ? 'confirmed' : 'proposed';
}

/** How the free words of the report were read, so that the team sees what to doubt. */
function heardParts({ facts: { heard } }: Ticket, { language }: CardView): CardPart[] {
  if (!heard) return [];
  // The examples are in both languages: the reader gets one of theirs, if one is near enough.
  const like = heard.like.find((each) => /\p{Script=Han}/u.test(each) === (language === 'zh-CN')) ?? heard.like[0];
  const text =
    heard.as === 'fault' && like !== undefined
      ? t(language, 'card.heard.fault', { like })
      : t(language, heard.as === 'fault' ? 'card.heard.fault-alone' : `card.heard.${heard.as}`);
  return [{ part: 'text', style: 'small', text }];
}

function linkParts(id: TicketId, ticket: Ticket, view: CardView, side: CardSide): CardPart[] {
  const links = side === 'team' ? teamLinks(ticket, view) : customerLinks(id, ticket, view);
  return links.length > 0 ? [{ part: 'links', links }] : [];
}

/** Links to what the customer wrote and sent: the team reads it where it was written. */
function teamLinks(ticket: Ticket, view: CardView): CardLink[] {
  const { origin } = ticket.facts;
  const photos = [...(ticket.facts.photos ?? []), ...(ticket.photos ?? [])];
  return [
    ...(origin && origin.link !== '' ? [{ label: t(view.language, 'card.link.message'), url: origin.link }] : []),
    ...(origin?.files ?? []).map(({ name, link }) => ({ label: name, url: link })),
    ...linksTo(photos.slice(0, FILES_SHOWN), view.links),
    ...fileLinks(ticket, view, FILES_SHOWN),
  ];
}

/** The latest files that the customer sent on our web page, if it is switched on. */
export function fileLinks({ attached = [] }: Ticket, { links }: CardView, most: number): CardLink[] {
  return attached.slice(-most).flatMap(({ id, name }) => {
    const url = links?.file(id);
    return url === undefined ? [] : [{ label: name, url }];
  });
}

/** The customer's link to the page for files: they may be in a chat that we cannot fetch files from. */
function customerLinks(id: TicketId, ticket: Ticket, { links, language }: CardView): CardLink[] {
  const url = isOver(ticket) ? undefined : links?.ticket(id, ticket.facts.customer);
  return url === undefined ? [] : [{ label: t(language, 'card.link.upload'), url }];
}

/** Who took the ticket's support tier, and when. */
function tierRow({ tier, tierTaken }: Ticket, view: CardView): CardField[] {
  return tierTaken?.tier === tier ? fieldIn(view.language)('tier-taken', signedBy(tierTaken, view)) : [];
}

function actionsOf(id: TicketId, ticket: Ticket, view: CardView, side: CardSide): CardPart[] {
  const { main, more } = buttonsOf(id, ticket, view, side);
  return main.length + more.length > 0 ? [{ part: 'actions', main, more }] : [];
}
