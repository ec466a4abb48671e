import type { BookPolicy } from '../../book/schema.ts';
import { pendingConsent } from './consent.ts';
import { isIncidentPending } from './incident.ts';
import { isDone, type Ticket } from './ticket.ts';

/** What a ticket waits for now. Who acts next in each state, and by which buttons, stands in `../verb/next.ts`. */

/** Without a policy the states that depend on one are left out. */
type Holds = (ticket: Ticket, policy: BookPolicy | undefined) => boolean;

const isOpen = ({ status }: Ticket): boolean => status === 'open';

/** The first state that holds is the ticket's. The last one always holds. */
const STATES = {
  withdrawn: ({ status }) => status === 'withdrawn',
  'callback-owed': (ticket) => hasCallDue(ticket),
  // While a serious incident is pending it cannot be withdrawn.
  'withdraw-asked': (ticket) =>
    ticket.status !== 'closed' && ticket.withdrawWish !== undefined && !isIncidentPending(ticket),
  replied: (ticket) => isOpen(ticket) && ticket.isAnswered && ticket.reply !== undefined,
  answered: (ticket) => isOpen(ticket) && ticket.isAnswered,
  resolved: ({ status }) => status === 'resolved',
  'plan-director': (ticket) => isOpen(ticket) && ticket.waitsForPlan === 'director',
  'plan-customer': (ticket) => isOpen(ticket) && ticket.waitsForPlan === 'customer',
  consent: (ticket) => pendingConsent(ticket, undefined) !== undefined,
  asked: (ticket) => isOpen(ticket) && ticket.waitsForAnswer,
  'site-left': ({ left }, policy) => left !== undefined && !left.confirmed && policy?.leaveSite?.confirmedBy === 'desk',
  'report-owed': ({ status, incident }) => status === 'closed' && incident?.ended !== undefined && !incident.report,
  closed: ({ status }) => status === 'closed',
  'tier-raised': (ticket, policy) => hasUntakenTier(ticket, policy),
  new: ({ acknowledged, respondedAt }) => !acknowledged && respondedAt === undefined,
  'not-fixed': ({ facts, resolvedAts, dispatchedAt }) =>
    facts.kind === 'fault' && (resolvedAts.at(-1) ?? 0) > (dispatchedAt ?? 0),
  question: ({ facts }) => facts.kind === 'question',
  requirement: ({ facts, replyAcceptedAt }) => facts.kind === 'requirement' && replyAcceptedAt === undefined,
  'reply-accepted': ({ facts }) => facts.kind === 'requirement',
  'on-the-way': ({ dispatchedAt, arrivedAt }) => dispatchedAt !== undefined && arrivedAt === undefined,
  'plan-sent-back': ({ planRecord }) => planRecord?.sentBack !== undefined,
  'plan-approved': ({ planRecord }) => (planRecord?.approvals.length ?? 0) > 0,
  'on-site': ({ arrivedAt, left }) => arrivedAt !== undefined && !left,
  workaround: ({ workaroundAt }) => workaroundAt !== undefined,
  'in-work': () => true,
} satisfies Readonly<Record<string, Holds>>;

export type TicketState = keyof typeof STATES;

export const TICKET_STATES = Object.keys(STATES) as readonly TicketState[];

/** The state of a ticket under a policy; without one, the state that does not depend on any. */
export function stateOf(ticket: Ticket, policy: BookPolicy | undefined): TicketState {
  return TICKET_STATES.find((state) => (STATES[state] as Holds)(ticket, policy)) ?? 'in-work';
}

/** A call is due once there is an answer to tell, or its time has come (B5). */
function hasCallDue(ticket: Ticket): boolean {
  const { callback, status } = ticket;
  return callback !== undefined && status !== 'closed' && (isDone(ticket) || callback.reminded === true);
}

/** Whether a support tier has holders and none of them took the fault yet (D11). */
function hasUntakenTier({ status, facts, tier, tierTaken }: Ticket, policy: BookPolicy | undefined): boolean {
  const rule = policy?.tiers.find((each) => each.tier === tier);
  return status === 'open' && facts.kind === 'fault' && (rule?.holders.length ?? 0) > 0 && tierTaken?.tier !== tier;
}

/** States in which someone else than the engineer acts, each with what exactly waits. */
const WAITS_FOR: Readonly<Partial<Record<TicketState, (ticket: Ticket) => unknown>>> = {
  withdrawn: () => '',
  'callback-owed': () => '',
  'withdraw-asked': ({ withdrawWish }) => withdrawWish?.at,
  replied: ({ reply }) => reply?.solution,
  answered: () => '',
  resolved: ({ resolvedAts }) => resolvedAts.length,
  'plan-director': ({ planRecord }) => planRecord?.no,
  'plan-customer': ({ planRecord }) => planRecord?.no,
  consent: (ticket) => pendingConsent(ticket, undefined)?.consent.no,
  asked: ({ question }) => question,
  'report-owed': () => '',
  closed: () => '',
};

/** In whose hands a ticket is, as a key: another key means that it went to others, or that they are asked something else. */
export function handOf(ticket: Ticket): string {
  const state = stateOf(ticket, undefined);
  const waitsFor = WAITS_FOR[state];
  return waitsFor ? `${state}|${waitsFor(ticket)}` : `work|${ticket.assignee}`;
}
