import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { incidentNotices } from './incident-card.ts';
import { leaveNotices, leaveWithdrawals } from './leave-site.ts';
import { planNotices, planWithdrawals } from './plan-card.ts';
import type { HouseView, TicketChange } from './view.ts';

/**
 * Cards beside the case's own, for whoever is to act on it: asked in their direct messages, brought up to date when it
 * is settled. scenario.md names none of them, so a simulation prints nothing.
 */
export function asideNotices(change: TicketChange, house: HouseView): Notice[] {
  return [...planNotices(change, house), ...incidentNotices(change, house), ...leaveNotices(change, house)];
}

/** What waits to be told and is pointless now. */
export function asideWithdrawals(change: TicketChange): Withdrawal[] {
  return [...planWithdrawals(change), ...leaveWithdrawals(change)];
}
