import { blankCard, type Card } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import { when } from '../../../i18n/when.ts';
import type { Language } from '../../../lib/language.ts';
import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { announce, redraw } from '../../address/announce.ts';
import { fallbacksOf } from '../../address/fallback.ts';
import type { Way } from '../../address/notice.ts';
import { pageRoutes, urgencyIn } from '../../address/reach.ts';
import { routesOf } from '../../address/route.ts';
import type { EntryOf } from '../case/entry.ts';
import { subjectOf } from '../case/names.ts';
import type { Page, PagingRecord } from '../case/paging-record.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clockOf } from '../clock/clocks.ts';
import { lineOf, whoName } from './line.ts';
import { nextRow } from './next-actor.ts';
import { drawPing } from './ping.ts';
import { pingButton } from './ping-button.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';
import { whomToCall } from './whom-to-call.ts';

/**
 * The calls to the person who has to respond. Each is a message of its own, so that a phone rings for it. Once the
 * response is there, or is owed by another, their cards say so and ask for nothing.
 */
export function pageNotices(change: TicketChange, house: HouseView): Notice[] {
  const { id, after, added } = change;
  const pages = after.paging?.pages ?? [];
  const paged = added.findLast((entry): entry is EntryOf<'ticket.paged'> => entry.kind === 'ticket.paged');
  const page = pages.at(-1);
  return [...(paged && page ? call(id, after, paged, page, house) : []), ...settledPages(change, house)];
}

/**
 * A call that was not delivered before the next one, or before the response, is not made any more; nor is it told that
 * none was answered.
 */
export function pageWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  const was = before?.paging;
  if (!was || was === after.paging) return [];
  const subject = subjectOf(id);
  const kinds = ['ticket.paged', ...(goesOn(was, after) ? [] : ['ticket.unreached'])];
  return kinds.map((kind) => ({ subject, keyPrefix: `${subject}|${kind}|` }));
}

function goesOn(was: PagingRecord, { paging }: Ticket): boolean {
  const [first] = was.pages;
  return first === undefined || paging?.pages[0]?.no === first.no;
}

function call(id: TicketId, ticket: Ticket, entry: EntryOf<'ticket.paged'>, page: Page, house: HouseView): Notice[] {
  const { no, to, way, wanted, absent } = entry.data;
  const audience = audienceOf(page);
  const notice = {
    key: pageSubject(id, page),
    kind: entry.kind,
    subject: subjectOf(id),
    at: entry.at,
    to: [audience],
    customer: ticket.facts.customer,
    lane: 'urgent',
    fields: {
      no,
      way,
      ...(wanted ? { wanted } : {}),
      ...(audience === to ? {} : { person: to }),
      ...(absent ? { absent } : {}),
    },
    waysTo: () => waysOf(page, house),
  } as const;
  const urgent = urgencyIn(way);
  return announce(house, notice, (_, language) => {
    const view = { ...house, language };
    return {
      card: house.unseen ? blankCard(notice.key) : pageCard(id, ticket, entry, notice.key, view),
      line: t(language, 'page.badge', { no }),
      pings: [to],
      ...(urgent ? { urgent } : {}),
    };
  });
}

function pageSubject(id: TicketId, { no }: Pick<Page, 'no'>): string {
  return `${subjectOf(id)}|ticket.paged|#${no}`;
}

/** Called by name in the channel, the team is whom the message is for. */
function audienceOf({ to, way }: Page): string {
  return way === 'channel' ? 'team' : to;
}

/** Where a call goes; in the channel where no other way works, also to a person who is not on its platform. */
function waysOf(page: Page, { source, canUrge = () => true }: HouseView): Way[] {
  const routes = pageRoutes(source, page.to, page.way, canUrge);
  const audience = audienceOf(page);
  return (routes.length > 0 ? routes : routesOf(source, audience, undefined)).map((route) => ({
    route,
    fallbacks: fallbacksOf(source, audience, route, 'comes'),
  }));
}

function pageCard(id: TicketId, ticket: Ticket, entry: EntryOf<'ticket.paged'>, subject: string, view: CardView): Card {
  const { language, source } = view;
  const isLate = ticket.breaches.respond !== undefined;
  const due = ticket.breaches.respond?.dueAt ?? clockOf(ticket, view.terms, 'respond')?.dueAt ?? entry.at;
  const asked = t(language, isLate ? 'page.ask-late' : 'page.ask', {
    due: when(language, due, source.provider.timeZone, entry.at),
  });
  const said = {
    subject,
    tone: isLate ? 'bad' : 'warn',
    badge: t(language, 'page.badge', { no: entry.data.no }),
    text: `${lineOf(entry, view)}\n${asked}`,
    whom: whomToCall(entry, ticket, view, entry.data.to),
  } as const;
  const main = [pingButton(id, 'acknowledge', language, 'primary'), pingButton(id, 'show', language)];
  return drawPing(id, said, ticket, { main, more: [pingButton(id, 'why', language)] }, view);
}

/** Once calls have ended, their cards and those of the manager who was told say what became of it. */
function settledPages(change: TicketChange, house: HouseView): Notice[] {
  const { id, before, after } = change;
  const was = before?.paging;
  if (house.unseen || !was || goesOn(was, after)) return [];
  const shown = { subject: subjectOf(id), at: after.asOfAt, customer: after.facts.customer };
  const keyFor = (no: number) => `${subjectOf(id)}|page-done|#${no}|#${after.entries}`;
  const calls = was.pages.flatMap((page) => {
    const ways = { to: [audienceOf(page)], waysTo: () => waysOf(page, house) };
    return redraw(house, { ...shown, ...ways, key: keyFor(page.no) }, (_, language) =>
      settledCard(change, pageSubject(id, page), language, house),
    );
  });
  const { raisedTo, raisedNo } = was;
  if (raisedTo === undefined || raisedNo === undefined) return calls;
  const told = { ...shown, to: ['escalation', raisedTo], key: keyFor(raisedNo) };
  const draw = (_: string, language: Language) =>
    settledCard(change, `${subjectOf(id)}|ticket.unreached|#${raisedNo}`, language, house);
  return [...calls, ...redraw(house, told, draw)];
}

function settledCard({ id, after, added }: TicketChange, subject: string, language: Language, house: HouseView): Card {
  const view = { ...house, language };
  const respondedAt = after.acknowledged?.at ?? after.respondedAt;
  const badge = t(language, respondedAt === undefined ? 'page.over' : 'page.answered');
  const at = respondedAt === undefined ? '' : when(language, respondedAt, house.source.provider.timeZone, after.asOfAt);
  const who = after.acknowledged ? whoName(view, after.acknowledged.by) : '';
  const entry = added.findLast(({ by }) => by !== 'clock') ?? added.at(-1);
  const said = {
    subject,
    tone: respondedAt === undefined ? 'neutral' : 'good',
    badge,
    text: entry ? lineOf(entry, view) : '',
    first: nextRow(after, view),
  } as const;
  const card = drawPing(id, said, after, { main: [pingButton(id, 'show', language)], more: [] }, view);
  return { ...card, settled: [badge, at, who].filter(Boolean).join(' · ') };
}
