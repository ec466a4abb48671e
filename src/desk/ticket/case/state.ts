import type { BookPolicy } from '../../book/schema.ts';
import { pendingConsent } from './consent.ts';
import { owesRepair } from './fix.ts';
import { isIncidentPending } from './incident.ts';
import { isDone, type Ticket } from './ticket.ts';
import { isHeldBack } from './triage.ts';
import { awaitedOf, isAtSite, isDeclined, isOnTheWay, lacksDirector, visitorsOf } from './visit.ts';

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
  'leave-asked': (ticket) => isOpen(ticket) && ticket.leaveWord?.asked !== undefined && !ticket.leaveWord.agreed,
  // Before the service desk's word on leaving, which stands on a card of its own.
  'repair-owed': (ticket) => ticket.status === 'closed' && owesRepair(ticket),
  'site-left': ({ left }, policy) => left !== undefined && !left.confirmed && policy?.leaveSite?.confirmedBy === 'desk',
  'report-owed': ({ status, incident }) => status === 'closed' && incident?.ended !== undefined && !incident.report,
  closed: ({ status }) => status === 'closed',
  'in-review': (ticket) => isHeldBack(ticket),
  'tier-raised': (ticket, policy) => hasUntakenTier(ticket, policy),
  new: ({ acknowledged, respondedAt }) => !acknowledged && respondedAt === undefined,
  'not-fixed': ({ facts, resolvedAts, dispatch, dispatchedAt }) =>
    facts.kind === 'fault' && (resolvedAts.at(-1) ?? 0) > (dispatch?.at ?? dispatchedAt ?? 0),
  question: ({ facts }) => facts.kind === 'question',
  requirement: ({ facts, replyAcceptedAt }) => facts.kind === 'requirement' && replyAcceptedAt === undefined,
  'reply-accepted': ({ facts }) => facts.kind === 'requirement',
  'dispatch-asked': (ticket) => awaitedOf(ticket).length > 0,
  // While the director has to approve a plan first, no one can be sent.
  'dispatch-declined': (ticket, policy) => isDeclined(ticket) && !(policy && lacksDirector(ticket, policy)),
  'leave-agreed': ({ leaveWord, arrivedAt }) => leaveWord?.agreed !== undefined && arrivedAt !== undefined,
  'on-the-way': (ticket) => isOnTheWay(ticket),
  'plan-sent-back': ({ planRecord }) => planRecord?.sentBack !== undefined,
  'plan-approved': ({ planRecord }) => (planRecord?.approvals.length ?? 0) > 0,
  'on-site': (ticket) => isAtSite(ticket),
  workaround: ({ workaroundAt }) => workaroundAt !== undefined,
  'in-work': () => true,
} satisfies Readonly<Record<string, Holds>>;

export type TicketState = keyof typeof STATES;

export const TICKET_STATES = Object.keys(STATES) as readonly TicketState[];

/** The state of a ticket under a policy; without one, the state that does not depend on any. */
export function stateOf(ticket: Ticket, policy: BookPolicy | undefined): TicketState {
  return TICKET_STATES.find((state) => (STATES[state] as Holds)(ticket, policy)) ?? 'in-work';
}

/** A call is due once there is an answer to tell, or its limit passed (B5). */
function hasCallDue(ticket: Ticket): boolean {
  const { callback, status } = ticket;
  return callback !== undefined && status !== 'closed' && (isDone(ticket) || callback.overdue === true);
}

/** Whether a support tier has holders and none of them took the fault yet (D11). */
function hasUntakenTier({ status, facts, tier, tierTaken }: Ticket, policy: BookPolicy | undefined): boolean {
  const rule = policy?.tiers.find((each) => each.tier === tier);
  return status === 'open' && facts.kind === 'fault' && (rule?.holders.length ?? 0) > 0 && tierTaken?.tier !== tier;
}

/** States in which the engineer does not simply go on with the work, each with what exactly waits, and for whom. */
const WAITS_FOR: Readonly<Partial<Record<TicketState, (ticket: Ticket) => unknown>>> = {
  withdrawn: () => '',
  'callback-owed': ({ assignee }) => assignee,
  'withdraw-asked': ({ withdrawWish, assignee }) => `${withdrawWish?.at}|${assignee}`,
  replied: ({ reply }) => reply?.solution,
  answered: () => '',
  resolved: ({ resolvedAts }) => resolvedAts.length,
  'plan-director': ({ planRecord }) => planRecord?.no,
  'plan-customer': ({ planRecord }) => planRecord?.no,
  consent: (ticket) => pendingConsent(ticket, undefined)?.consent.no,
  asked: ({ question }) => question,
  'leave-asked': ({ leaveWord }) => leaveWord?.asked?.at,
  'in-review': () => '',
  'dispatch-asked': ({ dispatch }) => dispatch?.no,
  'dispatch-declined': ({ dispatch }) => dispatch?.no,
  'report-owed': () => '',
  closed: () => '',
};

/** States of a visit: those who go to the site act, also where the ticket is another's. */
const VISITS: readonly TicketState[] = ['leave-agreed', 'on-the-way', 'on-site'];

/** In whose hands a ticket is, as a key: another key means that it went to others, or that they are asked something else. */
export function handOf(ticket: Ticket): string {
  const state = stateOf(ticket, undefined);
  const waitsFor = WAITS_FOR[state];
  if (waitsFor) return `${state}|${waitsFor(ticket)}`;
  return `work|${VISITS.includes(state) ? visitorsOf(ticket) : ticket.assignee}`;
}
