import type { TicketState } from '../case/state.ts';
import type { AskedVerb } from './table.ts';

/**
 * Who acts next on a ticket: the assignee if it has one, else those on duty; the `holder` of the support tier; the
 * `reviewer` of new tickets; of a visit those who were `sent` and have not said yet whether they go, the `dispatcher` who
 * sent them, and the `visitors` who go or are there.
 */
export type Who =
  | 'customer'
  | 'assignee'
  | 'director'
  | 'desk'
  | 'holder'
  | 'speaker'
  | 'reviewer'
  | 'sent'
  | 'dispatcher'
  | 'visitors';

/**
 * How they are told. `channel`: a card in the customer's channel that mentions them. `direct`: a card in their direct
 * messages. `own`: the state has a card and a message of its own (plan, review, dispatch, leaving the site, incident). `notice`: the
 * notice of what happened mentions them already.
 */
export type Way = 'channel' | 'direct' | 'own' | 'notice';

/** One state of a ticket. */
export interface Next {
  readonly who: Who;
  /** What they do; its button is on the card by which they are told. */
  readonly does: AskedVerb;
  readonly told: Way;
  /** The main buttons on each side's card: the first two of these that are allowed now. */
  readonly team: readonly AskedVerb[];
  readonly customer: readonly AskedVerb[];
}

/** A state of a case that goes on. */
export type LiveState = Exclude<TicketState, 'withdrawn' | 'closed'>;

/** The engineer's usual buttons: only those that are allowed are shown. */
const WORK = ['acknowledge', 'answer', 'resolve', 'update'] as const;

/** Who acts next in each state, and the main buttons of its cards. */
export const NEXT: Readonly<Record<LiveState, Next>> = {
  'callback-owed': row('assignee', 'called-back', 'direct', ['called-back', 'resolve'], ['reject-fix']),
  'withdraw-asked': row('assignee', 'withdraw', 'direct', ['withdraw', 'resolve'], ['confirm', 'reject-fix', 'update']),
  replied: row('customer', 'accept-reply', 'channel', WORK, ['accept-reply', 'reject-fix']),
  answered: row('customer', 'confirm', 'channel', WORK, ['confirm', 'reject-fix']),
  resolved: row('customer', 'confirm', 'channel', [], ['confirm', 'reject-fix']),
  'plan-director': row('director', 'approve-plan', 'own', WORK, ['update']),
  'plan-customer': row('customer', 'approve-plan', 'channel', WORK, ['approve-plan', 'reject-plan']),
  consent: row('customer', 'give-consent', 'channel', WORK, ['give-consent', 'refuse-consent']),
  asked: row('customer', 'customer-answered', 'channel', WORK, ['customer-answered']),
  'leave-asked': row('customer', 'agree-leave', 'channel', WORK, ['agree-leave', 'update']),
  'repair-owed': row('assignee', 'final-repair', 'direct', ['final-repair'], []),
  'site-left': row('desk', 'confirm-leave', 'own', WORK, ['update']),
  'report-owed': row('speaker', 'report-incident', 'own', [], []),
  'in-review': row('reviewer', 'triage', 'own', WORK, ['update']),
  'tier-raised': row('holder', 'take-tier', 'notice', WORK, ['update']),
  new: row('assignee', 'acknowledge', 'direct', WORK, ['update']),
  'not-fixed': row('assignee', 'resolve', 'direct', ['resolve', 'update'], ['update']),
  question: row('assignee', 'answer', 'direct', WORK, ['update']),
  requirement: row('assignee', 'deliver', 'direct', ['acknowledge', 'deliver', 'update'], ['update']),
  'reply-accepted': row('assignee', 'resolve', 'direct', WORK, ['update']),
  // Who arrives has accepted.
  'dispatch-asked': row('sent', 'accept-dispatch', 'own', ['arrive', 'update'], ['update']),
  'dispatch-declined': row('dispatcher', 'dispatch', 'own', ['dispatch', 'update'], ['update']),
  'leave-agreed': row('visitors', 'leave-site', 'direct', ['leave-site', 'resolve'], ['update']),
  'on-the-way': row('visitors', 'arrive', 'direct', ['arrive', 'update'], ['update']),
  'plan-sent-back': row('assignee', 'submit-plan', 'direct', ['submit-plan', 'resolve'], ['update']),
  'plan-approved': row('assignee', 'resolve', 'direct', WORK, ['update']),
  'on-site': row('visitors', 'resolve', 'direct', WORK, ['update']),
  workaround: row('assignee', 'resolve', 'direct', WORK, ['update']),
  'in-work': row('assignee', 'resolve', 'direct', WORK, ['update']),
};

/** The row of a state; undefined: the case is over. */
export function nextIn(state: TicketState): Next | undefined {
  return state === 'closed' || state === 'withdrawn' ? undefined : NEXT[state];
}

function row(who: Who, does: AskedVerb, told: Way, team: Next['team'], customer: Next['customer']): Next {
  return { who, does, told, team, customer };
}
