import type { Card } from '../../../chat/card.ts';
import { t } from '../../../i18n/i18n.ts';
import type { Notice } from '../../../outbox/notice.ts';
import { announce, redraw } from '../../address/announce.ts';
import type { EntryOf } from '../case/entry.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { clocksOf, isOpen } from '../clock/clocks.ts';
import { lastTold } from '../clock/ladder.ts';
import { isToldByMove } from '../clock/move.ts';
import { alertLine, alertOf } from './alert.ts';
import { buttonsOf } from './button.ts';
import { lineOf } from './line.ts';
import { nextRow, nextWords } from './next-actor.ts';
import { brokenSubject, drawPing, heardOf, pingCard } from './ping.ts';
import { pingButton } from './ping-button.ts';
import type { CardView, HouseView, TicketChange } from './view.ts';
import { whomToCall } from './whom-to-call.ts';

/**
 * Tells the assignee in their direct messages that a promise of theirs broke: the ladder is told by the notice itself.
 * Not if they are the one it was raised to.
 */
export function brokenPromiseNotices({ id, after, added }: TicketChange, house: HouseView): Notice[] {
  const { assignee } = after;
  if (house.unseen || assignee === undefined) return [];
  return added.flatMap((entry) => {
    if (entry.kind !== 'sla.breached' || entry.data.raisedTo === assignee || isToldByMove(entry)) return [];
    const subject = subjectOf(id);
    const own = brokenSubject(subject, entry.data.metric, entry.data.due);
    const { bell } = house.terms;
    const inPlace = bell === undefined || bell === entry.data.raisedTo ? [] : [bell];
    const notice = { key: `${own}|assignee`, kind: 'promise.broken', subject, at: entry.at, to: [assignee], inPlace };
    const alert = alertOf(entry, after, house.terms.policy);
    const shown = { ...notice, ...(alert ? { alert } : {}), customer: after.facts.customer, fields: {} };
    const told = { ...shown, lane: 'urgent', unlisted: true } as const;
    return announce(house, told, (person, language) => {
      const view = { ...house, language };
      return {
        card: ownPromiseCard(id, entry, own, after, view),
        line: t(language, 'line.hand.late', { ticket: `T-${id}`, what: nextWords(after, view) ?? '' }),
        pings: [person],
        gist: alertLine(id, after, entry, view),
      };
    });
  });
}

/** When the ticket goes to another, the pings about its broken promises name them, and no longer offer them to take it over. */
export function reassignedPings({ id, before, after }: TicketChange, house: HouseView): Notice[] {
  if (house.unseen || !before || before.assignee === after.assignee) return [];
  const { people } = house.terms.policy.ladder;
  const subject = subjectOf(id);
  return clocksOf(after, house.terms).flatMap((clock) => {
    const breach = after.breaches[clock.metric];
    if (!breach || !isOpen(clock)) return [];
    const { metric, dueAt: due } = breach;
    const own = brokenSubject(subject, metric, due);
    const raisedTo = lastTold(breach, house.terms.policy.ladder);
    const data = { metric, due, ...(raisedTo === undefined ? {} : { raisedTo }) };
    const entry = { kind: 'sla.breached', at: after.asOfAt, by: 'clock', staff: false, data } as const;
    const shown = {
      key: `${own}|assigned|#${after.entries}`,
      subject,
      at: after.asOfAt,
      customer: after.facts.customer,
    };
    return redraw(house, { ...shown, to: heardOf(breach, before.assignee, people) }, (audience, language) =>
      pingCard(id, entry, own, after, { ...house, language }, audience),
    );
  });
}

/** The card of a broken promise for the assignee: with the buttons of their next step. */
function ownPromiseCard(
  id: TicketId,
  entry: EntryOf<'sla.breached'>,
  subject: string,
  ticket: Ticket,
  view: CardView,
): Card {
  const { language } = view;
  const { main } = buttonsOf(id, ticket, view, 'team');
  const said = {
    subject,
    tone: 'bad',
    badge: t(language, 'ping.sla.breached'),
    text: lineOf(entry, view),
    first: nextRow(ticket, view),
    whom: whomToCall(entry, ticket, view, ticket.assignee),
  } as const;
  return drawPing(
    id,
    said,
    ticket,
    { main, more: [pingButton(id, 'show', language), pingButton(id, 'why', language)] },
    view,
  );
}
