import type { Notice, Withdrawal } from '../../../outbox/notice.ts';
import { brokenPromiseNotices, reassignedPings } from './broken-promise.ts';
import { dispatchNotices, dispatchWithdrawals } from './dispatch-notice.ts';
import { incidentNotices } from './incident-card.ts';
import { leaveNotices, leaveWithdrawals } from './leave-site.ts';
import { handOverNotices, handOverWithdrawals } from './next-card.ts';
import { pageNotices, pageWithdrawals } from './page-card.ts';
import { planNotices, planWithdrawals } from './plan-card.ts';
import { triageNotices, triageWithdrawals } from './triage-card.ts';
import type { HouseView, TicketChange } from './view.ts';

/**
 * Notices with cards beside the ticket's own, to the people who have to act: your turn, a plan to decide on, an incident,
 * a site that was left, a dispatch to accept, a new ticket to review, a call to respond. Apart from the calls they are not
 * among the notices of docs/simulate.md, so a simulation does not print them.
 */
export function sideCardNotices(change: TicketChange, house: HouseView): Notice[] {
  return [
    ...planNotices(change, house),
    ...incidentNotices(change, house),
    ...leaveNotices(change, house),
    ...handOverNotices(change, house),
    ...brokenPromiseNotices(change, house),
    ...reassignedPings(change, house),
    ...dispatchNotices(change, house),
    ...pageNotices(change, house),
    ...triageNotices(change, house),
  ];
}

/** The waiting notices among them that a change makes pointless. */
export function sideCardWithdrawals(change: TicketChange): Withdrawal[] {
  return [
    ...planWithdrawals(change),
    ...leaveWithdrawals(change),
    ...handOverWithdrawals(change),
    ...dispatchWithdrawals(change),
    ...pageWithdrawals(change),
    ...triageWithdrawals(change),
  ];
}
