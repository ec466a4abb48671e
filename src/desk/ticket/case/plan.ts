import type { Instant } from '../../../lib/instant.ts';
import { endPause, pauseFrom } from './pause.ts';
import type { PlanApprover, PlanRecord, Signed } from './record.ts';
import type { Ticket } from './ticket.ts';
import type { Update } from './update-data.ts';

/** The repair plan (D6, D24): its approvers decide one after the other, and each decision is kept. */

/** A new plan. It needs every approval again, even where an earlier plan was approved. */
export function submitPlan(ticket: Ticket, { at, by, data }: Update): Partial<Ticket> {
  return {
    ...putPlanTo(ticket, data.waitsFor, at),
    plan: data.text,
    planRecord: { no: ticket.entries + 1, by, at, approvals: [], sentBack: undefined },
  };
}

/** The approver it waited for agreed; `data.waitsFor` is the next approver, if there is one. */
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

/** Waits for an approver, or for none. While the plan is with the customer the clocks pause (D6). */
function putPlanTo(ticket: Ticket, waitsForPlan: PlanApprover | undefined, at: Instant): Partial<Ticket> {
  if (waitsForPlan === 'customer') return { waitsForPlan, ...pauseFrom(ticket, at) };
  return { waitsForPlan, ...(ticket.waitsForAnswer ? {} : endPause(ticket, at)) };
}
