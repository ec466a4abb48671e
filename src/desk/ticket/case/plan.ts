import type { Instant } from '../../../lib/instant.ts';
import { endPause, pauseFrom } from './pause.ts';
import type { PlanApprover, PlanRecord, Signed } from './record.ts';
import type { Ticket } from './ticket.ts';
import type { Update } from './update-data.ts';

/** The plan of a repair (D6, D24): put to one approver after the other, and what each of them said. */

/** A new plan; it needs every approval, whatever was said to the plan before it. */
export function submitPlan(ticket: Ticket, { at, by, data }: Update): Partial<Ticket> {
  return {
    ...putPlanTo(ticket, data.waitsFor, at),
    plan: data.text,
    planRecord: { no: ticket.entries + 1, by, at, approvals: [], sentBack: undefined },
  };
}

/** Approved by the one it waited for; `data.waitsFor` is the next approver, if there is one. */
export function approvePlan(ticket: Ticket, update: Update): Partial<Ticket> {
  const approve = (record: PlanRecord) => ({ approvals: [...record.approvals, signed(update)] });
  return answerPlan(ticket, update, approve);
}

export function sendPlanBack(ticket: Ticket, update: Update): Partial<Ticket> {
  return answerPlan(ticket, update, () => ({ sentBack: signed(update) }));
}

function answerPlan(
  ticket: Ticket,
  { at, data }: Update,
  change: (record: PlanRecord) => Partial<PlanRecord>,
): Partial<Ticket> {
  const { planRecord } = ticket;
  return {
    ...putPlanTo(ticket, data.waitsFor, at),
    planRecord: planRecord && { ...planRecord, ...change(planRecord) },
  };
}

function signed({ at, by, data }: Update): Signed {
  return { by, who: data.who, at };
}

/** The clocks pause while the customer looks at the plan (D6). */
function putPlanTo(ticket: Ticket, waitsForPlan: PlanApprover | undefined, at: Instant): Partial<Ticket> {
  if (waitsForPlan === 'customer') return { waitsForPlan, ...pauseFrom(ticket, at) };
  return { waitsForPlan, ...(ticket.waitsForAnswer ? {} : endPause(ticket, at)) };
}
