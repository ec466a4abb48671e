import { t } from '../../i18n/i18n.ts';
import { when } from '../../i18n/when.ts';
import type { Language } from '../../lib/language.ts';
import type { Notice } from '../../outbox/notice.ts';
import { announce, redraw } from '../address/announce.ts';
import type { Directory } from '../address/notice.ts';
import { numberOf } from '../address/number.ts';
import { subjectOf } from '../ticket/case/names.ts';
import type { Ticket } from '../ticket/case/ticket.ts';
import { partCard, suggestionCard } from './card.ts';
import { partSubject, suggestionSubject } from './names.ts';
import type { PartProgress, SparePart } from './part.ts';
import type { Suggestion } from './suggestion.ts';

/** What the notices of one ticket's parts are made from. */
export interface PartHouse extends Directory {
  readonly ticket: Ticket;
}

/**
 * The team is told of a request, the escalation channel of a part that is not on its way or not delivered in time; the
 * team's card turns red then.
 */
export function partNotices(house: PartHouse, id: number, { state, added }: PartProgress<SparePart>): Notice[] {
  return added.flatMap(({ kind, at }) => {
    if (kind !== 'part.requested' && kind !== 'part.overdue' && kind !== 'part.dispatch-late') return [];
    const isOverdue = kind !== 'part.requested';
    const announcement = {
      key: `${partSubject(state, id)}|${kind}`,
      kind,
      subject: subjectOf(state.ticketId),
      at,
      to: [isOverdue ? 'escalation' : 'team'],
      customer: state.customer,
      fields: state.dueAt === undefined ? {} : { due: state.dueAt },
      lane: isOverdue ? ('urgent' as const) : ('normal' as const),
      ...(kind === 'part.dispatch-late' ? { unlisted: true as const } : {}),
    };
    const told = announce(house, announcement, (_, language) => ({
      card: partCard(id, state, { ...house, language }),
      line: lineOf(kind, house, id, state, language),
      pings: isOverdue ? [state.askedBy] : [],
    }));
    return isOverdue ? [...told, ...redrawPart(house, id, { state, added }, ['team'])] : told;
  });
}

/** Updates of all cards of a part. */
export function redrawPart(
  house: PartHouse,
  id: number,
  { state, added }: PartProgress<SparePart>,
  to: readonly string[] = state.isOverdue || state.isDispatchLate ? ['team', 'escalation'] : ['team'],
): Notice[] {
  return added.flatMap(({ kind, at }) => {
    const key = `${partSubject(state, id)}|card|${kind}|${at}`;
    const shown = { key, subject: subjectOf(state.ticketId), at, to, customer: state.customer };
    return redraw(house, shown, (_, language) => partCard(id, state, { ...house, language }));
  });
}

/** The team is told of a suggestion; its assignee is mentioned. */
export function suggestionNotices(house: PartHouse, { state, added }: PartProgress<Suggestion>): Notice[] {
  const { ticketId, customer } = state;
  return added
    .filter(({ kind }) => kind === 'part.suggested')
    .flatMap(({ kind, at }) => {
      const key = suggestionSubject(ticketId);
      const announcement = { key, kind, subject: subjectOf(ticketId), at, to: ['team'], customer, fields: {} };
      return announce(house, announcement, (_, language) => ({
        card: suggestionCard(ticketId, { ...house, language }),
        line: t(language, 'line.part.suggested'),
        pings: house.ticket.assignee === undefined ? [] : [house.ticket.assignee],
      }));
    });
}

function lineOf(
  kind: 'part.requested' | 'part.overdue' | 'part.dispatch-late',
  { source }: PartHouse,
  id: number,
  { dueAt, dispatchDueAt, ticketId }: SparePart,
  language: Language,
): string {
  const words = { part: numberOf('part', id), ticket: `T-${ticketId}` };
  const zone = source.provider.timeZone;
  if (kind === 'part.dispatch-late')
    return t(language, `line.${kind}`, { ...words, due: dispatchDueAt ? when(language, dispatchDueAt, zone) : '' });
  if (dueAt === undefined) return t(language, 'line.part.requested-no-due', words);
  return t(language, `line.${kind}`, { ...words, due: when(language, dueAt, zone) });
}
