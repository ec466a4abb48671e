import { t } from '../../../i18n/i18n.ts';
import type { Notice } from '../../../outbox/notice.ts';
import { redraw } from '../../address/announce.ts';
import { showTicketButton } from '../../card/button.ts';
import { subjectOf } from '../case/names.ts';
import type { Ticket, TicketId } from '../case/ticket.ts';
import { calledBy, inPlaceOf } from './called.ts';
import { lineOf } from './line.ts';
import { nextRow } from './next-actor.ts';
import { drawPing } from './ping.ts';
import type { HouseView, TicketChange } from './view.ts';

/** The subject of the pings that call the holders of a support tier: each place has one such card for each tier. */
export function tierSubject(id: TicketId, tier: number): string {
  return `${subjectOf(id)}|ticket.tier-raised|${tier}`;
}

/** The subject of the pings about one silence of staff, which began at the instant `since`. */
export function silenceSubject(id: TicketId, since: number): string {
  return `${subjectOf(id)}|ticket.stale|${since}`;
}

/**
 * Once a support tier was taken, or a silence of staff is over, the pings about it say so. They no longer offer a button
 * that would be refused. They are redrawn; no one is pinged again.
 */
export function settledPings(change: TicketChange, house: HouseView): Notice[] {
  const { before, after } = change;
  if (house.unseen || !before) return [];
  return [
    ...(waitsForHolder(before) && (!waitsForHolder(after) || after.tier !== before.tier)
      ? settled(change, house, tierSubject(change.id, before.tier), ['escalation', ...tierHearers(before, house)])
      : []),
    ...(isSilent(before) && !isSilent(after)
      ? settled(change, house, silenceSubject(change.id, before.staleSince ?? 0), [
          'escalation',
          ...house.terms.policy.ladder.people,
        ])
      : []),
  ];
}

function waitsForHolder({ status, tier, tierTaken }: Ticket): boolean {
  return status === 'open' && tier > 1 && tierTaken?.tier !== tier;
}

/** Whether nothing was heard from staff since their silence was reported. */
function isSilent({ status, staleSince, lastStaffAt, reportedAt }: Ticket): boolean {
  return status === 'open' && staleSince !== undefined && staleSince === (lastStaffAt ?? reportedAt);
}

/** The holders of the ticket's tier, and those who hear in their place. */
function tierHearers(ticket: Ticket, house: HouseView): string[] {
  const data = { tier: ticket.tier, why: 'overdue' } as const;
  const entry = { kind: 'ticket.tier-raised', at: ticket.asOfAt, by: 'clock', staff: false, data } as const;
  return [...calledBy(entry, ticket, house), ...(inPlaceOf(entry, ticket, house) ?? [])];
}

function settled({ id, after, added }: TicketChange, house: HouseView, own: string, to: readonly string[]): Notice[] {
  const entry = added.findLast(({ by }) => by !== 'clock') ?? added.at(-1);
  const shown = { key: `${own}|done|#${after.entries}`, subject: subjectOf(id), at: after.asOfAt };
  return redraw(house, { ...shown, customer: after.facts.customer, to: [...new Set(to)] }, (_, language) => {
    const view = { ...house, language };
    const badge = t(language, 'hand.done');
    const text = entry ? lineOf(entry, view) : '';
    const said = { subject: own, tone: 'neutral', badge, text, first: nextRow(after, view) } as const;
    const card = drawPing(id, said, after, { main: [showTicketButton(id, language)], more: [] }, view);
    return { ...card, settled: badge };
  });
}
