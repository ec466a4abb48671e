import { t } from '../../../i18n/i18n.ts';
import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { announce, redraw, type Say } from '../../address/announce.ts';
import { inLine } from '../../address/in-line.ts';
import { listByRole } from '../../person/person.ts';
import type { Entry } from '../case/entry.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { awaitedOf } from '../case/visit.ts';
import type { Dispatch } from '../case/visit-record.ts';
import { dispatchSubject, seenToCard, sentCard } from './dispatch-card.ts';
import { lineOf } from './line.ts';
import type { HouseView, TicketChange } from './view.ts';
import { visitCard, visitSubject } from './visit-card.ts';

/**
 * Tells people of a visit to the site: who is sent is asked whether they go (D24); who dispatched, the service desk and
 * the escalation hear that no one does; the coordinator hears of the time (D step 5).
 */
export function dispatchNotices(change: TicketChange, house: HouseView): Notice[] {
  return [
    ...change.added.flatMap((entry) => entryNotices(change, entry, house)),
    ...redrawnCards(change, house),
    ...coordinatorNotices(change, house),
  ];
}

/** Withdraws questions that were answered, or whose dispatch was replaced or is over. */
export function dispatchWithdrawals({ id, before, after }: TicketChange): Withdrawal[] {
  if (!before?.dispatch) return [];
  const { no } = before.dispatch;
  const awaited = after.dispatch?.no === no ? awaitedOf(after) : [];
  return awaitedOf(before)
    .filter((person) => !awaited.includes(person))
    .map((person) => ({ subject: subjectOf(id), keyPrefix: askedKey(id, no, person) }));
}

function askedKey(id: TicketId, no: number, person: string): string {
  return `${dispatchSubject(id, no, 'sent')}|${person}|asked`;
}

function entryNotices({ id, after }: TicketChange, entry: Entry, house: HouseView): Notice[] {
  const { dispatch } = after;
  if (!dispatch) return [];
  const { customer } = after.facts;
  const base = { subject: subjectOf(id), at: entry.at, customer, fields: {}, unlisted: true } as const;
  if (entry.kind === 'ticket.dispatched')
    return awaitedOf(after).flatMap((person) => {
      const notice = { ...base, key: askedKey(id, dispatch.no, person), to: [person], kind: 'dispatch.asked' };
      return announce(house, notice, (_, language) => ({
        card: sentCard(id, after, dispatch, person, { ...house, language }),
        line: t(language, 'line.dispatch.asked', { ticket: `T-${id}` }),
        pings: [person],
      }));
    });
  const isDeclined = declines(entry);
  if (!isDeclined && entry.kind !== 'dispatch.unaccepted') return [];
  const to = isDeclined ? hearersOf(dispatch, entry.by, house) : ['escalation', ...hearersOf(dispatch, '', house)];
  const kind = isDeclined ? 'dispatch.declined' : 'dispatch.unaccepted';
  const key = `${dispatchSubject(id, dispatch.no, 'seen-to')}|${kind}|#${after.entries}`;
  const inPlace = inLine(house.source, customer, ['coordinator', 'projectManager']);
  return announce(
    house,
    { ...base, key, to, inPlace, kind, lane: 'urgent' },
    seenTo(id, after, dispatch, entry, house),
  );
}

function declines(entry: Entry): boolean {
  return entry.kind === 'ticket.updated' && entry.data.what === 'decline-dispatch';
}

/** What those read who see to it that someone goes; the escalation channel mentions who dispatched. */
function seenTo(id: TicketId, after: Ticket, dispatch: Dispatch, entry: Entry, house: HouseView): Say {
  return (audience, language) => {
    const view = { ...house, language };
    const says = lineOf(entry, view);
    return {
      card: seenToCard(id, after, dispatch, says, view),
      line: '',
      pings: audience === 'escalation' ? [dispatch.by] : [audience],
    };
  };
}

/** Who dispatched, and the service desk; not the person who declined. */
function hearersOf({ by }: Dispatch, decliner: string, { source }: HouseView): string[] {
  const all = new Set([by, ...listByRole(source.people, 'desk')]);
  return [...all].filter((person) => person !== decliner);
}

/** Cards that show another state now: of those who were sent, and of those who see to it that someone goes. */
function redrawnCards({ id, before, after, added }: TicketChange, house: HouseView): Notice[] {
  const was = before?.dispatch;
  const isChanged = after.dispatch !== was || after.visit !== before?.visit || after.status !== before?.status;
  if (!was || !isChanged) return [];
  const dispatch = after.dispatch?.no === was.no ? after.dispatch : was;
  const shown = { subject: subjectOf(id), at: after.asOfAt, customer: after.facts.customer };
  const key = (card: 'sent' | 'seen-to') => `${dispatchSubject(id, was.no, card)}|redrawn|#${after.entries}`;
  const asked = was.to.filter((person) => person !== was.by);
  const wasTold = was.chased || Object.values(was.answers).some(({ accepted }) => !accepted);
  const isToldNow = added.some((entry) => entry.kind === 'dispatch.unaccepted' || declines(entry));
  const inPlace = inLine(house.source, shown.customer, ['coordinator', 'projectManager']);
  const seeing = wasTold && !isToldNow ? ['escalation', ...hearersOf(was, '', house)] : [];
  return [
    ...redraw(house, { ...shown, key: key('sent'), to: asked }, (person, language) =>
      sentCard(id, after, dispatch, person, { ...house, language }),
    ),
    ...redraw(
      house,
      { ...shown, key: key('seen-to'), to: seeing, ...(seeing.length > 0 ? { inPlace } : {}) },
      (_, language) => seenToCard(id, after, dispatch, '', { ...house, language }),
    ),
  ];
}

/** The coordinator is told of the time of a visit, unless they set it themselves. */
function coordinatorNotices({ id, before, after }: TicketChange, house: HouseView): Notice[] {
  const { visit } = after;
  if (!visit || visit === before?.visit) return [];
  const to = listByRole(house.source.people, 'coordinator').filter((person) => person !== visit.by);
  const key = `${visitSubject(id)}|#${after.entries}`;
  const shown = { subject: subjectOf(id), at: after.asOfAt, customer: after.facts.customer, fields: {}, key, to };
  return announce(house, { ...shown, kind: 'visit.agreed', unlisted: true }, (person, language) => ({
    card: visitCard(id, after, { ...house, language }),
    line: t(language, 'line.visit.agreed', { ticket: `T-${id}` }),
    pings: [person],
  }));
}
